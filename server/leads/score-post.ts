import { type PostScore, Verdict } from '../../contract/leads'
import type { Detector } from './detector'
import { type PostFeatures, readFeatures } from './features'

/**
 * What happens to a post by its score. An offer from `publishedRatio` is published; an offer from `queuedRatio`, or a scam from
 * `queuedRatio` that reads like an offer, waits for a person; everything else is kept unseen.
 * What these bands let through is measured in model/detector.card.md.
 */
export const LEAD_THRESHOLDS = { publishedRatio: 0.9, queuedRatio: 0.5 } as const

/**
 * Judges a post: does it offer a job, look for one, merely talk, or try to cheat? Needs no vendor; the same text gives the same score.
 * A post of which few words are known (another language, a link alone) never gets the confidence to be published.
 */
export function scorePost(judge: Detector, post: { text: string }): PostScore {
  const features = readFeatures(post.text)
  const read = tamed(judge.judge(features), knownRatio(judge, features))
  const ratios = SAYS_SEEKING.test(post.text) ? declaredSeeking(read) : read
  const best = ratios.indexOf(Math.max(...ratios))
  return {
    verdict: Verdict.options[best] ?? 'chatter',
    confidenceRatio: ratios[best] ?? 0,
    probabilities: { offer: ratios[0] ?? 0, seeking: ratios[1] ?? 0, chatter: ratios[2] ?? 0, scam: ratios[3] ?? 0 },
    modelVersion: judge.version,
    reasons: loudestWords(judge, features, best),
  }
}

/** The tag by which boards let an author say that they look for work themselves. Nobody who offers work begins so. */
const SAYS_SEEKING = /^\s{0,20}(?:\[\s?for hire\s?\]|seeking work\b)/i
const DECLARED_RATIO = 0.97

/** The author's own word weighs more than ours; what is left is shared as before. */
function declaredSeeking([offer = 0, , chatter = 0, scam = 0]: number[]): number[] {
  const rest = offer + chatter + scam || 1
  const share = (1 - DECLARED_RATIO) / rest
  return [offer * share, DECLARED_RATIO, chatter * share, scam * share]
}

const VERDICTS = Verdict.options.length
const REASONS_MAX = 8

/** From this share of known words on, a score stands as it is. Posts of the development half have more, all but a handful. */
const KNOWN_RATIO_MIN = 0.6
/** No verdict of a post in unknown words may be surer than this: under `publishedRatio`, at `queuedRatio` or a little over. */
const UNKNOWN_CONFIDENCE_MAX = 0.6

/** Flattens the ratios of a post whose words are mostly unknown, keeping their order. */
function tamed(ratios: number[], known: number): number[] {
  const top = Math.max(...ratios)
  if (known >= KNOWN_RATIO_MIN || top <= UNKNOWN_CONFIDENCE_MAX) return ratios
  const share = (UNKNOWN_CONFIDENCE_MAX - 1 / VERDICTS) / (top - 1 / VERDICTS)
  return ratios.map((ratio) => 1 / VERDICTS + share * (ratio - 1 / VERDICTS))
}

/** Share of the different words of the post that a training post had. 0 for a post without words. */
function knownRatio({ rowOf }: Detector, { words }: PostFeatures): number {
  let known = 0
  for (const bucket of words) if ((rowOf[bucket] ?? 0) > 0) known += 1
  return known / Math.max(words.length, 1)
}

/** The words and pairs that pull hardest towards the verdict, as they stand in the post, none twice. */
function loudestWords({ rowOf, rows }: Detector, features: PostFeatures, verdict: number): string[] {
  const pulls: { pull: number; index: number }[] = []
  features.blocks[0]?.buckets.forEach((bucket, index) => {
    const pull = rows[(rowOf[bucket] ?? 0) * VERDICTS + verdict] ?? 0
    if (pull > 0) pulls.push({ pull, index })
  })
  pulls.sort((a, b) => b.pull - a.pull || a.index - b.index)
  const reasons: string[] = []
  for (const { index } of pulls) {
    const span = features.text.slice(features.wordSpans[2 * index], features.wordSpans[2 * index + 1])
    const words = span.replace(/\s+/g, ' ').trim().toLowerCase()
    if (!/\p{L}/u.test(words) || reasons.some((reason) => reason.includes(words) || words.includes(reason))) continue
    reasons.push(words)
    if (reasons.length === REASONS_MAX) break
  }
  return reasons
}
