import type { WebhookEvent } from './contract'
import { NumerojobsError } from './errors'

export interface VerifyOptions {
  /** The secret of the endpoint, `whsec_…`; several while one is changed for another. */
  secret: string | readonly string[]
  /** How far the sender's clock may be from ours: 300 unless told otherwise. It keeps a message that was overheard from counting later. */
  toleranceS?: number
  /** In place of the clock, in milliseconds. */
  nowMs?: number
}

/**
 * Checks that a webhook is from Numerojobs and unchanged, and reads it. Give the body exactly as it came: JSON that was parsed and written again
 * has other bytes. A message may come twice: its header `webhook-id` is the same then.
 * Source: Standard Webhooks, "Verifying signatures".
 *
 * @param request a `Request`, or the body as text with the headers
 * @throws NumerojobsError `unauthenticated`  `webhook.wrong-signature`, `webhook.too-old`
 */
export async function verifyWebhook(
  request: Request | { body: string; headers: Headers | Record<string, string | string[] | undefined> },
  options: VerifyOptions,
): Promise<WebhookEvent> {
  const body = request instanceof Request ? await request.text() : request.body
  const header = readerOf(request.headers)
  const [id, timestamp, signatures] = [header('webhook-id'), header('webhook-timestamp'), header('webhook-signature')]
  const nowS = (options.nowMs ?? Date.now()) / 1_000
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(nowS - Number(timestamp)) > (options.toleranceS ?? 300))
    throw refusal('webhook.too-old', 'This webhook was signed too long ago, or by a clock that is ahead.')
  const signed = new TextEncoder().encode(`${id}.${timestamp}.${body}`)
  const secrets = typeof options.secret === 'string' ? [options.secret] : options.secret
  for (const secret of secrets) {
    const key = await crypto.subtle.importKey('raw', fromBase64(secret.replace(/^whsec_/, '')), { name: 'HMAC', hash: 'SHA-256' }, false, [
      'verify',
    ])
    for (const [version, signature] of signatures.split(' ').map((each) => each.split(','))) {
      // `verify` compares in constant time.
      if (version === 'v1' && signature && (await crypto.subtle.verify('HMAC', key, fromBase64(signature), signed)))
        // Signed by us: what it holds is what our contract says.
        return JSON.parse(body) as WebhookEvent
    }
  }
  throw refusal('webhook.wrong-signature', 'This webhook is not signed with the secret of this endpoint.')
}

const refusal = (reason: string, title: string) => new NumerojobsError({ code: 'unauthenticated', reason, title, status: 401 })

function readerOf(headers: Headers | Record<string, string | string[] | undefined>): (name: string) => string {
  if (headers instanceof Headers) return (name) => headers.get(name) ?? ''
  const found = new Map(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), Array.isArray(value) ? value.join(' ') : value]),
  )
  return (name) => found.get(name) ?? ''
}

/** Bytes; none for what is no base64, which then matches nothing. */
function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
  } catch {
    return new Uint8Array(1)
  }
}
