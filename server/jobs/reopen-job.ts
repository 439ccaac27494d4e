import { and, eq, isNotNull } from 'drizzle-orm'
import type { Db } from '../../db/client'
import { jobs } from '../../db/schema'
import type { Emit } from '../live/outbox'
import { showFaces } from './open-jobs'

/**
 * Opens a job again that an operator closed after reports, as it was, and tells the feed. One that is closed for another reason, or open, stays as it is.
 * @returns whether it was opened
 */
export async function reopenJob(tx: Db, emit: Emit, jobId: string): Promise<boolean> {
  const [held] = await tx
    .select({ version: jobs.version })
    .from(jobs)
    .where(and(eq(jobs.id, jobId), eq(jobs.status, 'closed'), isNotNull(jobs.closedFor)))
    .for('update')
  if (!held) return false
  const [opened] = await tx
    .update(jobs)
    .set({ status: 'open', closedAt: null, closedBecause: null, closedFor: null, version: held.version + 1 })
    .where(eq(jobs.id, jobId))
    .returning({ clusterId: jobs.clusterId })
  // As one that was not there before: screens that dropped its card show it again.
  if (opened) await showFaces(tx, emit, [opened.clusterId], new Set([jobId]))
  return true
}
