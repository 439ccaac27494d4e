import type { ConsentPurpose, MessageChannel } from '../../contract/notifications'
import type { Db } from '../../db/client'
import { messages } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { AppError } from '../core/errors'
import { addTask } from '../tasks/add-task'
import { hashAddress } from './hash-address'
import { MAIL_PURPOSE, type MailData, type MailTemplate, TEXT_PURPOSE, type TextData, type TextTemplate } from './mails/mail-templates'
import { addMessageEvent } from './message-events'

export interface NewMail<T extends MailTemplate> {
  template: T
  to: string
  /** `null` for an address that belongs to nobody here yet. */
  personId: string | null
  data: MailData<T>
  /** Quiet hours hold it back until then. */
  notBefore?: Date | null
}

/**
 * Writes a mail and the task that sends it as rows of the caller's transaction; given `ctx.db`, in one of its own.
 * Whether it may leave (consent, suppressed addresses) is decided when it is sent, by what counts then.
 *
 * @returns the id of the message, which is also the key under which its transport sends it once
 */
export function queueMail<T extends MailTemplate>(ctx: Ctx, tx: Db, mail: NewMail<T>): Promise<string> {
  return queueMessage(ctx, tx, { ...mail, channel: 'mail', purpose: MAIL_PURPOSE[mail.template] })
}

/** The same for a text message. @param text `to` in E.164: `+4915112345678` */
export function queueText<T extends TextTemplate>(
  ctx: Ctx,
  tx: Db,
  text: { template: T; to: string; personId: string; data: TextData<T>; notBefore?: Date | null },
): Promise<string> {
  return queueMessage(ctx, tx, { ...text, channel: 'sms', purpose: TEXT_PURPOSE[text.template] })
}

interface NewMessage {
  channel: MessageChannel
  template: string
  purpose: ConsentPurpose | null
  to: string
  personId: string | null
  data: unknown
  notBefore?: Date | null
}

/** Mails by which a visitor proves an address, or learns that it has an account: all that a demo may cause. */
const LEAVES_A_DEMO: readonly string[] = ['verify-address', 'already-registered', 'sign-in-code', 'reset-password'] satisfies MailTemplate[]

/** @throws forbidden  `notifications.not-in-demo` */
async function queueMessage(ctx: Ctx, tx: Db, message: NewMessage): Promise<string> {
  if (ctx.actor.role === 'person' && ctx.actor.isDemo && !LEAVES_A_DEMO.includes(message.template))
    throw new AppError('forbidden', 'notifications.not-in-demo', {
      message: 'Nothing leaves a demo: no mail and no text message. Make it your own account first; everything in it stays.',
    })
  const id = ctx.newId('message')
  const [sealedTo, sealedContent, toHash] = await Promise.all([
    ctx.seal(message.to, `messages.sealed_to:${id}`),
    ctx.seal(JSON.stringify({ template: message.template, data: message.data }), `messages.sealed_content:${id}`),
    hashAddress(ctx, message.channel, message.to),
  ])
  const write = async (tx: Db) => {
    const { channel, template, purpose, personId, notBefore = null } = message
    await tx
      .insert(messages)
      .values({ id, personId, channel, template, purpose, sealedTo, toHash, sealedContent, createdAt: ctx.now(), notBefore })
    await addMessageEvent(ctx, tx, { messageId: id, type: 'queued' })
    await addTask(ctx, tx, { payload: { kind: 'notifications.send', messageId: id }, key: id, runAfter: notBefore })
  }
  if (tx === ctx.db) await ctx.transact(write)
  else await write(tx)
  return id
}
