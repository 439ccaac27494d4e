import { expect, test } from 'vitest'
import { instantOf } from './local-time.server'

test('what is typed on a clock is the instant of that clock, in summer, in winter and when it is turned', () => {
  expect(instantOf('2026-11-26T14:30', 'Europe/Berlin')).toBe('2026-11-26T13:30:00.000Z')
  expect(instantOf('2026-07-01T09:00', 'America/New_York')).toBe('2026-07-01T13:00:00.000Z')
  expect(instantOf('2026-11-26', 'Asia/Kolkata')).toBe('2026-11-25T18:30:00.000Z')
  expect(instantOf('2026-03-29T02:30', 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z')
})

test('what is no date, and a zone that nobody knows, give nothing', () => {
  for (const text of ['', 'tomorrow', '26.11.2026', '2026-11-26T14']) expect(instantOf(text, 'UTC')).toBeNull()
  expect(instantOf('2026-11-26T14:30', 'Moon/Sea')).toBeNull()
})
