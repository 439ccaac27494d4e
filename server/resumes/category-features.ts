/** Features of a résumé's text for telling kinds of work apart: hashed, so that the weights hold no words. */

export const CATEGORY_BUCKET_BITS = 18
const BUCKETS = 1 << CATEGORY_BUCKET_BITS

/** A part of the features; each is of length 1 times its scale, so that a long text does not drown its title. */
export interface FeatureBlock {
  scale: number
  /** How much of each bucket. */
  values: Map<number, number>
}

const HEAD_CHARS = 120
const WORDS_MAX = 6_000
/** Lines that name a position are short. */
const LINE_CHARS_MAX = 80

/** Title line, words and short lines. Words that a PDF glued together still meet by their beginnings. */
export function categoryBlocks(text: string): FeatureBlock[] {
  const lower = text.toLowerCase()
  const words = (lower.match(/\p{L}[\p{L}+#]*/gu) ?? []).slice(0, WORDS_MAX)
  const head = (lower.slice(0, HEAD_CHARS).split('\n')[0] ?? '').match(/\p{L}+/gu) ?? []
  const short = lower
    .split('\n')
    .filter((line) => line.length < LINE_CHARS_MAX)
    .flatMap((line) => line.match(/\p{L}{3,}/gu) ?? [])
  return [
    { scale: SCALES.head, values: count([...head.map((word) => `1 ${word}`), `2 ${head.join(' ')}`]) },
    { scale: SCALES.words, values: count(words.map((word) => `w ${word}`)) },
    { scale: SCALES.short, values: count(short.map((word) => `s ${word}`)) },
    { scale: SCALES.stems, values: count(words.flatMap((word) => (word.length > 5 ? [`b ${word.slice(0, 5)}`] : []))) },
  ]
}

const SCALES = { head: 1.5, words: 1, short: 1, stems: 0.7 }

/** How often each stands there, damped: ten times is not ten times as telling. */
function count(features: string[]): Map<number, number> {
  const counts = new Map<number, number>()
  for (const feature of features) {
    const bucket = bucketOf(feature)
    counts.set(bucket, (counts.get(bucket) ?? 0) + 1)
  }
  for (const [bucket, times] of counts) counts.set(bucket, 1 + Math.log(times))
  return counts
}

/** FNV-1a over the letters. */
function bucketOf(feature: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < feature.length; at++) {
    hash ^= feature.charCodeAt(at)
    hash = Math.imul(hash, 0x01000193)
  }
  return ((hash >>> 0) ^ (hash >>> 14)) & (BUCKETS - 1)
}
