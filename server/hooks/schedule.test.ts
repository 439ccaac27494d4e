import { expect, test } from 'vitest'
import { FAILING_MAX_MS, waitAfter } from './schedule'

test('ten attempts are made over three days, further and further apart', () => {
  const waits = Array.from({ length: 10 }, (_, index) => waitAfter(index + 1, null, 0))
  expect(waits.map((wait) => (wait === null ? null : wait / 1_000))).toEqual([
    5,
    300,
    1_800,
    7_200,
    18_000,
    36_000,
    50_400,
    72_000,
    86_400,
    null,
  ])
  const totalMs = waits.reduce<number>((sum, wait) => sum + (wait ?? 0), 0)
  expect(totalMs).toBe(((75 * 60 + 35) * 60 + 5) * 1_000)
  // The last attempt of an endpoint that never answers comes late enough to switch it off.
  expect(totalMs).toBeGreaterThan(FAILING_MAX_MS)
})

test('an endpoint that asks for patience gets it, and chance only ever lengthens a wait', () => {
  expect(waitAfter(1, 60, 0)).toBe(60_000)
  expect(waitAfter(4, 60, 0)).toBe(7_200_000)
  expect(waitAfter(2, null, 1)).toBe(330_000)
})
