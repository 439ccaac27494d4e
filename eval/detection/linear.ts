import { Verdict } from '../../contract/leads'
import { BLOCK_SCALES, type BlockName, BUCKET_BITS, type PostFeatures } from '../../server/leads/features'
import { fitLogistic, type SparseRows, softmaxInPlace } from './logistic'

/** Weights by bucket, ready to be used on features and to be written down. */
export interface BucketModel {
  /** `weights.get(bucket)` holds one weight for each verdict, in the order of `Verdict.options`. */
  weights: Map<number, Float64Array>
  bias: Float64Array
}

export interface FitOptions {
  /** Buckets that fewer posts have get no weight. */
  minPosts: number
  penalty: number
  /** Rare features reach further: their value is multiplied by log(1 + posts / posts with it) to this power. */
  idfPower: number
  iterations: number
  skipped: readonly BlockName[]
}

const DEFAULTS: FitOptions = { minPosts: 2, penalty: 0.001, idfPower: 0.25, iterations: 60, skipped: [] }

/** Fits the linear model on the posts' buckets. */
export function fitBuckets(
  posts: readonly { features: PostFeatures; label: Verdict; weight: number }[],
  options: Partial<FitOptions> = {},
): BucketModel {
  const { minPosts, penalty, idfPower, iterations, skipped } = { ...DEFAULTS, ...options }
  const df = new Int32Array(1 << BUCKET_BITS)
  const blocksOf = (features: PostFeatures) => features.blocks.filter(({ name }) => !skipped.includes(name))
  for (const { features } of posts) for (const { buckets } of blocksOf(features)) for (const b of buckets) df[b] = (df[b] ?? 0) + 1
  const columnOf = new Int32Array(1 << BUCKET_BITS).fill(-1)
  const bucketOf: number[] = []
  const scaleOf: number[] = []
  df.forEach((count, bucket) => {
    if (count < minPosts) return
    columnOf[bucket] = bucketOf.length
    bucketOf.push(bucket)
    scaleOf.push(Math.log(1 + posts.length / count) ** idfPower)
  })
  const rows = toRows(
    posts.map((post) => blocksOf(post.features)),
    columnOf,
    scaleOf,
  )
  const labels = Int32Array.from(posts, (post) => Verdict.options.indexOf(post.label))
  const classes = Verdict.options.length
  const rowWeights = Float64Array.from(posts, (post) => post.weight)
  const model = fitLogistic(rows, labels, { classes, penalty, iterations, rowWeights })
  const weights = new Map<number, Float64Array>()
  bucketOf.forEach((bucket, column) => {
    const scale = scaleOf[column] ?? 1
    weights.set(
      bucket,
      Float64Array.from({ length: classes }, (_, k) => (model.weights[column * classes + k] ?? 0) * scale),
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
  return Verdict.options[probabilities.indexOf(Math.max(...probabilities))] ?? 'chatter'
}

function toRows(posts: PostFeatures['blocks'][], columnOf: Int32Array, scaleOf: number[]): SparseRows {
  const starts = new Int32Array(posts.length + 1)
  const columns: number[] = []
  const values: number[] = []
  posts.forEach((blocks, row) => {
    for (const { name, buckets } of blocks) {
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
