import type { Mail, MailTransport } from '../core/ctx'
import { AppError, upstreamFailed } from '../core/errors'
import type { OutgoingMail } from './outgoing-mail'
import { sendByResend } from './resend'

/** Which transport carries our mail, and what it needs. `sender` is as a `From` header writes it: `Numerojobs <mail@example.com>`. */
export interface MailSettings {
  transport: 'resend' | 'smtp' | 'cloudflare' | undefined
  sender: string
  resendApiKey: string | undefined
  resendApiUrl: string
  /** `smtp://user:password@host:587`, or `smtps://` for TLS from the first byte. */
  smtpUrl: string | undefined
  /** The `send_email` binding. */
  binding: SendEmail | undefined
}

/** The chosen transport; `null` when there is none, or it lacks what it needs: then no mail leaves, and each says so. */
export function mailTransport(settings: MailSettings): MailTransport | null {
  const carry = carrierOf(settings)
  return carry && { send: async (mail) => carry(addressed(settings.sender, mail)) }
}

type Carrier = (mail: OutgoingMail) => Promise<{ vendorId: string }>

function carrierOf(settings: MailSettings): Carrier | null {
  switch (settings.transport) {
    case undefined:
      return null
    case 'resend': {
      const { resendApiKey: apiKey, resendApiUrl: apiUrl } = settings
      return apiKey ? (mail) => sendByResend({ apiKey, apiUrl }, mail) : null
    }
    case 'smtp': {
      const { smtpUrl } = settings
      // Loaded when the first mail leaves, so that the Worker's start does not pay for it.
      return smtpUrl ? async (mail) => (await import('./smtp')).sendBySmtp(smtpUrl, mail) : null
    }
    case 'cloudflare': {
      const { binding } = settings
      return binding ? (mail) => sendByCloudflare(binding, mail) : null
    }
    default:
      return settings.transport satisfies never
  }
}

/**
 * Puts our headers on a mail: our own Message-ID, so that a mail that is sent twice can be known for one, and RFC 8058's two lines where
 * one click may end this kind of mail. What a person wrote names where an answer goes; everything else says that a machine wrote it.
 *
 * @throws invalid `mail.broken-header`  a header part holds a line break, which would let its author write headers of their own
 */
export function addressed(sender: string, mail: Mail): OutgoingMail {
  const { name, address } = readSender(sender)
  const headers: Record<string, string> = { 'Message-ID': `<${mail.id}@${address.split('@')[1] ?? 'localhost'}>` }
  if (mail.replyTo) headers['Reply-To'] = mail.replyTo
  if (mail.unsubscribeUrl !== null) {
    headers['List-Unsubscribe'] = `<${mail.unsubscribeUrl}>`
    headers['List-Unsubscribe-Post'] = 'List-Unsubscribe=One-Click'
  } else if (!mail.replyTo) headers['Auto-Submitted'] = 'auto-generated'
  const parts = [name, address, mail.to, mail.subject, ...Object.values(headers)]
  if (parts.some((part) => BREAK.test(part)) || !ADDRESS.test(mail.to) || !ADDRESS.test(address))
    throw new AppError('invalid', 'mail.broken-header', { message: 'This mail has an address or a subject that no mail can have.' })
  return { id: mail.id, from: { name, address }, to: mail.to, subject: mail.subject, html: mail.html, text: mail.text, headers }
}

/** Every character that ends a line somewhere, and all others that control rather than say something. */
const BREAK = /[\p{Cc}\p{Zl}\p{Zp}]/u
/** One address and nothing beside it: no list, no name, no source route. */
const ADDRESS = /^[^\s<>(),;:"\\@]+@[^\s<>(),;:"\\@[\]]+$/

function readSender(sender: string): { name: string; address: string } {
  const [, name, address] = /^(.*)<([^<>]+)>\s*$/.exec(sender) ?? []
  return address === undefined ? { name: 'Numerojobs', address: sender.trim() } : { name: (name ?? '').trim(), address }
}

/** Cloudflare gives the mail a Message-ID of its own in place of ours. */
async function sendByCloudflare(binding: SendEmail, mail: OutgoingMail): Promise<{ vendorId: string }> {
  const [{ EmailMessage }, { writeMime }] = await Promise.all([import('cloudflare:email'), import('./smtp')])
  const raw = await writeMime(mail)
  try {
    const { messageId } = await binding.send(new EmailMessage(mail.from.address, mail.to, raw))
    return { vendorId: messageId }
  } catch (error) {
    // The binding tells an address it may not write to from a passing fault by its code.
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
    throw upstreamFailed('mail', { cause: error, retryable: !/^E_(VALIDATION|FIELD|RECIPIENT|SENDER|HEADER|CONTENT)/.test(code) })
  }
}
