import { createServer } from 'node:http'
import { describe, expect, test } from 'vitest'
import { followRoom, type RoomState } from '../../app/live/follow-room'
import { partySocket } from '../../app/live/party-socket'
import type { EventsSince, LiveEvent, Ticket } from '../../contract/live'
import { HOST_NAMES, newHost } from './hosts'
import { eventsOf, newRoom, publish, signTicket, type TestRoom } from './room-client'

const total = 1_000
const batch = 10

describe.each(HOST_NAMES)('a crash of %s', (name) => {
  test('in the middle of 1,000 events leaves each of 5 listeners with each event exactly once, in order', async () => {
    const host = await newHost(name)
    const room = newRoom()
    const record = await newRecord(room)
    const listeners = Array.from({ length: 5 }, () => newListener(host.address, room, record.address))
    try {
      await Promise.all(listeners.map(({ isLive }) => isLive))
      let published = 0
      let restarted: Promise<void> | undefined
      for (let seq = 1; seq <= total; seq += batch) {
        record.log.push(...eventsOf(room, seq, seq + batch - 1))
        if (seq === 401) restarted = host.kill().then(host.start)
        if (seq === 701) await restarted
        // Two publishers race, as a request after its commit and cron do, and the later half often comes first.
        const open = record.log.slice(published, published + 400)
        const halves = [open.slice(open.length / 2), open.slice(0, open.length / 2)].filter((half) => half.length > 0)
        const results = await Promise.allSettled(halves.map((half) => publish(host.address, room, half)))
        if (results.every((result) => result.status === 'fulfilled' && result.value.status === 200)) published += open.length
      }
      await Promise.all(listeners.map(({ isComplete }) => isComplete))
      const inOrder = Array.from({ length: total }, (_, i) => i + 1)
      for (const { seen, states } of listeners) {
        expect(seen).toEqual(inOrder)
        expect(states).toContain('offline')
      }
    } finally {
      for (const { close } of listeners) close()
      record.close()
      await host.stop()
    }
  }, 60_000)
})

/** The system of record: an API that signs tickets and answers what happened since. */
async function newRecord(room: TestRoom) {
  const log: LiveEvent[] = []
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://record')
    const since = Number(url.searchParams.get('since'))
    const ticket = { ticket: await signTicket(room), ...room, expiresAt: new Date(Date.now() + 300_000).toISOString(), last: log.length }
    const events = { events: log.slice(since, since + 200), last: log.length, reload: false }
    response.setHeader('content-type', 'application/json').end(JSON.stringify(url.pathname === '/ticket' ? ticket : events))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('The record has no port.')
  return { log, address: `http://127.0.0.1:${address.port}`, close: () => server.close() }
}

/** What the page runs, without the page. */
function newListener(host: string, room: TestRoom, record: string) {
  const seen: number[] = []
  const states: RoomState[] = []
  const live = Promise.withResolvers<void>()
  const complete = Promise.withResolvers<void>()
  const { close } = followRoom({
    openSocket: partySocket({ host, protocol: 'ws', party: 'feed', room: room.room }),
    getTicket: async (): Promise<Ticket> => (await fetch(`${record}/ticket`)).json(),
    getSince: async (seq): Promise<EventsSince> => (await fetch(`${record}/events?since=${seq}`)).json(),
    onEvent({ seq }) {
      seen.push(seq)
      if (seq === total) complete.resolve()
    },
    onReload: () => complete.reject(new Error('A listener was sent to reload.')),
    onState(state) {
      states.push(state)
      if (state === 'live') live.resolve()
    },
    startAt: 0,
  })
  return { seen, states, close, isLive: live.promise, isComplete: complete.promise }
}
