import { and, eq, isNull, lt, or } from 'drizzle-orm'
import type { Db } from '../../db/client'
import { postings } from '../../db/schema'

/** To the minute: a hand that moves fifty cards writes this once. */
const MINUTE_MS = 60_000

/** Somebody of the organisation looked at or decided on an applicant: what a posting's freshness is told from. */
export async function markReviewed(tx: Db, postingId: string, now: Date): Promise<void> {
  const isOld = or(isNull(postings.reviewedAt), lt(postings.reviewedAt, new Date(now.getTime() - MINUTE_MS)))
  await tx
    .update(postings)
    .set({ reviewedAt: now })
    .where(and(eq(postings.id, postingId), isOld))
}
