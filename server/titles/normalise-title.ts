import type { Titles } from './open-titles'
import { scoreOccupations } from './title-model'

export interface OccupationGuess {
  /** Concept of ESCO, the European classification of occupations. */
  escoUri: string
  label: string
  /** 0 to 1; the guesses of one title add up to at most 1. How often a score is right is told in the model card. */
  score: number
}

/**
 * The occupations that a job's title most likely names, best first: `Kitchen hand (nights)` → kitchen assistant.
 * Empty when nothing of it is known.
 */
export function normaliseTitle({ model }: Pick<Titles, 'model'>, title: string, limit = 5): OccupationGuess[] {
  const scores = /\p{L}/u.test(title) ? scoreOccupations(model, title) : null
  if (!scores) return []
  return [...scores.keys()]
    .filter((at) => (scores[at] ?? 0) > 0)
    .sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b)
    .slice(0, limit)
    .flatMap((at) => {
      const occupation = model.occupations[at]
      return occupation ? [{ ...occupation, score: scores[at] ?? 0 }] : []
    })
}
