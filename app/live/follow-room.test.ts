import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { LiveEvent, RoomFrame } from '../../contract/live'
import { followRoom, type RoomState, SignedOutError, type SocketHandlers } from './follow-room'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const eventOf = (seq: number): LiveEvent => ({
  room: 'feed/jobs',
  seq,
  type: 'job.closed',
  version: 1,
  data: { jobId: `job_${String(seq).padStart(32, '0')}` },
  at: '2026-11-21T10:13:44.000Z',
})
const eventsOf = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => eventOf(from + i))

/** A follower between a database that holds `log` and sockets that the test speaks through. */
function newWorld(options: { startAt?: number; events?: number; pageSize?: number } = {}) {
  const log = eventsOf(1, options.events ?? 0)
  const sockets: { handlers: SocketHandlers; isOpen: boolean; isClosed: boolean; sent: string[] }[] = []
  const seen: number[] = []
  const states: RoomState[] = []
  const world = {
    log,
    sockets,
    seen,
    states,
    asked: [] as number[],
    reloads: 0,
    /** What the API answers with instead, while set. */
    failure: null as Error | null,
    reload: false,
    ticketFailure: null as Error | null,
    socket() {
      const socket = sockets.at(-1)
      if (!socket) throw new Error('No socket was opened.')
      return socket
    },
    /** Connects the newest socket: asks for its query and greets it as a room with this tail would. */
    async connect(hello: Omit<Extract<RoomFrame, { t: 'hello' }>, 't'>) {
      const socket = world.socket()
      const query = await socket.handlers.getQuery()
      socket.isOpen = true
      world.say({ t: 'hello', ...hello })
      await settle()
      return query
    },
    say: (frame: RoomFrame) => world.socket().handlers.onMessage(JSON.stringify(frame)),
    publish(...events: LiveEvent[]) {
      world.say({ t: 'events', events })
    },
    drop() {
      world.socket().isOpen = false
      world.socket().handlers.onClose()
    },
    following: followRoom({
      openSocket(handlers) {
        const socket = { handlers, isOpen: false, isClosed: false, sent: [] as string[] }
        sockets.push(socket)
        return {
          send: (text) => void socket.sent.push(text),
          close: () => {
            socket.isClosed = true
            socket.isOpen = false
          },
          isOpen: () => socket.isOpen,
        }
      },
      async getTicket() {
        if (world.ticketFailure) throw world.ticketFailure
        return { ticket: `ticket ${log.length}`, party: 'feed', room: 'jobs', expiresAt: '2026-11-21T10:18:44.000Z', last: log.length }
      },
      async getSince(seq) {
        world.asked.push(seq)
        if (world.failure) throw world.failure
        if (world.reload) return { events: [], last: log.length, reload: true }
        return { events: log.slice(seq, seq + (options.pageSize ?? 100)), last: log.length, reload: false }
      },
      onEvent: (event) => void seen.push(event.seq),
      onReload: () => {
        world.reloads++
      },
      onState: (state) => void states.push(state),
      startAt: options.startAt,
    }),
  }
  return world
}

const settle = () => vi.advanceTimersByTimeAsync(0)
const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i)

test('without a start, only what happens from now on is handed on', async () => {
  const world = newWorld({ events: 7 })
  expect(await world.connect({ last: 7, replay: [] })).toEqual({ ticket: 'ticket 7', since: '7' })
  world.publish(eventOf(8))
  expect(world.seen).toEqual([8])
  expect(world.states).toEqual(['connecting', 'live'])
})

test('what happened between loading the page and connecting is handed on', async () => {
  const world = newWorld({ events: 5, startAt: 2 })
  expect(await world.connect({ last: 5, replay: eventsOf(3, 5) })).toEqual({ ticket: 'ticket 5', since: '2' })
  expect(world.seen).toEqual([3, 4, 5])
  expect(world.asked).toEqual([])
})

test('every reconnect brings a fresh ticket and says where it stands', async () => {
  const world = newWorld({ startAt: 0 })
  await world.connect({ last: 0, replay: [] })
  world.log.push(eventOf(1), eventOf(2))
  world.publish(eventOf(1), eventOf(2))
  world.drop()
  expect(await world.connect({ last: 2, replay: [] })).toEqual({ ticket: 'ticket 2', since: '2' })
  expect(world.states).toEqual(['connecting', 'live', 'offline', 'live'])
})

