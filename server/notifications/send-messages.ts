import { and, eq, inArray, isNotNull, lt, or } from 'drizzle-orm'
import type { ConsentPurpose, MessageReason, MessageState } from '../../contract/notifications'
import { messages } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { AppError, upstreamFailed } from '../core/errors'
import { isFlagOn } from '../flags/is-on'
import { addTask } from '../tasks/add-task'
import { isConsentGiven, isConsentWithdrawn } from './consents'
import { isMailOfService } from './is-of-service'
import { parseMailContent, parseTextContent } from './mails/mail-templates'
import { writeText } from './mails/write-text'
import { addMessageEvent } from './message-events'
import { findSuppression, suppress } from './suppressions'
import { unsubscribeUrl } from './unsubscribe'

/** A Worker opens six connections at a time. */
const AT_ONCE_MAX = 6
const KEEP_CONTENT_DAYS = 30
const LOOK_AGAIN_MS = 5 * 60_000

/**
 * Sends messages, each once: one that left already, or never may, is left alone. Whether it may leave is asked here and now.
 * A transport that is away leaves the message queued and the task to be tried again.
 *
 * @throws upstream_failed  retryable: at least one of them did not leave
 */
export async function sendMessages(ctx: Ctx, messageIds: string[]): Promise<void> {
  const errors: unknown[] = []
  for (let at = 0; at < messageIds.length; at += AT_ONCE_MAX) {
    const sent = await Promise.allSettled(messageIds.slice(at, at + AT_ONCE_MAX).map((id) => sendMessage(ctx, id)))
    errors.push(...sent.flatMap((result) => (result.status === 'rejected' ? [result.reason] : [])))
  }
  if (errors.length > 0) throw errors[0]
}

/** The task was tried as often as tasks are: the message is shown as what it is. Replayed from the dead letters, it is tried again. */
export async function giveUpMessage(ctx: Ctx, messageId: string): Promise<void> {
  await settle(ctx, messageId, { state: 'failed', reason: 'transport-unreachable' })
}

/** Cron: what a message said, and to whom, is kept for 30 days. That there was one, and what became of it, stays. */
export async function eraseOldContent(ctx: Ctx): Promise<void> {
  const before = new Date(ctx.now().getTime() - KEEP_CONTENT_DAYS * 86_400_000)
  await ctx.db
    .update(messages)
    .set({ sealedContent: null, sealedTo: null })
    .where(and(lt(messages.createdAt, before), or(isNotNull(messages.sealedContent), isNotNull(messages.sealedTo))))
}

type Message = typeof messages.$inferSelect

async function sendMessage(ctx: Ctx, messageId: string): Promise<void> {
  const [message] = await ctx.db.select().from(messages).where(eq(messages.id, messageId))
  if (!message || (message.state !== 'queued' && message.state !== 'failed')) return
  if (message.channel === 'mail' && !(await isFlagOn(ctx, 'outgoing-mail', { key: messageId }))) return lookLater(ctx, messageId)
  const reason = await findReasonAgainst(ctx, message)
  if (reason !== null) return settle(ctx, messageId, { state: 'never_attempted', reason })
  await ctx.db
    .update(messages)
    .set({ attempts: message.attempts + 1 })
    .where(eq(messages.id, messageId))
  try {
    const { vendorId } = await hand(ctx, message)
    await settle(ctx, messageId, { state: 'sent', reason: null, vendorId })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    if (error.reason.endsWith('.address-refused')) {
      await suppress(ctx, ctx.db, { channel: message.channel, addressHash: message.toHash, scope: 'all', reason: 'bounced', messageId })
      return settle(ctx, messageId, { state: 'bounced', reason: 'address-refused' })
    }
    if (error.reason === 'sms.stopped') {
      await suppress(ctx, ctx.db, { channel: 'sms', addressHash: message.toHash, scope: 'all', reason: 'stopped', messageId })
      return settle(ctx, messageId, { state: 'failed', reason: 'stopped' })
    }
    if (error.retryable) throw error
    await settle(ctx, messageId, { state: 'failed', reason: 'refused-by-transport' })
  }
}

