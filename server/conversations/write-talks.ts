import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import {
  type ChangeTalk,
  type MailPreview,
  type PreviewTalk,
  SEND_LATER_DAYS_MAX,
  type TalkPreview,
  type TeamMessage,
  type WriteMany,
  type WriteTalk,
  type WrittenMany,
} from '../../contract/conversations'
import { HIRING_UNDO_MS } from '../../contract/hiring'
import { hiringRoom } from '../../contract/live'
import type { Db } from '../../db/client'
import { conversationMessages, hiringApplications, members } from '../../db/schema'
import { recordAudit } from '../audit/record-audit'
import type { PersonCtx } from '../core/actor'
import type { Ctx } from '../core/ctx'
import { AppError, conflict, invalid, notFound } from '../core/errors'
import { getHiringApplicationFor, lockHiringApplicationsFor } from '../hiring/access'
import { type CandidateFacts, listCandidateFacts } from '../hiring/candidate-facts'
import { type Emit, withEvents } from '../live/outbox'
import { addTask } from '../tasks/add-task'
import { hasFields } from './core/merge-fields'
import { type FilledTalk, fillTalks, showFilled, withLink } from './fill-talks'
import { refuseUnknownFields } from './templates'
import { getTeamMessage, openThread, replyAddress, type TalkRow } from './thread'

const DAY_MS = 86_400_000

/**
 * A text as each of these candidates of one posting would get it, with what is missing for whom. Nothing is written.
 *
 * @throws not_found, forbidden as `lockHiringApplicationsFor`
 * @throws invalid `conversations.unknown-field`
 */
export async function previewTalks(ctx: PersonCtx, input: PreviewTalk): Promise<TalkPreview[]> {
  refuseUnknownFields(input)
  return ctx.transact(async (tx) => {
    const facts = await holdFacts(ctx, tx, input.applicationIds)
    const isForMany = input.applicationIds.length > 1
    return (await fillTalks(ctx, tx, facts, { ...input, senderName: ctx.actor.name, isForMany })).map(showFilled)
  })
}

/**
 * The mail as one candidate's program will show it. Their own link is not in it: it is theirs alone.
 * Throws as `previewTalks`.
 */
export async function previewMail(ctx: PersonCtx, input: { applicationId: string; subject: string; text: string }): Promise<MailPreview> {
  refuseUnknownFields(input)
  const { application } = await getHiringApplicationFor(ctx, input.applicationId, 'candidate.contact')
  const facts = await listCandidateFacts(ctx.db, [application.id])
  const [filled] = await fillTalks(ctx, ctx.db, facts, { ...input, senderName: ctx.actor.name, isForMany: false })
  if (!filled) throw notFound('application', input.applicationId)
  const link = application.personId === null ? `${ctx.origin}/status` : `${ctx.origin}/applications/${application.id}`
  const { writeMail } = await import('../notifications/mails/write-mail')
  return writeMail(
    {
      template: 'employer-message',
      data: {
        organisationName: filled.facts.organisationName,
        title: filled.facts.title.slice(0, 200),
        subject: withLink(filled.subject, link),
        text: withLink(filled.text, link),
        link,
        replyTo: await replyAddress(ctx, application.id).then((address) => address && `reply@${address.split('@')[1]}`),
        calledOff: null,
      },
    },
    { origin: ctx.origin, ending: null },
  )
}

/**
 * Writes to one candidate: the mail leaves when it can no longer be taken back, or at the time given. Written twice under one `batchId`, it is one.
 *
 * @throws not_found, forbidden as `getHiringApplicationFor`; forbidden `conversations.not-in-demo`
 * @throws invalid `conversations.unknown-field`, `conversations.missing-field`, `conversations.bad-time`
 * @throws conflict `conversations.no-address`
 */
export async function writeTalk(ctx: PersonCtx, input: WriteTalk): Promise<TeamMessage> {
  refuseDemo(ctx)
  refuseUnknownFields(input)
  const at = timeToLeave(ctx, input.leavesAt)
  return withEvents(ctx, async (tx, emit) => {
    const facts = await holdFacts(ctx, tx, [input.applicationId])
    const [filled] = await fillTalks(ctx, tx, facts, { ...input, senderName: ctx.actor.name, isForMany: false })
    if (!filled) throw notFound('application', input.applicationId)
    refuseLeftOut(filled)
    const [added] = await addTalks(ctx, tx, emit, [filled], { batchId: input.batchId, at })
    return getTeamMessage(tx, input.applicationId, added?.id ?? (await findByBatch(tx, input)))
  })
}

