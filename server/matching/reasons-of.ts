import type { FoundReason, Match, MatchEvidence } from '../../contract/matching'

/** From so much on, evidence speaks for somebody. */
const SPEAKS_FOR_PERMILLE = 600
const NAMES_MAX = 12

/** A match in words by criterion: what of the advert is answered, and what of it was not found. Criteria of which nothing is known are left out. */
export function reasonsOf({ criteria }: Match): FoundReason[] {
  return criteria.flatMap(({ criterion, permille, evidence }) => {
    if (permille === null) return []
    const has = namesOf(evidence.filter((each) => each.permille >= SPEAKS_FOR_PERMILLE))
    const missing = namesOf(evidence.filter(({ kind }) => kind === 'missing'))
    return has.length + missing.length === 0 ? [] : [{ criterion, has: has.slice(0, NAMES_MAX), missing: missing.slice(0, NAMES_MAX) }]
  })
}

/** Names before whole lines, which are long; of lines only those that can be read at a glance. */
export function namesOf(evidence: readonly MatchEvidence[]): string[] {
  return [...new Set(evidence.map(({ name }) => name))]
    .filter((name) => name.length <= 60)
    .sort((a, b) => Number(a.length > 30) - Number(b.length > 30))
}
