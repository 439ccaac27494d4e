import { RESUME_CATEGORIES, type ResumeCategory } from '../../contract/resumes'
import { categoryBlocks } from './category-features'

/** The weights as they lie in model/categories.json; every string is base64. */
export interface PackedCategories {
  version: string
  bias: number[]
  /** Weight of one unit of a stored byte. */
  scale: number
  /** Buckets in order, 32-bit little-endian; how much more a rare one counts, 32-bit floats; one signed byte for each category. */
  buckets: string
  rarity: string
  weights: string
}

/** What kind of work a text speaks of, and how sure that is; `null` when it says next to nothing. The weights are loaded at first use. */
export async function readCategory(text: string): Promise<{ category: ResumeCategory; confidenceRatio: number } | null> {
  if (text.trim().length < TEXT_CHARS_MIN) return null
  loaded ??= unpack((await import('./model/categories.json')).default)
  return judgeCategory(loaded, text)
}

const TEXT_CHARS_MIN = 200

/** The weights are the same for everyone, so they may live as long as the isolate. */
let loaded: Categories | null = null

export interface Categories {
  bias: number[]
  rowOf: Map<number, number>
  rarity: Float32Array
  weights: Float32Array
}

export function judgeCategory(
  { bias, rowOf, rarity, weights }: Categories,
  text: string,
): { category: ResumeCategory; confidenceRatio: number } | null {
  const scores = [...bias]
  for (const { scale, values } of categoryBlocks(text)) {
    const known = [...values].flatMap(([bucket, value]) => {
      const row = rowOf.get(bucket)
      return row === undefined ? [] : [{ row, value: value * (rarity[row] ?? 0) }]
    })
    const length = Math.sqrt(known.reduce((sum, { value }) => sum + value * value, 0)) || 1
    for (const { row, value } of known)
      for (let k = 0; k < scores.length; k++)
        scores[k] = (scores[k] ?? 0) + ((scale * value) / length) * (weights[row * scores.length + k] ?? 0)
  }
  const top = Math.max(...scores)
  const category = RESUME_CATEGORIES[scores.indexOf(top)]
  return category ? { category, confidenceRatio: 1 / scores.reduce((sum, score) => sum + Math.exp(score - top), 0) } : null
}

function unpack(packed: PackedCategories): Categories {
  const buckets = new Uint32Array(bytesOf(packed.buckets).buffer)
  const bytes = new Int8Array(bytesOf(packed.weights).buffer)
  return {
    bias: packed.bias,
    rowOf: new Map([...buckets].map((bucket, row) => [bucket, row])),
    rarity: new Float32Array(bytesOf(packed.rarity).buffer),
    weights: Float32Array.from(bytes, (byte) => byte * packed.scale),
  }
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
}