/**
 * Writes the same to many candidates of one posting, each a mail of its own. Who cannot be written to, or for whom a field has no value, is
 * left out and named. Written twice under one `batchId`, everybody gets it once.
 *
 * @throws not_found, forbidden as `lockHiringApplicationsFor`; forbidden `conversations.not-in-demo`
 * @throws invalid `conversations.unknown-field`
 */
export async function writeMany(ctx: PersonCtx, input: WriteMany): Promise<WrittenMany> {
  refuseDemo(ctx)
  refuseUnknownFields(input)
  return withEvents(ctx, async (tx, emit) => {
    const facts = await holdFacts(ctx, tx, input.applicationIds)
    const filled = await fillTalks(ctx, tx, facts, { ...input, senderName: ctx.actor.name, isForMany: true })
    const going = filled.filter(({ leftOut }) => leftOut === null)
    await addTalks(ctx, tx, emit, going, { batchId: input.batchId, at: timeToLeave(ctx, null) })
    return {
      batchId: input.batchId,
      sent: going.length,
      leftOut: filled.flatMap(({ facts: { row, name, label }, leftOut, missing }) =>
        leftOut === null ? [] : [{ applicationId: row.id, name: name || label, because: leftOut, missing }],
      ),
    }
  })
}

/**
 * Another text, or another time to leave, for a message that waits.
 *
 * @throws not_found, forbidden  as `getHiringApplicationFor`, for the message's application
 * @throws conflict `conversations.left-already`, `conversations.changed-since`
 * @throws invalid as `writeTalk`
 */
export async function changeTalk(ctx: PersonCtx, input: ChangeTalk): Promise<TeamMessage> {
  refuseUnknownFields(input)
  const at = timeToLeave(ctx, input.leavesAt)
  return withEvents(ctx, async (tx, emit) => {
    const { facts, message } = await holdTalk(ctx, tx, input.messageId)
    refuseMoved(message, input.version)
    const [filled] = await fillTalks(ctx, tx, [facts], { ...input, senderName: ctx.actor.name, isForMany: false })
    if (!filled) throw notFound('message', input.messageId)
    refuseLeftOut(filled)
    await tx
      .update(conversationMessages)
      .set({ subject: filled.subject, text: filled.text, at, authorId: ctx.actor.personId, version: message.version + 1 })
      .where(eq(conversationMessages.id, message.id))
    await planTalk(ctx, tx, { id: message.id, version: message.version + 1, at })
    tellTeam(emit, facts, message.id, message.version + 1)
    await recordAudit(ctx, tx, {
      organisationId: facts.row.organisationId,
      act: 'application.message-changed',
      subjectId: facts.row.id,
      details: { messageId: message.id },
    })
    return getTeamMessage(tx, facts.row.id, message.id)
  })
}

/**
 * Takes messages back that were written together, as long as they wait. Those that left are counted in `left`. Again changes nothing.
 *
 * @throws not_found  there is no such batch in the person's organisations
 * @throws conflict `conversations.left-already`  all of them have left
 */
