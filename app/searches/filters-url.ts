import type { JobFilters } from '../../contract/jobs'

/** The address of a search with these filters. */
export function filtersUrl(filters: JobFilters): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(filters))
    for (const each of Array.isArray(value) ? value : [value]) if (each !== undefined && each !== '') params.append(name, String(each))
  const query = params.toString()
  return query === '' ? '/jobs' : `/jobs?${query}`
}
