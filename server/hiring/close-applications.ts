import { and, asc, eq, isNull } from 'drizzle-orm'
import { type CloseHiring, DispositionReason, HIRING_UNDO_MS, type HiringChanged } from '../../contract/hiring'
import { hiringRoom } from '../../contract/live'
import type { Db } from '../../db/client'
import { hiringApplications, hiringEvents, postings } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import type { Ctx } from '../core/ctx'
import { conflict, notFound } from '../core/errors'
import { type Emit, withEvents } from '../live/outbox'
import { type HiringRow, lockHiringApplicationsFor } from './access'
import { inOrder, repeated, WITHDRAWN } from './move-applications'
import { type NewHiringChange, recordHiring } from './record-hiring'

/**
 * Ends applications of one posting with a reason of the closed list. The candidate's tracker says so at once; mails leave when it can no longer
 * be taken back. What has ended already stays as it is.
 *
 * @throws not_found, forbidden as `moveHiringApplications`
 */
export async function closeHiringApplications(ctx: PersonCtx, close: CloseHiring): Promise<HiringChanged> {
  return withEvents(ctx, (tx, emit) => closeWithin(ctx, tx, emit, close))
}

/** The same in the caller's transaction, for what leaves together with an ending. */
export async function closeWithin(ctx: PersonCtx, tx: Db, emit: Emit, close: CloseHiring): Promise<HiringChanged> {
  const { posting, rows } = await lockHiringApplicationsFor(ctx, tx, close.applicationIds, 'candidate.move')
  const again = await repeated(ctx, tx, posting.organisationId, close.batchId)
  if (again) return again
  const changes = inOrder(rows, close.applicationIds).flatMap((row) => closing(row, close.disposition) ?? [])
  const placements = await recordHiring(ctx, tx, emit, { postingId: posting.id, batchId: close.batchId, changes })
  return { batchId: close.batchId, placements, refused: [] }
}

/**
 * Takes a change back: everything of its batch that nobody has changed since. What was changed since stays and is told in `refused`.
 * The history keeps both. No mail leaves for what was taken back in time, and it does not count as the promised answer.
 *
 * @throws not_found  there is no such change in the person's organisations
 * @throws conflict `hiring.changed-since`  all of it was changed again
 * @throws conflict `hiring.withdrawn`  the candidate withdrew; only they can change that
 */
export async function undoHiring(ctx: PersonCtx, input: { batchId: string; undoBatchId: string }): Promise<HiringChanged> {
  return withEvents(ctx, async (tx, emit) => {
    const events = await tx
      .select()
      .from(hiringEvents)
      .where(eq(hiringEvents.batchId, input.batchId))
      .orderBy(asc(hiringEvents.applicationId))
      .limit(1_000)
    if (events.length === 0) throw notFound('batch', input.batchId)
    const ids = events.map(({ applicationId }) => applicationId)
    const { posting, rows } = await lockHiringApplicationsFor(ctx, tx, ids, 'candidate.move')
    const again = await repeated(ctx, tx, posting.organisationId, input.undoBatchId)
    if (again) return again
    const refused: HiringChanged['refused'] = []
    const waitingAgain: HiringRow[] = []
    const changes = rows.flatMap((row): NewHiringChange[] => {
      const event = events.find(({ applicationId }) => applicationId === row.id)
      if (!event || event.seq !== row.eventSeq) {
        refused.push({ applicationId: row.id, message: 'It was changed again since. Look at its history, and change it by hand.' })
        return []
      }
      if (isOwnWithdrawal(row, event)) {
        refused.push({ applicationId: row.id, message: WITHDRAWN })
        return []
      }
      const isAnswerUntold = isAnsweredBy(row, event) && ctx.now().getTime() - event.at.getTime() <= HIRING_UNDO_MS
      if (isAnswerUntold) waitingAgain.push(row)
      return inverse(isAnswerUntold ? { ...row, repliedAt: null } : row, event.change)
    })
    if (changes.length === 0 && refused.length > 0 && refused.every(({ message }) => message === WITHDRAWN))
      throw conflict('hiring.withdrawn', {}, WITHDRAWN)
    if (changes.length === 0 && refused.length > 0) throw conflict('hiring.changed-since', { count: refused.length }, refused[0]?.message)
    const placements = await recordHiring(ctx, tx, emit, { postingId: posting.id, batchId: input.undoBatchId, changes })
    // A placement does not say when an answer is due: the team's boards read these cards anew.
    for (const { id, postingId, version } of waitingAgain)
      emit(hiringRoom(postingId), { type: 'hiring.card-changed', version: version + 1, data: { applicationId: id } })
    return { batchId: input.undoBatchId, placements, refused }
  })
}

