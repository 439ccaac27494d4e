import { jwtVerify } from 'jose'
import { z } from 'zod'
import { TICKET_AGE_MAX_S, TICKET_AUDIENCE, TICKET_ISSUER, TicketClaims } from '../../contract/live'
import { isSignedPublish } from './sign'

/** What the guard reads of its host's environment. */
const GuardEnv = z.object({
  /** Origins whose pages may listen, separated by commas: `https://numerojobs.example,http://localhost:8787`. */
  APP_ORIGINS: z.string(),
  PARTY_TICKET_SECRET: z.string().min(32),
  PARTY_PUBLISH_SECRET: z.string().min(32),
})

/** The part of a request that both hosts' own types share. */
type HostRequest = {
  url: string
  method: string
  headers: { get(name: string): string | null }
  body: { getReader(): { read(): Promise<{ done: boolean; value?: Uint8Array }> } } | null
}

const publishBytesMax = 256 * 1024
const clockToleranceS = 5

/** What a room receives of a request's headers. Cookies and anything a client invents stay at the door. */
const handshakeHeaders = [
  'upgrade',
  'connection',
  'sec-websocket-key',
  'sec-websocket-version',
  'sec-websocket-extensions',
  'sec-websocket-protocol',
]

/**
 * Decides whether a socket may open, before its room wakes up. Answers the request to pass on, or the refusal.
 * Every check of both hosts is here: a check left in one adapter would be missing in the other.
 */
export async function guardConnect(request: HostRequest, hostEnv: unknown): Promise<Request | Response> {
  const env = GuardEnv.safeParse(hostEnv)
  if (!env.success) return refuse(500, 'party.not-configured')

  // A browser always names its page's Origin, so a foreign page cannot listen with a ticket it got hold of. Programs send none;
  // they are let in on the ticket alone, which no browser adds by itself as it would add a cookie.
  const origin = request.headers.get('origin')
  if (origin !== null && !listOrigins(env.data.APP_ORIGINS).includes(origin)) return refuse(403, 'party.wrong-origin')

  const url = new URL(request.url)
  const address = roomOf(url)
  if (!address) return refuse(404, 'party.no-such-room')
  const claims = await findClaims(url.searchParams.get('ticket') ?? '', env.data.PARTY_TICKET_SECRET)
  if (claims?.party !== address.party || claims.room !== address.room) return refuse(401, 'party.bad-ticket')

  // The ticket goes no further, so no log of the room can hold it. Hosts know a socket by `_pk` and let a second one with
  // the same value take the first one's place, so the client does not choose it.
  const since = url.searchParams.get('since')
  const passed = {
    _pk: crypto.randomUUID(),
    iat: String(claims.iat),
    sub: claims.sub,
    name: claims.name,
    role: claims.role,
    ...(since === null ? {} : { since }),
  }
  url.search = new URLSearchParams(passed).toString()
  const headers = new Headers()
  for (const name of handshakeHeaders) {
    const value = request.headers.get(name)
    if (value !== null) headers.set(name, value)
  }
  return new Request(url.toString(), { method: 'GET', headers })
}

/** Decides whether a request may publish to a room. Answers the request to pass on, body included, or the refusal. */
export async function guardPublish(request: HostRequest, hostEnv: unknown): Promise<Request | Response> {
  const env = GuardEnv.safeParse(hostEnv)
  if (!env.success) return refuse(500, 'party.not-configured')
  if (request.method !== 'POST') return refuse(405, 'party.only-post')
  const url = new URL(request.url)
  if (!roomOf(url)) return refuse(404, 'party.no-such-room')
  const body = await readText(request, publishBytesMax)
  if (body === null) return refuse(413, 'party.too-large')
  const signed = { path: url.pathname, ts: request.headers.get('x-ts') ?? '', signature: request.headers.get('x-sig') ?? '', body }
  if (!(await isSignedPublish(env.data.PARTY_PUBLISH_SECRET, signed, Date.now()))) return refuse(401, 'party.bad-signature')
  return new Request(`${url.origin}${url.pathname}`, { method: 'POST', body })
}

export const refuse = (status: number, reason: string) => Response.json({ reason }, { status })

async function findClaims(ticket: string, secret: string): Promise<TicketClaims | null> {
  try {
    const { payload } = await jwtVerify(ticket, new TextEncoder().encode(secret), {
      algorithms: ['HS256'],
      issuer: TICKET_ISSUER,
      audience: TICKET_AUDIENCE,
      maxTokenAge: TICKET_AGE_MAX_S,
      clockTolerance: clockToleranceS,
      requiredClaims: ['exp', 'iat'],
    })
    return TicketClaims.parse(payload)
  } catch {
    // Whatever is wrong with a ticket, its bearer learns only that it is not one.
    return null
  }
}

function roomOf(url: URL): { party: string; room: string } | null {
  const [, prefix, party, room, ...rest] = url.pathname.split('/')
  return prefix === 'parties' && party && room && rest.length === 0 ? { party, room } : null
}

const listOrigins = (origins: string) => origins.split(',').map((origin) => origin.trim())

/** The body as text, or `null` when it is too large; read to its end even then, so that the sender hears why. */
async function readText(request: HostRequest, bytesMax: number): Promise<string | null> {
  if (!request.body) return ''
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for (const reader = request.body.getReader(); ; ) {
    const { done, value } = await reader.read()
    if (done || !value) return bytes > bytesMax ? null : text + decoder.decode()
    bytes += value.byteLength
    text = bytes > bytesMax ? '' : text + decoder.decode(value, { stream: true })
  }
}
