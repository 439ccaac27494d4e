import { and, asc, eq, inArray } from 'drizzle-orm'
import type { CandidateThread, TeamMessage, TeamThread } from '../../contract/conversations'
import type { Db } from '../../db/client'
import { conversationMessages, conversations, messages, people } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import type { Ctx } from '../core/ctx'
import { notFound } from '../core/errors'
import { getHiringApplicationFor, type HiringRow } from '../hiring/access'
import { type CandidateFacts, listCandidateFacts, statusLink } from '../hiring/candidate-facts'
import { findByToken } from '../hiring/resume-access'
import { findMailboxes } from '../notifications/find-mailboxes'
import { withLink } from './fill-talks'
import { usableTemplates } from './templates'

export type TalkRow = typeof conversationMessages.$inferSelect

/** So many of a thread are shown. A longer one is no conversation any more. */
const THREAD_MAX = 500

/**
 * The thread with a candidate about one application, as the team sees it.
 * @throws not_found, forbidden as `getHiringApplicationFor`
 */
export async function getTeamThread(ctx: PersonCtx, applicationId: string): Promise<TeamThread> {
  const { application: row } = await getHiringApplicationFor(ctx, applicationId, 'candidate.contact')
  const [facts] = await listCandidateFacts(ctx.db, [row.id])
  if (!facts) throw notFound('application', applicationId)
  const [rows, templates, mailboxes, [person]] = await Promise.all([
    readMessages(ctx.db, row.id),
    usableTemplates(ctx.db, row.organisationId),
    findMailboxes(ctx, ctx.db, [{ key: row.id, personId: row.personId, email: facts.email }]),
    ctx.db.select({ timeZone: people.timeZone }).from(people).where(eq(people.id, ctx.actor.personId)),
  ])
  const mailbox = mailboxes.get(row.id)
  return {
    applicationId: row.id,
    messages: rows.map(showMessage),
    templates,
    unreachable: mailbox ? mailbox.stopped : 'no-address',
    timeZone: person?.timeZone ?? 'UTC',
  }
}

/**
 * The thread as its candidate sees it in their tracker: what left to them and what they wrote, and nothing that waits.
 * @throws not_found  the application was not sent by the person who asks
 */
export async function getOwnThread(ctx: PersonCtx, applicationId: string): Promise<CandidateThread> {
  const [facts] = await listCandidateFacts(ctx.db, [applicationId])
  if (!facts || facts.row.personId !== ctx.actor.personId) throw notFound('application', applicationId)
  return showOwnThread(ctx, facts)
}

/** The same for who has no account and holds the application's link. @throws not_found */
export async function getThreadByStatus(ctx: Ctx, token: string): Promise<CandidateThread> {
  const { row } = await findByToken(ctx, ctx.db, token)
  const [facts] = await listCandidateFacts(ctx.db, [row.id])
  if (!facts) throw notFound('application', 'status')
  return showOwnThread(ctx, facts)
}

async function showOwnThread(ctx: Ctx, { row, organisationName }: CandidateFacts): Promise<CandidateThread> {
  const [rows, link] = await Promise.all([
    ctx.db
      .select({
        id: conversationMessages.id,
        state: conversationMessages.state,
        subject: conversationMessages.subject,
        text: conversationMessages.text,
        at: conversationMessages.at,
      })
      .from(conversationMessages)
      .where(and(eq(conversationMessages.applicationId, row.id), inArray(conversationMessages.state, ['left', 'received'])))
      .orderBy(asc(conversationMessages.at), asc(conversationMessages.id))
      .limit(THREAD_MAX),
    statusLink(ctx, row),
  ])
  return {
    organisationName,
    messages: rows.map(({ id, state, subject, text, at }) => ({
      id,
      isMine: state === 'received',
      subject: state === 'received' ? subject : withLink(subject, link),
      text: state === 'received' ? text : withLink(text, link),
      at: at.toISOString(),
    })),
    mayAnswer: rows.some(({ state }) => state === 'left'),
  }
}

/** The thread of an application, begun when there was none. Returns what stands in its Reply-To address. */
export async function openThread(ctx: Ctx, tx: Db, row: Pick<HiringRow, 'id' | 'organisationId' | 'personId'>): Promise<void> {
  await tx
    .insert(conversations)
    .values({
      applicationId: row.id,
      organisationId: row.organisationId,
      personId: row.personId,
      replyTokenHash: await hashReplyToken(ctx, await replyTokenOf(ctx, row.id)),
      createdAt: ctx.now(),
    })
    .onConflictDoNothing()
}

/** Where an answer to a thread arrives; `null` where no mail comes in. */
export async function replyAddress(ctx: Ctx, applicationId: string): Promise<string | null> {
  return ctx.replyDomain === null ? null : `reply+${await replyTokenOf(ctx, applicationId)}@${ctx.replyDomain}`
}

/** 160 bits that only we can compute, so that nobody guesses a thread's address and no table holds it. */
const replyTokenOf = async (ctx: Ctx, applicationId: string) => (await ctx.hash(`conversations.reply:${applicationId}`)).slice(0, 40)
export const hashReplyToken = (ctx: Ctx, token: string) => ctx.hash(`conversations.reply-token:${token}`)

interface ShownRow {
  message: TalkRow
  authorName: string | null
  mail: { state: (typeof messages.$inferSelect)['state']; reason: (typeof messages.$inferSelect)['reason'] } | null
}

function readMessages(db: Db, applicationId: string): Promise<ShownRow[]> {
  return db
    .select({ message: conversationMessages, authorName: people.name, mail: { state: messages.state, reason: messages.reason } })
    .from(conversationMessages)
    .leftJoin(people, eq(people.id, conversationMessages.authorId))
    .leftJoin(messages, eq(messages.id, conversationMessages.mailId))
    .where(eq(conversationMessages.applicationId, applicationId))
    .orderBy(asc(conversationMessages.at), asc(conversationMessages.id))
    .limit(THREAD_MAX)
}

function showMessage({ message, authorName, mail }: ShownRow): TeamMessage {
  const { authorId, files, state, at, ...shown } = message
  return {
    id: shown.id,
    applicationId: shown.applicationId,
    kind: shown.kind,
    // What left without a trace of its mail was erased with the rest of what we sent that address: it did leave.
    state: state === 'left' ? (mail === null ? 'sent' : mail.state === 'queued' ? 'leaving' : mail.state) : state,
    reason: mail?.reason ?? null,
    heldBack: shown.heldBack,
    isFromCandidate: state === 'received',
    author: authorId !== null && authorName !== null ? { personId: authorId, name: authorName } : null,
    via: shown.via,
    subject: shown.subject,
    text: shown.text,
    quoted: shown.quoted,
    files: files.map(({ name, byteSize }, index) => ({ name, byteSize, url: `/hiring/message-files/${shown.id}/${index}` })),
    filesLeftOut: shown.filesLeftOut,
    check: shown.check,
    fromAddress: shown.fromAddress,
    isAutomatic: shown.isAutomatic,
    at: at.toISOString(),
    version: shown.version,
    batchId: shown.batchId,
  }
}

/** One message as the team sees it, read again after a change. */
export async function getTeamMessage(db: Db, applicationId: string, messageId: string): Promise<TeamMessage> {
  const shown = (await readMessages(db, applicationId)).find(({ message }) => message.id === messageId)
  if (!shown) throw notFound('message', messageId)
  return showMessage(shown)
}
