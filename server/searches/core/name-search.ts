import type { JobFilters } from '../../../contract/jobs'

const LENGTH_MAX = 120

/** What a search asks, in a few words: `pastry chef, Lyon, on site`. */
export function nameSearch(filters: JobFilters, companyName: string | null): string {
  const parts = [
    ...(filters.q === '' ? [] : [filters.q]),
    ...filters.place,
    ...filters.remote.map((remote) => (remote === 'onsite' ? 'on site' : remote)),
    ...filters.skill,
    ...[...filters.type, ...filters.seniority].map((word) => word.replaceAll('_', ' ')),
    ...(filters.company === undefined ? [] : [`at ${companyName ?? filters.company}`]),
    ...(filters.payMin === undefined ? [] : [`from ${filters.payMin.toLocaleString('en')} ${filters.currency ?? ''}`.trim()]),
    ...(filters.livesIn === undefined ? [] : [`living in ${filters.livesIn}`]),
    ...filters.source.map((source) => `from ${source}`),
  ]
  const name = parts.join(', ')
  return name.length > LENGTH_MAX ? `${name.slice(0, LENGTH_MAX - 1)}…` : name
}
