import type { EventsSince, LiveEvent, Present, RoomFrame, Ticket } from '../../contract/live'

/** `offline`: the socket is lost and is tried again; what is missed comes through the API. `signed-out`: it has given up. */
export type RoomState = 'connecting' | 'live' | 'catching-up' | 'offline' | 'signed-out'

/** Thrown by `getTicket` or `getSince` when asking again cannot help: the session is dead, or the room is not for this person. */
export class SignedOutError extends Error {}

export type TextFrame = Extract<RoomFrame, { t: `text-${string}` }>
export type RoomSocket = { send(text: string): void; close(): void; isOpen(): boolean }
export type SocketHandlers = { getQuery(): Promise<Record<string, string>>; onMessage(text: unknown): void; onClose(): void }

export type FollowRoom = {
  /** Opens a socket that connects again by itself, and calls `getQuery` each time it does. */
  openSocket(handlers: SocketHandlers): RoomSocket
  getTicket(): Promise<Ticket>
  getSince(seq: number): Promise<EventsSince>
  /** Called exactly once for each event after the start, in the order of their sequence. */
  onEvent(event: LiveEvent): void
  /** Too far behind to catch up event by event: load anew what is shown. Events go on from there. */
  onReload(): void
  onState(state: RoomState): void
  /** Who is in the room now; whole each time. */
  onPresence?(people: Present[]): void
  /** What the others in a room of text say. */
  onText?(frame: TextFrame): void
  /** The sequence that what is shown already contains. Left out: only what happens from now on. */
  startAt?: number
}

export interface Following {
  close(): void
  /** Tells the others what is looked at here. */
  look(at: string | null, leads?: boolean): void
  /** Says something in a room of text; `false` when there is no connection, so that nobody hears it. */
  say(frame: object): boolean
}

/** Publishers may race, so a missing event is often right behind. Spread, so that not every listener asks the API at once. */
const holeWaitMs = () => 100 + Math.random() * 300
/** The last event of a room can be lost unseen, so the API is asked now and then although nothing seems to be missing. */
const checkMs = () => 45_000 * (0.8 + Math.random() * 0.2)
const retryMs = (attempt: number) => Math.min(500 * 2 ** attempt, 15_000) * (0.5 + Math.random() / 2)
const pongMs = 5_000
/** More events than this beyond a hole are not held back in memory: the API has them. */
const aheadMax = 1_000

/**
 * Follows a room without a gap and without a repeat, over lost connections and restarts of the room, until closed.
 *
 * Every event has a dense sequence number, and the follower knows the last one it handed on. What comes twice it drops, what
 * comes too early it holds back, and what stays missing it asks of the API.
 */
