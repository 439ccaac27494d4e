import { Link } from '@remix-run/react'
import type { JobFilters } from '../../contract/jobs'
import { RemovableChip } from '../ui/chip'
import { formatPayFloor } from './format-pay'
import { type FilterParam, withoutFilter } from './search-url'
import { ageWord, countryName, REMOTE_WORDS, SENIORITY_WORDS, sourceWord, TYPE_WORDS } from './words'

export type ActiveFilter = { name: FilterParam; value?: string; words: string }

/**
 * Every filter in force in words, so that each can be taken back by itself.
 *
 * @param companyName the company's own spelling; without it the word of its address stands in
 */
export function listActiveFilters(filters: JobFilters, companyName?: string | null): ActiveFilter[] {
  const one = (name: FilterParam, words: string | undefined): ActiveFilter[] => (words ? [{ name, words }] : [])
  return [
    ...one('q', filters.q && `“${filters.q}”`),
    ...filters.remote.map((value): ActiveFilter => ({ name: 'remote', value, words: REMOTE_WORDS[value] })),
    ...filters.place.map((value): ActiveFilter => ({ name: 'place', value, words: value })),
    ...one('livesIn', filters.livesIn && `Living in ${countryName(filters.livesIn)}`),
    ...one('payMin', filters.payMin === undefined ? undefined : `Pay ${formatPayFloor(filters.payMin, filters.currency)}`),
    ...filters.type.map((value): ActiveFilter => ({ name: 'type', value, words: TYPE_WORDS[value] })),
    ...filters.seniority.map((value): ActiveFilter => ({ name: 'seniority', value, words: SENIORITY_WORDS[value] })),
    ...filters.skill.map((value): ActiveFilter => ({ name: 'skill', value, words: value })),
    ...one('maxAgeDays', filters.maxAgeDays === undefined ? undefined : ageWord(filters.maxAgeDays)),
    ...filters.source.map((value): ActiveFilter => ({ name: 'source', value, words: sourceWord(value) })),
    ...one('company', filters.company && `At ${companyName ?? filters.company}`),
  ]
}

export function ActiveFilters({
  filters,
  companyName,
  params,
}: {
  filters: JobFilters
  companyName?: string | null
  params: URLSearchParams
}) {
  const active = listActiveFilters(filters, companyName)
  if (active.length === 0) return null
  return (
    <ul aria-label="Filters in force" className="mb-4 flex flex-wrap items-center gap-2">
      {active.map(({ name, value, words }) => (
        <li key={`${name} ${value ?? ''}`} className="min-w-0">
          <RemovableChip removeTo={withoutFilter(params, name, value)} name={words}>
            {words}
          </RemovableChip>
        </li>
      ))}
      {active.length > 1 ? (
        <li>
          <Link to="/jobs" className="inline-flex min-h-7 items-center px-1 text-sm text-ink-2 underline underline-offset-3 hover:text-ink">
            Clear all
          </Link>
        </li>
      ) : null}
    </ul>
  )
}
