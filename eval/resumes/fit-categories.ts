import { RESUME_CATEGORIES, type ResumeCategory } from '../../contract/resumes'
import { categoryBlocks, type FeatureBlock } from '../../server/resumes/category-features'
import type { Categories } from '../../server/resumes/read-category'
import { fitLogistic } from '../detection/logistic'

export interface LabelledText {
  text: string
  category: ResumeCategory
}

const PENALTY = 0.1
const ITERATIONS = 25
/** Buckets of fewer texts, or of more than this share of them, say nothing. */
const TEXTS_MIN = 4
const SHARE_MAX = 0.6

/** Multinomial logistic regression over TF-IDF of the blocks, from zero: same texts, same weights. */
export function fitCategories(texts: LabelledText[]): Categories {
  const all = texts.map(({ text }) => categoryBlocks(text))
  const seenIn = new Map<number, number>()
  for (const blocks of all)
    for (const { values } of blocks) for (const bucket of values.keys()) seenIn.set(bucket, (seenIn.get(bucket) ?? 0) + 1)
  const kept = [...seenIn].filter(([, count]) => count >= TEXTS_MIN && count <= SHARE_MAX * texts.length).toSorted(([a], [b]) => a - b)
  const rowOf = new Map(kept.map(([bucket], row) => [bucket, row]))
  const rarity = Float32Array.from(kept, ([, count]) => Math.log((1 + texts.length) / (1 + count)))
  const starts = new Int32Array(texts.length + 1)
  const columns: number[] = []
  const values: number[] = []
  all.forEach((blocks, at) => {
    for (const block of blocks)
      for (const [column, value] of weigh(block, rowOf, rarity)) {
        columns.push(column)
        values.push(value)
      }
    starts[at + 1] = columns.length
  })
  const labels = Int32Array.from(texts, ({ category }) => RESUME_CATEGORIES.indexOf(category))
  const rows = { starts, columns: Int32Array.from(columns), values: Float64Array.from(values), width: kept.length }
  const model = fitLogistic(rows, labels, { classes: RESUME_CATEGORIES.length, penalty: PENALTY, iterations: ITERATIONS })
  return {
    bias: [...model.bias],
    rowOf,
    rarity,
    weights: Float32Array.from(model.weights.subarray(0, kept.length * RESUME_CATEGORIES.length)),
  }
}

function weigh({ scale, values }: FeatureBlock, rowOf: Map<number, number>, rarity: Float32Array): [number, number][] {
  const known = [...values].flatMap(([bucket, value]): [number, number][] => {
    const row = rowOf.get(bucket)
    return row === undefined ? [] : [[row, value * (rarity[row] ?? 0)]]
  })
  const length = Math.sqrt(known.reduce((sum, [, value]) => sum + value * value, 0)) || 1
  return known.map(([row, value]) => [row, (scale * value) / length])
}
