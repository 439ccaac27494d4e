import { ButtonLink } from '../ui/button'
import { EmptyState } from '../ui/states'
import { APPLICATIONS_PATH } from './applications-url'

/** Nothing to show: none at all, or none that fits the filters. */
export function NoApplications({ isFiltered }: { isFiltered: boolean }) {
  if (isFiltered)
    return (
      <EmptyState title="No application fits" actions={<ButtonLink to={APPLICATIONS_PATH}>Show all</ButtonLink>}>
        <p>None of your applications has all of what you chose above.</p>
      </EmptyState>
    )
  return (
    <EmptyState
      title="Nothing is tracked yet"
      actions={
        <>
          <ButtonLink to="/jobs" tone="primary">
            Search jobs
          </ButtonLink>
          <ButtonLink to="/applications/new">Add one by hand</ButtonLink>
          <ButtonLink to="/applications/import">Import a CSV file</ButtonLink>
        </>
      }
    >
      <p>Save a job wherever you see it here, or paste an address or a text from elsewhere. From then on you see where it stands.</p>
    </EmptyState>
  )
}