/** Task: the candidate withdrew in their own tracker. One that has ended already stays as it is. */
export async function withdrawApplication(ctx: Ctx, input: { applicationId: string; reason: string }): Promise<void> {
  const reason = DispositionReason.safeParse(input.reason).data ?? 'other'
  await withEvents(ctx, async (tx, emit) => {
    const [row] = await tx.select().from(hiringApplications).where(eq(hiringApplications.id, input.applicationId)).for('update')
    const change = row ? closing(row, { kind: 'withdrawn', reason }) : null
    if (!row || !change) return
    await recordHiring(ctx, tx, emit, { postingId: row.postingId, batchId: ctx.newId('batch'), changes: [change] })
  })
}

/** So many are told in one transaction; the task goes on until none is open. */
const TOLD_AT_ONCE = 100

/** Task: a posting was closed, and everybody whose application is open learns how it ended. */
export async function tellClosed(ctx: Ctx, postingId: string): Promise<void> {
  for (;;) {
    const count = await withEvents(ctx, async (tx, emit) => {
      const [posting] = await tx
        .select({ state: postings.state, reason: postings.closeReason })
        .from(postings)
        .where(eq(postings.id, postingId))
      if (posting?.state !== 'closed') return 0
      const rows = await listOpen(tx, postingId)
      const reason = posting.reason === 'filled' ? 'position-filled' : 'position-cancelled'
      const changes = rows.flatMap((row) => closing(row, { kind: 'rejected', reason }) ?? [])
      await recordHiring(ctx, tx, emit, { postingId, batchId: ctx.newId('batch'), changes })
      return changes.length
    })
    if (count < TOLD_AT_ONCE) return
  }
}

function listOpen(tx: Db, postingId: string): Promise<HiringRow[]> {
  return tx
    .select()
    .from(hiringApplications)
    .where(and(eq(hiringApplications.postingId, postingId), isNull(hiringApplications.dispositionKind)))
    .orderBy(asc(hiringApplications.id))
    .limit(TOLD_AT_ONCE)
    .for('update')
}

function closing(row: HiringRow, disposition: CloseHiring['disposition']): NewHiringChange | null {
  if (row.dispositionKind !== null || row.stageId === null) return null
  return { row, change: { kind: 'closed', from: { stageId: row.stageId, rank: row.rank }, disposition } }
}

/** Whether the candidate ended it, in their own tracker or by their status link, and nobody of the team for them. */
const isOwnWithdrawal = (row: HiringRow, { change, actorId }: typeof hiringEvents.$inferSelect) =>
  change.kind === 'closed' && change.disposition.kind === 'withdrawn' && (actorId === null || actorId === row.personId)

/** Whether this event is what counted as the answer. Nothing of it reaches the candidate by mail before the time to take it back is over. */
const isAnsweredBy = (row: HiringRow, event: { at: Date }) => row.repliedAt?.getTime() === event.at.getTime()

/** The change that makes a row what it was before. */
function inverse(row: HiringRow, change: NewHiringChange['change']): NewHiringChange[] {
  const here = { stageId: row.stageId, rank: row.rank }
  switch (change.kind) {
    case 'moved':
      if (change.from.stageId !== null)
        return [{ row, change: { kind: 'moved', from: here, to: { stageId: change.from.stageId, rank: change.from.rank } } }]
      return []
    case 'closed':
      return [{ row, change: { kind: 'moved', from: here, to: change.from } }]
    case 'tagged':
      return [{ row, change: { kind: 'tagged', added: change.removed, removed: change.added } }]
    case 'received':
    case 'resume-withdrawn':
    case 'resume-shared':
    case 'interview':
      return []
    default:
      return change satisfies never
  }
}
