import { cosineOfBytes } from '../vectors/vector'
import { embedText } from '../vectors/word-table'
import type { Titles } from './open-titles'

export interface OccupationGuess {
  /** Concept of ESCO, the European classification of occupations. */
  escoUri: string
  label: string
  /** 0 to 1; the guesses of one title add up to at most 1. */
  score: number
}

/**
 * The occupations that a job's title most likely names, best first: `Kitchen hand (nights)` → kitchen assistant.
 * Empty when no word of it is known.
 */
export function normaliseTitle({ words, model }: Titles, title: string, limit = 5): OccupationGuess[] {
  const { values } = embedText(words, title)
  if (values.every((value) => value === 0)) return []
  const best = new Float32Array(model.occupations.length).fill(-1)
  const width = words.dimensions
  model.occupationOfName.forEach((occupation, at) => {
    const near = cosineOfBytes(values, model.names.subarray(at * width, (at + 1) * width))
    if (near > (best[occupation] ?? -1)) best[occupation] = near
  })
  const top = [...best.keys()].sort((a, b) => (best[b] ?? 0) - (best[a] ?? 0) || a - b).slice(0, limit)
  const loud = top.map((at) => Math.exp(SHARPNESS * (best[at] ?? 0)))
  const total = loud.reduce((sum, each) => sum + each, 0)
  return top.flatMap((at, rank) => {
    const occupation = model.occupations[at]
    return occupation ? [{ ...occupation, score: (loud[rank] ?? 0) / total }] : []
  })
}

const SHARPNESS = 20
