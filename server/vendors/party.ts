import { SignJWT } from 'jose'
import { z } from 'zod'
import { type LiveEvent, type RoomAddress, TICKET_AGE_MAX_S, TICKET_AUDIENCE, TICKET_ISSUER, type TicketClaims } from '../../contract/live'
import { upstreamFailed } from '../core/errors'
import { hmacHex } from './hmac'

const TIMEOUT_MS = 5_000
const Published = z.object({ last: z.number() })

/** How a request reaches the rooms: over the network, or into our own Durable Objects; and the secret that signs it. */
export interface RoomsDoor {
  secret: string
  send(request: Request): Promise<Response>
}

/**
 * Hands events to their room.
 * @throws upstream_failed  the room did not take them; they stay in the outbox
 */
export async function postEvents(door: RoomsDoor, address: RoomAddress, events: LiveEvent[]): Promise<{ last: number }> {
  return Published.parse(await post(door, address, { events }))
}

/**
 * Makes a room forget the events it keeps for listeners who come back.
 * @throws upstream_failed  the room did not answer; the task that asks is tried again
 */
export async function forgetEvents(door: RoomsDoor, address: RoomAddress): Promise<void> {
  await post(door, address, { forget: true })
}

/**
 * Closes every socket of a room, so that each comes back with a new ticket or not at all.
 * @throws upstream_failed  the room did not answer
 */
export async function reauthoriseListeners(door: RoomsDoor, address: RoomAddress): Promise<void> {
  await post(door, address, { reauthorise: true })
}

/** Signed over time, path and body, as `party/core/sign.ts` says. */
async function post(door: RoomsDoor, address: RoomAddress, message: unknown): Promise<unknown> {
  const path = `/parties/${address.party}/${encodeURIComponent(address.room)}`
  const body = JSON.stringify(message)
  const ts = String(Date.now())
  try {
    const response = await door.send(
      new Request(`http://rooms.invalid${path}`, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json', 'x-ts': ts, 'x-sig': await hmacHex(door.secret, `${ts}.${path}.${body}`) },
        signal: AbortSignal.timeout(TIMEOUT_MS),
      }),
    )
    if (!response.ok) throw new Error(`The room answered ${response.status}.`)
    return await response.json()
  } catch (error) {
    throw upstreamFailed('party', { cause: error, retryable: true })
  }
}

/** Signs the right to listen in one room for five minutes. */
export async function signTicket(
  secret: string,
  claims: Omit<TicketClaims, 'iat' | 'exp'>,
  now: Date,
): Promise<{ ticket: string; expiresAt: Date }> {
  const issuedAtS = Math.floor(now.getTime() / 1000)
  const ticket = await new SignJWT({ ...claims })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(TICKET_ISSUER)
    .setAudience(TICKET_AUDIENCE)
    .setIssuedAt(issuedAtS)
    .setExpirationTime(issuedAtS + TICKET_AGE_MAX_S)
    .sign(new TextEncoder().encode(secret))
  return { ticket, expiresAt: new Date((issuedAtS + TICKET_AGE_MAX_S) * 1000) }
}
