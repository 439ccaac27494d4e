import { Verdict } from '../../contract/leads'
import { fitTrees, scoreTrees } from './boosting'
import { fitDetector, scoreDetector, type TrainingPost } from './detector'
import { randomFrom } from './folds'
import { type FitOptions, fitBuckets, scoreFeatures } from './linear'
import { softmaxInPlace } from './logistic'

/** A way of learning: takes training posts (ours last), gives back what scores a post it has not seen. */
export type Family = (real: TrainingPost[], own: TrainingPost[]) => (post: TrainingPost) => Float64Array

const plain = (post: TrainingPost): TrainingPost => ({ ...post, weight: 1 })

function linear(options: Partial<FitOptions>, evenly = false): Family {
  return (real, own) => {
    const model = fitBuckets([...(evenly ? real.map(plain) : real), ...own], options)
    return (post) => scoreFeatures(model, post.features)
  }
}

/** Multinomial naive Bayes over the words and pairs of a post, each counted once. */
const bayes: Family = (real) => {
  const smoothing = 0.1
  const counts = new Map<number, Float64Array>()
  const totals = new Float64Array(Verdict.options.length)
  for (const { features, label } of real) {
    const k = Verdict.options.indexOf(label)
    for (const { name, buckets } of features.blocks) {
      if (name !== 'words') continue
      for (const bucket of buckets) {
        const row = counts.get(bucket) ?? new Float64Array(Verdict.options.length)
        row[k] = (row[k] ?? 0) + 1
        totals[k] = (totals[k] ?? 0) + 1
        counts.set(bucket, row)
      }
    }
  }
  const priors = Verdict.options.map((verdict) => Math.log(real.filter((post) => post.label === verdict).length / real.length))
  return ({ features }) => {
    const scores = Float64Array.from(priors)
    for (const bucket of features.blocks[0]?.buckets ?? []) {
      const row = counts.get(bucket)
      if (!row || row.reduce((a, b) => a + b, 0) < 2) continue
      for (let k = 0; k < scores.length; k++)
        scores[k] = (scores[k] ?? 0) + Math.log(((row[k] ?? 0) + smoothing) / ((totals[k] ?? 0) + smoothing * counts.size))
    }
    return scores
  }
}

/** Averaged embeddings of words and pairs under a softmax, trained by stochastic descent, as fastText does. */
const embeddings: Family = (real) => {
  const size = 32
  const classes = Verdict.options.length
  const random = randomFrom(5)
  const table = new Map<number, Float64Array>()
  const vectorOf = (bucket: number): Float64Array => {
    const known = table.get(bucket)
    if (known) return known
    const fresh = Float64Array.from({ length: size }, () => (random() - 0.5) / size)
    table.set(bucket, fresh)
    return fresh
  }
  const out = Array.from({ length: classes }, () => new Float64Array(size))
  const meanOf = (buckets: Int32Array, grow: boolean): Float64Array => {
    const mean = new Float64Array(size)
    for (const bucket of buckets) {
      const vector = grow ? vectorOf(bucket) : table.get(bucket)
      if (vector) for (let d = 0; d < size; d++) mean[d] = (mean[d] ?? 0) + (vector[d] ?? 0) / buckets.length
    }
    return mean
  }
  const scoresOf = (mean: Float64Array) => Float64Array.from(out, (row) => row.reduce((sum, value, d) => sum + value * (mean[d] ?? 0), 0))
  const epochs = 15
  const order = real.map((_, index) => index)
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1))
      const [a, b] = [order[i] ?? 0, order[j] ?? 0]
      order[i] = b
      order[j] = a
    }
    const rate = 0.5 * (1 - epoch / epochs)
    for (const index of order) {
      const post = real[index]
      const buckets = post?.features.blocks[0]?.buckets
      if (!post || !buckets || buckets.length === 0) continue
      const mean = meanOf(buckets, true)
      const ratios = softmaxInPlace(scoresOf(mean))
      const back = new Float64Array(size)
      for (let k = 0; k < classes; k++) {
        const slope = rate * ((Verdict.options[k] === post.label ? 1 : 0) - (ratios[k] ?? 0))
        const row = out[k] ?? new Float64Array(size)
        for (let d = 0; d < size; d++) {
          back[d] = (back[d] ?? 0) + slope * (row[d] ?? 0)
          row[d] = (row[d] ?? 0) + slope * (mean[d] ?? 0)
        }
      }
      for (const bucket of buckets) {
        const vector = vectorOf(bucket)
        for (let d = 0; d < size; d++) vector[d] = (vector[d] ?? 0) + (back[d] ?? 0)
      }
    }
  }
  return ({ features }) => scoresOf(meanOf(features.blocks[0]?.buckets ?? new Int32Array(), false))
}

const trees: Family = (real, own) => {
  const posts = [...real, ...own]
  const model = fitTrees(
    posts.map((post) => post.features.discourse),
    Int32Array.from(posts, (post) => Verdict.options.indexOf(post.label)),
    Float64Array.from(posts, (post) => post.weight),
    { classes: Verdict.options.length, rounds: 150, depth: 4, rate: 0.1, seed: 7, rowShare: 0.7, featureShare: 0.25 },
  )
  return (post) => scoreTrees(model, post.features.discourse)
}

const shipped: Family = (real, own) => {
  const detector = fitDetector(real, own)
  return (post) => scoreDetector(detector, post.features)
}

const withoutOwn =
  (family: Family): Family =>
  (real) =>
    family(real, [])

/** The floor is TF-IDF over words and pairs with logistic regression, C = 10 and nothing else. */
export const FLOOR = 'floor: TF-IDF 1-2 grams, logistic regression'
export const SHIPPED = 'shipped: linear and trees, mixed'

/** From the floor to what is shipped, one step at a time, and what was tried beside. */
export const FAMILIES: Record<string, Family> = {
  [FLOOR]: withoutOwn(linear({ skipped: ['title', 'chars', 'shape'], idfPower: 1, penalty: 0.1 }, true)),
  'naive Bayes over words and pairs': bayes,
  'averaged embeddings, trained here': embeddings,
  'linear: words, rare words flattened, seekers and frauds weighted': withoutOwn(linear({ skipped: ['title', 'chars', 'shape'] })),
  'linear: + first line': withoutOwn(linear({ skipped: ['chars', 'shape'] })),
  'linear: + runs of characters': withoutOwn(linear({ skipped: ['shape'] })),
  'linear: + shape': withoutOwn(linear({})),
  'linear: + own posts': linear({}),
  'trees over discourse, with own posts': trees,
  'linear and trees without own posts': withoutOwn(shipped),
  [SHIPPED]: shipped,
}
