import { type Match, type MatchScore, type MatchWeights, WEIGHED, type Weighed } from '../../../contract/matching'

/** What is known of one match, by part: thousandths, `null` for unknown; a part that is absent does not exist for this person. */
export type MatchParts = Partial<Record<Weighed, number | null>>

/**
 * The score of a match: the mean of what is known, weighted as the person set it, in whole thousandths. What is unknown counts for nothing,
 * so that an advert's silence punishes nobody; `knownPermille` says how much that left. With nothing known, or all weights at zero, there is none.
 */
export function scoreParts(parts: MatchParts, weights: MatchWeights): MatchScore {
  let weighed = 0
  let known = 0
  let all = 0
  for (const name of WEIGHED) {
    const part = parts[name]
    if (part === undefined) continue
    all += weights[name]
    if (part === null) continue
    known += weights[name]
    weighed += weights[name] * part
  }
  if (known === 0) return { permille: null, knownPermille: 0 }
  return { permille: Math.floor((2 * weighed + known) / (2 * known)), knownPermille: Math.floor((1_000 * known) / all) }
}

/** As what is not known stands in an order: neither for nor against. */
const UNKNOWN_PERMILLE = 500

/**
 * What a list is ordered by: the score, held towards the middle by how little is known. A full match of a tenth of what counts then stands
 * behind a good match of most of it; where all is known it is the score. Receipts and pages say the score, and how much is known.
 * `null` where there is no score.
 */
export function steadyPermille(parts: MatchParts, weights: MatchWeights): number | null {
  let weighed = 0
  let all = 0
  let isKnown = false
  for (const name of WEIGHED) {
    const part = parts[name]
    if (part === undefined) continue
    all += weights[name]
    weighed += weights[name] * (part ?? UNKNOWN_PERMILLE)
    isKnown ||= part !== null && weights[name] > 0
  }
  return isKnown ? Math.floor((2 * weighed + all) / (2 * all)) : null
}

/** Below so much known, in thousandths, a number by itself would say more than is known. */
export const LITTLE_KNOWN_PERMILLE = 350

/** The parts of a match. `numerology` is given only for somebody who chose it. */
export function partsOf(match: Match, numerologyPermille?: number | null): MatchParts {
  const parts: MatchParts = Object.fromEntries(match.criteria.map(({ criterion, permille }) => [criterion, permille]))
  return numerologyPermille === undefined ? parts : { ...parts, numerology: numerologyPermille }
}

/** Weights without numerology: the list that this person would see had they never chosen it. */
export const withoutNumerology = (weights: MatchWeights): MatchWeights => ({ ...weights, numerology: 0 })

/** What each part adds to the score, in the order of the criteria: its share of all that is known, and its value. */
export function sharesOf(parts: MatchParts, weights: MatchWeights): { part: Weighed; sharePermille: number; permille: number | null }[] {
  const known = WEIGHED.reduce((sum, name) => sum + (typeof parts[name] === 'number' ? weights[name] : 0), 0)
  return WEIGHED.flatMap((part) => {
    const permille = parts[part]
    if (permille === undefined) return []
    return [{ part, permille, sharePermille: permille === null || known === 0 ? 0 : Math.floor((1_000 * weights[part]) / known) }]
  })
}

/** Something that a list of matches orders. */
export interface Ordered {
  parts: MatchParts
  card: { id: string; foundAt: string }
}

/**
 * Best first by these weights and by how much is known (`steadyPermille`): then by score, then the newer, then the higher id. Server and browser
 * order by this same function, so that a list is the same after it was loaded anew.
 */
export function orderMatches<Item extends Ordered>(items: readonly Item[], weights: MatchWeights): { item: Item; score: MatchScore }[] {
  return items
    .map((item) => ({ item, score: scoreParts(item.parts, weights), steady: steadyPermille(item.parts, weights) ?? -1 }))
    .sort(
      (a, b) =>
        b.steady - a.steady ||
        (b.score.permille ?? -1) - (a.score.permille ?? -1) ||
        compare(b.item.card.foundAt, a.item.card.foundAt) ||
        compare(b.item.card.id, a.item.card.id),
    )
    .map(({ item, score }) => ({ item, score }))
}

/** How many places each item moved when the list is ordered by `weights` in place of `before`: positive is up. Same items only. */
export function movesBetween<Item extends Ordered>(
  items: readonly Item[],
  before: MatchWeights,
  weights: MatchWeights,
): Map<string, number> {
  const was = new Map(orderMatches(items, before).map(({ item }, index) => [item.card.id, index]))
  return new Map(orderMatches(items, weights).map(({ item }, index) => [item.card.id, (was.get(item.card.id) ?? index) - index]))
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
