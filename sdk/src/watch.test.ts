import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { WebSocket as WsWebSocket } from 'ws'
import { moveOf, problem, startFeedServer } from '../../test/fakes/feed-server'
import { type Client, createClient } from './client'
import { NumerojobsError } from './errors'
import type { WatchOptions, WatchState } from './watch'

/** Watches until `count` events have come, and answers them. */
async function collect(client: ReturnType<typeof createClient>, count: number, options: WatchOptions = {}, each?: (seq: number) => void) {
  return collectFrom(client.jobs.watch(options), count, each)
}
async function collectFrom(events: AsyncIterable<{ seq: number }>, count: number, each?: (seq: number) => void) {
  const seqs: number[] = []
  for await (const event of events) {
    seqs.push(event.seq)
    each?.(event.seq)
    if (seqs.length === count) break
  }
  return seqs
}
const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i)

test.each([
  { what: 'jobs', room: 'feed/jobs', watch: (client: Client) => client.jobs.watch({ since: 0 }), make: {} },
  {
    what: 'a shortlist',
    room: `shortlist/sho_${'1'.repeat(32)}`,
    watch: (client: Client) => client.shortlists.watch(`sho_${'1'.repeat(32)}`, { since: 0 }),
    make: { make: moveOf },
  },
])(
  '5,000 events of $what come once each and in order, while the socket is lost fifty times, the room forgets, and events are sent late, twice or not at all',
  async ({ room, watch, make }) => {
    await using server = await startFeedServer()
    const client = createClient({ baseUrl: server.baseUrl, WebSocket: WsWebSocket })
    const total = 5_000
    let drops = 0
    const received = collectFrom(watch(client), total)
    for (let seq = 1; seq <= total; seq++) {
      // The last one is never lost unseen here: what finds it then is the question every 45 seconds.
      server.publish({ isLost: seq % 97 === 0 && seq < total, ...make })
      if (seq % 31 === 0) server.repeat(seq - 5)
      // Never at the last event: who has them all hangs up, and no socket would ever be open again.
      if (seq % 100 === 50) {
        await expect.poll(() => server.openSockets(), { timeout: 60_000, interval: 5 }).toBe(1)
        drops++
        if (drops % 7 === 0) server.restartRoom()
        else server.dropSockets()
      }
      if (seq % 10 === 0) await nextTurn()
    }
    expect(await received).toEqual(numbers(1, total))
    expect(drops).toBe(50)
    expect(server.state.requests[0]?.path).toBe(`/v1/live/ticket?${new URLSearchParams({ room })}`)
  },
  120_000,
)

test('a watch without `since` starts with what happens from then on', async () => {
  await using server = await startFeedServer()
  for (const _ of numbers(1, 7)) server.publish()
  const states: WatchState[] = []
  const client = createClient({ baseUrl: server.baseUrl, WebSocket: WsWebSocket })
  const received = collect(client, 2, { onState: (state) => states.push(state) })
  await expect.poll(() => states.at(-1)).toBe('live')
  server.publish()
  server.publish()
  expect(await received).toEqual([8, 9])
  expect(states).toEqual(['connecting', 'live'])
  await expect.poll(() => server.openSockets()).toBe(0)
})

test('who was away longer than the room remembers is told by the API', async () => {
  await using server = await startFeedServer()
  for (const _ of numbers(1, 300)) server.publish()
  const client = createClient({ baseUrl: server.baseUrl, WebSocket: WsWebSocket })
  expect(await collect(client, 290, { since: 10 })).toEqual(numbers(11, 300))
})

test('who was away longer than the server tells is not fooled: an error, or a reload and then what comes after', async () => {
  await using server = await startFeedServer()
  for (const _ of numbers(1, 800)) server.publish()
  const client = createClient({ baseUrl: server.baseUrl, WebSocket: WsWebSocket })
  const failed = await collect(client, 1, { since: 10 }).catch((error) => error)
  expect(failed).toBeInstanceOf(NumerojobsError)
  expect(failed).toMatchObject({ code: 'conflict', reason: 'client.too-far-behind' })
  const reloads: number[] = []
  const received = collect(client, 1, {
    since: 10,
    onReload: (last) => {
      reloads.push(last)
      server.publish()
    },
  })
  expect(await received).toEqual([801])
  expect(reloads).toEqual([800])
})

