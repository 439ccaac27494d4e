import { IMPACT_CHANGE_MIN, IMPACT_GROUP_MIN } from '../../../contract/fairness'

/** Somebody who said what they are: their group, and whether they were selected. */
export interface Standing {
  group: string
  isSelected: boolean
}
export type Counts = Record<string, [applicants: number, selected: number]>

/** Applicants and selected by group. */
export function countGroups(standings: Iterable<Standing>): Counts {
  const counts: Counts = {}
  for (const { group, isSelected } of standings) {
    const [applicants, selected] = counts[group] ?? [0, 0]
    counts[group] = [applicants + 1, selected + (isSelected ? 1 : 0)]
  }
  return counts
}

/** The groups that may be shown: those of at least ten, when there are two of them to compare. */
export function largeGroups(counts: Counts): Counts {
  const large = Object.entries(counts).filter(([, [applicants]]) => applicants >= IMPACT_GROUP_MIN)
  return large.length < 2 ? {} : Object.fromEntries(large)
}

/**
 * Each group's selection rate, and that rate divided by the highest group's. Below four fifths is taken as evidence of adverse impact.
 * The ratio is `null` while nobody is selected.
 * Source: Uniform Guidelines on Employee Selection Procedures, 29 CFR 1607.4 D, https://www.ecfr.gov/current/title-29/section-1607.4
 */
export function impactRatios(counts: Counts): Record<string, { rate: number; impactRatio: number | null; isBelow: boolean }> {
  const groups = Object.entries(counts)
  // Fractions are compared by their whole numbers, so that four fifths is four fifths.
  const [highApplicants, highSelected] = groups
    .map(([, group]) => group)
    .reduce<[number, number]>((high, group) => (group[1] * high[0] > high[1] * group[0] ? group : high), [1, 0])
  return Object.fromEntries(
    groups.map(([group, [applicants, selected]]) => {
      const [part, whole] = [selected * highApplicants, applicants * highSelected]
      return [
        group,
        {
          rate: applicants === 0 ? 0 : selected / applicants,
          impactRatio: highSelected === 0 ? null : Math.round((part * 100) / whole) / 100,
          isBelow: highSelected > 0 && part * 5 < whole * 4,
        },
      ]
    }),
  )
}

/**
 * Whether two figures may both be known, given the groups of everybody who stands elsewhere in one than in the other (`null`: not known any more): nobody
 * does, at least five of more than one group do, or ten. Fewer, or few of one group, and the difference of the figures would say what somebody is.
 */
export function isSafeDifference(groups: readonly (string | null)[]): boolean {
  if (groups.length === 0 || groups.length >= IMPACT_GROUP_MIN) return true
  return groups.length >= IMPACT_CHANGE_MIN && new Set(groups.filter((group) => group !== null)).size > 1
}
