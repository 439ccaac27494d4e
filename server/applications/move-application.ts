import { and, asc, desc, eq, gt, ne } from 'drizzle-orm'
import type { ChangedApplication, CloseApplication, MoveApplication, Outcome, Placement, StageRef } from '../../contract/applications'
import type { Db } from '../../db/client'
import { applications } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import { AppError, conflict } from '../core/errors'
import { withEvents } from '../live/outbox'
import { addTask } from '../tasks/add-task'
import { lockApplicationsFor, type WorkingRow } from './access'
import { rankBetween } from './core/rank'
import { refusalToMove } from './core/stages'
import { claimBatch, type NewChange, recordChanges } from './record-changes'
import { inStage, refuseFuture, requireStage } from './save-application'
import { loadCards, outcomeOf } from './show-application'

/**
 * Moves an application to a stage, right behind another one. Moving to where it already is changes nothing, and so does the same move sent twice.
 *
 * @throws not_found  the application or the stage is not this person's
 * @throws conflict `application.moved-since`  it is not where the mover saw it any more
 * @throws conflict  any reason of the stage table, with its sentence
 */
export async function moveApplication(ctx: PersonCtx, move: MoveApplication): Promise<ChangedApplication> {
  const batchId = move.batchId ?? ctx.newId('batch')
  return withEvents(ctx, async (tx, emit) => {
    const [row] = await lockApplicationsFor(ctx, tx, [move.applicationId])
    if (!row) throw new Error('A locked application is missing.')
    const isFirst = await claimBatch(ctx, tx, batchId)
    const change = isFirst ? await changeOfMove(ctx, tx, row, move) : null
    const [card] =
      change === null
        ? await loadCards(tx, { personId: ctx.actor.personId, now: ctx.now() }, [row.id])
        : await recordChanges(ctx, tx, emit, { batchId, changes: [change] })
    if (!card) throw new Error('A moved application is missing.')
    if (change !== null) await tellWithdrawal(ctx, tx, row, change)
    return { card, batchId }
  })
}

/** Closes an application with how and why it ended. On a closed one it corrects the outcome. Throws as `moveApplication`. */
export async function closeApplication(ctx: PersonCtx, { outcome, ...close }: CloseApplication): Promise<ChangedApplication> {
  return moveApplication(ctx, { ...close, to: { group: 'closed', stageId: null }, outcome })
}

/** An employer who works here learns of it as a task of the same transaction. */
export async function tellWithdrawal(ctx: PersonCtx, tx: Db, row: WorkingRow, { change }: Pick<NewChange, 'change'>): Promise<void> {
  if (row.employer === null || change.kind !== 'moved' || change.to.outcome?.kind !== 'withdrawn') return
  await addTask(ctx, tx, {
    payload: { kind: 'hiring.withdraw', applicationId: row.id, reason: change.to.outcome.reason },
    key: `${row.id}:${row.eventSeq + 1}`,
  })
}

/** The change that a move makes of a locked row; `null` when it is there already. Throws as `moveApplication`. */
async function changeOfMove(ctx: PersonCtx, tx: Db, row: WorkingRow, move: MoveApplication): Promise<NewChange | null> {
  const { to } = move
  if (row.removedAt !== null) throw conflict('application.removed', {}, 'This application was removed. Bring it back first.')
  const isElsewhere = !isSameStage(row, to)
  refuseMovedSince(row, to, move.from)
  await requireStage(ctx, tx, to)
  const outcome = outcomeAfter(row, to, move.outcome)
  const happenedAt = move.happenedAt === undefined ? ctx.now() : new Date(move.happenedAt)
  refuseFuture(ctx, happenedAt)
  refuseMove(row, to, move.outcome)
  const isSameOutcome = outcome?.kind === row.outcomeKind && outcome?.reason === row.outcomeReason
  if (!isElsewhere && (outcome === null || isSameOutcome)) {
    if (move.afterId === undefined || move.afterId === row.id) return null
    const rank = await rankFor(ctx, tx, row.id, to, move.afterId)
    if (rank === null || rank === row.rank) return null
    return { row, change: { kind: 'reordered', stage: to, fromRank: row.rank, rank }, happenedAt: ctx.now() }
  }
  const rank = !isElsewhere && move.afterId === undefined ? row.rank : await rankFor(ctx, tx, row.id, to, move.afterId)
  return { row, change: { kind: 'moved', from: placementOf(row), to: { ...to, rank: rank ?? row.rank, outcome } }, happenedAt }
}

