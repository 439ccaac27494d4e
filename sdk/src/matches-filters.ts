import type { JobCard } from './contract'
import type { WatchFilters } from './filters'

/**
 * Whether a job fits a search, as far as its card tells. Each word must begin a word of title, company, places or skills;
 * the full text of an advert and forgiven typing errors are the server's to judge.
 */
export function matchesFilters(job: JobCard, filters: WatchFilters): boolean {
  return (
    hasWords(job, filters.q ?? '') &&
    isOneOf(filters.remote, job.remote) &&
    isOneOf(filters.type, job.employmentType) &&
    isOneOf(filters.seniority, job.seniority) &&
    isOneOf(filters.source, job.source) &&
    hasAny(
      filters.place,
      job.places.flatMap((place) => [place, ...place.split(', ')]),
    ) &&
    hasAny(filters.skill, job.skills) &&
    (!filters.company || filters.company === job.companySlug) &&
    paysEnough(job, filters)
  )
}

function hasWords(job: JobCard, query: string): boolean {
  // A search takes `remote` and `part-time` as filters; here their words are found on the card.
  const kinds = [job.remote ?? '', job.employmentType?.replace('_', ' ') ?? '']
  const text = wordsOf([job.title, job.companyName ?? '', ...job.places, ...job.skills, ...kinds].join(' '))
  return wordsOf(query).every((word) => text.some((each) => each.startsWith(word)))
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}+#.]+/gu) ?? []
}

function isOneOf<T extends string>(wanted: T[] | undefined, value: T | null): boolean {
  return !wanted || wanted.length === 0 || (value !== null && wanted.includes(value))
}

function hasAny(wanted: string[] | undefined, values: string[]): boolean {
  if (!wanted || wanted.length === 0) return true
  const known = new Set(values.map((value) => value.toLowerCase()))
  return wanted.some((each) => known.has(each.toLowerCase()))
}

/** Pay in another currency, or none at all, does not compare. */
function paysEnough({ salary }: JobCard, { payMin, currency }: WatchFilters): boolean {
  if (payMin === undefined) return true
  return salary !== null && salary.currency === currency?.toUpperCase() && (salary.yearlyMaxCents ?? 0) >= payMin * 100
}
