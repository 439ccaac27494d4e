import { expect, test } from 'vitest'
import { endOfQuietHours, lastDigestDue } from './quiet-hours'

const NIGHT = { from: '22:00', to: '07:30' }
const end = (now: string, zone: string, quiet = NIGHT) => endOfQuietHours(new Date(now), zone, quiet)?.toISOString() ?? null

test('quiet hours are those of the person, over midnight and in any zone', () => {
  const table: [string, string, string | null][] = [
    ['2026-11-21T21:00:00Z', 'Europe/Berlin', '2026-11-22T06:30:00.000Z'],
    ['2026-11-21T20:59:59Z', 'Europe/Berlin', null],
    ['2026-11-22T06:29:59Z', 'Europe/Berlin', '2026-11-22T06:30:00.000Z'],
    ['2026-11-22T06:30:00Z', 'Europe/Berlin', null],
    ['2026-11-21T17:00:00Z', 'Asia/Kolkata', '2026-11-22T02:00:00.000Z'],
    ['2026-11-21T10:00:00Z', 'Pacific/Auckland', '2026-11-21T18:30:00.000Z'],
    ['2026-11-21T10:00:00Z', 'UTC', null],
  ]
  for (const [now, zone, expected] of table) expect.soft(end(now, zone), `${now} in ${zone}`).toBe(expected)
  expect(end('2026-11-21T13:00:00Z', 'UTC', { from: '12:00', to: '14:00' })).toBe('2026-11-21T14:00:00.000Z')
  expect(endOfQuietHours(new Date(), 'UTC', null)).toBeNull()
})

test('in the night when the clocks change, quiet hours end when the clock on the wall says so', () => {
  // Berlin 2026: back on 25 October (UTC+2 to +1), forward on 29 March (+1 to +2).
  expect(end('2026-10-24T21:00:00Z', 'Europe/Berlin')).toBe('2026-10-25T06:30:00.000Z')
  expect(end('2026-03-28T22:00:00Z', 'Europe/Berlin')).toBe('2026-03-29T05:30:00.000Z')
})

test('a digest is due at eight of the person, each day or on Monday', () => {
  const due = (now: string, zone: string, period: 'daily' | 'weekly') => lastDigestDue(new Date(now), zone, period).toISOString()
  // 2026-11-21 is a Saturday.
  expect(due('2026-11-21T07:00:00Z', 'Europe/Berlin', 'daily')).toBe('2026-11-21T07:00:00.000Z')
  expect(due('2026-11-21T06:59:00Z', 'Europe/Berlin', 'daily')).toBe('2026-11-20T07:00:00.000Z')
  expect(due('2026-11-21T12:00:00Z', 'Europe/Berlin', 'weekly')).toBe('2026-11-16T07:00:00.000Z')
  expect(due('2026-11-23T06:00:00Z', 'Europe/Berlin', 'weekly')).toBe('2026-11-16T07:00:00.000Z')
  expect(due('2026-11-23T07:00:00Z', 'Europe/Berlin', 'weekly')).toBe('2026-11-23T07:00:00.000Z')
  expect(due('2026-11-22T12:00:00Z', 'UTC', 'weekly')).toBe('2026-11-16T08:00:00.000Z')
  // The clocks went back on the Sunday between.
  expect(due('2026-10-26T06:00:00Z', 'Europe/Berlin', 'daily')).toBe('2026-10-25T07:00:00.000Z')
  expect(due('2026-10-25T12:00:00Z', 'Europe/Berlin', 'weekly')).toBe('2026-10-19T06:00:00.000Z')
})
