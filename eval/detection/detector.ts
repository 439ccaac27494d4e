import { Verdict } from '../../contract/leads'
import { type PostFeatures, readFeatures } from '../../server/leads/features'
import { type BoostedTrees, fitTrees, scoreTrees } from './boosting'
import { type BucketModel, fitBuckets, probabilitiesOf, scoreFeatures } from './linear'
import { composePosts } from './own-phrases'

/** What training makes: a linear model over words and characters, and trees over how the post speaks. */
export interface Detector {
  linear: BucketModel
  trees: BoostedTrees
}

export interface TrainingPost {
  text: string
  features: PostFeatures
  label: Verdict
  weight: number
}

/** Share of the trees in the mixture of both opinions' logarithms. */
export const TREES_SHARE = 0.35
/** Seekers and frauds are few; a miss among them counts for more. */
const CLASS_WEIGHTS: Record<Verdict, number> = { offer: 1, seeking: 2, chatter: 1, scam: 1.5 }
const COMPOSED = { count: 1600, seed: 11, weight: 0.3 }
const SEED = 7

export function trainingPosts(posts: readonly { text: string; label: Verdict }[], weight = 1): TrainingPost[] {
  return posts.map(({ text, label }) => ({ text, label, features: readFeatures(text), weight: weight * CLASS_WEIGHTS[label] }))
}

/** Our own composed and hand-written posts, as a second diet beside the real ones; `written` are those of own-train.jsonl. */
export function ownTrainingPosts(written: readonly { text: string; label: Verdict }[]): TrainingPost[] {
  const plain = (post: TrainingPost, weight: number) => ({ ...post, weight })
  return [
    ...trainingPosts(composePosts(COMPOSED.count, COMPOSED.seed)).map((post) => plain(post, COMPOSED.weight)),
    ...trainingPosts(written).map((post) => plain(post, 1)),
  ]
}

export function fitDetector(real: TrainingPost[], own: TrainingPost[]): Detector {
  const posts = [...real, ...own]
  const labels = Int32Array.from(posts, (post) => Verdict.options.indexOf(post.label))
  const weights = Float64Array.from(posts, (post) => post.weight)
  return {
    linear: fitBuckets(posts),
    trees: fitTrees(
      posts.map((post) => post.features.discourse),
      labels,
      weights,
      { classes: Verdict.options.length, rounds: 150, depth: 4, rate: 0.1, seed: SEED, rowShare: 0.7, featureShare: 0.25 },
    ),
  }
}

/** Scores before the softmax, in the order of `Verdict.options`. */
export function scoreDetector(detector: Detector, features: PostFeatures): Float64Array {
  const linear = probabilitiesOf(scoreFeatures(detector.linear, features))
  const trees = probabilitiesOf(scoreTrees(detector.trees, features.discourse))
  return linear.map((ratio, k) => (1 - TREES_SHARE) * Math.log(ratio + 1e-9) + TREES_SHARE * Math.log((trees[k] ?? 0) + 1e-9))
}

/** The temperature that makes the probabilities of held-out scores most likely, to two decimals. */
export function fitTemperature(scores: readonly (Float64Array | undefined)[], posts: readonly { label: Verdict }[]): number {
  let best = { temperature: 1, loss: Number.POSITIVE_INFINITY }
  for (let temperature = 0.3; temperature <= 4; temperature += 0.01) {
    let loss = 0
    scores.forEach((score, index) => {
      const label = posts[index]?.label
      if (score && label) loss -= Math.log(Math.max(probabilitiesOf(score, temperature)[Verdict.options.indexOf(label)] ?? 0, 1e-12))
    })
    if (loss < best.loss) best = { temperature, loss }
  }
  return Math.round(best.temperature * 100) / 100
}
