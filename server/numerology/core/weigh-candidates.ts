/** A candidate in a list that was ordered without numerology, best first. */
export interface RankedCandidate {
  personId: string
  /** 0 to 1, made without numerology. */
  score: number
}

/** The most that compatibility may weigh in an organisation's list; nothing goes beyond it, whatever is asked. */
export const WEIGHT_PERCENT_MAX = 20

/**
 * The same candidates, of whom those who share compatibility may have changed places among each other.
 * The places that they hold together stay theirs: who does not share keeps exactly the place that they had, and nobody comes or goes.
 * With a weight of 0, or nobody who shares, it is the list that was given.
 *
 * @param compatibility 0 to 1 by person, for those who share alone
 * @param weightPercent 0 to 20; what is above counts as 20
 */
export function weighCandidates<T extends RankedCandidate>(
  ranked: readonly T[],
  compatibility: ReadonlyMap<string, number>,
  weightPercent: number,
): T[] {
  const weight = Math.min(Math.max(weightPercent, 0), WEIGHT_PERCENT_MAX)
  const places = ranked.flatMap(({ personId }, place) => (compatibility.has(personId) ? [place] : []))
  if (weight === 0 || places.length < 2) return [...ranked]
  const weighed = (candidate: T) => candidate.score * (100 - weight) + (compatibility.get(candidate.personId) ?? 0) * weight
  const sharing = ranked.filter(({ personId }) => compatibility.has(personId))
  // The sort is stable: equals stay in the order that they had.
  const reordered = [...sharing].sort((a, b) => weighed(b) - weighed(a))
  const list = [...ranked]
  for (const [index, place] of places.entries()) {
    const candidate = reordered[index]
    if (candidate) list[place] = candidate
  }
  return list
}
