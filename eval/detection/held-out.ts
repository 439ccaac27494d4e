import type { Verdict } from '../../contract/leads'
import { LEAD_THRESHOLDS } from '../../server/leads/score-post'
import { fitDetector, scoreDetector, type TrainingPost } from './detector'
import { type Figures, measure, round } from './figures'
import { probabilitiesOf, verdictOf } from './linear'
import type { LabelledPost } from './posts'

/** Scores of every post by a model that saw neither it nor any post of its part; posts of part -1 are trained on always and scored never. */
export function heldOutScores(
  posts: TrainingPost[],
  parts: number[],
  own: TrainingPost[],
  say: (line: string) => void,
): (Float64Array | undefined)[] {
  const scores: (Float64Array | undefined)[] = posts.map(() => undefined)
  const wanted = [...new Set(parts)].filter((part) => part >= 0).sort((a, b) => a - b)
  wanted.forEach((part, index) => {
    const detector = fitDetector(
      posts.filter((_, at) => parts[at] !== part),
      own,
    )
    posts.forEach((post, at) => {
      if (parts[at] === part) scores[at] = scoreDetector(detector, post.features)
    })
    say(`part ${index + 1} of ${wanted.length} held out`)
  })
  return scores
}

export function figuresOf(posts: LabelledPost[], scores: (Float64Array | undefined)[]): Figures {
  return measure(
    posts.flatMap((post, index) => {
      const score = scores[index]
      return score ? [{ source: post.source, label: post.label, verdict: verdictOf(probabilitiesOf(score)) }] : []
    }),
  )
}

export interface Band {
  posts: number
  /** Share of the band that are offers. */
  precision: number
  /** Share of all offers that lie in the band. */
  recall: number
}

/** The three bands of LEAD_THRESHOLDS over held-out scores. Whether a scam's text offers a job is not looked at: all are taken to. */
export function bandsOf(
  posts: LabelledPost[],
  scores: (Float64Array | undefined)[],
  temperature: number,
): Record<'published' | 'queued' | 'unseen', Band> {
  const bandOf = (score: Float64Array): 'published' | 'queued' | 'unseen' => {
    const ratios = probabilitiesOf(score, temperature)
    const verdict: Verdict = verdictOf(ratios)
    const confidence = Math.max(...ratios)
    if (verdict === 'offer' && confidence >= LEAD_THRESHOLDS.publishedRatio) return 'published'
    return (verdict === 'offer' || verdict === 'scam') && confidence >= LEAD_THRESHOLDS.queuedRatio ? 'queued' : 'unseen'
  }
  const placed = posts.flatMap((post, index) => {
    const score = scores[index]
    return score ? [{ label: post.label, band: bandOf(score) }] : []
  })
  const offers = placed.filter(({ label }) => label === 'offer').length
  const bandNamed = (name: 'published' | 'queued' | 'unseen'): Band => {
    const inside = placed.filter(({ band }) => band === name)
    const right = inside.filter(({ label }) => label === 'offer').length
    return { posts: inside.length, precision: round(right / Math.max(inside.length, 1)), recall: round(right / Math.max(offers, 1)) }
  }
  return { published: bandNamed('published'), queued: bandNamed('queued'), unseen: bandNamed('unseen') }
}

/** Mean distance between confidence and being right, over ten bins of confidence, weighted by their posts (expected calibration error). */
export function calibrationError(posts: LabelledPost[], scores: (Float64Array | undefined)[], temperature: number): number {
  const bins = Array.from({ length: 10 }, () => ({ n: 0, right: 0, confidence: 0 }))
  posts.forEach((post, index) => {
    const score = scores[index]
    if (!score) return
    const ratios = probabilitiesOf(score, temperature)
    const confidence = Math.max(...ratios)
    const bin = bins[Math.min(9, Math.floor(confidence * 10))]
    if (!bin) return
    bin.n += 1
    bin.confidence += confidence
    bin.right += verdictOf(ratios) === post.label ? 1 : 0
  })
  const all = bins.reduce((sum, bin) => sum + bin.n, 0)
  return round(bins.reduce((sum, bin) => sum + Math.abs(bin.right - bin.confidence), 0) / Math.max(all, 1))
}
