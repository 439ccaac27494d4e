import { and, eq, inArray, isNull, lte, sql } from 'drizzle-orm'
import type { ClosedBecause, ReportReason } from '../../contract/jobs'
import { rooms } from '../../contract/live'
import type { Db } from '../../db/client'
import { applications, jobs } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { type Emit, withEvents } from '../live/outbox'
import { addTask } from '../tasks/add-task'
import { showFaces } from './open-jobs'

export interface WhyClosed {
  because?: ClosedBecause
  /** Why an operator closed them after reports: no new reading of their posts opens them again. */
  closedFor?: ReportReason
}

/**
 * Closes jobs, tells the feed, and leaves a task that tells who saved them. A job that is closed already stays as it is. When a cluster has another
 * open sighting, that one takes the card.
 */
export async function closeJobs(ctx: Ctx, tx: Db, emit: Emit, jobIds: string[], { because, closedFor }: WhyClosed = {}): Promise<void> {
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
      .set({
        status: 'closed',
        closedAt: ctx.now(),
        closedBecause: because ?? null,
        version: job.version + 1,
        ...(closedFor ? { closedFor } : {}),
      })
      .where(eq(jobs.id, job.id))
      .returning({ clusterId: jobs.clusterId })
    if (closed) clusterIds.add(closed.clusterId)
    emit(rooms.jobs, { type: 'job.closed', version: job.version + 1, data: { jobId: job.id } })
  }
  await showFaces(tx, emit, [...clusterIds], new Set())
  await tellWhoSaved(
    ctx,
    tx,
    held.map((job) => job.id),
  )
}

/**
 * A task for those of the jobs that somebody saved: a row of the same transaction. Who saves one at this moment waits for its lock
 * (`saveApplication`), and sees then that it is closed.
 */
async function tellWhoSaved(ctx: Ctx, tx: Db, jobIds: string[]): Promise<void> {
  if (jobIds.length === 0) return
  const saved = await tx
    .selectDistinct({ jobId: applications.jobId })
    .from(applications)
    .where(and(inArray(applications.jobId, jobIds), isNull(applications.removedAt)))
    .orderBy(applications.jobId)
  const ids = saved.flatMap(({ jobId }) => jobId ?? [])
  for (let at = 0; at < ids.length; at += CLOSE_AT_ONCE_MAX) {
    const part = ids.slice(at, at + CLOSE_AT_ONCE_MAX)
    await addTask(ctx, tx, { payload: { kind: 'applications.tell-closed', jobIds: part }, key: `${part[0]} ${ctx.now().toISOString()}` })
  }
}

/** Opens closed jobs again as they were. One that an operator closed after reports stays closed. */
export async function reopenJobs(tx: Db, emit: Emit, jobIds: string[]): Promise<void> {
  const opened = await tx
    .update(jobs)
    .set({ status: 'open', closedAt: null, closedBecause: null, version: sql`${jobs.version} + 1` })
    .where(and(inArray(jobs.id, jobIds), eq(jobs.status, 'closed'), isNull(jobs.closedFor)))
    .returning({ id: jobs.id, clusterId: jobs.clusterId })
  const clusterIds = [...new Set(opened.map(({ clusterId }) => clusterId))]
  await showFaces(tx, emit, clusterIds, new Set(opened.map(({ id }) => id)))
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
      { because: 'deadline' },
    ),
  )
  return over.length
}
