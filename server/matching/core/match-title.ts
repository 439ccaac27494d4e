import type { Seniority } from '../../../contract/jobs'
import type { CriterionMatch, LineSpan, MatchInputs } from '../../../contract/matching'
import { evidenceOf, known, unknown, wholeLine } from './criterion'
import { titleLikeness } from './title-likeness'

/** A title held within so many months counts in full, an older one for less. */
const RECENT_MONTHS = 36
const OLD_MONTHS = 96
/** Titles as unlike as this share a word by chance. */
const CHANCE_PERMILLE = 200

/** Whether the person has done what the job is called, lately before long ago. */
export function matchTitle({ seeker, job, titlesNear }: MatchInputs): CriterionMatch {
  if (seeker.titles.length === 0) return unknown('title', 'person-silent')
  let best: { permille: number; text: string; at: LineSpan } | null = null
  for (const { text, at, monthsAgo } of seeker.titles) {
    const likeness = likenessOf(text, job.title, titlesNear)
    const worth = monthsAgo <= RECENT_MONTHS ? 1_000 : monthsAgo <= OLD_MONTHS ? 850 : 700
    const permille = Math.floor((likeness * worth) / 1_000)
    if (permille > (best?.permille ?? -1)) best = { permille, text, at }
  }
  const permille = best === null || best.permille < CHANCE_PERMILLE ? 0 : best.permille
  const evidence = evidenceOf({
    name: job.title,
    by: permille > 0 ? (best?.text ?? null) : null,
    permille,
    asked: wholeLine('title', job.title),
    answered: permille > 0 ? (best?.at ?? null) : null,
    between: 'near',
  })
  return known('title', permille, [evidence])
}

/** By the words of both, or by what their vectors said where that is more. */
export function likenessOf(from: string, to: string, near: MatchInputs['titlesNear']): number {
  const byVector = near.find((pair) => pair.from === from && pair.to === to)?.permille ?? 0
  return Math.max(titleLikeness(from, to), byVector)
}

const LEVELS: Record<Seniority, number> = { intern: 0, junior: 1, mid: 2, senior: 3, staff: 4, manager: 4, executive: 6 }
/** By how many steps two levels differ. */
const STEPS = [1_000, 600, 250, 50]

/** How near the level of the job is to the person's own; above and below cost the same. */
export function matchSeniority({ seeker, job }: MatchInputs): CriterionMatch {
  if (job.seniority === null) return unknown('seniority', 'advert-silent')
  if (seeker.seniority === null) return unknown('seniority', 'person-silent')
  const { level, at } = seeker.seniority
  const permille = levelLikeness(level, job.seniority)
  const asked = wholeLine('title', job.title)
  return known('seniority', permille, [evidenceOf({ name: job.seniority, by: level, permille, asked, answered: at, between: 'near' })])
}

export function levelLikeness(a: Seniority, b: Seniority): number {
  // A manager leads people and a staff engineer does not: as high, and another step.
  const apart = Math.abs(LEVELS[a] - LEVELS[b]) + (a !== b && LEVELS[a] === LEVELS[b] ? 1 : 0)
  return STEPS[apart] ?? 0
}
