import { expect, test } from 'vitest'
import { Feed } from './feed'
import type { Listener } from './ports'

/** A host whose storage outlives its room, as in a crash. */
function newHost() {
  const stored = new Map<string, string>()
  const listeners: Listener[] = []
  const newFeed = async () => {
    const feed = new Feed(
      {
        listeners: () => listeners,
        storage: {
          list: async (prefix) => new Map([...stored].filter(([key]) => key.startsWith(prefix))),
          put: async (entries) => {
            expect(Object.keys(entries).length).toBeLessThanOrEqual(128)
            for (const [key, value] of Object.entries(entries)) stored.set(key, value)
          },
          delete: async (keys) => {
            expect(keys.length).toBeLessThanOrEqual(128)
            for (const key of keys) stored.delete(key)
          },
        },
      },
      () => 'feed/jobs',
    )
    await feed.start()
    return feed
  }
  return { stored, listeners, newFeed }
}

function newListener() {
  const heard: string[] = []
  return { heard, send: (text: string) => void heard.push(text), close: () => {} }
}

const eventsOf = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => ({ room: 'feed/jobs', seq: from + i, type: 'job.closed' }))
const publish = async (feed: Feed, from: number, to: number) => (await feed.publish(JSON.stringify({ events: eventsOf(from, to) }))).json()
const helloOf = (feed: Feed, since: number | string) => {
  const listener = newListener()
  feed.connect(listener, `https://rooms.example/parties/feed/jobs?since=${since}`)
  return JSON.parse(listener.heard[0] ?? '')
}

test('storage holds the newest 100 events and no more, however they came', async () => {
  const host = newHost()
  const feed = await host.newFeed()
  await publish(feed, 1, 60)
  await publish(feed, 61, 500)
  await publish(feed, 501, 530)
  expect(host.stored.size).toBe(100)
  expect([...host.stored.values()].map((json) => JSON.parse(json).seq).sort((a, b) => a - b)).toEqual(
    eventsOf(431, 530).map(({ seq }) => seq),
  )
})

test('a room goes on after a crash where it was', async () => {
  const host = newHost()
  await publish(await host.newFeed(), 1, 30)
  const feed = await host.newFeed()
  expect(helloOf(feed, 28)).toEqual({ t: 'hello', last: 30, replay: eventsOf(29, 30) })
  expect(await publish(feed, 25, 31)).toEqual({ accepted: 1, last: 31 })
})

test('events older than everything a full room keeps are old news', async () => {
  const feed = await newHost().newFeed()
  await publish(feed, 1, 150)
  expect(await publish(feed, 1, 40)).toEqual({ accepted: 0, last: 150 })
})

test('a socket that fails while it closes keeps no event from the others', async () => {
  const host = newHost()
  const listener = newListener()
  const closing: Listener = {
    send: () => {
      throw new Error('This socket is closing.')
    },
    close: () => {},
  }
  host.listeners.push(closing, listener)
  await publish(await host.newFeed(), 1, 1)
  expect(listener.heard).toHaveLength(1)
})

test('a position that is no number is answered like an unknown one', async () => {
  const feed = await newHost().newFeed()
  await publish(feed, 1, 3)
  for (const since of ['', '-1', '1.5', 'NaN', '9'.repeat(30)]) expect(helloOf(feed, since)).toMatchObject({ resync: true })
})

test('a ticket from before everybody had to show a new one opens nothing, after a crash as well', async () => {
  const host = newHost()
  const issuedAt = (agoS: number) => Math.floor(Date.now() / 1_000) - agoS
  const connectTo = (feed: Feed, iat: number) => {
    const closed: number[] = []
    const listener = { ...newListener(), close: (code: number) => void closed.push(code) }
    feed.connect(listener, `https://rooms.example/parties/person/per_1?iat=${iat}`)
    return { heard: listener.heard.length, closed }
  }
  const feed = await host.newFeed()
  expect(connectTo(feed, issuedAt(200))).toEqual({ heard: 1, closed: [] })
  const thisSecond = issuedAt(0)
  await feed.publish(JSON.stringify({ reauthorise: true }))
  for (const room of [feed, await host.newFeed()]) {
    // Of the same second is not known to be later.
    for (const iat of [thisSecond - 200, thisSecond]) expect(connectTo(room, iat)).toEqual({ heard: 0, closed: [4001] })
    expect(connectTo(room, thisSecond + 2)).toEqual({ heard: 1, closed: [] })
  }
})