export async function cancelTalks(ctx: PersonCtx, batchId: string): Promise<{ cancelled: number; left: number }> {
  return withEvents(ctx, async (tx, emit) => {
    const isAsked = and(eq(conversationMessages.batchId, batchId), inArray(conversationMessages.state, ['waiting', 'left', 'cancelled']))
    // An id is its writer's own word: another organisation's, or another posting's, may be the same.
    const named = await tx
      .select({ applicationId: conversationMessages.applicationId, postingId: hiringApplications.postingId })
      .from(conversationMessages)
      .innerJoin(hiringApplications, eq(hiringApplications.id, conversationMessages.applicationId))
      .innerJoin(members, and(eq(members.organisationId, hiringApplications.organisationId), eq(members.personId, ctx.actor.personId)))
      .where(isAsked)
      .orderBy(
        sql`(${conversationMessages.authorId} = ${ctx.actor.personId}) is true desc`,
        asc(hiringApplications.postingId),
        asc(conversationMessages.applicationId),
      )
      .limit(1_000)
    const ids = named.filter(({ postingId }) => postingId === named[0]?.postingId).map(({ applicationId }) => applicationId)
    if (ids.length === 0) throw notFound('batch', batchId)
    const facts = await holdFacts(ctx, tx, ids).catch((error) => {
      throw error instanceof AppError && error.code === 'not_found' ? notFound('batch', batchId) : error
    })
    const rows = await tx
      .select()
      .from(conversationMessages)
      .where(and(isAsked, inArray(conversationMessages.applicationId, ids)))
      .orderBy(asc(conversationMessages.id))
      .for('update')
    const waiting = rows.filter(({ state }) => state === 'waiting')
    const left = rows.filter(({ state }) => state === 'left').length
    if (waiting.length === 0 && left === rows.length)
      throw conflict('conversations.left-already', {}, 'It has left already. Write another message to put it right.')
    for (const row of waiting) {
      const held = facts.find((each) => each.row.id === row.applicationId)
      if (held) await cancelOne(ctx, tx, emit, held, row)
    }
    return { cancelled: waiting.length, left }
  })
}

/** Adds messages that wait to leave, with their tasks. One that is there already under the same `batchId` adds nothing. Returns those added. */
export async function addTalks(
  ctx: PersonCtx,
  tx: Db,
  emit: Emit,
  talks: readonly FilledTalk[],
  { batchId, at }: { batchId: string; at: Date },
): Promise<{ id: string }[]> {
  if (talks.length === 0) return []
  for (const { facts } of talks) await openThread(ctx, tx, facts.row)
  const added = await tx
    .insert(conversationMessages)
    .values(
      talks.map(({ facts, subject, text }) => ({
        id: ctx.newId('conversationMessage'),
        applicationId: facts.row.id,
        state: 'waiting' as const,
        authorId: ctx.actor.personId,
        subject,
        text,
        at,
        batchId,
        createdAt: ctx.now(),
      })),
    )
    .onConflictDoNothing()
    .returning({ id: conversationMessages.id, applicationId: conversationMessages.applicationId })
  for (const { id, applicationId } of added) {
    await planTalk(ctx, tx, { id, version: 1, at })
    const held = talks.find(({ facts }) => facts.row.id === applicationId)
    if (held) tellTeam(emit, held.facts, id, 1)
  }
  await recordAudit(
    ctx,
    tx,
    added.map(({ id, applicationId }) => ({
      organisationId: talks[0]?.facts.row.organisationId ?? '',
      act: 'application.messaged' as const,
      subjectId: applicationId,
      details: { messageId: id, together: added.length },
    })),
  )
  return added
}

/** Plans when a message leaves. A message that is changed is planned anew, and the earlier task finds another version. */
export function planTalk(ctx: PersonCtx, tx: Db, { id, version, at }: { id: string; version: number; at: Date }): Promise<void> {
  return addTask(ctx, tx, { payload: { kind: 'conversations.send', messageId: id, version }, key: `${id}:${version}`, runAfter: at })
}

/** @throws conflict, invalid  as `writeTalk` */
export function refuseLeftOut({ leftOut, missing, subject, text }: Pick<FilledTalk, 'leftOut' | 'missing' | 'subject' | 'text'>): void {
  if (missing.length > 0) {
    const words = `Nothing is known for: ${missing.join(', ')}. Write the words yourself, or take the field out.`
    throw invalid('conversations.missing-field', words, { text: words })
  }
  if (leftOut === 'no-address') throw conflict('conversations.no-address', {}, 'There is no address to write to.')
  // Both are filled by now, but for the candidate's own link.
  if (hasFields(withLink(subject, '')) || hasFields(withLink(text, ''))) throw new Error('A text that leaves has a field left.')
}

