import type { Pipeline } from '../../contract/hiring'
import { formatDay } from '../ui/time-ago'

/** Says when a posting pauses itself, and why it has. */
export function HeartbeatNote({ posting: { state, heartbeat, pauseReason } }: { posting: Pipeline['posting'] }) {
  const words =
    state === 'paused' && pauseReason === 'idle'
      ? 'This posting paused itself: nobody of the team had looked at an applicant for 14 days. Applicants were told. Show it again from its page.'
      : heartbeat?.state === 'slow'
        ? `Nobody has looked at an applicant for ${heartbeat.days} days. Readers see that, and the posting pauses itself on ${formatDay(heartbeat.pausesAt)} unless somebody does.`
        : null
  if (words === null) return null
  return (
    <p role="status" className="mb-4 rounded-md bg-warn-soft px-3 py-2 text-sm text-warn">
      {words}
    </p>
  )
}
