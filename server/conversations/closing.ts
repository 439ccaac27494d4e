import { and, asc, desc, eq, isNull } from 'drizzle-orm'
import type { OverdueAnswer, SendClosing, SentClosing } from '../../contract/conversations'
import { HIRING_UNDO_MS } from '../../contract/hiring'
import type { Db } from '../../db/client'
import { conversationMessages, members, messageTemplates } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import type { Ctx } from '../core/ctx'
import { conflict, notFound } from '../core/errors'
import { type CandidateFacts, listOverdue, lockCandidateFacts } from '../hiring/candidate-facts'
import { closeWithin } from '../hiring/close-applications'
import { hasRight } from '../identity/access'
import { withEvents } from '../live/outbox'
import { fillTalks } from './fill-talks'
import { refuseUnknownFields } from './templates'
import { openThread } from './thread'
import { holdTalk, planTalk, refuseDemo, refuseLeftOut, tellTeam } from './write-talks'

const OVERDUE_MAX = 200

/** What is prepared where an organisation has no closing template of its own. */
const USUAL_CLOSING = {
  subject: 'Your application as {{posting.title}} at {{organisation.name}}',
  text: `Hello {{candidate.first_name}},

thank you for applying as {{posting.title}}. We promised you an answer and did not give it in time. We are sorry for that.

We have decided not to go on with your application. Thank you for the time you gave it.

{{sender.name}}
{{organisation.name}}`,
}

/**
 * Task: prepares the closing message of an application whose promised answer did not come. It waits for a person and never leaves by itself.
 * One that is prepared already, was answered or has ended stays as it is.
 */
export async function prepareClosing(ctx: Ctx, applicationId: string): Promise<void> {
  await withEvents(ctx, async (tx, emit) => {
    const facts = await lockCandidateFacts(tx, applicationId)
    if (!facts || facts.row.promiseBrokenAt === null || facts.row.repliedAt !== null || facts.row.dispositionKind !== null) return
    const raw = await closingTemplate(tx, facts)
    const [filled] = await fillTalks(ctx, tx, [facts], { ...raw, senderName: null, isForMany: false })
    if (!filled) return
    await openThread(ctx, tx, facts.row)
    const [added] = await tx
      .insert(conversationMessages)
      .values({
        id: ctx.newId('conversationMessage'),
        applicationId,
        kind: 'closing',
        state: 'draft',
        subject: filled.subject,
        text: filled.text,
        at: ctx.now(),
        batchId: ctx.newId('batch'),
        createdAt: ctx.now(),
      })
      .onConflictDoNothing()
      .returning({ id: conversationMessages.id })
    if (added) tellTeam(emit, facts, added.id, 1)
  })
}

/** The promised answers that did not come, in the organisations where the person may write to candidates; the longest wait first. */
export async function listOverdueAnswers(ctx: PersonCtx): Promise<OverdueAnswer[]> {
  const held = await ctx.db
    .select({ organisationId: members.organisationId, role: members.role })
    .from(members)
    .where(eq(members.personId, ctx.actor.personId))
    .orderBy(asc(members.organisationId))
  const mine = held.flatMap(({ organisationId, role }) => (hasRight(role, 'candidate.contact') ? [organisationId] : []))
  return (await listOverdue(ctx.db, mine, OVERDUE_MAX)).map(({ row, title, name, label }) => ({
    applicationId: row.id,
    postingId: row.postingId,
    title,
    name: name || label,
    replyDueAt: row.replyDueAt.toISOString(),
  }))
}

/**
 * Ends an application with a reason and sends what was prepared for it, together: the mail leaves when the ending can no longer be taken back,
 * and not at all when it was. Sent twice under one `batchId`, it is one ending and one mail.
 *
 * @throws not_found, forbidden  as `getHiringApplicationFor`, for the message's application; forbidden `conversations.not-in-demo`
 * @throws conflict `conversations.changed-since`, `conversations.no-draft`
 * @throws invalid as `writeTalk`
 */
export async function sendClosing(ctx: PersonCtx, input: SendClosing): Promise<SentClosing> {
  refuseDemo(ctx)
  refuseUnknownFields(input)
  const at = new Date(ctx.now().getTime() + HIRING_UNDO_MS)
  const sent = { batchId: input.batchId, reason: input.disposition.reason, leavesAt: at.toISOString() }
  return withEvents(ctx, async (tx, emit) => {
    const { facts, message } = await holdTalk(ctx, tx, input.messageId)
    if (message.batchId === input.batchId && message.state !== 'draft') return { ...sent, leavesAt: message.at.toISOString() }
    if (message.kind !== 'closing') throw notFound('message', input.messageId)
    if (message.state !== 'draft')
      throw conflict(
        'conversations.no-draft',
        {},
        'A colleague sent it, or the application was answered meanwhile. Look at the thread again.',
      )
    if (message.version !== input.version)
      throw conflict('conversations.changed-since', {}, 'A colleague changed this message meanwhile. Look at it and decide again.')
    const [filled] = await fillTalks(ctx, tx, [facts], { ...input, senderName: ctx.actor.name, isForMany: false })
    if (!filled) throw notFound('message', input.messageId)
    refuseLeftOut(filled)
    const { disposition, batchId } = input
    await closeWithin(ctx, tx, emit, { applicationIds: [facts.row.id], disposition, batchId })
    const version = message.version + 1
    await tx
      .update(conversationMessages)
      .set({
        state: 'waiting',
        heldBack: null,
        authorId: ctx.actor.personId,
        subject: filled.subject,
        text: filled.text,
        at,
        batchId,
        version,
      })
      .where(eq(conversationMessages.id, message.id))
    await planTalk(ctx, tx, { id: message.id, version, at })
    tellTeam(emit, facts, message.id, version)
    return sent
  })
}

/** The organisation's newest closing template, else our own words. */
async function closingTemplate(tx: Db, { row }: CandidateFacts): Promise<{ subject: string; text: string }> {
  const [own] = await tx
    .select({ subject: messageTemplates.subject, text: messageTemplates.text })
    .from(messageTemplates)
    .where(
      and(
        eq(messageTemplates.organisationId, row.organisationId),
        eq(messageTemplates.kind, 'closing'),
        isNull(messageTemplates.archivedAt),
      ),
    )
    .orderBy(desc(messageTemplates.updatedAt), asc(messageTemplates.id))
    .limit(1)
  return own ?? USUAL_CLOSING
}
