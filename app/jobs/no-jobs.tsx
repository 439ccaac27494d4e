import type { JobFilters } from '../../contract/jobs'
import { ButtonLink } from '../ui/button'
import { SearchNoneIcon } from '../ui/icons'
import { EmptyState } from '../ui/states'
import { listActiveFilters } from './active-filters'
import { withoutFilter } from './search-url'

/** A search without a result: each filter can be taken back from here. */
export function NoJobs({ filters, params }: { filters: JobFilters; params: URLSearchParams }) {
  const active = listActiveFilters(filters)
  if (active.length === 0) {
    return (
      <EmptyState title="No open jobs yet" actions={<ButtonLink to="/paste">Paste a post</ButtonLink>}>
        <p>They appear here the moment a post that offers one is read. You can also paste one that you found.</p>
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon={SearchNoneIcon}
      title="No open job fits all of this"
      actions={active.map(({ name, value, words }) => (
        <ButtonLink key={`${name} ${value ?? ''}`} size="sm" to={withoutFilter(params, name, value)}>
          Without {words}
        </ButtonLink>
      ))}
    >
      <p>Widen it by one filter. This page stays live: a new job that fits is announced here.</p>
    </EmptyState>
  )
}
