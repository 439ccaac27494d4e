import { expect, test } from 'vitest'
import { addToMarket, type MarketFold, type MarketJob, marketRows, quantile } from './fold-market'

const DAY_MS = 86_400_000
const NOW = Date.parse('2026-11-21T10:00:00.000Z')
const job = (part: Partial<MarketJob> = {}): MarketJob => ({
  role: { key: 'baker', label: 'Baker' },
  regions: ['FR'],
  isOpen: true,
  foundAtMs: NOW - 30 * DAY_MS,
  closedAtMs: null,
  pay: null,
  skills: [],
  remote: null,
  seniority: null,
  ...part,
})
const pay = (amount: number, currency = 'EUR') => ({ minCents: amount * 100, maxCents: amount * 100, currency })
function rowsOf(jobs: MarketJob[]) {
  const fold: MarketFold = new Map()
  for (const each of jobs) addToMarket(fold, each, NOW)
  return marketRows(fold)
}
const cell = (jobs: MarketJob[], role = 'baker', region = '') => rowsOf(jobs).find((row) => row.role === role && row.region === region)

test.each([
  [[1, 2, 3, 4, 5], 0.25, 2],
  [[1, 2, 3, 4, 5], 0.5, 3],
  [[10, 20, 30, 40], 0.5, 25],
  [[10, 20, 30, 40], 0.25, 18],
  [[7], 0.75, 7],
])('of %j the share %d lies below %d', (sorted, share, expected) => {
  expect(quantile(sorted, share)).toBe(expected)
})

test('each job counts for its role and for all, in its countries and in the world, once each', () => {
  const rows = rowsOf([...Array.from({ length: 5 }, () => job({ regions: ['FR', 'DE', 'FR'] })), job({ role: null })])
  expect(rows.map(({ role, region, openJobs }) => [role, region, openJobs])).toEqual([
    ['', '', 6],
    ['', 'FR', 6],
    ['', 'DE', 5],
    ['baker', '', 5],
    ['baker', 'DE', 5],
    ['baker', 'FR', 5],
  ])
})

test('fewer than five jobs are no figure, and pay needs five adverts of one currency', () => {
  expect(rowsOf([1, 2, 3, 4].map(() => job()))).toEqual([])
  const four = [1, 2, 3, 4].map((k) => job({ pay: pay(k * 10_000, 'USD') }))
  const figures = cell([...[1, 2, 3, 4, 5].map((k) => job({ pay: pay(k * 10_000) })), ...four])?.figures
  expect(figures?.pay).toEqual([
    { currency: 'EUR', n: 5, lowerQuartileCents: 2_000_000, medianCents: 3_000_000, upperQuartileCents: 4_000_000 },
  ])
  expect(figures?.statePay).toBe(9)
})

test('currencies are never mixed, and a range counts by its middle', () => {
  const both = [1, 2, 3, 4, 5].flatMap(() => [
    job({ pay: { minCents: 4_000_000, maxCents: 6_000_000, currency: 'EUR' } }),
    job({ pay: pay(90_000, 'USD') }),
  ])
  expect(cell(both)?.figures.pay.map(({ currency, n, medianCents }) => [currency, n, medianCents])).toEqual([
    ['EUR', 5, 5_000_000],
    ['USD', 5, 9_000_000],
  ])
})

test('how long closed ones stood open, what is new, and what is asked for more than once', () => {
  const closed = [10, 20, 30, 40, 50].map((days) => job({ isOpen: false, closedAtMs: NOW, foundAtMs: NOW - days * DAY_MS }))
  const open = [0, 1, 6.9, 7, 8].map((days) =>
    job({ foundAtMs: NOW - days * DAY_MS, skills: ['Baking', 'Baking', days > 6 ? 'HACCP' : `Only ${days}`] }),
  )
  expect(cell([...closed, ...open])).toMatchObject({
    openJobs: 5,
    newJobs: 3,
    figures: {
      label: 'Baker',
      openDays: { n: 5, median: 30 },
      skills: [
        { value: 'Baking', count: 5 },
        { value: 'HACCP', count: 3 },
      ],
    },
  })
  // Of a role whose jobs have all closed, that alone is known.
  expect(cell(closed)).toMatchObject({ openJobs: 0, figures: { openDays: { n: 5, median: 30 } } })
})
