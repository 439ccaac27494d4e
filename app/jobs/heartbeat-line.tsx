import type { PostingHeartbeat } from '../../contract/postings'
import { Card } from '../ui/card'
import { formatDay } from '../ui/time-ago'

/** Whether somebody at the employer's looks at applicants: from what they do here, and from nothing that can be typed in. */
export function HeartbeatLine({ heartbeat }: { heartbeat: PostingHeartbeat | null }) {
  if (heartbeat === null) return null
  const isSlow = heartbeat.state === 'slow'
  return (
    <Card className="p-4 text-sm sm:p-5" data-heartbeat={heartbeat.state}>
      <h2 className="mb-1 font-semibold">{isSlow ? 'Nobody has looked lately' : 'The team is at it'}</h2>
      <p className={isSlow ? 'text-warn' : 'text-ink-2'}>{heartbeatWords(heartbeat)}</p>
      <p className="mt-2 text-xs text-ink-3">
        From what the team does with applicants here, not from a date that it sets.
        {isSlow ? ` Unless somebody looks, the job pauses itself on ${formatDay(heartbeat.pausesAt)}.` : ''}
      </p>
    </Card>
  )
}

/** One sentence of when somebody looked. */
export function heartbeatWords({ lastReviewedAt, days }: PostingHeartbeat): string {
  const ago = days === 0 ? 'today' : days === 1 ? 'yesterday' : `${days} days ago`
  return lastReviewedAt === null ? `Published ${ago}. No applicant has been looked at yet.` : `An applicant was last looked at ${ago}.`
}
