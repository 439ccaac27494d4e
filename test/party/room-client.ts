import { randomUUID } from 'node:crypto'
import { SignJWT } from 'jose'
import WebSocket from 'ws'
import { type LiveEvent, type RoomFrame, TICKET_AUDIENCE, TICKET_ISSUER } from '../../contract/live'
import { signPublish } from '../../party/core/sign'
import { TEST_ORIGIN, TEST_VARS } from './hosts'

/** A room of its own for one test. */
export const newRoom = () => ({ party: 'feed', room: `test-${randomUUID()}` }) as const
export type TestRoom = { party: string; room: string }

type TicketOptions = {
  secret?: string
  issuer?: string
  audience?: string
  issuedAgoS?: number
  ageS?: number
  alg?: string
  sub?: string
  name?: string
  role?: 'view' | 'edit'
}

export function signTicket({ party, room }: TestRoom, options: TicketOptions = {}): Promise<string> {
  const iat = Math.floor(Date.now() / 1000) - (options.issuedAgoS ?? 0)
  return new SignJWT({ sub: options.sub ?? 'anna', name: options.name ?? 'Anna', party, room, role: options.role ?? 'view' })
    .setProtectedHeader({ alg: options.alg ?? 'HS256' })
    .setIssuer(options.issuer ?? TICKET_ISSUER)
    .setAudience(options.audience ?? TICKET_AUDIENCE)
    .setIssuedAt(iat)
    .setExpirationTime(iat + (options.ageS ?? 300))
    .sign(new TextEncoder().encode(options.secret ?? TEST_VARS.PARTY_TICKET_SECRET))
}

export function eventOf({ party, room }: TestRoom, seq: number): LiveEvent {
  const data = { jobId: `job_${String(seq).padStart(32, '0')}` }
  return { room: `${party}/${room}`, seq, type: 'job.closed', version: 1, data, at: '2026-11-21T10:13:44.000Z' }
}

export const eventsOf = (room: TestRoom, from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => eventOf(room, from + i))

type PublishOptions = { secret?: string; ts?: string; path?: string; body?: string }

/** Publishes as the Worker does, and answers status and body. */
export async function publish(host: string, room: TestRoom, events: LiveEvent[], options: PublishOptions = {}) {
  const path = `/parties/${room.party}/${room.room}`
  const body = options.body ?? JSON.stringify({ events })
  const ts = options.ts ?? String(Date.now())
  const signature = await signPublish(options.secret ?? TEST_VARS.PARTY_PUBLISH_SECRET, options.path ?? path, ts, body)
  const headers = { 'content-type': 'application/json', 'x-ts': ts, 'x-sig': signature }
  const response = await fetch(`http://${host}${path}`, { method: 'POST', body, headers })
  const answer: { accepted?: number; last?: number; reason?: string } = await response.json()
  return { status: response.status, ...answer }
}

type ListenOptions = {
  since?: number
  ticket?: string
  origin?: string | null
  query?: Record<string, string>
  headers?: Record<string, string>
}

/** Opens a socket and reads its frames one by one. Fails with the status and the reason when the room refuses it. */
export async function listen(host: string, room: TestRoom, options: ListenOptions = {}) {
  const since: Record<string, string> = options.since === undefined ? {} : { since: String(options.since) }
  const query = new URLSearchParams({ ticket: options.ticket ?? (await signTicket(room)), ...since, ...options.query })
  const origin = options.origin === undefined ? TEST_ORIGIN : options.origin
  const socket = new WebSocket(`ws://${host}/parties/${room.party}/${room.room}?${query}`, {
    headers: options.headers,
    ...(origin === null ? {} : { origin }),
  })
  const unread: string[] = []
  const waiting: ((text: string) => void)[] = []
  socket.on('message', (data) => {
    const reader = waiting.shift()
    if (reader) reader(String(data))
    else unread.push(String(data))
  })
  const closed = new Promise<number>((resolve) => socket.on('close', resolve))
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
    socket.once('unexpected-response', (_request, response) => {
      let text = ''
      response.on('data', (chunk) => {
        text += chunk
      })
      response.on('end', () => reject(new Error(`${response.statusCode} ${text}`)))
    })
  })
  const nextText = () => {
    const text = unread.shift()
    return text === undefined ? new Promise<string>((resolve) => waiting.push(resolve)) : Promise.resolve(text)
  }
  const nextFrame = async (): Promise<RoomFrame> => JSON.parse(await nextText())
  return {
    closed,
    nextText,
    nextFrame,
    /** Sequences of the next frame of events. */
    nextSeqs: async () => {
      const frame = await nextFrame()
      return frame.t === 'events' ? frame.events.map((event) => event.seq) : frame
    },
    send: (text: string | Buffer) => socket.send(text),
    /** Cuts the connection without a word. */
    cut: () => socket.terminate(),
    [Symbol.asyncDispose]: async () => {
      socket.close()
      await closed
    },
  }
}
