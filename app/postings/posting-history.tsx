import type { PostingHistoryLine } from '../../contract/postings'
import { TimeAgo } from '../ui/time-ago'
import { FIELD_WORDS, HISTORY_WORDS } from './words'

/** Who did what with a posting, newest first. */
export function PostingHistoryList({ lines }: { lines: PostingHistoryLine[] }) {
  return (
    <details className="mt-10 border-t border-line pt-4">
      <summary className="inline-flex min-h-8 cursor-pointer items-center text-lg font-semibold">History</summary>
      <ol className="mt-3 space-y-2 text-sm">
        {lines.map((line) => (
          <li key={`${line.act} ${line.at} ${line.by?.personId ?? ''}`} className="flex flex-wrap gap-x-2">
            <span>
              <span className="font-medium">{line.by?.name ?? 'The clock'}</span> {HISTORY_WORDS[line.act] ?? line.act}{' '}
              {changedFields(line)}
            </span>
            <TimeAgo at={line.at} className="text-ink-3" />
          </li>
        ))}
      </ol>
    </details>
  )
}

function changedFields({ act, details }: PostingHistoryLine): string {
  if (act !== 'posting.changed' || typeof details.fields !== 'string') return ''
  const names: Record<string, string> = FIELD_WORDS
  return details.fields
    .split(', ')
    .map((field) => names[field]?.toLowerCase() ?? field)
    .join(', ')
}
