import type { EventsSince, LiveEvent, RoomFrame, Ticket } from './contract'
import { NumerojobsError } from './errors'
import { backOffMs } from './http'

/** The part of a WebSocket that is used here; the browsers', Node's and that of the package `ws` all have it. */
export interface SocketLike {
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void
  addEventListener(type: 'close' | 'error', listener: () => void): void
  send(text: string): void
  close(): void
}
export type WebSocketConstructor = new (address: string) => SocketLike

/** `polling`: no socket can be opened here, so the API is asked every few seconds. */
export type WatchState = 'connecting' | 'live' | 'catching-up' | 'polling'

interface FollowRoom {
  /** `null` where there are no sockets at all. */
  openSocket: ((ticket: Ticket, since: number) => SocketLike) | null
  getTicket(): Promise<Ticket>
  getSince(seq: number): Promise<EventsSince>
  /** Called exactly once for each event after the start, in the order of their sequence. */
  onEvent(event: LiveEvent): void
  /** Too far behind to catch up event by event. Events go on after `last`. */
  onReload(last: number): void
  /** Following has ended, since asking again cannot help. */
  onFailure(error: unknown): void
  onState(state: WatchState): void
  /** The sequence of the last event that the caller has. Left out: only what happens from now on. */
  since: number | undefined
}

/** Publishers may race, so a missing event is often right behind. Spread, so that not every listener asks the API at once. */
const holeWaitMs = () => 100 + Math.random() * 300
/** The last event of a room can be lost unseen, so the API is asked now and then although nothing seems to be missing. */
const checkMs = () => 45_000 * (0.8 + Math.random() * 0.2)
const pollMs = () => 5_000 * (0.8 + Math.random() * 0.2)
/** How long an open socket may keep silent before it must answer, and how long it may take for that. */
const quietMs = 30_000
const answerMs = 10_000
/** After so many sockets in a row that never said a word, this is a place where sockets are not let through; for now. */
const refusalsMax = 6
const trySocketsAgainMs = 30_000
/** More events than this beyond a hole are not held back in memory: the API has them. */
const aheadMax = 1_000
/** Codes that stay what they are however often one asks. */
const finalCodes = ['invalid', 'unauthenticated', 'forbidden', 'not_found']

/**
 * Follows a room without a gap and without a repeat until closed.
 *
 * Every event has a dense sequence number, and the follower knows the last one it handed on. What comes twice it drops, what
 * comes too early it holds back, and what stays missing it asks of the API. A lost socket is opened anew with a fresh ticket.
 */
