import { Link } from '@remix-run/react'
import clsx from 'clsx'
import { sourceWord } from '../jobs/words'
import { Badge } from '../ui/badge'
import { Card } from '../ui/card'
import { EmptyState } from '../ui/states'
import { TimeAgo } from '../ui/time-ago'
import type { ReadingLine } from './readings-state'
import { durationWords, STATE_TONES, STATE_WORDS, VERDICT_SHORT } from './words'

/** The newest readings, each with what it was taken for and what became of it. */
export function ReadingsList({ lines, arrivedIds }: { lines: ReadingLine[]; arrivedIds: string[] }) {
  if (lines.length === 0) {
    return (
      <Card>
        <EmptyState title="No post has been read yet">
          <p>The first one appears here by itself, within a second of coming in.</p>
        </EmptyState>
      </Card>
    )
  }
  return (
    <Card className="overflow-hidden">
      <ol aria-label="Newest readings" className="divide-y divide-line">
        {lines.map((line) => (
          <li
            key={line.leadId}
            className={clsx(
              'grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 px-4 py-2.5 text-sm sm:px-5',
              arrivedIds.includes(line.leadId) && 'animate-arrive',
            )}
          >
            <p className="min-w-0 truncate font-medium">
              {line.state === 'unseen' || line.state === 'withdrawn' ? (
                (line.title ?? 'No title read')
              ) : (
                <Link to={`/operator/leads?state=${line.state}&lead=${line.leadId}`} className="text-ink no-underline hover:underline">
                  {line.title ?? 'No title read'}
                </Link>
              )}
            </p>
            <Badge tone={STATE_TONES[line.state]}>{STATE_WORDS[line.state]}</Badge>
            <p className="truncate text-xs text-ink-3">
              {VERDICT_SHORT[line.verdict]} · {sourceWord(line.source)} · <TimeAgo at={line.receivedAt} />
            </p>
            <p className="text-right text-xs text-ink-3 tabular-nums">
              {line.readingMs === null ? '' : `read in ${durationWords(line.readingMs)}`}
            </p>
          </li>
        ))}
      </ol>
    </Card>
  )
}
