import type { FeedFault } from '../../contract/scheduling'
import type { CalendarAnswer } from '../core/calendar-answer'
import { findAddressFault, type ResolveName } from './given-address'

/** How a calendar of the world is reached. */
export interface CalendarDoor {
  fetch(url: string, init: RequestInit): Promise<Response>
  resolve: ResolveName
  /** Where we say who we are. */
  origin: string
  /** On a machine of one's own a calendar may be there too, over http and on any port. */
  allowsLoopback: boolean
}

const TIMEOUT_MS = 5_000
const REDIRECTS_MAX = 3
const BYTES_MAX = 3_000_000
const REDIRECTS = [301, 302, 303, 307, 308]
const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]']

/**
 * Reads the calendar at an address that its owner gave. Only https on its usual port, only names that stand for public addresses, checked
 * again at each of at most three redirects; no cookies; 3 MB and 5 seconds at most. Its owner asks for it, so that robots.txt is not asked.
 * It never throws: what went wrong is the answer.
 */
export async function fetchCalendar(door: CalendarDoor, address: string, etag: string | null): Promise<CalendarAnswer> {
  const signal = AbortSignal.timeout(TIMEOUT_MS)
  try {
    return await read(door, address, etag, signal)
  } catch {
    return failed(signal.aborted ? 'timed-out' : 'unreachable')
  }
}

async function read(door: CalendarDoor, address: string, etag: string | null, signal: AbortSignal): Promise<CalendarAnswer> {
  let url = address
  for (let hop = 0; hop <= REDIRECTS_MAX; hop++) {
    const fault = await findFault(door, url, signal)
    if (fault) return failed(fault)
    const response = await door.fetch(url, {
      redirect: 'manual',
      signal,
      headers: {
        accept: 'text/calendar,text/plain;q=0.5',
        'user-agent': `Numerojobs-Calendar/1.0 (+${door.origin}/about)`,
        // A tag belongs to the address that gave it.
        ...(etag !== null && hop === 0 ? { 'if-none-match': etag } : {}),
      },
    })
    const location = REDIRECTS.includes(response.status) ? response.headers.get('location') : null
    if (location !== null) {
      await response.body?.cancel()
      url = URL.canParse(location, url) ? new URL(location, url).href : ''
      continue
    }
    if (response.status === 304) return { kind: 'same' }
    if (!response.ok) {
      await response.body?.cancel()
      return failed('refused')
    }
    const text = await readText(response)
    if (text === null) return failed('too-large')
    return { kind: 'read', text, etag: hop === 0 ? response.headers.get('etag')?.slice(0, 200) || null : null }
  }
  return failed('too-many-redirects')
}

async function findFault({ resolve, allowsLoopback }: CalendarDoor, address: string, signal: AbortSignal): Promise<FeedFault | null> {
  if (!URL.canParse(address)) return 'not-https'
  const url = new URL(address)
  if (allowsLoopback && /^https?:$/.test(url.protocol) && LOOPBACK.includes(url.hostname)) return null
  const fault = await findAddressFault(resolve, url, signal)
  return fault === 'unknown-name' || fault === 'no-name-service' ? 'unreachable' : fault
}

/** The body, or `null` as soon as it is over the limit. */
async function readText(response: Response): Promise<string | null> {
  const reader = response.body?.getReader()
  const decoder = new TextDecoder()
  let text = ''
  let size = 0
  while (reader) {
    const { done, value } = await reader.read()
    if (done) break
    size += value.byteLength
    if (size > BYTES_MAX) {
      await reader.cancel()
      return null
    }
    text += decoder.decode(value, { stream: true })
  }
  return text + decoder.decode()
}

const failed = (fault: FeedFault): CalendarAnswer => ({ kind: 'failed', fault })
