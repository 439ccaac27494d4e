import { AppError } from '../core/errors'
import type { GivenPage } from '../core/given-page'
import { findAddressFault, hostOf, isPlainHttps, type ResolveName } from './given-address'
import { ownerWhoForbids } from './never-fetched'
import { postingOfHtml, textOfHtml, titleOfHtml } from './read-html'
import { mayRead, ROBOT_NAME } from './robots'

/** How a page of the world is reached. */
export interface WebDoor {
  fetch(url: string, init: RequestInit): Promise<Response>
  resolve: ResolveName
  /** Where we say who we are. */
  origin: string
}

const TIMEOUT_MS = 10_000
const REDIRECTS_MAX = 3
const PAGE_BYTES_MAX = 2_000_000
const ROBOTS_BYTES_MAX = 500_000
const TEXT_CHARS_MIN = 40

/**
 * Fetches a page whose address a person gave, as text. Only https on its usual port, only names that stand for public addresses, checked
 * again at each of at most three redirects; nothing that its site's robots.txt keeps from programs; no cookies; 2 MB and 10 seconds at most.
 *
 * @throws invalid  `page.…`, with what to do instead, beside the field `url`
 */
export async function fetchGivenPage(door: WebDoor, given: string): Promise<GivenPage> {
  const signal = AbortSignal.timeout(TIMEOUT_MS)
  try {
    return await read(door, given, signal)
  } catch (error) {
    if (signal.aborted) throw refusal('page.timed-out', 'The page took longer than 10 seconds.')
    throw error
  }
}

async function read(door: WebDoor, given: string, signal: AbortSignal): Promise<GivenPage> {
  const { response, url } = await follow(door, given, signal, async (hop) => {
    if (!(await isAllowedByRobots(door, hop, signal))) throw refusal('page.robots', `${hop.hostname} asks programs not to read this page.`)
  })
  if (!response.ok) {
    await response.body?.cancel()
    const retryAfterS = Number(response.headers.get('retry-after'))
    throw refusal('page.refused', `${url.hostname} did not give us the page (${response.status}).`, {
      status: response.status,
      ...(retryAfterS > 0 ? { retryAfterS } : {}),
    })
  }
  const type = response.headers.get('content-type') ?? ''
  if (!/^\s*(?:text\/html|application\/xhtml\+xml|text\/plain)\b/i.test(type)) {
    await response.body?.cancel()
    throw refusal('page.not-text', 'There is a file and not a page at this address.')
  }
  const bytes = await readBytes(response, PAGE_BYTES_MAX)
  if (bytes === null) throw refusal('page.too-large', 'The page is larger than 2 MB.')
  const source = decode(bytes, type)
  if (/text\/plain/i.test(type)) return { url: url.href, title: null, text: source.trim(), posting: null }
  const page = { url: url.href, title: titleOfHtml(source), text: textOfHtml(source), posting: postingOfHtml(source) }
  if (page.posting === null && page.text.length < TEXT_CHARS_MIN)
    throw refusal('page.no-text', 'The page shows its text only to a browser that runs its scripts.')
  return page
}

/** The answer at the end of at most three redirects, each hop checked before it is asked. */
async function follow(
  door: WebDoor,
  given: string,
  signal: AbortSignal,
  mayAsk: (hop: URL) => Promise<void>,
): Promise<{ response: Response; url: URL }> {
  let url = await checkAddress(door, given, signal)
  for (let hop = 0; ; hop++) {
    await mayAsk(url)
    const response = await ask(door, url, signal)
    const location = REDIRECTS.includes(response.status) ? response.headers.get('location') : null
    if (location === null) return { response, url }
    await response.body?.cancel()
    if (hop === REDIRECTS_MAX) throw refusal('page.too-many-redirects', 'The address leads on and on.')
    const next = URL.canParse(location, url.href) ? new URL(location, url).href : ''
    url = await checkAddress(door, next, signal)
  }
}

const REDIRECTS = [301, 302, 303, 307, 308]

async function ask(door: WebDoor, url: URL, signal: AbortSignal): Promise<Response> {
  try {
    return await door.fetch(url.href, {
      redirect: 'manual',
      signal,
      headers: { accept: 'text/html,text/plain;q=0.8', 'user-agent': `${ROBOT_NAME}/1.0 (+${door.origin}/about)` },
    })
  } catch (error) {
    if (signal.aborted) throw error
    throw refusal('page.unreachable', `${url.hostname} does not answer.`)
  }
}

/** @throws invalid  the address is none that we may ask */
async function checkAddress(door: WebDoor, address: string, signal: AbortSignal): Promise<URL> {
  if (!URL.canParse(address)) throw refusal('page.not-https', 'This is not the address of a page.')
  const url = new URL(address)
  url.hash = ''
  if (!isPlainHttps(url)) throw refusal('page.not-https', 'We open only pages at https:// addresses without a port or a password in them.')
  const host = hostOf(url)
  const owner = ownerWhoForbids(host)
  if (owner) throw refusal('page.never-fetched', `We never open pages of ${owner}: its terms do not allow it.`)
  switch (await findAddressFault(door.resolve, url, signal)) {
    case null:
      return url
    case 'no-name-service':
      throw refusal('page.unreachable', `The name ${host} could not be looked up just now.`)
    case 'unknown-name':
      throw refusal('page.unreachable', `There is no site named ${host}.`)
    default:
      throw refusal('page.not-public', 'This address is not on the public web.')
  }
}

/** A site without rules allows everything; one whose rules cannot be read allows nothing (RFC 9309 §2.3.1). */
async function isAllowedByRobots(door: WebDoor, url: URL, signal: AbortSignal): Promise<boolean> {
  const { response } = await follow(door, new URL('/robots.txt', url).href, signal, async () => {})
  if (response.status >= 400 && response.status < 500) {
    await response.body?.cancel()
    return true
  }
  if (!response.ok) {
    await response.body?.cancel()
    return false
  }
  const bytes = await readBytes(response, ROBOTS_BYTES_MAX)
  return bytes !== null && mayRead(new TextDecoder().decode(bytes), `${url.pathname}${url.search}`)
}

/** The body, or `null` as soon as it is over the limit. */
async function readBytes(response: Response, bytesMax: number): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = response.body?.getReader()
  while (reader) {
    const { done, value } = await reader.read()
    if (done) break
    size += value.byteLength
    if (size > bytesMax) {
      await reader.cancel()
      return null
    }
    chunks.push(value)
  }
  const bytes = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.byteLength
  }
  return bytes
}

function decode(bytes: Uint8Array, contentType: string): string {
  const beginning = new TextDecoder('latin1').decode(bytes.subarray(0, 2_000))
  const label = /charset\s*=\s*["']?([\w-]+)/i.exec(contentType)?.[1] ?? /<meta[^>]{0,200}charset\s*=\s*["']?([\w-]+)/i.exec(beginning)?.[1]
  try {
    return new TextDecoder(label ?? 'utf-8').decode(bytes)
  } catch {
    // A name of an encoding that nobody knows: most of the web is UTF-8.
    return new TextDecoder().decode(bytes)
  }
}

/** @param what what happened, as a sentence; what to do instead follows it */
function refusal(reason: string, what: string, details?: { status: number; retryAfterS?: number }): AppError {
  const message = `${what} Paste the text instead.`
  return new AppError('invalid', reason, { message, fields: { url: message }, details })
}
