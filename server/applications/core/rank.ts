import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing'

/** What has a place in an order. */
export interface Ranked {
  id: string
  rank: string
}

/**
 * A rank after one and before another; `null` is the end of the order on that side.
 * `after` must be greater than `before`; of several with the rank of `before`, the new one comes behind all.
 */
export function rankBetween(before: string | null, after: string | null): string {
  return generateKeyBetween(before, after)
}

/** So many ranks in order, after one and before another. */
export function ranksBetween(before: string | null, after: string | null, count: number): string[] {
  return generateNKeysBetween(before, after, count)
}

/** Ranks are compared as plain bytes; equal ones by id, so that two people who drop at the same spot see the same order. */
export function compareRanked(a: Ranked, b: Ranked): number {
  return compareText(a.rank, b.rank) || compareText(a.id, b.id)
}

/** The rank right behind `afterId` in an order, first for `null`. Last when that one is not there. The moved one must not be in `column`. */
export function rankAfter(column: readonly Ranked[], afterId: string | null): string {
  const ordered = [...column].sort(compareRanked)
  if (afterId === null) return rankBetween(null, ordered[0]?.rank ?? null)
  const anchor = ordered.find((ranked) => ranked.id === afterId) ?? ordered.at(-1)
  if (!anchor) return rankBetween(null, null)
  return rankBetween(anchor.rank, ordered.find((ranked) => ranked.rank > anchor.rank)?.rank ?? null)
}

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
