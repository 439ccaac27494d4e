import { eq } from 'drizzle-orm'
import { personRoom } from '../../contract/live'
import type { Db } from '../../db/client'
import { conversationMessages } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { type CandidateFacts, lockCandidateFacts, recordAnswered, statusLink } from '../hiring/candidate-facts'
import { findLostMeeting } from '../hiring/lost-meeting'
import { type Emit, withEvents } from '../live/outbox'
import { findMailboxes, type Mailbox } from '../notifications/find-mailboxes'
import { notify } from '../notifications/notify'
import { readWishes } from '../notifications/preferences'
import { queueMail } from '../notifications/queue-mail'
import { hasFields } from './core/merge-fields'
import { withLink } from './fill-talks'
import { replyAddress, type TalkRow } from './thread'
import { tellEnding, tellTeam } from './write-talks'

/**
 * Task: lets a message leave, if it still waits as it was when the task was written. The mail and the mark that it left are rows of one
 * transaction: run twice, or stopped half-way, it is one mail. What cannot leave any more says why.
 */
export async function sendTalk(ctx: Ctx, { messageId, version }: { messageId: string; version: number }): Promise<void> {
  await withEvents(ctx, async (tx, emit) => {
    const [found] = await tx
      .select({ applicationId: conversationMessages.applicationId })
      .from(conversationMessages)
      .where(eq(conversationMessages.id, messageId))
    const facts = found ? await lockCandidateFacts(tx, found.applicationId) : null
    if (!facts) return
    const [message] = await tx.select().from(conversationMessages).where(eq(conversationMessages.id, messageId)).for('update')
    if (message?.state !== 'waiting' || message.version !== version) return
    // The ending was taken back, and with it what was to be said about it: it waits for a person again.
    if (message.kind === 'closing' && facts.row.dispositionKind === null)
      return hold(ctx, tx, emit, facts, message, { state: 'draft', heldBack: 'still-open' })
    const link = await statusLink(ctx, facts.row)
    const [subject, text] = [withLink(message.subject, link), withLink(message.text, link)]
    const isMailed = await wantsMail(tx, facts)
    const mailbox = isMailed ? await findMailbox(ctx, tx, facts) : null
    if (isMailed && !mailbox) return hold(ctx, tx, emit, facts, message, { state: 'cancelled', heldBack: 'no-address' })
    if (hasFields(subject) || hasFields(text)) return hold(ctx, tx, emit, facts, message, { state: 'cancelled', heldBack: 'missing-field' })
    const mailId = mailbox
      ? await queueMail(ctx, tx, {
          template: 'employer-message',
          to: mailbox.address,
          personId: facts.row.personId,
          data: {
            organisationName: facts.organisationName,
            title: facts.title.slice(0, 200),
            subject,
            text,
            link,
            replyTo: await replyAddress(ctx, facts.row.id),
            calledOff: message.kind === 'closing' ? await findLostMeeting(ctx, tx, facts.row) : null,
          },
        })
      : null
    await tx
      .update(conversationMessages)
      .set({ state: 'left', heldBack: null, mailId, at: ctx.now(), version: version + 1 })
      .where(eq(conversationMessages.id, message.id))
    tellTeam(emit, facts, message.id, version + 1)
    await recordAnswered(ctx, tx, emit, facts)
    await tellCandidate(ctx, tx, emit, facts, message)
    await tellEnding(ctx, tx, message)
  })
}

/** Who has an account may have switched the mail off: then the message waits in their tracker and their notification centre. */
async function wantsMail(tx: Db, { row }: CandidateFacts): Promise<boolean> {
  if (row.personId === null) return true
  const wishes = await readWishes(tx, row.personId)
  return wishes === null || wishes.isOn('application.messaged', 'mail')
}

async function findMailbox(ctx: Ctx, tx: Db, { row, email }: CandidateFacts): Promise<Mailbox | null> {
  return (await findMailboxes(ctx, tx, [{ key: row.id, personId: row.personId, email }])).get(row.id) ?? null
}

/** Where they have an account: a line in their notification centre, and the thread on their open screens. */
async function tellCandidate(ctx: Ctx, tx: Db, emit: Emit, { row, title, organisationName }: CandidateFacts, message: TalkRow) {
  if (row.personId === null) return
  emit(personRoom(row.personId), {
    type: 'conversation.changed',
    version: message.version + 1,
    data: { applicationId: row.id, messageId: message.id },
  })
  await notify(ctx, tx, emit, {
    personId: row.personId,
    key: message.id,
    data: { event: 'application.messaged', applicationId: row.id, jobTitle: title, companyName: organisationName },
  })
}

async function hold(
  ctx: Ctx,
  tx: Db,
  emit: Emit,
  facts: CandidateFacts,
  message: TalkRow,
  held: { state: 'draft' | 'cancelled'; heldBack: NonNullable<TalkRow['heldBack']> },
): Promise<void> {
  await tx
    .update(conversationMessages)
    .set({ ...held, version: message.version + 1 })
    .where(eq(conversationMessages.id, message.id))
  tellTeam(emit, facts, message.id, message.version + 1)
  if (held.state === 'cancelled') await tellEnding(ctx, tx, message)
}
