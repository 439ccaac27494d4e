import { expect, test } from 'vitest'
import type { Salary } from '../../contract/jobs'
import { formatPayFloor, formatStatedPay, formatYearlyPay } from './format-pay'

const salary = (part: Partial<Salary>): Salary => ({
  minCents: null,
  maxCents: null,
  currency: 'EUR',
  period: 'year',
  yearlyMinCents: part.minCents ?? null,
  yearlyMaxCents: part.maxCents ?? null,
  isEstimate: false,
  ...part,
})

test.each([
  [{ minCents: 6_500_000, maxCents: 8_000_000 }, '€65–80k a year'],
  [{ minCents: 6_500_000, maxCents: 6_500_000 }, '€65k a year'],
  [{ minCents: 6_500_000 }, 'from €65k a year'],
  [{ maxCents: 8_050_000, currency: 'CHF' }, 'up to CHF 80.5k a year'],
  [{ minCents: 900_000, maxCents: 1_250_000, currency: 'USD' }, '$9,000–12.5k a year'],
  [{ minCents: 180_000_000, maxCents: 250_000_000, currency: 'INR' }, '₹1.8–2.5M a year'],
  [{ minCents: 600_000_000, maxCents: 800_000_000, currency: 'JPY' }, '¥6–8M a year'],
  [{ minCents: 6_500_000, isEstimate: true }, 'est. from €65k a year'],
])('%o reads %s', (part, text) => expect(formatYearlyPay(salary(part))).toBe(text))

test('stated pay keeps its period and its cents', () => {
  expect(formatStatedPay(salary({ minCents: 2_450, maxCents: 3_100, period: 'hour' }))).toBe('€24.50–31 an hour')
})

test('pay without any amount is no pay', () => {
  expect(formatYearlyPay(salary({}))).toBeNull()
})

test('a floor without a currency names none', () => {
  expect(formatPayFloor(60_000, undefined)).toBe('from 60k')
  expect(formatPayFloor(60_000, 'GBP')).toBe('from £60k')
})
