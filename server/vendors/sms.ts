import { z } from 'zod'
import type { TextMessage, TextTransport } from '../core/ctx'
import { AppError, upstreamFailed } from '../core/errors'

/** A Twilio account. Texts leave from a messaging service or from one number. */
export interface TwilioSettings {
  accountSid: string | undefined
  authToken: string | undefined
  messagingServiceSid: string | undefined
  from: string | undefined
  apiUrl: string
}

const TIMEOUT_MS = 8_000
const Sent = z.object({ sid: z.string().min(1) })
const Refusal = z.object({ code: z.number() })
/** Twilio's words for a number that is none, is no mobile one, or that answered STOP. */
const NOT_A_NUMBER = [21211, 21214, 21217, 21614]
const STOPPED = 21610

/** Texts by Twilio; `null` without an account and something to send from: then no text leaves, and each says so. */
export function textTransport(settings: TwilioSettings): TextTransport | null {
  const { accountSid, authToken } = settings
  const sender: Record<string, string> | null = settings.messagingServiceSid
    ? { MessagingServiceSid: settings.messagingServiceSid }
    : settings.from
      ? { From: settings.from }
      : null
  if (!accountSid || !authToken || !sender) return null
  return { send: (text) => sendByTwilio({ accountSid, authToken, apiUrl: settings.apiUrl, sender }, text) }
}

/**
 * Source: Twilio, Programmable Messaging, POST /2010-04-01/Accounts/{sid}/Messages.json. Twilio knows no idempotency key, so a text whose
 * answer was lost is sent again.
 */
async function sendByTwilio(
  account: { accountSid: string; authToken: string; apiUrl: string; sender: Record<string, string> },
  text: TextMessage,
): Promise<{ vendorId: string }> {
  let response: Response
  try {
    response = await fetch(`${account.apiUrl}/2010-04-01/Accounts/${encodeURIComponent(account.accountSid)}/Messages.json`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${account.accountSid}:${account.authToken}`)}` },
      body: new URLSearchParams({ To: text.to, Body: text.body, StatusCallback: text.statusUrl, ...account.sender }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
  } catch (error) {
    throw upstreamFailed('sms', { cause: error, retryable: true })
  }
  if (response.ok) return { vendorId: Sent.parse(await response.json()).sid }
  const refusal = Refusal.safeParse(await response.json().catch(() => null))
  const code = refusal.success ? refusal.data.code : 0
  const cause = new Error(`Twilio answered ${response.status}, code ${code}.`)
  if (code === STOPPED) throw new AppError('upstream_failed', 'sms.stopped', { cause, retryable: false })
  if (NOT_A_NUMBER.includes(code)) throw new AppError('upstream_failed', 'sms.address-refused', { cause, retryable: false })
  throw upstreamFailed('sms', { cause, retryable: response.status !== 400 })
}

/**
 * Whether Twilio signed this request: HMAC-SHA-1 over its full address and its sorted form fields.
 * Source: Twilio, Security, Validating Signatures.
 *
 * @param url as Twilio called it, query included
 */
export async function isTwilioSigned(
  authToken: string,
  url: string,
  form: URLSearchParams,
  signature: string | undefined,
): Promise<boolean> {
  const given = decodeBase64(signature ?? '')
  if (!given) return false
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(authToken), { name: 'HMAC', hash: 'SHA-1' }, false, ['verify'])
  const fields = [...form.entries()].sort(([a, x], [b, y]) => (a === b ? compare(x, y) : compare(a, b)))
  return crypto.subtle.verify('HMAC', key, given, new TextEncoder().encode(url + fields.map(([name, value]) => name + value).join('')))
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** What became of a text. `null` for a step on the way that tells nothing new. */
export function readTextStatus(
  form: URLSearchParams,
): { vendorId: string; status: string; type: 'delivered' | 'failed' | 'bounced' } | null {
  const vendorId = form.get('MessageSid') ?? ''
  const status = form.get('MessageStatus') ?? ''
  const type = TEXT_STATES[status]
  if (!vendorId || !type) return null
  // 30003 to 30006: the phone is off for good, blocked, unknown, or a landline.
  const isUnknown = ['30004', '30005', '30006'].includes(form.get('ErrorCode') ?? '')
  return { vendorId, status, type: type === 'failed' && isUnknown ? 'bounced' : type }
}

const TEXT_STATES: Record<string, 'delivered' | 'failed' | undefined> = { delivered: 'delivered', undelivered: 'failed', failed: 'failed' }

/** A text that somebody sent to us. `keyword`: what it asks for. `isAnswered`: Twilio has answered it already. */
export function readInboundText(form: URLSearchParams): { from: string; keyword: 'stop' | 'start' | 'help' | null; isAnswered: boolean } {
  const optOut = form.get('OptOutType')?.toLowerCase()
  const word = (form.get('Body') ?? '')
    .trim()
    .replace(/[.!"']/g, '')
    .toLowerCase()
  const keyword =
    optOut === 'stop' || STOP_WORDS.includes(word)
      ? 'stop'
      : optOut === 'start' || START_WORDS.includes(word)
        ? 'start'
        : optOut === 'help' || HELP_WORDS.includes(word)
          ? 'help'
          : null
  return { from: form.get('From') ?? '', keyword, isAnswered: optOut !== undefined }
}

/** Twilio's own lists. */
const STOP_WORDS = ['stop', 'stopall', 'unsubscribe', 'cancel', 'end', 'quit', 'revoke', 'optout']
const START_WORDS = ['start', 'yes', 'unstop']
const HELP_WORDS = ['help', 'info']

function decodeBase64(text: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
  } catch {
    return null
  }
}
