import { type PostScore, Verdict } from '../../contract/leads'
import { BLOCK_SCALES, BUCKET_BITS, type PostFeatures, readFeatures } from './features'
import detector from './model/detector.json'

/**
 * What happens to a post by its score. An offer from `publishedRatio` is published; an offer from `queuedRatio`, or a scam from
 * `queuedRatio` that reads like an offer, waits for a person; everything else is kept unseen.
 * What these bands let through is measured in `model/detector.card.md`.
 */
export const LEAD_THRESHOLDS = { publishedRatio: 0.9, queuedRatio: 0.5 } as const

/**
 * Judges a post: does it offer a job, look for one, merely talk, or try to cheat? Needs no vendor; the same text gives the same score.
 * A post of which hardly a word is known (another language, a link alone) never gets a high confidence.
 */
export function scorePost(post: { text: string }): PostScore {
  const model = weights()
  const features = readFeatures(post.text)
  const scores = Float64Array.from(detector.bias)
  for (const { name, buckets } of features.blocks) {
    const value = (BLOCK_SCALES[name] * detector.scale) / Math.sqrt(Math.max(buckets.length, 1))
    for (const bucket of buckets) {
      const row = model.rowOf[bucket] ?? 0
      if (row === 0) continue
      for (let k = 0; k < VERDICTS; k++) scores[k] = (scores[k] ?? 0) + value * (model.rows[row * VERDICTS + k] ?? 0)
    }
  }
  const ratios = softmax(scores.map((score) => score / detector.temperature))
  const best = ratios.indexOf(Math.max(...ratios))
  return {
    verdict: Verdict.options[best] ?? 'chatter',
    confidenceRatio: ratios[best] ?? 0,
    probabilities: { offer: ratios[0] ?? 0, seeking: ratios[1] ?? 0, chatter: ratios[2] ?? 0, scam: ratios[3] ?? 0 },
    modelVersion: detector.version,
    reasons: loudestWords(features, best),
  }
}

const VERDICTS = Verdict.options.length
const REASONS_MAX = 8

/** The word features that pull hardest towards `verdict` and away from the mean of the others, as they stand in the post. */
function loudestWords(features: PostFeatures, verdict: number): string[] {
  const { rowOf, rows } = weights()
  const pulls: { pull: number; start: number; end: number }[] = []
  features.blocks[0]?.buckets.forEach((bucket, index) => {
    const row = rowOf[bucket] ?? 0
    if (row === 0) return
    const pull = rows[row * VERDICTS + verdict] ?? 0
    if (pull > 0) pulls.push({ pull, start: features.wordSpans[2 * index] ?? 0, end: features.wordSpans[2 * index + 1] ?? 0 })
  })
  pulls.sort((a, b) => b.pull - a.pull || a.start - b.start)
  const reasons: string[] = []
  for (const { start, end } of pulls) {
    const words = features.text.slice(start, end).replace(/\s+/g, ' ').trim().toLowerCase()
    if (words === '' || reasons.some((reason) => reason.includes(words) || words.includes(reason))) continue
    reasons.push(words)
    if (reasons.length === REASONS_MAX) break
  }
  return reasons
}

function softmax(scores: Float64Array): number[] {
  const top = Math.max(...scores)
  const parts = Array.from(scores, (score) => Math.exp(score - top))
  const sum = parts.reduce((a, b) => a + b, 0)
  return parts.map((part) => part / sum)
}

interface Weights {
  /** Row of a bucket in `rows`; 0 when no training post had it. */
  rowOf: Uint16Array
  rows: Int8Array
}

let unpacked: Weights | undefined

/** Unpacks the weights at the first post rather than when the Worker starts. They are constants: nothing of a post stays here. */
function weights(): Weights {
  unpacked ??= unpack(detector)
  return unpacked
}

/** `gaps` are the steps from one used bucket to the next as base-128 numbers, low digits first; `weights` one signed byte a verdict. */
function unpack(packed: { gaps: string; weights: string }): Weights {
  const gaps = bytesOf(packed.gaps)
  const rowOf = new Uint16Array(1 << BUCKET_BITS)
  let bucket = -1
  let row = 0
  let gap = 0
  let shift = 0
  for (const byte of gaps) {
    gap |= (byte & 127) << shift
    shift += 7
    if (byte > 127) continue
    bucket += gap
    row += 1
    rowOf[bucket] = row
    gap = 0
    shift = 0
  }
  const rows = new Int8Array((row + 1) * VERDICTS)
  rows.set(new Int8Array(bytesOf(packed.weights).buffer), VERDICTS)
  return { rowOf, rows }
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const binary = atob(base64)
  const bytes = new Uint8Array(binary.length)
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i)
  return bytes
}
