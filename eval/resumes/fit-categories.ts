import { RESUME_CATEGORIES, type ResumeCategory } from '../../contract/resumes'
import { CATEGORY_BUCKET_BITS, type FeatureBlock } from '../../server/resumes/category-features'
import { fitLogistic } from '../detection/logistic'

export interface CategoryModel {
  bias: number[]
  /** One weight for each category, already times what makes rare buckets count more. */
  weights: Map<number, Float64Array>
}
export interface FitCategories {
  penalty: number
  minTexts: number
  idfPower: number
  iterations: number
  /** Buckets in more texts than this share say nothing. */
  maxShare: number
}
export const FIT: FitCategories = { penalty: 0.5, minTexts: 3, idfPower: 1, iterations: 60, maxShare: 0.6 }

export function fitCategories(rows: { blocks: FeatureBlock[]; category: ResumeCategory }[], options: Partial<FitCategories> = {}): CategoryModel {
  const { penalty, minTexts, idfPower, iterations, maxShare } = { ...FIT, ...options }
  const seenIn = new Int32Array(1 << CATEGORY_BUCKET_BITS)
  for (const { blocks } of rows) for (const { values } of blocks) for (const bucket of values.keys()) seenIn[bucket] = (seenIn[bucket] ?? 0) + 1
  const columnOf = new Map<number, number>()
  const idf = new Map<number, number>()
  seenIn.forEach((texts, bucket) => {
    if (texts < minTexts || texts > maxShare * rows.length) return
    columnOf.set(bucket, columnOf.size)
    idf.set(bucket, Math.log((1 + rows.length) / (1 + texts)) ** idfPower)
  })
  const starts = new Int32Array(rows.length + 1)
  const columns: number[] = []
  const values: number[] = []
  rows.forEach(({ blocks }, row) => {
    for (const [bucket, value] of weighted(blocks, idf)) {
      columns.push(columnOf.get(bucket) ?? 0)
      values.push(value)
    }
    starts[row + 1] = columns.length
  })
  const classes = RESUME_CATEGORIES.length
  const labels = Int32Array.from(rows, ({ category }) => RESUME_CATEGORIES.indexOf(category))
  const sparse = { starts, columns: Int32Array.from(columns), values: Float64Array.from(values), width: columnOf.size }
  const model = fitLogistic(sparse, labels, { classes, penalty, iterations })
  const weights = new Map<number, Float64Array>()
  for (const [bucket, column] of columnOf) weights.set(bucket, model.weights.slice(column * classes, (column + 1) * classes).map((weight) => weight * (idf.get(bucket) ?? 0)))
  return { bias: [...model.bias], weights: normalised(weights, idf) }
}

/** Every block is made of length 1 (after rare buckets count more), then of its scale. */
function weighted(blocks: FeatureBlock[], idf: Map<number, number>): [number, number][] {
  return blocks.flatMap(({ scale, values }) => {
    const known = [...values].flatMap(([bucket, value]): [number, number][] => (idf.has(bucket) ? [[bucket, value * (idf.get(bucket) ?? 0)]] : []))
    const length = Math.sqrt(known.reduce((sum, [, value]) => sum + value * value, 0)) || 1
    return known.map(([bucket, value]): [number, number] => [bucket, (scale * value) / length])
  })
}

function normalised(weights: Map<number, Float64Array>, _idf: Map<number, number>): Map<number, Float64Array> {
  return weights
}
