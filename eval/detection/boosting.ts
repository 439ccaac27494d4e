import { randomFrom } from './folds'
import { softmaxInPlace } from './logistic'

/** One split or leaf: goes left when the feature's value is at most `threshold`. Leaves have `feature` -1 and a `value`. */
interface Node {
  feature: number
  threshold: number
  left: number
  right: number
  value: number
}

/** Boosted regression trees, one list of trees a class; scores are summed and go through a softmax. */
export interface BoostedTrees {
  trees: Node[][][]
  base: number[]
}

export interface BoostingOptions {
  classes: number
  rounds: number
  depth: number
  rate: number
  seed: number
  rowShare: number
  featureShare: number
}

const BINS = 32

/** Multiclass gradient boosting over histograms. Same seed, same trees. */
export function fitTrees(rows: Float64Array[], labels: Int32Array, weights: Float64Array, options: BoostingOptions): BoostedTrees {
  const { classes, rounds, depth, rate } = options
  const random = randomFrom(options.seed)
  const features = rows[0]?.length ?? 0
  const cuts = Array.from({ length: features }, (_, feature) => cutsOf(rows, feature))
  const binned = rows.map((row) => Uint8Array.from(row, (value, feature) => binOf(cuts[feature] ?? [], value)))
  const totals = new Float64Array(classes)
  labels.forEach((label, row) => {
    totals[label] = (totals[label] ?? 0) + (weights[row] ?? 1)
  })
  const all = totals.reduce((a, b) => a + b, 0)
  const base = Array.from(totals, (total) => Math.log((total + 1) / (all + classes)))
  const scores = rows.map(() => Float64Array.from(base))
  const trees: Node[][][] = Array.from({ length: classes }, () => [])
  for (let round = 0; round < rounds; round++) {
    const used = rows.map((_, row) => row).filter(() => random() < options.rowShare)
    const tried = Array.from({ length: features }, (_, feature) => feature).filter(() => random() < options.featureShare)
    const probabilities = scores.map((score) => softmaxInPlace(Float64Array.from(score)))
    for (let k = 0; k < classes; k++) {
      const slope = new Float64Array(rows.length)
      const curve = new Float64Array(rows.length)
      for (const row of used) {
        const p = probabilities[row]?.[k] ?? 0
        const weight = weights[row] ?? 1
        slope[row] = weight * ((labels[row] === k ? 1 : 0) - p)
        curve[row] = weight * Math.max(p * (1 - p), 1e-6)
      }
      const tree: Node[] = []
      growTree(tree, used, depth, { binned, cuts, tried, slope, curve, rate })
      trees[k]?.push(tree)
      rows.forEach((row, index) => {
        const score = scores[index]
        if (score) score[k] = (score[k] ?? 0) + valueIn(tree, row)
      })
    }
  }
  return { trees, base }
}

/** Scores of each class before the softmax. */
export function scoreTrees(model: BoostedTrees, row: Float64Array): Float64Array {
  return Float64Array.from(model.base, (base, k) => (model.trees[k] ?? []).reduce((sum, tree) => sum + valueIn(tree, row), base))
}

interface Growing {
  binned: Uint8Array[]
  cuts: number[][]
  tried: number[]
  slope: Float64Array
  curve: Float64Array
  rate: number
}

const LEAF_PENALTY = 2
const LEAF_CURVE_MIN = 2

function growTree(tree: Node[], rows: number[], depth: number, at: Growing): number {
  const index = tree.length
  let slopes = 0
  let curves = 0
  for (const row of rows) {
    slopes += at.slope[row] ?? 0
    curves += at.curve[row] ?? 0
  }
  tree.push({ feature: -1, threshold: 0, left: 0, right: 0, value: (at.rate * slopes) / (curves + LEAF_PENALTY) })
  if (depth === 0 || rows.length < 10) return index
  let best = { gain: 1e-3, feature: -1, bin: 0 }
  const slopeBins = new Float64Array(BINS)
  const curveBins = new Float64Array(BINS)
  for (const feature of at.tried) {
    slopeBins.fill(0)
    curveBins.fill(0)
    for (const row of rows) {
      const bin = at.binned[row]?.[feature] ?? 0
      slopeBins[bin] = (slopeBins[bin] ?? 0) + (at.slope[row] ?? 0)
      curveBins[bin] = (curveBins[bin] ?? 0) + (at.curve[row] ?? 0)
    }
    let leftSlope = 0
    let leftCurve = 0
    for (let bin = 0; bin + 1 < BINS; bin++) {
      leftSlope += slopeBins[bin] ?? 0
      leftCurve += curveBins[bin] ?? 0
      const rightCurve = curves - leftCurve
      if (leftCurve < LEAF_CURVE_MIN || rightCurve < LEAF_CURVE_MIN) continue
      const rightSlope = slopes - leftSlope
      const gain =
        leftSlope ** 2 / (leftCurve + LEAF_PENALTY) + rightSlope ** 2 / (rightCurve + LEAF_PENALTY) - slopes ** 2 / (curves + LEAF_PENALTY)
      if (gain > best.gain) best = { gain, feature, bin }
    }
  }
  const node = tree[index]
  if (best.feature < 0 || !node) return index
  node.feature = best.feature
  node.threshold = at.cuts[best.feature]?.[best.bin] ?? Number.POSITIVE_INFINITY
  const left = rows.filter((row) => (at.binned[row]?.[best.feature] ?? 0) <= best.bin)
  const right = rows.filter((row) => (at.binned[row]?.[best.feature] ?? 0) > best.bin)
  node.left = growTree(tree, left, depth - 1, at)
  node.right = growTree(tree, right, depth - 1, at)
  return index
}

function valueIn(tree: Node[], row: Float64Array): number {
  let node = tree[0]
  while (node && node.feature >= 0) node = tree[(row[node.feature] ?? 0) <= node.threshold ? node.left : node.right]
  return node?.value ?? 0
}

/** Up to 31 thresholds that part the values of a feature into equally filled bins. */
function cutsOf(rows: Float64Array[], feature: number): number[] {
  const values = Float64Array.from(rows, (row) => row[feature] ?? 0).sort()
  const cuts = new Set<number>()
  for (let bin = 1; bin < BINS; bin++) cuts.add(values[Math.floor((bin * values.length) / BINS)] ?? 0)
  cuts.delete(values.at(-1) ?? 0)
  return [...cuts]
}

function binOf(cuts: number[], value: number): number {
  let bin = 0
  while (bin < cuts.length && value > (cuts[bin] ?? 0)) bin++
  return bin
}
