import { z } from 'zod'
import { upstreamFailed } from '../core/errors'
import { MAIL_TIMEOUT_MS, type OutgoingMail } from './outgoing-mail'

const Sent = z.object({ id: z.string().min(1) })

/**
 * Sends by Resend. Our message id is the idempotency key: asked twice within a day, it sends once.
 * Source: Resend API, POST /emails.
 *
 * @throws upstream_failed  retryable when Resend cannot be reached, is busy or does not take our key; not when it refuses this mail
 */
export async function sendByResend(settings: { apiKey: string; apiUrl: string }, mail: OutgoingMail): Promise<{ vendorId: string }> {
  const { 'Reply-To': replyTo, ...headers } = mail.headers
  let response: Response
  try {
    response = await fetch(`${settings.apiUrl}/emails`, {
      method: 'POST',
      headers: { authorization: `Bearer ${settings.apiKey}`, 'content-type': 'application/json', 'idempotency-key': mail.id },
      body: JSON.stringify({
        from: `${mail.from.name} <${mail.from.address}>`,
        to: [mail.to],
        subject: mail.subject,
        html: mail.html,
        text: mail.text,
        headers,
        ...(replyTo === undefined ? {} : { reply_to: replyTo }),
        // Comes back with every webhook, so that news of a mail finds its row even before its id at Resend is stored.
        tags: [{ name: 'message_id', value: mail.id }],
      }),
      signal: AbortSignal.timeout(MAIL_TIMEOUT_MS),
    })
  } catch (error) {
    throw upstreamFailed('mail', { cause: error, retryable: true })
  }
  if (!response.ok) {
    await response.body?.cancel()
    // 409: the same key is being sent right now. 401 and 403 are ours to put right, and the mail waits for it.
    const isOfThisMail = response.status === 400 || response.status === 413 || response.status === 422
    throw upstreamFailed('mail', { cause: new Error(`Resend answered ${response.status}.`), retryable: !isOfThisMail })
  }
  return { vendorId: Sent.parse(await response.json()).id }
}

/** News of one mail, in our words. */
export interface MailNews {
  /** Unique for each news; a webhook may come twice. */
  eventId: string
  messageId: string | null
  vendorId: string
  type: 'sent' | 'delivered' | 'delayed' | 'bounced' | 'complained' | 'failed'
  /** The address will not take mail later either. */
  isPermanent: boolean
  at: Date
}

/**
 * Reads a webhook of Resend. `'unsigned'` when it is not signed with the secret we share, `null` when it is of no interest.
 * Source: Resend, Webhooks, Event types; signed by Svix, which is Standard Webhooks under other header names.
 */
export async function readResendWebhook(
  secret: string,
  raw: string,
  header: (name: string) => string | undefined,
): Promise<MailNews | 'unsigned' | null> {
  // Its library brings a hash of its own, which nothing else at the start needs.
  const { Webhook } = await import('standardwebhooks')
  const eventId = header('svix-id') ?? ''
  let body: unknown
  try {
    body = new Webhook(secret).verify(raw, {
      'webhook-id': eventId,
      'webhook-timestamp': header('svix-timestamp') ?? '',
      'webhook-signature': header('svix-signature') ?? '',
    })
  } catch (error) {
    // A signed body that is no JSON is news to nobody.
    return error instanceof SyntaxError ? null : 'unsigned'
  }
  const parsed = Event.safeParse(body)
  if (!parsed.success) return null
  const { type, created_at, data } = parsed.data
  return {
    eventId,
    messageId: data.tags?.message_id ?? null,
    vendorId: data.email_id,
    type: TYPES[type],
    // Resend tells a full mailbox (Transient) from an address that is none (Permanent).
    isPermanent: type === 'email.bounced' && data.bounce?.type !== 'Transient',
    at: new Date(created_at),
  }
}

const TYPES = {
  'email.sent': 'sent',
  'email.delivered': 'delivered',
  'email.delivery_delayed': 'delayed',
  'email.bounced': 'bounced',
  'email.complained': 'complained',
  'email.failed': 'failed',
} as const
const Event = z.object({
  type: z.enum(['email.sent', 'email.delivered', 'email.delivery_delayed', 'email.bounced', 'email.complained', 'email.failed']),
  created_at: z.iso.datetime({ offset: true }),
  data: z.object({
    email_id: z.string().min(1).max(200),
    tags: z
      .object({ message_id: z.string().max(100).optional() })
      .optional()
      .catch(undefined),
    bounce: z.object({ type: z.string() }).optional().catch(undefined),
  }),
})
