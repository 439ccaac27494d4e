import type { PackedDetector } from '../../server/leads/detector'
import type { BoostedTrees } from './boosting'
import { type Detector, TREES_SHARE } from './detector'
import type { BucketModel } from './linear'

/** Rows are numbered in 16 bits, and row 0 means "unknown". */
const ROWS_MAX = 65_535
const LEAF = 0xffff

/** The weights in the form that the product carries. */
export function packDetector(detector: Detector, options: { version: string; temperature: number }): PackedDetector {
  return { ...options, treesShare: TREES_SHARE, linear: packLinear(detector.linear), trees: packTrees(detector.trees) }
}

/** Keeps the buckets with the largest weights and rounds every weight to a signed byte. */
function packLinear(model: BucketModel): PackedDetector['linear'] {
  const rows = [...model.weights].map(([bucket, weights]) => ({ bucket, weights, size: Math.max(...weights.map(Math.abs)) }))
  const kept = rows.sort((a, b) => b.size - a.size || a.bucket - b.bucket).slice(0, ROWS_MAX)
  // A few weights tower over the rest; cutting them at the largest thousandth leaves finer steps for all others.
  const scale = (kept[Math.floor(kept.length / 1000)]?.size ?? 1) / 127
  // A bucket whose bytes are all 0 stays: it says that training knew the word.
  const rounded = kept
    .map(({ bucket, weights }) => ({ bucket, bytes: Array.from(weights, (weight) => clamp(Math.round(weight / scale))) }))
    .sort((a, b) => a.bucket - b.bucket)
  const gaps: number[] = []
  let previous = -1
  for (const { bucket } of rounded) {
    let gap = bucket - previous
    for (; gap > 127; gap >>>= 7) gaps.push((gap & 127) | 128)
    gaps.push(gap)
    previous = bucket
  }
  return {
    bias: [...model.bias],
    scale,
    gaps: Buffer.from(gaps).toString('base64'),
    weights: base64(Int8Array.from(rounded.flatMap(({ bytes }) => bytes))),
  }
}

function packTrees(model: BoostedTrees): PackedDetector['trees'] {
  const nodes = model.trees.flat().flatMap((tree) => tree.map((node, index) => ({ ...node, index })))
  return {
    base: model.base,
    rounds: model.trees[0]?.length ?? 0,
    features: base64(Uint16Array.from(nodes, (node) => (node.feature < 0 ? LEAF : node.feature))),
    jumps: base64(Uint16Array.from(nodes, (node) => (node.feature < 0 ? 0 : node.right - node.index))),
    // A threshold is a value that was seen: rounded down to 32 bits it would send that value right.
    values: base64(
      Float32Array.from(nodes, (node) => (node.feature < 0 ? node.value : node.threshold + 1e-6 * (1 + Math.abs(node.threshold)))),
    ),
  }
}

function base64(values: Int8Array | Uint16Array | Float32Array): string {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('base64')
}

function clamp(value: number): number {
  return Math.max(-127, Math.min(127, value))
}
