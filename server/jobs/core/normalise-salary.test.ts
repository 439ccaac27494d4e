import { expect, test } from 'vitest'
import type { PayPeriod } from '../../../contract/jobs'
import { yearlySalary } from './normalise-salary'

test.each<[PayPeriod, number, number]>([
  ['hour', 2_000, 4_160_000],
  ['day', 10_000, 2_600_000],
  ['week', 50_000, 2_600_000],
  ['month', 300_000, 3_600_000],
  ['year', 5_000_000, 5_000_000],
])('pay by the %s of %i cents is %i cents a year', (period, cents, yearly) => {
  const salary = yearlySalary({ minCents: cents, maxCents: null, currency: 'EUR', period, isEstimate: false })
  expect([salary.minCents, salary.yearlyMinCents, salary.maxCents, salary.yearlyMaxCents]).toEqual([cents, yearly, null, null])
})

test('a range told the wrong way round is turned', () => {
  const salary = yearlySalary({ minCents: 200, maxCents: 100, currency: 'USD', period: 'hour', isEstimate: true })
  expect([salary.minCents, salary.maxCents, salary.isEstimate]).toEqual([100, 200, true])
})

test('stated weekly hours stand in for full time, and the yearly value is then an estimate; pay of other periods is left as it is', () => {
  const pay = { minCents: 1_500, maxCents: null, currency: 'GBP', isEstimate: false, hoursAWeek: 20 }
  expect(yearlySalary({ ...pay, period: 'hour' })).toMatchObject({ yearlyMinCents: 1_560_000, isEstimate: true })
  expect(yearlySalary({ ...pay, period: 'month' })).toMatchObject({ yearlyMinCents: 18_000, isEstimate: false })
})
