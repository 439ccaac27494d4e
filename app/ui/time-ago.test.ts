import { expect, test } from 'vitest'
import { formatDay, timeAgo } from './time-ago'

const NOW = Date.parse('2026-11-21T12:00:00.000Z')

test.each([
  ['2026-11-21T12:00:30.000Z', 'just now'],
  ['2026-11-21T11:59:31.000Z', 'just now'],
  ['2026-11-21T11:56:00.000Z', '4 min ago'],
  ['2026-11-21T09:59:00.000Z', '2 h ago'],
  ['2026-11-16T12:00:00.000Z', '5 d ago'],
  ['2026-10-01T12:00:00.000Z', '1 Oct 2026'],
])('%s is %s', (at, words) => expect(timeAgo(Date.parse(at), NOW)).toBe(words))

test('a day is the same wherever it is read', () => {
  expect(formatDay('2026-11-21T23:59:59.000Z')).toBe('21 November 2026')
})
