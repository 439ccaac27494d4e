import { Verdict } from '../../contract/leads'
import { BLOCK_SCALES, BUCKET_BITS, type PostFeatures } from './features'

/**
 * The weights as they lie in public/models/detector.json. Every string is base64.
 * A linear part judges words, first line, character runs and shape; boosted trees judge how the post speaks (discourse.ts);
 * their logarithms are mixed, `treesShare` parts trees, and divided by `temperature`, so that 0.9 means right nine times in ten.
 */
export interface PackedDetector {
  version: string
  temperature: number
  treesShare: number
  linear: {
    bias: number[]
    /** Weight of one unit of a stored byte. */
    scale: number
    /** Steps from one used bucket to the next, base 128, low digits first, the high bit set on all but the last digit. */
    gaps: string
    /** One signed byte for each verdict of each used bucket. */
    weights: string
  }
  trees: {
    base: number[]
    /** Trees of each verdict; a round adds one to each. */
    rounds: number
    /** The number that each node asks, 65535 for a leaf. 16-bit, little-endian; nodes in preorder, tree after tree, verdict by verdict. */
    features: string
    /** Of a split: how many nodes further its right child stands; its left child is the next node. Of a leaf: 0. */
    jumps: string
    /** Of a split: the largest value that goes left; of a leaf: what it adds. 32-bit floats, little-endian. */
    values: string
  }
}

export interface Detector {
  version: string
  /** Row of a bucket in `rows`; 0 when no training post had it. */
  rowOf: Uint16Array
  rows: Int8Array
  /** Probabilities of the verdicts, in the order of `Verdict.options`. */
  judge: (features: PostFeatures) => number[]
}

const VERDICTS = Verdict.options.length
const LEAF = 0xffff

/** Unpacks the weights once; judging then takes no memory of its own. */
export function unpackDetector(packed: PackedDetector): Detector {
  const { rowOf, rows } = unpackRows(packed.linear)
  const trees = unpackTrees(packed.trees)
  const judge = (features: PostFeatures): number[] => {
    const spoken = softmax(scoreTrees(trees, features.discourse))
    const written = softmax(scoreBuckets(packed.linear, rowOf, rows, features))
    const mixed = written.map(
      (ratio, k) => (1 - packed.treesShare) * Math.log(ratio + FLOOR_RATIO) + packed.treesShare * Math.log((spoken[k] ?? 0) + FLOOR_RATIO),
    )
    return softmax(mixed.map((score) => score / packed.temperature))
  }
  return { version: packed.version, rowOf, rows, judge }
}

/** Keeps the logarithm of a ratio finite. */
export const FLOOR_RATIO = 1e-9

function scoreBuckets(linear: PackedDetector['linear'], rowOf: Uint16Array, rows: Int8Array, features: PostFeatures): number[] {
  const scores = [...linear.bias]
  for (const { name, buckets } of features.blocks) {
    const sums = new Int32Array(VERDICTS)
    for (const bucket of buckets) {
      const at = (rowOf[bucket] ?? 0) * VERDICTS
      if (at === 0) continue
      for (let k = 0; k < VERDICTS; k++) sums[k] = (sums[k] ?? 0) + (rows[at + k] ?? 0)
    }
    const value = (BLOCK_SCALES[name] * linear.scale) / Math.sqrt(Math.max(buckets.length, 1))
    for (let k = 0; k < VERDICTS; k++) scores[k] = (scores[k] ?? 0) + value * (sums[k] ?? 0)
  }
  return scores
}

interface Trees {
  base: number[]
  /** First node of each tree, verdict by verdict. */
  roots: number[]
  rounds: number
  features: Uint16Array
  jumps: Uint16Array
  values: Float32Array
}

function scoreTrees({ base, roots, rounds, features, jumps, values }: Trees, numbers: Float64Array): number[] {
  return base.map((start, k) => {
    let score = start
    for (let tree = k * rounds; tree < (k + 1) * rounds; tree++) {
      let node = roots[tree] ?? 0
      for (let feature = features[node] ?? LEAF; feature !== LEAF; feature = features[node] ?? LEAF) {
        node += (numbers[feature] ?? 0) <= (values[node] ?? 0) ? 1 : (jumps[node] ?? 1)
      }
      score += values[node] ?? 0
    }
    return score
  })
}

function unpackRows(linear: PackedDetector['linear']): { rowOf: Uint16Array; rows: Int8Array } {
  const rowOf = new Uint16Array(1 << BUCKET_BITS)
  let bucket = -1
  let row = 0
  let gap = 0
  let shift = 0
  for (const byte of bytesOf(linear.gaps)) {
    gap |= (byte & 127) << shift
    shift += 7
    if (byte > 127) continue
    bucket += gap
    row += 1
    rowOf[bucket] = row
    gap = 0
    shift = 0
  }
  // Row 0 stays empty: it is the row of every unknown bucket.
  const rows = new Int8Array((row + 1) * VERDICTS)
  rows.set(new Int8Array(bytesOf(linear.weights).buffer), VERDICTS)
  return { rowOf, rows }
}

function unpackTrees(packed: PackedDetector['trees']): Trees {
  const features = new Uint16Array(bytesOf(packed.features).buffer)
  const jumps = new Uint16Array(bytesOf(packed.jumps).buffer)
  const values = new Float32Array(bytesOf(packed.values).buffer)
  const roots: number[] = []
  for (let node = 0, open = 0; node < features.length; node++) {
    if (open === 0) {
      roots.push(node)
      open = 1
    }
    open += features[node] === LEAF ? -1 : 1
  }
  return { base: packed.base, rounds: packed.rounds, roots, features, jumps, values }
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const binary = atob(base64)
  const bytes = new Uint8Array(binary.length)
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i)
  return bytes
}

function softmax(scores: number[]): number[] {
  const top = Math.max(...scores)
  const parts = scores.map((score) => Math.exp(score - top))
  const sum = parts.reduce((a, b) => a + b, 0)
  return parts.map((part) => part / sum)
}
