import { and, asc, eq, isNull, lt, lte, sql } from 'drizzle-orm'
import { hiringRoom } from '../../contract/live'
import { hiringApplications } from '../../db/schema'
import { followEmployer } from '../applications/employer-side'
import type { Ctx } from '../core/ctx'
import { withEvents } from '../live/outbox'
import { addTask } from '../tasks/add-task'
import { NO_PROMISE } from './core/no-promise'
import { loadEmployerSide } from './load-employer-side'

const AT_ONCE = 100
/** A rate of fewer says nothing about an employer. */
const RATE_MIN = 10

/**
 * Cron: finds applications whose promised reply is overdue. The candidate's tracker says so, the team's card is
 * marked, and a closing message is prepared for a person to send.
 * @returns how many promises were found broken
 */
export async function findBrokenPromises(ctx: Ctx): Promise<number> {
  return withEvents(ctx, async (tx, emit) => {
    const now = ctx.now()
    const due = await tx
      .select()
      .from(hiringApplications)
      .where(
        and(
          lte(hiringApplications.replyDueAt, now),
          isNull(hiringApplications.repliedAt),
          isNull(hiringApplications.promiseBrokenAt),
          isNull(hiringApplications.dispositionKind),
        ),
      )
      .orderBy(asc(hiringApplications.id))
      .limit(AT_ONCE)
      .for('update', { skipLocked: true })
    for (const row of due) {
      const [changed] = await tx
        .update(hiringApplications)
        .set({ promiseBrokenAt: now, version: sql`${hiringApplications.version} + 1` })
        .where(eq(hiringApplications.id, row.id))
        .returning()
      if (!changed) continue
      emit(hiringRoom(row.postingId), { type: 'hiring.card-changed', version: changed.version, data: { applicationId: row.id } })
      await addTask(ctx, tx, { payload: { kind: 'conversations.prepare-closing', applicationId: row.id }, key: row.id })
      if (row.personId === null) continue
      const employer = await loadEmployerSide(ctx, tx, changed)
      await followEmployer(ctx, tx, emit, {
        applicationId: row.id,
        personId: row.personId,
        employer,
        outcome: null,
        batchId: ctx.newId('batch'),
      })
    }
    return due.length
  })
}

/** How an organisation keeps its promised replies, for everybody: of the applications whose time is over. `null` under ten of them. */
export async function findKeptRate(ctx: Ctx, organisationId: string): Promise<{ keptPercent: number; count: number } | null> {
  const [row] = await ctx.db
    .select({
      count: sql<number>`count(*)::int`,
      kept: sql<number>`count(*) filter (where ${hiringApplications.repliedAt} <= ${hiringApplications.replyDueAt})::int`,
    })
    .from(hiringApplications)
    .where(
      and(
        eq(hiringApplications.organisationId, organisationId),
        // Who was entered by the team was promised nothing: nobody improves a rate by entering people.
        lt(hiringApplications.replyDueAt, NO_PROMISE),
        // An answer counts when it comes; silence counts when its time is over. Who withdrew first was owed nothing.
        sql`(${hiringApplications.repliedAt} is not null or (${hiringApplications.replyDueAt} <= ${ctx.now().toISOString()}::timestamptz and ${hiringApplications.dispositionKind} is distinct from 'withdrawn'))`,
      ),
    )
  if (!row || row.count < RATE_MIN) return null
  return { keptPercent: Math.round((100 * row.kept) / row.count), count: row.count }
}
