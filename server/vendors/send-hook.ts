import type { HookAnswer, HookFault, OutgoingHook } from '../core/hook-answer'
import { findAddressFault, type ResolveName } from './given-address'

/** How an endpoint of the world is reached. */
export interface HookDoor {
  fetch(url: string, init: RequestInit): Promise<Response>
  resolve: ResolveName
  /** Where we say who we are. */
  origin: string
  /** On a machine of one's own an endpoint may be there too, over http and on any port. */
  allowsLoopback: boolean
}

/** Standard Webhooks recommends 15 to 30 seconds. */
const TIMEOUT_MS = 15_000
const TEXT_BYTES_MAX = 4_000
const TEXT_CHARS_MAX = 1_000
const RETRY_AFTER_S_MAX = 86_400

/**
 * Posts a webhook to an address that a person gave. The name is looked up anew each time, redirects are an answer and not followed, no cookies
 * are sent or kept, and of the answer only the beginning is read. It never throws: what went wrong is the answer.
 */
export async function sendHook(door: HookDoor, hook: OutgoingHook): Promise<HookAnswer> {
  const startedAtMs = Date.now()
  const signal = AbortSignal.timeout(TIMEOUT_MS)
  const answerOf = (answer: Partial<HookAnswer>): HookAnswer => ({
    status: null,
    fault: null,
    text: '',
    retryAfterS: null,
    ...answer,
    ms: Date.now() - startedAtMs,
  })
  try {
    const fault = await findHookFault(door, hook.url, signal)
    if (fault) return answerOf({ fault })
    const response = await door.fetch(hook.url, {
      method: 'POST',
      redirect: 'manual',
      signal,
      headers: {
        ...hook.headers,
        'content-type': 'application/json',
        'user-agent': `Numerojobs-Webhooks/1.0 (+${door.origin}/developers)`,
      },
      body: hook.body,
    })
    const text = await readBeginning(response)
    return answerOf({ status: response.status, text, retryAfterS: readRetryAfter(response.headers.get('retry-after')) })
  } catch {
    return answerOf({ fault: signal.aborted ? 'timed-out' : 'unreachable' })
  }
}

/** What keeps us from posting to an address; `null` when nothing does. */
export async function findHookFault(
  { resolve, allowsLoopback }: Pick<HookDoor, 'resolve' | 'allowsLoopback'>,
  address: string,
  signal: AbortSignal,
): Promise<HookFault | null> {
  if (!URL.canParse(address)) return 'not-https'
  const url = new URL(address)
  if (allowsLoopback && /^https?:$/.test(url.protocol) && LOOPBACK.includes(url.hostname)) return null
  const fault = await findAddressFault(resolve, url, signal)
  return fault === 'unknown-name' || fault === 'no-name-service' ? 'unreachable' : fault
}

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]']

/** What cannot be read any more, because the endpoint broke off, is left away: its status has arrived. */
async function readBeginning(response: Response): Promise<string> {
  const reader = response.body?.getReader()
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  try {
    while (reader && bytes < TEXT_BYTES_MAX) {
      const { done, value } = await reader.read()
      if (done) break
      bytes += value.byteLength
      text += decoder.decode(value, { stream: true })
    }
    await reader?.cancel()
  } catch {
    // Its status is what counts.
  }
  // PostgreSQL keeps no NUL in text, and nobody reads one.
  return text.replaceAll('\u0000', '').slice(0, TEXT_CHARS_MAX)
}

/** Whole seconds; a date is read as none, since our own schedule is as good. */
function readRetryAfter(header: string | null): number | null {
  return header !== null && /^\d{1,6}$/.test(header) ? Math.min(Number(header), RETRY_AFTER_S_MAX) : null
}