test('a signal ends the loop without an error, and nothing stays open', async () => {
  await using server = await startFeedServer()
  const client = createClient({ baseUrl: server.baseUrl, WebSocket: WsWebSocket })
  const stop = new AbortController()
  const received = collect(client, 100, { since: 0, signal: stop.signal }, (seq) => seq === 3 && stop.abort())
  for (const _ of numbers(1, 5)) server.publish()
  expect(await received).toEqual([1, 2, 3])
  await expect.poll(() => server.openSockets()).toBe(0)
  expect(await collect(client, 1, { signal: AbortSignal.abort() })).toEqual([])
})

test('a busy loop loses nothing: events wait for it', async () => {
  await using server = await startFeedServer()
  const client = createClient({ baseUrl: server.baseUrl, WebSocket: WsWebSocket })
  const seqs: number[] = []
  let isFirst = true
  for await (const event of client.jobs.watch({ since: 0, onState: (state) => state === 'live' && server.publish() })) {
    seqs.push(event.seq)
    if (isFirst) {
      isFirst = false
      for (const _ of numbers(2, 60)) server.publish()
      server.dropSockets()
      for (const _ of numbers(61, 90)) server.publish()
      await expect.poll(() => server.state.opened).toBe(2)
    }
    if (seqs.length === 90) break
  }
  expect(seqs).toEqual(numbers(1, 90))
})

test('where sockets are refused, or there are none, the same events come by asking', async () => {
  await using server = await startFeedServer()
  server.state.refusesSockets = true
  server.publish()
  const client = createClient({ baseUrl: server.baseUrl, WebSocket: WsWebSocket })
  expect(await collect(client, 1, { since: 0 })).toEqual([1])
  vi.stubGlobal('WebSocket', undefined)
  const states: WatchState[] = []
  const received = collect(createClient({ baseUrl: server.baseUrl }), 2, { since: 0, onState: (state) => states.push(state) })
  await expect.poll(() => states.at(-1)).toBe('polling')
  vi.unstubAllGlobals()
  server.publish()
  expect(await received).toEqual([1, 2])
}, 20_000)

test('a server that is down for a while is waited for; one that says no is believed', async () => {
  await using server = await startFeedServer()
  const client = createClient({ baseUrl: server.baseUrl, WebSocket: WsWebSocket, retries: 0 })
  server.state.faults.push(problem(503, 'upstream_failed', 'party.failed'), problem(500, 'internal', 'server.unexpected'))
  server.publish()
  expect(await collect(client, 1, { since: 0 })).toEqual([1])
  server.state.faults.push(problem(404, 'not_found', 'room.not-found'))
  await expect(collect(client, 1, { since: 0 })).rejects.toMatchObject({ code: 'not_found', reason: 'room.not-found' })
})

test('filters let through what fits by its card, and what happens later to a job that did', async () => {
  await using server = await startFeedServer()
  server.publish({ job: { title: 'Baker', places: ['Paris, France'] } })
  const fits = server.publish({ job: { title: 'Pastry Chef', places: ['Lyon, France'] } })
  const id = fits.type === 'job.opened' ? fits.data.job.id : ''
  server.publish({ job: { id, title: 'Head Chef', places: ['Paris, France'] } })
  server.publish({ job: { title: 'Pastry Cook', places: ['Lyon, France'], salary: null } })
  const client = createClient({ baseUrl: server.baseUrl, WebSocket: WsWebSocket })
  expect(await collect(client, 3, { since: 0, filters: { q: 'pastry', place: ['lyon'] } })).toEqual([2, 3, 4])
})