/** While no mail may leave, each waits as it is. */
async function lookLater(ctx: Ctx, messageId: string): Promise<void> {
  const runAfter = new Date(ctx.now().getTime() + LOOK_AGAIN_MS)
  const key = `${messageId} ${runAfter.toISOString()}`
  await ctx.transact((tx) => addTask(ctx, tx, { payload: { kind: 'notifications.send', messageId }, key, runAfter }))
}

async function findReasonAgainst(ctx: Ctx, message: Message): Promise<MessageReason | null> {
  if (message.sealedTo === null || message.sealedContent === null) return 'content-erased'
  const suppression = await findSuppression(ctx, message)
  if (suppression !== null) return suppression
  if (message.purpose !== null && !(await isAgreedTo(ctx, message, message.purpose))) return 'no-consent'
  return (message.channel === 'mail' ? ctx.mail : ctx.texts) === null ? 'no-transport' : null
}

/** News of an own application leave unless the person took consent back; everything else only with consent. */
async function isAgreedTo(ctx: Ctx, { id, personId, channel, sealedContent }: Message, purpose: ConsentPurpose): Promise<boolean> {
  if (await isConsentGiven(ctx, personId, purpose, channel)) return true
  if (channel !== 'mail' || personId === null || (await isConsentWithdrawn(ctx, personId, purpose, channel))) return false
  const content: unknown = JSON.parse(await ctx.unseal(sealedContent ?? '', `messages.sealed_content:${id}`))
  return isMailOfService(parseMailContent(content))
}

async function hand(ctx: Ctx, message: Message): Promise<{ vendorId: string }> {
  const { id, channel, purpose, personId, toHash } = message
  const [to, content] = await Promise.all([
    ctx.unseal(message.sealedTo ?? '', `messages.sealed_to:${id}`),
    ctx.unseal(message.sealedContent ?? '', `messages.sealed_content:${id}`),
  ])
  const parsed: unknown = JSON.parse(content)
  if (channel === 'sms') {
    if (!ctx.texts) throw upstreamFailed('sms', { retryable: true })
    const statusUrl = `${ctx.origin}/webhooks/twilio/status?message=${id}`
    return ctx.texts.send({ id, to, body: writeText(parseTextContent(parsed), ctx.origin), statusUrl })
  }
  if (!ctx.mail) throw upstreamFailed('mail', { retryable: true })
  const endUrl = purpose === null ? null : await unsubscribeUrl(ctx, { channel, addressHash: toHash, personId, purpose })
  const settingsUrl = `${ctx.origin}/settings/notifications`
  const ending = endUrl === null || purpose === null ? null : { unsubscribeUrl: endUrl, settingsUrl, kind: purpose }
  // React's renderer and the mail's own pieces are loaded when the first mail leaves, so that the Worker's start does not pay for them.
  const { writeMail } = await import('./mails/write-mail')
  const mail = parseMailContent(parsed)
  const written = await writeMail(mail, { origin: ctx.origin, ending })
  const replyTo = mail.template === 'employer-message' ? mail.data.replyTo : null
  return ctx.mail.send({ id, to, unsubscribeUrl: endUrl, replyTo, ...written })
}

/** Writes what became of a message, unless news of its transport came first and knows better. */
async function settle(
  ctx: Ctx,
  messageId: string,
  { state, reason, vendorId }: { state: MessageState; reason: MessageReason | null; vendorId?: string },
): Promise<void> {
  const now = ctx.now()
  await ctx.transact(async (tx) => {
    if (vendorId !== undefined) await tx.update(messages).set({ vendorId, sentAt: now }).where(eq(messages.id, messageId))
    const changed = await tx
      .update(messages)
      .set({ state, reason, ...(state === 'sent' ? {} : { settledAt: now }) })
      .where(and(eq(messages.id, messageId), inArray(messages.state, ['queued', 'failed'])))
      .returning({ channel: messages.channel })
    if (changed.length > 0) await addMessageEvent(ctx, tx, { messageId, type: state, reason })
  })
  ctx.count(`numerojobs_messages_total{state="${state}"}`)
}
