import { expect, test } from 'vitest'
import type { LiveEvent } from '../../contract/live'
import { applyReading, type Readings } from './readings-state'

const start: Readings = {
  lines: [],
  perMinute: [
    { minute: '2026-11-21T10:00:00.000Z', received: 4 },
    { minute: '2026-11-21T10:01:00.000Z', received: 0 },
  ],
  verdicts: { offer: 1, seeking: 0, chatter: 0, scam: 0 },
  states: { published: 1, queued: 0, unseen: 0, confirmed: 0, rejected: 0, withdrawn: 0 },
  arrivedIds: [],
}

function read(over: {
  seq: number
  type?: 'lead.read' | 'lead.decided'
  version?: number
  state?: 'published' | 'queued' | 'rejected'
  at?: string
}): LiveEvent {
  const receivedAt = over.at ?? '2026-11-21T10:01:30.000Z'
  return {
    room: 'operators/all',
    seq: over.seq,
    type: over.type ?? 'lead.read',
    version: over.version ?? 1,
    at: receivedAt,
    data: {
      leadId: `led_${'0'.repeat(32)}`,
      state: over.state ?? 'queued',
      verdict: 'offer',
      source: 'facebook',
      title: 'Baker',
      receivedAt,
      readAt: new Date(Date.parse(receivedAt) + 42).toISOString(),
    },
  }
}

test('a new reading is a line on top, and counts in its minute, its verdict and its state', () => {
  const after = applyReading(start, read({ seq: 1 }))
  expect(after.lines[0]).toMatchObject({ title: 'Baker', readingMs: 42 })
  expect(after.perMinute.map((each) => each.received)).toEqual([4, 1])
  expect(after.verdicts.offer).toBe(2)
  expect(after.states).toMatchObject({ queued: 1, published: 1 })
})

test('a post that is read again, and a decision, move its state and count nothing twice', () => {
  const once = applyReading(start, read({ seq: 1 }))
  const again = applyReading(once, read({ seq: 2, version: 2, state: 'published' }))
  expect(again.lines).toHaveLength(1)
  expect(again.states).toMatchObject({ queued: 0, published: 2 })
  expect(again.verdicts.offer).toBe(2)
  const decided = applyReading(again, read({ seq: 3, version: 3, type: 'lead.decided', state: 'rejected' }))
  expect(decided.states).toMatchObject({ published: 1, rejected: 1 })
  expect(decided.perMinute).toEqual(once.perMinute)
})

test('a minute that has begun since the page was loaded is added, and the oldest leaves', () => {
  const after = applyReading(start, read({ seq: 1, at: '2026-11-21T10:02:05.000Z' }))
  expect(after.perMinute).toEqual([
    { minute: '2026-11-21T10:01:00.000Z', received: 0 },
    { minute: '2026-11-21T10:02:00.000Z', received: 1 },
  ])
})
