import { and, eq } from 'drizzle-orm'
import type { ApplicationEvent, ChangedMany, Refusal, UndoChange } from '../../contract/applications'
import type { Db } from '../../db/client'
import { applicationEvents, applicationStages } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import { AppError, notFound } from '../core/errors'
import { withEvents } from '../live/outbox'
import { lockApplicationsFor, type WorkingRow } from './access'
import { foldEvents } from './core/fold-events'
import { refusalToUndo } from './core/undo'
import { claimBatch, loadHistories, type NewChange, recordChanges, showEvent } from './record-changes'

/**
 * Takes back one event, or everything of a batch, whenever it happened. The history keeps both, and the undo can be taken back in turn.
 * With `skipConflicts` what was changed since stays as it is and is told in `refused`; otherwise one such refuses the whole.
 *
 * @throws not_found  the event or the batch is not this person's
 * @throws conflict `application.changed-since`, `application.already-undone`, `application.stage-gone`
 */
export async function undoChange(ctx: PersonCtx, undo: UndoChange): Promise<ChangedMany> {
  const batchId = ctx.newId('batch')
  return withEvents(ctx, async (tx, emit) => {
    const targets = await findTargets(ctx, tx, undo)
    const rows = await lockApplicationsFor(
      ctx,
      tx,
      targets.map((target) => target.applicationId),
    )
    const histories = await loadHistories(
      tx,
      rows.map((row) => row.id),
    )
    const stages = await listStageIds(ctx, tx)
    const changes: NewChange[] = []
    const refused: Refusal[] = []
    for (const row of rows) {
      const history = histories.get(row.id) ?? []
      const target = targets.find((event) => event.applicationId === row.id)
      if (!target) continue
      const change = { kind: 'undone' as const, eventId: target.id, of: target.change.kind }
      const refusal = refusalToUndo(history, target.id) ?? refusalOfStage(ctx, row, history, change, stages)
      if (refusal) refused.push({ applicationId: row.id, ...refusal })
      else changes.push({ row, change, happenedAt: ctx.now() })
    }
    const [first] = refused
    if (first && !('skipConflicts' in undo && undo.skipConflicts))
      throw new AppError('conflict', first.reason, {
        message: refused.length === 1 ? first.message : `${refused.length} of ${rows.length} were changed again. Undo the others, or none.`,
        details: { refused: refused.length, applicationId: first.applicationId },
      })
    await claimBatch(ctx, tx, batchId)
    return { batchId, cards: await recordChanges(ctx, tx, emit, { batchId, changes }), refused }
  })
}

/** The events that are to be taken back. A batch has one for each of its applications. */
async function findTargets(ctx: PersonCtx, tx: Db, undo: UndoChange): Promise<ApplicationEvent[]> {
  const which = 'eventId' in undo ? eq(applicationEvents.id, undo.eventId) : eq(applicationEvents.batchId, undo.batchId)
  const rows = await tx
    .select()
    .from(applicationEvents)
    .where(and(eq(applicationEvents.personId, ctx.actor.personId), which))
  if (rows.length === 0) throw 'eventId' in undo ? notFound('event', undo.eventId) : notFound('batch', undo.batchId)
  return rows.map(showEvent)
}

/** A stage of the person's own may be gone since. */
function refusalOfStage(
  ctx: PersonCtx,
  row: WorkingRow,
  history: ApplicationEvent[],
  change: NewChange['change'],
  stages: ReadonlySet<string>,
): Omit<Refusal, 'applicationId'> | null {
  const at = ctx.now().toISOString()
  const { stageId } = foldEvents([...history, { id: 'next', seq: row.eventSeq + 1, change, happenedAt: at, learnedAt: at }])
  if (stageId === null || stages.has(stageId)) return null
  return { reason: 'application.stage-gone', message: 'The stage it was in does not exist any more. Move it where it belongs.' }
}

async function listStageIds(ctx: PersonCtx, tx: Db): Promise<Set<string>> {
  const rows = await tx
    .select({ id: applicationStages.id })
    .from(applicationStages)
    .where(eq(applicationStages.personId, ctx.actor.personId))
  return new Set(rows.map(({ id }) => id))
}
