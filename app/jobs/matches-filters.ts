import type { JobCard, JobFilters } from '../../contract/jobs'

const DAY_MS = 86_400_000

/** Filters as the search page holds them: with the words really searched for, and where a remote job may say that one lives. */
export type LiveFilters = JobFilters & {
  /** The country one lives in and every region that holds it; empty when that filter is not set. */
  livesInRegions: string[]
}

/**
 * Whether a job that just opened belongs to a search, as far as its card tells.
 * Each word must begin a word of title, company, places or skills; the full text of an advert and forgiven typing errors are
 * the server's to judge, so this may leave a job out and is fit for a count, not for a result.
 */
export function matchesFilters(job: JobCard, filters: LiveFilters, nowMs: number): boolean {
  return (
    job.status === 'open' &&
    hasWords(job, filters.q) &&
    (filters.place.length === 0 || filters.place.some((place) => job.places.some((each) => isSamePlace(each, place)))) &&
    isOneOf(filters.remote, job.remote) &&
    isOneOf(filters.type, job.employmentType) &&
    isOneOf(filters.seniority, job.seniority) &&
    isOneOf(filters.source, job.source) &&
    (filters.skill.length === 0 || filters.skill.some((skill) => job.skills.some((each) => isSame(each, skill)))) &&
    (!filters.company || filters.company === job.companySlug) &&
    mayLiveThere(job, filters.livesInRegions) &&
    paysEnough(job, filters) &&
    (!filters.maxAgeDays || nowMs - Date.parse(job.foundAt) <= filters.maxAgeDays * DAY_MS)
  )
}

function hasWords(job: JobCard, query: string) {
  const words = wordsOf(query)
  if (words.length === 0) return true
  const text = wordsOf([job.title, job.companyName ?? '', ...job.places, ...job.skills].join(' '))
  return words.every((word) => text.some((each) => each.startsWith(word)))
}

const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}+#.]+/gu) ?? []
const isSame = (a: string, b: string) => a.toLowerCase() === b.toLowerCase()

/** `Berlin` and `Germany` both name `Berlin, Germany`. */
function isSamePlace(place: string, asked: string) {
  return isSame(place, asked) || place.split(', ').some((part) => isSame(part, asked))
}

function isOneOf<T extends string>(wanted: T[], value: T | null) {
  return wanted.length === 0 || (value !== null && wanted.includes(value))
}

function mayLiveThere(job: JobCard, regions: string[]) {
  return regions.length === 0 || job.remote !== 'remote' || job.remoteRegions.some((region) => regions.includes(region))
}

/** Pay in another currency, or none at all, does not compare. */
function paysEnough({ salary }: JobCard, { payMin, currency }: JobFilters) {
  if (payMin === undefined || currency === undefined) return true
  return salary?.currency === currency && salary.yearlyMaxCents !== null && salary.yearlyMaxCents >= payMin * 100
}
