import { cosineOfBytes } from '../vectors/vector'
import { embedText } from '../vectors/word-table'
import type { Titles } from './open-titles'
import { seniorityOf } from './seniority'

/**
 * How near two job titles are in what is done, 0 to 1; their levels are left out (`Senior Nurse` and `Nurse` are 1).
 * Titles without any known word are near only to themselves.
 */
export function titleSimilarity({ words }: Titles, one: string, other: string): number {
  const a = seniorityOf(one).rest
  const b = seniorityOf(other).rest
  if (a.toLowerCase() === b.toLowerCase()) return 1
  return Math.max(0, cosineOfBytes(embedText(words, a).values, embedText(words, b).values))
}
