import { and, asc, desc, eq, gt, isNotNull } from 'drizzle-orm'
import type { AnswerByStatus, AnswerTalk, CandidateThread } from '../../contract/conversations'
import { personRoom } from '../../contract/live'
import type { Db } from '../../db/client'
import { conversationMessages } from '../../db/schema'
import { recordAudit } from '../audit/record-audit'
import type { PersonCtx } from '../core/actor'
import type { Ctx } from '../core/ctx'
import { conflict, notFound, tooMany } from '../core/errors'
import { type CandidateFacts, lockCandidateFacts } from '../hiring/candidate-facts'
import { findByToken } from '../hiring/resume-access'
import { type Emit, withEvents } from '../live/outbox'
import { notify } from '../notifications/notify'
import { listMembersWith } from '../postings/access'
import { getOwnThread, getThreadByStatus } from './thread'
import { tellTeam } from './write-talks'

const DAY_MS = 86_400_000
/** A candidate writes so often in a day; more is a machine. */
const ANSWERS_A_DAY_MAX = 50

/**
 * A candidate answers in their own tracker. Sent twice under one `batchId`, it is one.
 *
 * @throws not_found  the application was not sent by the person who asks
 * @throws conflict `conversations.nobody-wrote`  the employer has not written yet
 * @throws too_many `conversations.too-many-answers`
 */
export async function answerTalk(ctx: PersonCtx, input: AnswerTalk): Promise<CandidateThread> {
  await withEvents(ctx, async (tx, emit) => {
    const facts = await lockCandidateFacts(tx, input.applicationId)
    if (!facts || facts.row.personId !== ctx.actor.personId) throw notFound('application', input.applicationId)
    await takeFromPage(ctx, tx, emit, facts, input)
  })
  return getOwnThread(ctx, input.applicationId)
}

/** The same for who has no account and holds the application's link. */
export async function answerByStatus(ctx: Ctx, input: AnswerByStatus): Promise<CandidateThread> {
  await withEvents(ctx, async (tx, emit) => {
    const { row } = await findByToken(ctx, tx, input.token)
    const facts = await lockCandidateFacts(tx, row.id)
    if (!facts) throw notFound('application', 'status')
    await takeFromPage(ctx, tx, emit, facts, input)
  })
  return getThreadByStatus(ctx, input.token)
}

async function takeFromPage(ctx: Ctx, tx: Db, emit: Emit, facts: CandidateFacts, input: { text: string; batchId: string }): Promise<void> {
  const subject = await lastSubject(tx, facts.row.id)
  if (subject === null)
    throw conflict('conversations.nobody-wrote', {}, `${facts.organisationName} has not written to you yet. Once they do, you can answer.`)
  if (await hasWrittenEnough(ctx, tx, facts.row.id)) throw tooMany('conversations.too-many-answers', 3_600)
  await takeAnswer(ctx, tx, emit, facts, { subject, text: input.text, batchId: input.batchId, via: 'page' })
}

/** Whether so many came from this candidate within a day that the next is not taken. */
export async function hasWrittenEnough(ctx: Ctx, tx: Db, applicationId: string): Promise<boolean> {
  const count = await tx.$count(
    conversationMessages,
    and(
      eq(conversationMessages.applicationId, applicationId),
      eq(conversationMessages.state, 'received'),
      gt(conversationMessages.createdAt, new Date(ctx.now().getTime() - DAY_MS)),
    ),
  )
  return count >= ANSWERS_A_DAY_MAX
}

type NewAnswer = Pick<typeof conversationMessages.$inferInsert, 'subject' | 'text' | 'batchId' | 'via'> &
  Partial<
    Pick<
      typeof conversationMessages.$inferInsert,
      'id' | 'quoted' | 'incomingHash' | 'check' | 'fromAddress' | 'isAutomatic' | 'files' | 'filesLeftOut'
    >
  >

/** Adds what a candidate wrote to their thread, and tells the team and the candidate's other screens. `false` when it was there already. */
export async function takeAnswer(ctx: Ctx, tx: Db, emit: Emit, facts: CandidateFacts, answer: NewAnswer): Promise<boolean> {
  const { row } = facts
  const [added] = await tx
    .insert(conversationMessages)
    .values({
      ...answer,
      id: answer.id ?? ctx.newId('conversationMessage'),
      applicationId: row.id,
      state: 'received',
      at: ctx.now(),
      createdAt: ctx.now(),
    })
    .onConflictDoNothing()
    .returning({ id: conversationMessages.id })
  if (!added) return false
  tellTeam(emit, facts, added.id, 1)
  if (row.personId !== null)
    emit(personRoom(row.personId), { type: 'conversation.changed', version: 1, data: { applicationId: row.id, messageId: added.id } })
  await recordAudit(ctx, tx, {
    organisationId: row.organisationId,
    act: 'application.message-received',
    subjectId: row.id,
    details: { messageId: added.id, via: answer.via ?? null, files: answer.files?.length ?? 0 },
  })
  if (answer.isAutomatic !== true) await tellWriter(ctx, tx, emit, facts, added.id)
  return true
}

/** The member who wrote last hears of the answer, if they may still write here. */
async function tellWriter(ctx: Ctx, tx: Db, emit: Emit, { row, title }: CandidateFacts, messageId: string): Promise<void> {
  const [last] = await tx
    .select({ authorId: conversationMessages.authorId })
    .from(conversationMessages)
    .where(
      and(eq(conversationMessages.applicationId, row.id), eq(conversationMessages.state, 'left'), isNotNull(conversationMessages.authorId)),
    )
    .orderBy(desc(conversationMessages.at), desc(conversationMessages.id))
    .limit(1)
  if (!last?.authorId || !(await listMembersWith(tx, row.organisationId, 'candidate.contact')).includes(last.authorId)) return
  await notify(ctx, tx, emit, {
    personId: last.authorId,
    key: messageId,
    data: { event: 'candidate.answered', postingId: row.postingId, applicationId: row.id, jobTitle: title },
  })
}

async function lastSubject(tx: Db, applicationId: string): Promise<string | null> {
  const [last] = await tx
    .select({ subject: conversationMessages.subject })
    .from(conversationMessages)
    .where(and(eq(conversationMessages.applicationId, applicationId), eq(conversationMessages.state, 'left')))
    .orderBy(desc(conversationMessages.at), asc(conversationMessages.id))
    .limit(1)
  return last ? last.subject.replace(/^(?:re:\s*)*/i, 'Re: ').slice(0, 210) : null
}