test('an event that comes twice, or late, is handed on once', async () => {
  const world = newWorld({ startAt: 0 })
  await world.connect({ last: 0, replay: [] })
  world.publish(eventOf(1))
  world.publish(eventOf(1), eventOf(2))
  world.publish(eventOf(2))
  world.publish(eventOf(1))
  expect(world.seen).toEqual([1, 2])
})

test('an event that overtook another waits for it, without asking the API', async () => {
  const world = newWorld({ startAt: 0 })
  await world.connect({ last: 0, replay: [] })
  world.publish(eventOf(3), eventOf(2))
  expect(world.seen).toEqual([])
  await vi.advanceTimersByTimeAsync(50)
  world.publish(eventOf(1))
  expect(world.seen).toEqual([1, 2, 3])
  await vi.advanceTimersByTimeAsync(5_000)
  expect(world.asked).toEqual([])
})

test('a hole that stays is filled from the API, page by page, in order', async () => {
  const world = newWorld({ startAt: 0, events: 9, pageSize: 4 })
  await world.connect({ last: 0, replay: [] })
  expect(world.seen).toEqual(numbers(1, 9))
  world.log.push(...eventsOf(10, 25))
  world.publish(eventOf(24), eventOf(25))
  await vi.advanceTimersByTimeAsync(500)
  expect(world.seen).toEqual(numbers(1, 25))
  expect(world.states.slice(-2)).toEqual(['catching-up', 'live'])
})

test('events that arrive while it catches up are neither lost nor repeated', async () => {
  const world = newWorld({ startAt: 0, events: 50, pageSize: 20 })
  world.failure = new Error('busy')
  await world.connect({ last: 50, resync: true })
  expect(world.states.at(-1)).toBe('catching-up')
  world.log.push(eventOf(51), eventOf(52))
  world.publish(eventOf(51), eventOf(52))
  world.failure = null
  await vi.advanceTimersByTimeAsync(2_000)
  expect(world.seen).toEqual(numbers(1, 52))
  expect(world.states.at(-1)).toBe('live')
})

test('a room that lost its tail in a crash is noticed at once, by the ticket', async () => {
  const world = newWorld({ startAt: 0, events: 10 })
  await world.connect({ last: 6, replay: eventsOf(1, 6) })
  expect(world.seen).toEqual(numbers(1, 10))
})

test('an event that no room ever told is found within 45 seconds', async () => {
  const world = newWorld({ startAt: 0 })
  await world.connect({ last: 0, replay: [] })
  world.log.push(eventOf(1))
  await vi.advanceTimersByTimeAsync(45_000)
  expect(world.seen).toEqual([1])
  world.log.push(eventOf(2))
  await vi.advanceTimersByTimeAsync(45_000)
  expect(world.seen).toEqual([1, 2])
})

test('events still arrive, through the API, where sockets are blocked', async () => {
  const world = newWorld({ startAt: 0 })
  world.socket().handlers.onClose()
  world.log.push(...eventsOf(1, 3))
  await vi.advanceTimersByTimeAsync(45_000)
  expect(world.seen).toEqual([1, 2, 3])
})

test('too far behind, it asks for a reload and goes on from there', async () => {
  const world = newWorld({ startAt: 3, events: 900 })
  world.reload = true
  await world.connect({ last: 900, resync: true })
  expect([world.reloads, world.seen]).toEqual([1, []])
  world.publish(eventOf(901))
  expect(world.seen).toEqual([901])
})

test('after a reload, an event that was already held back follows', async () => {
  const world = newWorld({ startAt: 3, events: 900 })
  world.reload = true
  await world.connect({ last: 3, replay: [] })
  world.reloads = 0
  world.log.push(eventOf(901), eventOf(902))
  world.publish(eventOf(904))
  world.publish(eventOf(903))
  await vi.advanceTimersByTimeAsync(500)
  expect(world.seen).toEqual([903, 904])
})

test('a hole larger than memory allows is filled all the same', async () => {
  const world = newWorld({ startAt: 0, pageSize: 500 })
  await world.connect({ last: 0, replay: [] })
  world.log.push(...eventsOf(1, 3_000))
  for (let from = 2; from <= 3_000; from += 100) world.publish(...eventsOf(from, Math.min(from + 99, 3_000)))
  await vi.advanceTimersByTimeAsync(500)
  expect(world.seen).toEqual(numbers(1, 3_000))
})

