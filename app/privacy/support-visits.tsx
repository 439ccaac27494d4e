import type { SupportVisit } from '../../contract/support'
import { TimeAgo } from '../ui/time-ago'

/** When support looked at what the person sees, and why. */
export function SupportVisits({ visits }: { visits: SupportVisit[] }) {
  if (visits.length === 0) return <p className="text-ink-2">Nobody has looked.</p>
  return (
    <ul className="divide-y divide-line rounded-lg border border-line">
      {visits.map(({ id, operatorName, reason, startedAt, endsAt }) => (
        <li key={id} className="px-4 py-3 text-sm">
          <p className="break-words">{reason}</p>
          <p className="mt-0.5 text-ink-3">
            {operatorName}, <TimeAgo at={startedAt} />, for {Math.max(1, Math.round((Date.parse(endsAt) - Date.parse(startedAt)) / 60_000))}{' '}
            min at most
          </p>
        </li>
      ))}
    </ul>
  )
}
