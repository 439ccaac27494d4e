import { eq, sql } from 'drizzle-orm'
import type { AuditAct } from '../../contract/audit'
import { hiringRoom, textRoom } from '../../contract/live'
import type { PostingAct, PostingState, PostingView } from '../../contract/postings'
import type { Db } from '../../db/client'
import { postings } from '../../db/schema'
import { recordAudit } from '../audit/record-audit'
import type { PersonCtx } from '../core/actor'
import type { Ctx } from '../core/ctx'
import { describeError } from '../core/describe-error'
import { AppError, conflict } from '../core/errors'
import { type Emit, withEvents } from '../live/outbox'
import { type HeldPosting, holdPostingFor, type PostingRow } from './access'
import { listAuthors } from './authors'
import { isRefusal, mayApprove, stepOf } from './core/posting-state'
import { factsOf, lineOf, showPosting } from './show-posting'

/**
 * Submits a posting for approval. From now on its words stay as they are until it is published, sent back or taken back.
 * @throws not_found, forbidden  as `getPostingFor`
 * @throws conflict  `posting.closed`; `posting.nothing-new`: a published one that was not edited
 */
export function submitPosting(ctx: PersonCtx, postingId: string): Promise<PostingView> {
  return actOn(ctx, postingId, 'submit', (tx, emit, { posting }, state) =>
    savePosting(ctx, tx, emit, posting, {
      act: 'posting.submitted',
      set: { state, submittedBy: ctx.actor.personId, submittedAt: ctx.now(), approvedBy: null, approvedAt: null, sentBackReason: null },
    }),
  )
}

/** Takes a posting out of approval, so that it can be edited again. Nothing changes for one that is not in it. */
export function takePostingBack(ctx: PersonCtx, postingId: string): Promise<PostingView> {
  return actOn(ctx, postingId, 'take-back', (tx, emit, { posting }, state) =>
    savePosting(ctx, tx, emit, posting, { act: 'posting.taken-back', set: { state, ...NOT_SUBMITTED } }),
  )
}

/**
 * Approves the words of a posting. Nobody approves alone what they wrote, unless nobody else could.
 * @throws not_found, forbidden  as `getPostingFor`
 * @throws conflict  `posting.not-submitted`, `posting.closed`
 * @throws forbidden `posting.own-words`: a colleague with the right must look at it
 */
export function approvePosting(ctx: PersonCtx, postingId: string): Promise<PostingView> {
  return actOn(ctx, postingId, 'approve', async (tx, emit, { posting }, state) => {
    if (!mayApprove({ actorId: ctx.actor.personId, ...(await listAuthors(tx, posting)) }))
      throw new AppError('forbidden', 'posting.own-words', {
        message: 'You had a hand in this posting. Ask a colleague who may approve to look at it.',
      })
    return savePosting(ctx, tx, emit, posting, {
      act: 'posting.approved',
      set: { state, approvedBy: ctx.actor.personId, approvedAt: ctx.now(), sentBackReason: null },
    })
  })
}

/** Sends a submitted posting back to who wrote it, with what should change. */
export function sendPostingBack(ctx: PersonCtx, { postingId, reason }: { postingId: string; reason: string }): Promise<PostingView> {
  return actOn(ctx, postingId, 'send-back', (tx, emit, { posting }, state) =>
    savePosting(ctx, tx, emit, posting, { act: 'posting.sent-back', set: { state, ...NOT_SUBMITTED, sentBackReason: reason } }),
  )
}

const NOT_SUBMITTED = { submittedAt: null, approvedBy: null, approvedAt: null }

/** Carries an act out when the table allows it, and answers with what the posting is then. One that is done already changes nothing. */
export async function actOn(
  ctx: PersonCtx,
  postingId: string,
  act: PostingAct,
  work: (tx: Db, emit: Emit, held: HeldPosting, state: PostingState) => Promise<PostingRow>,
): Promise<PostingView> {
  let isLockMoved = false
  const shown = await withEvents(ctx, async (tx, emit) => {
    const held = await holdPostingFor(ctx, tx, postingId, act)
    const step = stepOf(factsOf(held.posting), act)
    if (step === 'done') return showPosting(ctx, held, tx)
    if (isRefusal(step)) throw conflict(step.reason, { postingId }, step.message)
    const posting = await work(tx, emit, held, step.to)
    isLockMoved = isLocked(held.posting) !== isLocked(posting)
    return showPosting(ctx, { ...held, posting }, tx)
  })
  // Who types in it holds a ticket that says more, or less, than they may do now.
  if (isLockMoved)
    ctx.waitUntil(
      ctx
        .reauthoriseRoom(textRoom(postingId))
        .catch((error) => ctx.log.warn('texts.reauthorise-failed', { postingId, error: describeError(error) })),
    )
  return shown
}

const isLocked = (posting: PostingRow) => isRefusal(stepOf(factsOf(posting), 'edit'))

interface PostingStepDone {
  act: AuditAct
  details?: Record<string, string>
  set: Partial<typeof postings.$inferInsert>
}

/** Writes a step with its line of the log and its event. */
export async function savePosting(
  ctx: Ctx,
  tx: Db,
  emit: Emit,
  posting: PostingRow,
  { act, details, set }: PostingStepDone,
): Promise<PostingRow> {
  const [saved] = await tx
    .update(postings)
    .set({ ...set, version: sql`${postings.version} + 1`, updatedAt: ctx.now() })
    .where(eq(postings.id, posting.id))
    .returning()
  if (!saved) throw new Error('The posting was not stored.')
  await recordAudit(ctx, tx, { organisationId: posting.organisationId, act, subjectId: posting.id, details: details ?? {} })
  emit(hiringRoom(posting.id), { type: 'posting.changed', version: saved.version, data: { posting: lineOf(saved) } })
  return saved
}
