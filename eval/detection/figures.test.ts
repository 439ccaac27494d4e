import { expect, test } from 'vitest'
import { measure } from './figures'
import { assignFolds } from './folds'
import { fitLogistic, predictRow } from './logistic'

test('figures are those of a table worked by hand', () => {
  const figures = measure([
    { source: 'reddit_forhire', label: 'offer', verdict: 'offer' },
    { source: 'reddit_forhire', label: 'offer', verdict: 'seeking' },
    { source: 'reddit_jobbit', label: 'seeking', verdict: 'seeking' },
    { source: 'other', label: 'chatter', verdict: 'offer' },
    { source: 'other', label: 'scam', verdict: 'scam' },
  ])
  expect(figures).toEqual({
    n: 5,
    accuracy: 0.6,
    macroF1: 0.5417,
    f1: { offer: 0.5, seeking: 0.6667, chatter: 0, scam: 1 },
    offer: { precision: 0.5, recall: 0.5, f1: 0.5 },
    reddit: { n: 3, offerF1: 0.6667, seekingF1: 0.6667 },
  })
})

test('near-copies share a fold, and the same seed gives the same folds', () => {
  const advert = (city: string) =>
    `We are hiring a careful welder for our yard in ${city}. Bring your own gloves, we have the rest. Pay each Friday.`
  const others = Array.from(
    { length: 30 },
    (_, index) => `Post ${index} speaks of thing ${index * 7} and then of item ${index * 13} alone, nothing else at ${index}.`,
  )
  const texts = [advert('Hull'), ...others, advert('Cork')]
  const folds = assignFolds(texts, 5, 3)
  expect(folds[0]).toBe(folds.at(-1))
  expect(new Set(folds).size).toBe(5)
  expect(assignFolds(texts, 5, 3)).toEqual(folds)
})

test('logistic regression finds the optimum of its loss: at it, the slope of every weight is zero', () => {
  const rows = { starts: Int32Array.of(0, 1, 2, 3, 4), columns: Int32Array.of(0, 0, 1, 1), values: Float64Array.of(1, 1, 1, 1), width: 2 }
  const labels = Int32Array.of(0, 1, 1, 1)
  const model = fitLogistic(rows, labels, { classes: 2, penalty: 0.5, iterations: 500 })
  const residual = (row: number, k: number) => (predictRow(model, rows, row)[k] ?? 0) - (labels[row] === k ? 1 : 0)
  for (const k of [0, 1]) {
    expect(residual(0, k) + residual(1, k) + 0.5 * (model.weights[k] ?? 0)).toBeCloseTo(0, 1)
    expect(residual(2, k) + residual(3, k) + 0.5 * (model.weights[2 + k] ?? 0)).toBeCloseTo(0, 1)
  }
})
