import { JobFilters, JobSearch } from '../../contract/jobs'

const LISTS = ['place', 'remote', 'type', 'seniority', 'skill', 'source'] as const
const SINGLES = ['q', 'livesIn', 'company', 'payMin', 'currency', 'maxAgeDays', 'sort', 'cursor'] as const
const SHOWN = { limit: 20, currency: 'EUR' }

/**
 * The search that an address asks for. What it cannot mean (an unknown type, pay that is no number) is left out and named in
 * `ignored`, so that an old or mistyped link still shows jobs. Pay without a currency is taken as euros.
 */
export function readSearch(params: URLSearchParams): { search: JobSearch; filters: JobFilters; ignored: string[] } {
  const asked: Record<string, unknown> = { limit: SHOWN.limit }
  for (const name of LISTS) asked[name] = [...new Set(params.getAll(name).filter(isGiven))].slice(0, 20)
  for (const name of SINGLES) {
    const value = params.get(name)
    if (value !== null && isGiven(value)) asked[name] = value
  }
  if (asked.payMin !== undefined) asked.currency ??= SHOWN.currency
  const ignored = new Set<string>()
  for (;;) {
    const read = JobSearch.safeParse(asked)
    if (read.success) return { search: read.data, filters: JobFilters.parse(read.data), ignored: [...ignored] }
    for (const issue of read.error.issues) {
      const name = String(issue.path[0])
      ignored.add(name)
      delete asked[name]
    }
  }
}

const isGiven = (value: string) => value.trim() !== ''
