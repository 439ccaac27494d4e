import type { BucketModel } from './linear'

/** The form of the weights that the product carries: see `unpack` in server/leads/score-post.ts. */
export interface PackedDetector {
  version: string
  /** Weight of one unit of a stored byte. */
  scale: number
  temperature: number
  bias: number[]
  gaps: string
  weights: string
}

/** Keeps the `rowsMax` buckets with the largest weights and rounds every weight to a signed byte. */
export function packDetector(model: BucketModel, options: { version: string; temperature: number; rowsMax: number }): PackedDetector {
  const rows = [...model.weights].map(([bucket, weights]) => ({ bucket, weights, size: Math.max(...weights.map(Math.abs)) }))
  const kept = rows.sort((a, b) => b.size - a.size || a.bucket - b.bucket).slice(0, options.rowsMax)
  // A few weights tower over the rest; cutting them at the 99.9th percentile leaves finer steps for all others.
  const scale = (kept[Math.floor(kept.length / 1000)]?.size ?? 1) / 127
  const rounded = kept
    .map(({ bucket, weights }) => ({ bucket, bytes: Array.from(weights, (weight) => clamp(Math.round(weight / scale))) }))
    .filter(({ bytes }) => bytes.some((byte) => byte !== 0))
    .sort((a, b) => a.bucket - b.bucket)
  const gaps: number[] = []
  let previous = -1
  for (const { bucket } of rounded) {
    for (let gap = bucket - previous; ; gap >>>= 7) {
      gaps.push(gap > 127 ? (gap & 127) | 128 : gap)
      if (gap <= 127) break
    }
    previous = bucket
  }
  return {
    version: options.version,
    scale,
    temperature: options.temperature,
    bias: [...model.bias],
    gaps: Buffer.from(gaps).toString('base64'),
    weights: Buffer.from(Int8Array.from(rounded.flatMap(({ bytes }) => bytes)).buffer).toString('base64'),
  }
}

function clamp(value: number): number {
  return Math.max(-127, Math.min(127, value))
}
