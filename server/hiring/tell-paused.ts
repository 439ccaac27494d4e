import { and, asc, eq, gt, isNull } from 'drizzle-orm'
import { hiringApplications, postings } from '../../db/schema'
import { followEmployer } from '../applications/employer-side'
import type { Ctx } from '../core/ctx'
import { withEvents } from '../live/outbox'
import { addTask } from '../tasks/add-task'
import { loadEmployerSide } from './load-employer-side'

const AT_ONCE = 100

/**
 * Task: a posting was paused, or goes on. Everybody whose application is open sees so in their tracker at once, and is told by mail or notification
 * unless they know already. What is told is what the posting is by then; some at a time, on from `after`.
 */
export async function tellPaused(ctx: Ctx, { postingId, after }: { postingId: string; after: string }): Promise<void> {
  await withEvents(ctx, async (tx, emit) => {
    const [posting] = await tx.select({ version: postings.version }).from(postings).where(eq(postings.id, postingId))
    const rows = await tx
      .select()
      .from(hiringApplications)
      .where(and(eq(hiringApplications.postingId, postingId), isNull(hiringApplications.dispositionKind), gt(hiringApplications.id, after)))
      .orderBy(asc(hiringApplications.id))
      .limit(AT_ONCE)
      .for('update')
    for (const row of rows) {
      const key = `${row.id}:${row.eventSeq} of ${posting?.version}`
      await addTask(ctx, tx, { payload: { kind: 'hiring.tell-candidate', applicationId: row.id }, key })
      if (row.personId === null) continue
      const employer = await loadEmployerSide(ctx, tx, row)
      await followEmployer(ctx, tx, emit, {
        applicationId: row.id,
        personId: row.personId,
        employer,
        outcome: null,
        batchId: ctx.newId('batch'),
      })
    }
    const last = rows.at(-1)
    if (rows.length === AT_ONCE && last)
      await addTask(ctx, tx, {
        payload: { kind: 'hiring.tell-paused', postingId, after: last.id },
        key: `${postingId}:${posting?.version} after ${last.id}`,
      })
  })
}
