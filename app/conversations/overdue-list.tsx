import { Link } from '@remix-run/react'
import type { OverdueAnswer } from '../../contract/conversations'
import { TimeAgo } from '../ui/time-ago'

/** Who was promised an answer and got none: one press opens the closing message that is prepared. */
export function OverdueList({ lines }: { lines: OverdueAnswer[] }) {
  if (lines.length === 0) return null
  return (
    <section aria-labelledby="overdue-heading" className="mb-8" data-overdue>
      <h2 id="overdue-heading" className="mb-1 text-lg font-semibold">
        Overdue answers
      </h2>
      <p className="mb-3 text-sm text-ink-2">
        These candidates were promised an answer. A closing message is prepared for each; you decide and send it.
      </p>
      <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
        {lines.map((line) => (
          <li key={line.applicationId} className="relative flex flex-wrap gap-x-3 gap-y-1 px-4 py-2.5 text-sm">
            <Link
              to={`/hiring/${line.postingId}/${line.applicationId}#messages`}
              className="font-medium text-ink no-underline after:absolute after:inset-0 hover:underline"
            >
              {line.name}
            </Link>
            <span className="text-ink-2">{line.title}</span>
            <span className="text-bad">
              due <TimeAgo at={line.replyDueAt} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
