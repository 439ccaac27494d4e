import { CandidateFilters, CandidateSort } from '../../contract/candidates'
import type { ViewSettings } from '../../contract/views'

/** Where candidates are looked for, as a view says it; the rest of it counts as not given. */
export function filtersOf({ posting, group, tag, source, inPool, fields }: ViewSettings): CandidateFilters {
  const given = { postingId: posting, group, tag, source: source?.toLowerCase(), inPool, fields }
  const read = Object.entries(given).filter(([name, value]) => value !== undefined && CandidateFilters.safeParse({ [name]: value }).success)
  return CandidateFilters.parse(Object.fromEntries(read))
}

/** In which order; the newest first where a view names none that there is. */
export const sortOf = ({ sort }: ViewSettings): CandidateSort => CandidateSort.catch('newest').parse(sort)
