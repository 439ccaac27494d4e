import type { WireFilters, WireSearch } from './contract'

/** Everything that a search can be narrowed by; nothing has to be given. Lists mean any of; different filters mean all of. */
export type JobFilters = Partial<WireFilters>
/** Filters with order, size and place of the page. */
export type JobSearch = Partial<WireSearch>
/** Filters that can be judged by the card of a job alone. */
export type WatchFilters = Omit<JobFilters, 'livesIn' | 'maxAgeDays'>
