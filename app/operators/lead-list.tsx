import { Link } from '@remix-run/react'
import clsx from 'clsx'
import type { Lead } from '../../contract/leads'
import { sourceWord } from '../jobs/words'
import { Badge } from '../ui/badge'
import { TimeAgo } from '../ui/time-ago'
import type { LeadQueue } from './use-lead-queue'
import { percentWords, STATE_WORDS, VERDICT_SHORT } from './words'

/** The queue, newest first; the lead that is shown beside it is marked. */
export function LeadList({ queue, addressOf }: { queue: LeadQueue; addressOf(lead: Lead): string }) {
  return (
    <ol className="divide-y divide-line">
      {queue.leads.map((lead) => {
        const isSelected = lead.id === queue.selected?.id
        const decided = queue.decided.get(lead.id)
        return (
          <li key={lead.id}>
            <Link
              to={addressOf(lead)}
              preventScrollReset
              onClick={(event) => {
                if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || !isBeside()) return
                // At once, as by key: a key pressed right after must never reach the lead that was shown before.
                event.preventDefault()
                queue.select(lead.id)
              }}
              aria-current={isSelected ? 'true' : undefined}
              data-lead={lead.id}
              className={clsx(
                'block border-l-3 px-4 py-2.5 text-ink no-underline -outline-offset-2',
                isSelected ? 'border-accent bg-surface-2' : 'border-transparent hover:bg-surface-2',
              )}
            >
              <span className="flex items-baseline justify-between gap-3">
                <span className="min-w-0 truncate text-sm font-medium">{lead.extracted.title ?? 'No title read'}</span>
                {decided ? (
                  <Badge>{STATE_WORDS[decided]} elsewhere</Badge>
                ) : queue.refusals.has(lead.id) ? (
                  <Badge tone="bad">Not saved</Badge>
                ) : queue.editedIds.has(lead.id) ? (
                  <Badge tone="mark">Edited</Badge>
                ) : null}
              </span>
              <span className="mt-0.5 block truncate text-xs text-ink-2">{lead.text.slice(0, 120)}</span>
              <span className="mt-0.5 flex justify-between gap-3 text-xs text-ink-3 tabular-nums">
                <span className="truncate">
                  {VERDICT_SHORT[lead.score.verdict]} {percentWords(lead.score.confidenceRatio)} · {sourceWord(lead.source)}
                </span>
                <TimeAgo at={lead.receivedAt} className="whitespace-nowrap" />
              </span>
            </Link>
          </li>
        )
      })}
    </ol>
  )
}

/** Whether the lead is shown beside the list, not in its place. */
const isBeside = () => matchMedia('(min-width: 64rem)').matches