/** @throws conflict `conversations.left-already`, `conversations.changed-since` */
export function refuseMoved(message: TalkRow, version: number): void {
  if (message.state !== 'waiting')
    throw conflict('conversations.left-already', {}, 'It does not wait any more: it left, or it was cancelled. Look at the thread again.')
  if (message.version !== version)
    throw conflict('conversations.changed-since', {}, 'A colleague changed this message meanwhile. Look at it and decide again.')
}

/** A message with its application, both locked: the application first, as everywhere. @throws not_found, forbidden */
export async function holdTalk(ctx: PersonCtx, tx: Db, messageId: string): Promise<{ facts: CandidateFacts; message: TalkRow }> {
  const [found] = await tx
    .select({ applicationId: conversationMessages.applicationId })
    .from(conversationMessages)
    .where(eq(conversationMessages.id, messageId))
  if (!found) throw notFound('message', messageId)
  const [facts] = await holdFacts(ctx, tx, [found.applicationId]).catch((error) => {
    // A stranger is told of the message they asked for, as if it did not exist.
    throw error instanceof AppError && error.code === 'not_found' ? notFound('message', messageId) : error
  })
  const [message] = await tx.select().from(conversationMessages).where(eq(conversationMessages.id, messageId)).for('update')
  if (!facts || !message) throw notFound('message', messageId)
  return { facts, message }
}

/** Nothing leaves a demo. @throws forbidden `conversations.not-in-demo` */
export function refuseDemo(ctx: PersonCtx): void {
  if (ctx.actor.isDemo)
    throw new AppError('forbidden', 'conversations.not-in-demo', {
      message: 'Nothing leaves a demo: no mail and no message. Make it your own account first; everything in it stays.',
    })
}

/** @throws invalid `conversations.bad-time` */
function timeToLeave(ctx: PersonCtx, leavesAt: string | null): Date {
  const soon = new Date(ctx.now().getTime() + HIRING_UNDO_MS)
  if (leavesAt === null) return soon
  const at = new Date(leavesAt)
  if (at < ctx.now() || at.getTime() > ctx.now().getTime() + SEND_LATER_DAYS_MAX * DAY_MS) {
    const words = `Give a time between now and ${SEND_LATER_DAYS_MAX} days from now.`
    throw invalid('conversations.bad-time', words, { leavesAt: words })
  }
  return at < soon ? soon : at
}

async function holdFacts(ctx: PersonCtx, tx: Db, applicationIds: readonly string[]): Promise<CandidateFacts[]> {
  await lockHiringApplicationsFor(ctx, tx, applicationIds, 'candidate.contact')
  return listCandidateFacts(tx, applicationIds)
}

async function cancelOne(ctx: PersonCtx, tx: Db, emit: Emit, facts: CandidateFacts, message: TalkRow): Promise<void> {
  await tx
    .update(conversationMessages)
    .set({ state: 'cancelled', version: sql`${conversationMessages.version} + 1` })
    .where(eq(conversationMessages.id, message.id))
  tellTeam(emit, facts, message.id, message.version + 1)
  await tellEnding(ctx, tx, message)
  await recordAudit(ctx, tx, {
    organisationId: facts.row.organisationId,
    act: 'application.message-cancelled',
    subjectId: facts.row.id,
    details: { messageId: message.id },
  })
}

/** A letter about an ending left, or never will: the candidate is told of the ending where the letter did not. */
export async function tellEnding(ctx: Ctx, tx: Db, { id, applicationId, kind, version, at }: TalkRow): Promise<void> {
  if (kind !== 'closing') return
  await addTask(ctx, tx, { payload: { kind: 'hiring.tell-candidate', applicationId }, key: `${id}:${version}`, runAfter: at })
}

export function tellTeam(emit: Emit, { row }: CandidateFacts, messageId: string, version: number): void {
  emit(hiringRoom(row.postingId), { type: 'hiring.message-changed', version, data: { applicationId: row.id, messageId } })
}

async function findByBatch(tx: Db, { applicationId, batchId }: { applicationId: string; batchId: string }): Promise<string> {
  const [found] = await tx
    .select({ id: conversationMessages.id })
    .from(conversationMessages)
    .where(and(eq(conversationMessages.applicationId, applicationId), eq(conversationMessages.batchId, batchId)))
  if (!found) throw notFound('message', batchId)
  return found.id
}
