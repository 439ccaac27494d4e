import { and, eq, isNotNull, sql } from 'drizzle-orm'
import type { Db } from '../../db/client'
import { jobs } from '../../db/schema'
import type { Emit } from '../live/outbox'
import { reopenJobs } from './close-jobs'

/**
 * Takes back that an operator closed a job after reports: it is open again as it was, and the feed is told. One that is closed for another reason, or
 * open, stays as it is.
 * @param isShown `false` for a posting that its organisation paused or closed meanwhile: then only the operator's reason goes
 * @returns whether there was something to take back
 */
export async function reopenJob(tx: Db, emit: Emit, { jobId, isShown }: { jobId: string; isShown: boolean }): Promise<boolean> {
  const [freed] = await tx
    .update(jobs)
    .set({ closedFor: null, closedBecause: null, version: sql`${jobs.version} + 1` })
    .where(and(eq(jobs.id, jobId), eq(jobs.status, 'closed'), isNotNull(jobs.closedFor)))
    .returning({ id: jobs.id })
  if (freed && isShown) await reopenJobs(tx, emit, [jobId])
  return freed !== undefined
}