export function followRoom(room: FollowRoom): { close(): void } {
  let last = room.since
  let state: WatchState | undefined
  let socket: SocketLike | undefined
  let isClosed = false
  let isCatchingUp = false
  let refusals = 0
  let losses = 0
  const ahead = new Map<number, LiveEvent>()
  const timers = new Map<string, ReturnType<typeof setTimeout>>()
  setState('connecting')
  void connect()
  scheduleCheck()
  return { close }

  /** Gets a ticket and opens a socket with it; after a failure, or where sockets are refused, later again. */
  async function connect(): Promise<void> {
    let ticket: Ticket
    try {
      ticket = await room.getTicket()
    } catch (error) {
      if (isClosed) return
      if (isFinal(error)) return fail(error)
      return reconnectLater()
    }
    if (isClosed) return
    last ??= ticket.last
    if (room.openSocket === null || refusals >= refusalsMax) {
      setState('polling')
      scheduleCheck()
      after('connect', trySocketsAgainMs, () => {
        refusals = refusalsMax - 1
        void connect()
      })
      return void catchUp()
    }
    // While sockets fail, nobody has to wait for what the API can tell.
    if (refusals > 0 && position() < ticket.last) void catchUp()
    listen(room.openSocket(ticket, last), ticket.last)
  }

  function listen(opened: SocketLike, ticketLast: number): void {
    socket = opened
    refusals++
    let isLost = false
    const lose = () => {
      if (isLost || isClosed) return
      isLost = true
      if (socket === opened) socket = undefined
      cancel('quiet')
      opened.close()
      setState('connecting')
      reconnectLater()
    }
    const expectWord = (waitMs: number, act: () => void) => after('quiet', waitMs, act)
    const askForWord = () => {
      opened.send('ping')
      expectWord(answerMs, lose)
    }
    expectWord(answerMs, lose)
    opened.addEventListener('close', lose)
    opened.addEventListener('error', lose)
    opened.addEventListener('message', ({ data }) => {
      if (isClosed || isLost) return
      expectWord(quietMs, askForWord)
      refusals = 0
      losses = 0
      const frame = parseFrame(data)
      if (frame?.t !== 'hello' && frame?.t !== 'events') return
      take(frame.t === 'events' ? frame.events : (frame.replay ?? []))
      if (frame.t === 'events') return
      // A room can lose its tail in a crash; the ticket says where the database stood a moment ago.
      const isBehind = frame.resync === true || position() < Math.max(frame.last, ticketLast)
      setState(isBehind ? 'catching-up' : 'live')
      if (isBehind) void catchUp()
    })
  }

  function reconnectLater(): void {
    losses++
    after('connect', backOffMs(losses), () => void connect())
  }

  /** Hands on what is next in line, and holds back what is not. */
  function take(events: LiveEvent[]): void {
    for (const event of events) {
      if (event.seq > position() + 1 && ahead.size < aheadMax) ahead.set(event.seq, event)
      for (let next = event.seq === position() + 1 ? event : undefined; next && !isClosed; next = ahead.get(position() + 1)) {
        last = next.seq
        ahead.delete(next.seq)
        room.onEvent(next)
      }
    }
    if (ahead.size === 0) cancel('hole')
    else if (!timers.has('hole')) after('hole', holeWaitMs(), () => void catchUp())
  }

  /** Asks the API until nothing is missing. */
  async function catchUp(): Promise<void> {
    if (isCatchingUp || isClosed || last === undefined) return
    isCatchingUp = true
    try {
      for (let attempt = 1; !isClosed; attempt++) {
        const from = position()
        const answer = await room.getSince(from).catch((error) => {
          if (isFinal(error)) fail(error)
          return null
        })
        if (isClosed) return
        if (answer?.reload) skipTo(answer.last)
        take(answer?.events ?? [])
        if (answer && position() >= answer.last && ahead.size === 0) break
        if (position() > from) attempt = 0
        else await new Promise<void>((resolve) => after('retry', backOffMs(attempt), resolve))
      }
      if (socket && state === 'catching-up') setState('live')
    } finally {
      isCatchingUp = false
    }
  }

  function skipTo(seq: number): void {
    last = seq
    for (const held of ahead.keys()) if (held <= seq) ahead.delete(held)
    room.onReload(seq)
    const next = ahead.get(seq + 1)
    if (next) take([next])
  }

  /** Looks for what was lost without a trace; in a place without sockets, for everything. */
  function scheduleCheck(): void {
    after('check', state === 'polling' ? pollMs() : checkMs(), () => {
      void catchUp()
      scheduleCheck()
    })
  }

  function fail(error: unknown): void {
    if (isClosed) return
    close()
    room.onFailure(error)
  }

  function close(): void {
    if (isClosed) return
    isClosed = true
    for (const name of [...timers.keys()]) cancel(name)
    socket?.close()
  }

  function position(): number {
    return last ?? 0
  }

  function setState(next: WatchState): void {
    if (next === state || isClosed) return
    state = next
    room.onState(next)
  }

  function after(name: string, ms: number, act: () => void): void {
    cancel(name)
    timers.set(
      name,
      setTimeout(() => {
        timers.delete(name)
        act()
      }, ms),
    )
  }

  function cancel(name: string): void {
    clearTimeout(timers.get(name))
    timers.delete(name)
  }
}

function isFinal(error: unknown): boolean {
  return !(error instanceof NumerojobsError) || finalCodes.includes(error.code)
}

/** A frame of the room, or `null` for anything else that comes by the socket. */
function parseFrame(data: unknown): RoomFrame | null {
  return typeof data === 'string' && data.startsWith('{') ? JSON.parse(data) : null
}
