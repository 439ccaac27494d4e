import type { Criterion, CriterionMatch, LineSpan, MatchEvidence, UnknownWhy } from '../../../contract/matching'

/** A criterion without a value, and why. */
export function unknown(criterion: Criterion, why: UnknownWhy, evidence: MatchEvidence[] = []): CriterionMatch {
  return { criterion, permille: null, unknown: why, evidence }
}

export function known(criterion: Criterion, permille: number, evidence: MatchEvidence[]): CriterionMatch {
  return { criterion, permille, unknown: null, evidence }
}

/** One line of evidence, called by what it is worth: `near` stands for a like thing, `part` for some of the same. */
export function evidenceOf(given: {
  name: string
  permille: number
  by?: string | null
  asked?: LineSpan | null
  answered?: LineSpan | null
  between?: 'near' | 'part'
}): MatchEvidence {
  const { name, permille, by = null, asked = null, answered = null, between = 'part' } = given
  const kind = permille >= 1_000 ? 'same' : permille <= 0 ? 'missing' : between
  return { kind, name: name.slice(0, 300), by: by?.slice(0, 300) ?? null, asked, answered, permille }
}

/** The weighted mean in whole thousandths; 0 for nothing. */
export function meanOf(values: readonly { permille: number; weight: number }[]): number {
  const all = values.reduce((sum, { weight }) => sum + weight, 0)
  const weighed = values.reduce((sum, { permille, weight }) => sum + permille * weight, 0)
  return all === 0 ? 0 : Math.floor((2 * weighed + all) / (2 * all))
}

export const wholeLine = (line: string, text: string): LineSpan => ({ line, start: 0, end: text.length })