/** @throws conflict `application.moved-since`  it is neither where the mover saw it nor where it is to go */
export function refuseMovedSince(row: WorkingRow, to: StageRef, from: StageRef | undefined): void {
  if (from && !isSameStage(row, to) && !isSameStage(row, from))
    throw conflict('application.moved-since', {}, 'It was moved meanwhile. Look where it is now and decide again.')
}

/** @throws conflict  any reason of the stage table, with its sentence */
export function refuseMove(row: WorkingRow, to: StageRef, outcome: Outcome | undefined): void {
  refuseAgainstEmployer(row, to, outcome)
  const refusal = refusalToMove(
    { group: row.stageGroup, stageId: row.stageId, outcome: outcomeOf(row), appliedAt: row.appliedAt?.toISOString() ?? null },
    to,
    outcome ?? null,
  )
  if (refusal) throw new AppError('conflict', refusal.reason, { message: refusal.message })
}

/**
 * Where an employer here moves it, what they say is the truth: the person may order it within its group, or withdraw.
 * @throws conflict `application.employer-decides`
 */
function refuseAgainstEmployer(row: WorkingRow, to: StageRef, outcome: Outcome | undefined): void {
  if (row.employer === null || to.group === row.stageGroup) return
  if (to.group === 'closed' && outcome?.kind === 'withdrawn') return
  throw conflict(
    'application.employer-decides',
    {},
    `${row.employer.organisationName} moves this one, and you see it here at once. You can withdraw your application.`,
  )
}

/** A closed one that goes on within `closed` keeps its outcome unless another is given. */
export function outcomeAfter(row: WorkingRow, to: StageRef, given: Outcome | undefined): Outcome | null {
  return to.group === 'closed' ? (given ?? outcomeOf(row)) : null
}

export function placementOf(row: WorkingRow): Placement {
  return { group: row.stageGroup, stageId: row.stageId, rank: row.rank, outcome: outcomeOf(row) }
}

export function isSameStage(row: WorkingRow, stage: StageRef): boolean {
  return row.stageGroup === stage.group && row.stageId === stage.stageId
}

/** The rank right behind `afterId` (`null`: first, left out: last) in a stage. `null` when it stands there already. */
async function rankFor(
  ctx: PersonCtx,
  tx: Db,
  movedId: string,
  stage: StageRef,
  afterId: string | null | undefined,
): Promise<string | null> {
  const others = and(eq(applications.personId, ctx.actor.personId), inStage(stage), ne(applications.id, movedId))
  const anchor = afterId == null ? null : await findRank(tx, and(others, eq(applications.id, afterId)))
  if (afterId === undefined || (afterId !== null && anchor === null)) return rankBetween(await lastRank(tx, others), null)
  const next = await findRank(tx, anchor === null ? others : and(others, gt(applications.rank, anchor)))
  const own = await findRank(tx, and(eq(applications.id, movedId), inStage(stage)))
  if (own !== null && (anchor === null || own > anchor) && (next === null || own < next)) return null
  return rankBetween(anchor, next)
}

async function findRank(tx: Db, where: ReturnType<typeof and>): Promise<string | null> {
  const [row] = await tx.select({ rank: applications.rank }).from(applications).where(where).orderBy(asc(applications.rank)).limit(1)
  return row?.rank ?? null
}

/** The last rank among some applications. */
export async function lastRank(tx: Db, where: ReturnType<typeof and>): Promise<string | null> {
  const [row] = await tx.select({ rank: applications.rank }).from(applications).where(where).orderBy(desc(applications.rank)).limit(1)
  return row?.rank ?? null
}
