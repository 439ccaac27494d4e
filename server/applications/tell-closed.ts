import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { ClosedBecause } from '../../contract/jobs'
import { personRoom } from '../../contract/live'
import type { Db } from '../../db/client'
import { applicationEvents, applications, jobs } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { withEvents } from '../live/outbox'
import { notify } from '../notifications/notify'
import { loadCards } from './show-application'

/** So many applications in one transaction. */
const TELL_AT_ONCE = 100

/**
 * Tells everybody who saved one of these jobs that its posting was closed, and why: a line in the history of each application, live, and a
 * notification for those that are not over. The frozen posting stays as it is, and so does the stage: what to make of it is the person's affair.
 * Told once for each closing, however often this runs; it goes on where it stopped.
 */
export async function tellClosed(ctx: Ctx, jobIds: string[]): Promise<void> {
  for (const jobId of jobIds) while ((await tellSome(ctx, jobId)) === TELL_AT_ONCE);
}

async function tellSome(ctx: Ctx, jobId: string): Promise<number> {
  return withEvents(ctx, async (tx, emit) => {
    const [job] = await tx
      .select({ status: jobs.status, closedAt: jobs.closedAt, because: jobs.closedBecause })
      .from(jobs)
      .where(eq(jobs.id, jobId))
    // Opened again meanwhile: there is nothing to tell.
    if (job?.status !== 'closed' || job.closedAt === null) return 0
    const closing = { because: job.because, closedAt: job.closedAt }
    const saved = await tx
      .select({
        id: applications.id,
        personId: applications.personId,
        seq: applications.eventSeq,
        group: applications.stageGroup,
        title: applications.title,
        companyName: applications.companyName,
        employer: applications.employer,
      })
      .from(applications)
      .where(and(eq(applications.jobId, jobId), isNull(applications.removedAt), isUntold(job.closedAt)))
      .orderBy(asc(applications.id))
      .limit(TELL_AT_ONCE)
      .for('update')
    for (const row of saved) {
      await addClosing(ctx, tx, row, closing)
      const [card] = await loadCards(tx, { personId: row.personId, now: ctx.now() }, [row.id])
      if (card) emit(personRoom(row.personId), { type: 'application.changed', version: card.version, data: { card } })
      // Whoever applied here hears from the employer’s own pipeline how it ends.
      if (row.group === 'closed' || row.employer !== null) continue
      const role = { jobTitle: row.title.slice(0, 300), companyName: row.companyName?.slice(0, 300) ?? null }
      await notify(ctx, tx, emit, {
        personId: row.personId,
        key: `${jobId} closed ${job.closedAt.toISOString()}`,
        data: { event: 'job.closed', jobId, ...role },
      })
    }
    return saved.length
  })
}

/** The line that says so, in the history of an application that the caller holds the lock of. */
export async function addClosing(
  ctx: Ctx,
  tx: Db,
  { id, personId, seq }: { id: string; personId: string; seq: number },
  { because, closedAt }: { because: ClosedBecause | null; closedAt: Date },
): Promise<void> {
  const change = { kind: 'posting-closed' as const, because, closedAt: closedAt.toISOString() }
  await tx.insert(applicationEvents).values({
    id: ctx.newId('applicationEvent'),
    applicationId: id,
    personId,
    seq: seq + 1,
    change,
    happenedAt: closedAt,
    learnedAt: ctx.now(),
    actor: 'system',
    batchId: ctx.newId('batch'),
  })
  await tx
    .update(applications)
    .set({ version: sql`${applications.version} + 1`, eventSeq: seq + 1, updatedAt: ctx.now() })
    .where(eq(applications.id, id))
}

/** No line of this closing stands in its history yet. */
const isUntold = (closedAt: Date) => sql`not exists (
  select 1 from ${applicationEvents} told where told.application_id = ${applications.id}
    and told.change @> ${JSON.stringify({ kind: 'posting-closed', closedAt: closedAt.toISOString() })}::jsonb)`
