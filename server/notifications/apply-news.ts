import { and, eq, inArray } from 'drizzle-orm'
import { CONSENT_TEXTS, type MessageChannel, type MessageReason, type MessageState } from '../../contract/notifications'
import { messages, notificationSettings } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { restoreConsent, withdrawConsent } from './consents'
import { hashAddress } from './hash-address'
import { addMessageEvent } from './message-events'
import { liftSuppression, suppress } from './suppressions'

/** What a vendor says about one of our messages. */
export interface MessageNews {
  /** Our own id, where the vendor gives it back. */
  messageId: string | null
  vendorId: string
  /** Unique for each news of a vendor. */
  eventId: string
  type: 'sent' | 'delivered' | 'delayed' | 'bounced' | 'complained' | 'failed'
  isPermanent: boolean
  at: Date
}

/** From which states news leads on; what is settled stays, but for a delivery that bounces later. */
const LEADS_ON: Partial<Record<MessageNews['type'], { from: MessageState[]; to: MessageState; reason: MessageReason | null }>> = {
  sent: { from: ['queued'], to: 'sent', reason: null },
  delivered: { from: ['queued', 'sent', 'failed'], to: 'delivered', reason: null },
  bounced: { from: ['queued', 'sent', 'delivered', 'failed'], to: 'bounced', reason: 'address-refused' },
  failed: { from: ['queued', 'sent'], to: 'failed', reason: 'refused-by-transport' },
}

/**
 * Lets a message say what became of it. News that came before changes nothing, and news of somebody else's message neither.
 * A bounce for good ends all mail to that address; a complaint ends all that is not about the person's own account.
 */
export async function applyNews(ctx: Ctx, news: MessageNews): Promise<void> {
  await ctx.transact(async (tx) => {
    const [message] = await tx
      .select()
      .from(messages)
      .where(news.messageId === null ? eq(messages.vendorId, news.vendorId) : eq(messages.id, news.messageId))
      .for('update')
    if (!message) return
    const { id: messageId, channel, toHash: addressHash, personId } = message
    const step = LEADS_ON[news.type]
    const event = { messageId, type: news.type, reason: step?.reason ?? null, vendorEventId: news.eventId, at: news.at }
    if (!(await addMessageEvent(ctx, tx, event))) return
    if (step) {
      const isFinal = step.to !== 'sent'
      await tx
        .update(messages)
        .set({ state: step.to, reason: step.reason, ...(isFinal ? { settledAt: news.at } : {}) })
        .where(and(eq(messages.id, messageId), inArray(messages.state, step.from)))
    }
    if (news.type === 'bounced' && news.isPermanent)
      await suppress(ctx, tx, { channel, addressHash, scope: 'all', reason: 'bounced', messageId })
    if (news.type === 'complained') {
      await suppress(ctx, tx, { channel, addressHash, scope: 'unasked', reason: 'complained', messageId })
      for (const { purpose } of textsBy(channel))
        await withdrawConsent(ctx, tx, { personId, addressHash, purpose, channel, how: 'complaint' })
    }
  })
}

/** STOP ends every text message to that number at once; START lets them through again, and gives back what STOP took. */
export async function applyKeyword(ctx: Ctx, { from, keyword }: { from: string; keyword: 'stop' | 'start' }): Promise<void> {
  const addressHash = await hashAddress(ctx, 'sms', from)
  await ctx.transact(async (tx) => {
    const owners = await tx
      .select({ personId: notificationSettings.personId })
      .from(notificationSettings)
      .where(eq(notificationSettings.phoneHash, addressHash))
    if (keyword === 'start') {
      await liftSuppression(tx, { channel: 'sms', addressHash, scope: 'all', reason: 'stopped' })
      for (const { personId } of owners) await restoreConsent(ctx, tx, { personId, addressHash, channel: 'sms' })
      return
    }
    await suppress(ctx, tx, { channel: 'sms', addressHash, scope: 'all', reason: 'stopped' })
    for (const { personId } of owners)
      for (const { purpose } of textsBy('sms'))
        await withdrawConsent(ctx, tx, { personId, addressHash, purpose, channel: 'sms', how: 'keyword' })
  })
}

const textsBy = (channel: MessageChannel) => CONSENT_TEXTS.filter((text) => text.channel === channel)