export function followRoom(room: FollowRoom): Following {
  let last = room.startAt
  let state: RoomState | undefined
  let isCatchingUp = false
  let isClosed = false
  let heardAt = 0
  let looked: string | undefined
  const ahead = new Map<number, LiveEvent>()
  const timers = new Map<string, ReturnType<typeof setTimeout>>()
  let socket = open()
  after('check', checkMs(), check)
  const page = typeof document === 'undefined' ? null : { document, window }
  page?.document.addEventListener('visibilitychange', wake)
  page?.window.addEventListener('online', wake)
  return { close: () => close(), look, say }

  function say(frame: object): boolean {
    if (isClosed || !socket.isOpen()) return false
    socket.send(JSON.stringify(frame))
    return true
  }

  /** Tells the others in the room what is looked at here; again after each reconnect, since a room forgets who left. */
  function look(at: string | null, leads = false) {
    looked = JSON.stringify({ t: 'look', at, leads })
    if (socket.isOpen()) socket.send(looked)
  }

  function open(): RoomSocket {
    let ticketLast = 0
    cancel('pong')
    setState('connecting')
    const opened = room.openSocket({
      async getQuery() {
        const ticket = await orSignOut(room.getTicket())
        ticketLast = ticket.last
        last ??= ticket.last
        return { ticket: ticket.ticket, since: String(last) }
      },
      onMessage(text) {
        if (isClosed || opened !== socket) return
        heardAt = Date.now()
        const frame = parseFrame(text)
        if (!frame) return
        if (frame.t === 'presence') {
          room.onPresence?.(frame.people)
          return
        }
        if (frame.t !== 'hello' && frame.t !== 'events') {
          room.onText?.(frame)
          return
        }
        take(frame.t === 'events' ? frame.events : (frame.replay ?? []))
        if (frame.t === 'events') return
        if (looked !== undefined) opened.send(looked)
        // A room can lose its tail in a crash; the ticket says where the database stood a moment ago.
        const isBehind = frame.resync || position() < Math.max(frame.last, ticketLast)
        setState(isBehind ? 'catching-up' : 'live')
        if (isBehind) void catchUp()
      },
      onClose() {
        if (!isClosed && opened === socket) setState('offline')
      },
    })
    return opened
  }

  /** Hands on what is next in line, and holds back what is not. */
  function take(events: LiveEvent[]) {
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
  async function catchUp() {
    if (isCatchingUp || isClosed || last === undefined) return
    isCatchingUp = true
    try {
      for (let attempt = 0; !isClosed; attempt++) {
        if (ahead.size > 0 && socket.isOpen()) setState('catching-up')
        const from = position()
        const answer = await orSignOut(room.getSince(from)).catch(() => null)
        if (isClosed) return
        if (answer?.reload) skipTo(answer.last)
        take(answer?.events ?? [])
        if (answer && position() >= answer.last && ahead.size === 0) break
        if (position() > from) attempt = -1
        else await new Promise<void>((resolve) => after('retry', retryMs(attempt), resolve))
      }
      if (!isClosed && socket.isOpen()) setState('live')
    } finally {
      isCatchingUp = false
    }
  }

  function skipTo(seq: number) {
    last = seq
    for (const held of ahead.keys()) if (held <= seq) ahead.delete(held)
    room.onReload()
    const next = ahead.get(seq + 1)
    if (next) take([next])
  }

  /** Looks for what was lost without a trace. */
  function check() {
    after('check', checkMs(), check)
    void catchUp()
    wake()
  }

  /** Connects at once, without waiting for the socket's own next try; a socket that seems open must show that it lives. */
  function wake() {
    if (isClosed || page?.document.visibilityState === 'hidden') return
    if (state === 'offline') return reopen()
    if (!socket.isOpen()) return
    const askedAt = Date.now()
    socket.send('ping')
    after('pong', pongMs, () => heardAt < askedAt && reopen())
  }

  function reopen() {
    const old = socket
    socket = open()
    old.close()
  }

  function close(as?: RoomState) {
    if (isClosed) return
    isClosed = true
    for (const name of [...timers.keys()]) cancel(name)
    page?.document.removeEventListener('visibilitychange', wake)
    page?.window.removeEventListener('online', wake)
    socket.close()
    if (as) setState(as)
  }

  async function orSignOut<T>(answer: Promise<T>): Promise<T> {
    try {
      return await answer
    } catch (error) {
      if (error instanceof SignedOutError) close('signed-out')
      throw error
    }
  }

  function position() {
    return last ?? 0
  }

  function setState(next: RoomState) {
    if (next === state) return
    state = next
    room.onState(next)
  }

  function after(name: string, ms: number, act: () => void) {
    cancel(name)
    timers.set(
      name,
      setTimeout(() => {
        timers.delete(name)
        act()
      }, ms),
    )
  }

  function cancel(name: string) {
    clearTimeout(timers.get(name))
    timers.delete(name)
  }
}

/** A frame of the room, or `null` for a pong. Only the room writes to this socket, and each of its events came from our API. */
function parseFrame(text: unknown): RoomFrame | null {
  return typeof text === 'string' && text.startsWith('{') ? JSON.parse(text) : null
}