test('an API that lags behind the room is asked until it has caught up', async () => {
  const world = newWorld({ startAt: 0 })
  await world.connect({ last: 0, replay: [] })
  world.publish(eventOf(2))
  await vi.advanceTimersByTimeAsync(500)
  expect([world.seen, world.states.at(-1)]).toEqual([[], 'catching-up'])
  world.log.push(eventOf(1), eventOf(2))
  await vi.advanceTimersByTimeAsync(2_000)
  expect([world.seen, world.states.at(-1)]).toEqual([[1, 2], 'live'])
})

test('it asks the API one thing at a time', async () => {
  const world = newWorld({ startAt: 0, events: 5 })
  world.failure = new Error('down')
  await world.connect({ last: 5, resync: true })
  await world.connect({ last: 5, resync: true })
  expect(world.asked).toEqual([0])
})

test('a dead session ends it, and says so', async () => {
  const world = newWorld({ startAt: 0 })
  world.ticketFailure = new SignedOutError()
  await expect(world.connect({ last: 0 })).rejects.toThrow(SignedOutError)
  expect([world.states.at(-1), world.socket().isClosed]).toEqual(['signed-out', true])
  await vi.advanceTimersByTimeAsync(100_000)
  expect([world.asked, world.sockets.length]).toEqual([[], 1])
})

test('an API that fails for a while is asked again, later and later', async () => {
  const world = newWorld({ startAt: 0, events: 1 })
  world.failure = new Error('down')
  await world.connect({ last: 1, resync: true })
  await vi.advanceTimersByTimeAsync(30_000)
  expect(world.asked.length).toBeGreaterThan(3)
  expect(world.asked.length).toBeLessThan(12)
  world.failure = null
  await vi.advanceTimersByTimeAsync(15_000)
  expect(world.seen).toEqual([1])
})

test('a socket that looks open but is dead is replaced; one that answers is kept', async () => {
  const world = newWorld({ startAt: 0 })
  await world.connect({ last: 0, replay: [] })
  await vi.advanceTimersByTimeAsync(36_000)
  while (world.socket().sent.length === 0) await vi.advanceTimersByTimeAsync(1_000)
  world.socket().handlers.onMessage('pong')
  await vi.advanceTimersByTimeAsync(6_000)
  expect(world.sockets.length).toBe(1)
  await vi.advanceTimersByTimeAsync(55_000)
  expect(world.sockets.length).toBe(2)
  expect(world.sockets[0]?.isClosed).toBe(true)
  await world.connect({ last: 0, replay: [] })
  expect(world.states.at(-1)).toBe('live')
  world.sockets[0]?.handlers.onClose()
  world.sockets[0]?.handlers.onMessage(JSON.stringify({ t: 'hello', last: 9, resync: true }))
  expect(world.states.at(-1)).toBe('live')
})

test('back on the page or on the network, it connects at once', async () => {
  const page = Object.assign(new EventTarget(), { visibilityState: 'visible' })
  const browser = new EventTarget()
  vi.stubGlobal('document', page)
  vi.stubGlobal('window', browser)
  const world = newWorld({ startAt: 0 })
  vi.unstubAllGlobals()
  await world.connect({ last: 0, replay: [] })
  world.drop()
  browser.dispatchEvent(new Event('online'))
  expect(world.sockets.length).toBe(2)
  world.drop()
  page.visibilityState = 'hidden'
  page.dispatchEvent(new Event('visibilitychange'))
  expect(world.sockets.length).toBe(2)
  page.visibilityState = 'visible'
  page.dispatchEvent(new Event('visibilitychange'))
  expect(world.sockets.length).toBe(3)
  world.following.close()
  world.drop()
  browser.dispatchEvent(new Event('online'))
  expect(world.sockets.length).toBe(3)
})

test('after close nothing more is handed on, asked or timed', async () => {
  const world = newWorld({ startAt: 0, events: 5 })
  await world.connect({ last: 0, replay: [] })
  const before = { asked: world.asked.length, seen: world.seen.length, states: world.states.length }
  world.following.close()
  world.publish(eventOf(6))
  world.drop()
  expect(vi.getTimerCount()).toBe(0)
  expect({ asked: world.asked.length, seen: world.seen.length, states: world.states.length }).toEqual(before)
})
