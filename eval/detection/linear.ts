import type { Verdict } from '../../contract/leads'
import { Verdict as VerdictShape } from '../../contract/leads'
import { BLOCK_SCALES, BUCKET_BITS, type PostFeatures } from '../../server/leads/features'
import { fitLogistic, type SparseRows, softmaxInPlace } from './logistic'

/** Weights by bucket, ready to be used on features and to be written down. */
export interface BucketModel {
  /** `weights.get(bucket)` holds one weight for each verdict, in the order of `Verdict.options`. */
  weights: Map<number, Float64Array>
  bias: Float64Array
}

export interface TrainingPost {
  features: PostFeatures
  label: Verdict
  weight?: number
}

export const DEFAULTS = { minPosts: 2, penalty: 0.003, idfPower: 0.5 }

/** Fits the linear model on features that at least `minPosts` posts have; rarer buckets get no weight. */
export function fitBuckets(posts: TrainingPost[], options: Partial<typeof DEFAULTS> = {}): BucketModel {
  const { minPosts, penalty, idfPower } = { ...DEFAULTS, ...options }
  const df = new Int32Array(1 << BUCKET_BITS)
  for (const { features } of posts) for (const { buckets } of features.blocks) for (const b of buckets) df[b] = (df[b] ?? 0) + 1
  const columnOf = new Int32Array(1 << BUCKET_BITS).fill(-1)
  const bucketOf: number[] = []
  const scaleOf: number[] = []
  df.forEach((count, bucket) => {
    if (count < minPosts) return
    columnOf[bucket] = bucketOf.length
    bucketOf.push(bucket)
    scaleOf.push(Math.log(1 + posts.length / count) ** idfPower)
  })
  const rows = toRows(posts, columnOf, scaleOf)
  const labels = Int32Array.from(posts, (post) => VerdictShape.options.indexOf(post.label))
  const classes = VerdictShape.options.length
  const model = fitLogistic(rows, labels, { classes, penalty, rowWeights: Float64Array.from(posts, (post) => post.weight ?? 1) })
  const weights = new Map<number, Float64Array>()
  bucketOf.forEach((bucket, column) => {
    const scale = scaleOf[column] ?? 1
    weights.set(
      bucket,
      Float64Array.from({ length: classes }, (_, k) => (model.weights[k * model.width + column] ?? 0) * scale),
    )
  })
  return { weights, bias: model.bias }
}

/** Scores of each verdict before the softmax, in the order of `Verdict.options`. */
export function scoreFeatures(model: BucketModel, features: PostFeatures): Float64Array {
  const scores = Float64Array.from(model.bias)
  for (const { name, buckets } of features.blocks) {
    const value = BLOCK_SCALES[name] / Math.sqrt(Math.max(buckets.length, 1))
    for (const bucket of buckets) {
      const weights = model.weights.get(bucket)
      if (weights) for (let k = 0; k < scores.length; k++) scores[k] = (scores[k] ?? 0) + value * (weights[k] ?? 0)
    }
  }
  return scores
}

export function probabilitiesOf(scores: Float64Array, temperature = 1): Float64Array {
  return softmaxInPlace(scores.map((score) => score / temperature))
}

export function verdictOf(probabilities: Float64Array): Verdict {
  return VerdictShape.options[probabilities.indexOf(Math.max(...probabilities))] ?? 'chatter'
}

function toRows(posts: TrainingPost[], columnOf: Int32Array, scaleOf: number[]): SparseRows {
  const starts = new Int32Array(posts.length + 1)
  const columns: number[] = []
  const values: number[] = []
  posts.forEach(({ features }, row) => {
    for (const { name, buckets } of features.blocks) {
      const value = BLOCK_SCALES[name] / Math.sqrt(Math.max(buckets.length, 1))
      for (const bucket of buckets) {
        const column = columnOf[bucket] ?? -1
        if (column < 0) continue
        columns.push(column)
        values.push(value * (scaleOf[column] ?? 1))
      }
    }
    starts[row + 1] = columns.length
  })
  return { starts, columns: Int32Array.from(columns), values: Float64Array.from(values), width: scaleOf.length }
}
