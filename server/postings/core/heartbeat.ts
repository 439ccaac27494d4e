import type { PostingHeartbeat } from '../../../contract/postings'

const DAY_MS = 86_400_000
/** From so many days without a look on, readers are warned. */
const SLOW_DAYS = 7
/** After so many a posting pauses itself. */
export const PAUSE_DAYS = 14
export const PAUSE_MS = PAUSE_DAYS * DAY_MS

/**
 * How alive a published posting is: by when somebody of its team last opened, moved or wrote about an applicant, and by nothing that anybody can type in.
 * One that nobody has looked at yet counts from its publishing; one that is shown again, from then.
 */
export function heartbeatOf({ publishedAt, reviewedAt }: { publishedAt: Date; reviewedAt: Date | null }, now: Date): PostingHeartbeat {
  const since = reviewedAt !== null && reviewedAt > publishedAt ? reviewedAt : publishedAt
  const days = Math.max(0, Math.floor((now.getTime() - since.getTime()) / DAY_MS))
  return {
    state: days >= SLOW_DAYS ? 'slow' : 'beating',
    lastReviewedAt: reviewedAt?.toISOString() ?? null,
    days,
    pausesAt: new Date(since.getTime() + PAUSE_MS).toISOString(),
  }
}
