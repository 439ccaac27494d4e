import { and, eq, inArray, lte } from 'drizzle-orm'
import type { ReportReason } from '../../contract/jobs'
import { rooms } from '../../contract/live'
import type { Db } from '../../db/client'
import { jobs } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { type Emit, withEvents } from '../live/outbox'
import { showFaces } from './open-jobs'

/**
 * Closes jobs and tells the feed. A job that is closed already stays as it is. When a cluster has another open sighting, that one takes the card.
 * @param closedFor why an operator closed them after reports: no new reading of their posts opens them again
 */
export async function closeJobs(ctx: Ctx, tx: Db, emit: Emit, jobIds: string[], closedFor?: ReportReason): Promise<void> {
  if (jobIds.length === 0) return
  const held = await tx
    .select({ id: jobs.id, version: jobs.version })
    .from(jobs)
    .where(and(inArray(jobs.id, jobIds), eq(jobs.status, 'open')))
    .orderBy(jobs.id)
    .for('update')
  const clusterIds = new Set<string>()
  for (const job of held) {
    const [closed] = await tx
      .update(jobs)
      .set({ status: 'closed', closedAt: ctx.now(), version: job.version + 1, ...(closedFor ? { closedFor } : {}) })
      .where(eq(jobs.id, job.id))
      .returning({ clusterId: jobs.clusterId })
    if (closed) clusterIds.add(closed.clusterId)
    emit(rooms.jobs, { type: 'job.closed', version: job.version + 1, data: { jobId: job.id } })
  }
  await showFaces(tx, emit, [...clusterIds], new Set())
}

const CLOSE_AT_ONCE_MAX = 200

/** Cron: closes postings whose last day is over. */
export async function closeExpiredJobs(ctx: Ctx): Promise<number> {
  const over = await ctx.db
    .select({ id: jobs.id })
    .from(jobs)
    .where(and(eq(jobs.status, 'open'), lte(jobs.validThrough, ctx.now())))
    .orderBy(jobs.id)
    .limit(CLOSE_AT_ONCE_MAX)
  if (over.length === 0) return 0
  await withEvents(ctx, (tx, emit) =>
    closeJobs(
      ctx,
      tx,
      emit,
      over.map((job) => job.id),
    ),
  )
  return over.length
}
