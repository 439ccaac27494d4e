import { expect, test } from 'vitest'
import type { WeeklyHours } from '../../../contract/scheduling'
import { freeStarts, type MemberTimes } from './free-starts'

const HOUR_MS = 3_600_000
const NINE_TO_ELEVEN: WeeklyHours = Array.from({ length: 7 }, () => [{ from: 9 * 60, to: 11 * 60 }])
const member = (personId: string, is: Partial<MemberTimes> = {}): MemberTimes => ({
  personId,
  timeZone: 'Europe/Berlin',
  weekly: NINE_TO_ELEVEN,
  open: [],
  busy: [],
  ...is,
})
const at = (text: string) => Date.parse(`${text}:00.000Z`)
const span = (from: string, to: string) => ({ from: at(from), to: at(to) })
function startsOf(members: MemberTimes[], window: { from: number; to: number }, is: { bufferMs?: number; mode?: 'all' | 'one' } = {}) {
  const { bufferMs = 0, mode = 'all' } = is
  return freeStarts({ window, lengthMs: HOUR_MS, bufferMs, mode, members }).map((start) => new Date(start.at).toISOString().slice(0, 16))
}

test('nine o’clock in Berlin is another hour in UTC before and after clocks change', () => {
  const window = span('2026-10-24T00:00', '2026-10-27T00:00')
  expect(startsOf([member('a')], window)).toEqual([
    '2026-10-24T07:00',
    '2026-10-24T07:30',
    '2026-10-24T08:00',
    // Clocks went back at one o'clock UTC.
    '2026-10-25T08:00',
    '2026-10-25T08:30',
    '2026-10-25T09:00',
    '2026-10-26T08:00',
    '2026-10-26T08:30',
    '2026-10-26T09:00',
  ])
})

test('in New York clocks go forward: no start falls into the hour that is left out', () => {
  const night: WeeklyHours = Array.from({ length: 7 }, () => [{ from: 60, to: 4 * 60 }])
  const newYork = member('a', { timeZone: 'America/New_York', weekly: night })
  // 14 March 2027: after 01:59 comes 03:00, so that from one to four are two hours.
  expect(startsOf([newYork], span('2027-03-14T00:00', '2027-03-15T00:00'))).toEqual([
    '2027-03-14T06:00',
    '2027-03-14T06:30',
    '2027-03-14T07:00',
  ])
})

test('hours beyond the UTC midnight are one stretch, and days are the member’s own', () => {
  const evening: WeeklyHours = [[{ from: 18 * 60, to: 22 * 60 }], [], [], [], [], [], []]
  const losAngeles = member('a', { timeZone: 'America/Los_Angeles', weekly: evening })
  // Monday evening in Los Angeles is Tuesday by UTC.
  expect(startsOf([losAngeles], span('2026-11-23T00:00', '2026-11-30T00:00'))).toEqual([
    '2026-11-24T02:00',
    '2026-11-24T02:30',
    '2026-11-24T03:00',
    '2026-11-24T03:30',
    '2026-11-24T04:00',
    '2026-11-24T04:30',
    '2026-11-24T05:00',
  ])
})

test('a panel meets where all are free; of a round one who is free is enough, and each start names who', () => {
  const window = span('2026-11-23T00:00', '2026-11-24T00:00')
  const anna = member('a', { busy: [span('2026-11-23T08:00', '2026-11-23T08:30')] })
  const newYork = member('b', { timeZone: 'America/New_York', open: [span('2026-11-23T08:30', '2026-11-23T10:00')] })
  expect(startsOf([anna, newYork], window)).toEqual(['2026-11-23T08:30', '2026-11-23T09:00'])
  const round = freeStarts({ window, lengthMs: HOUR_MS, bufferMs: 0, mode: 'one', members: [anna, newYork] })
  expect(round.map(({ at: start, personIds }) => `${new Date(start).toISOString().slice(11, 16)} ${personIds.join()}`)).toEqual([
    '08:30 a,b',
    '09:00 a,b',
    '14:00 b',
    '14:30 b',
    '15:00 b',
  ])
})

test('the pause behind an interview overlaps nothing, and may lie outside of hours', () => {
  const window = span('2026-11-23T00:00', '2026-11-24T00:00')
  const anna = member('a', { busy: [span('2026-11-23T09:15', '2026-11-23T09:45')] })
  expect(startsOf([anna], window, { bufferMs: 0 })).toEqual(['2026-11-23T08:00'])
  expect(startsOf([anna], window, { bufferMs: 15 * 60_000 })).toEqual(['2026-11-23T08:00'])
  expect(startsOf([anna], window, { bufferMs: 16 * 60_000 })).toEqual([])
  expect(startsOf([member('a')], window, { bufferMs: HOUR_MS })).toHaveLength(3)
})
