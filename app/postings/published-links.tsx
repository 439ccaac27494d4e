import type { PostingView } from '../../contract/postings'
import { CopyButton } from '../account/copy-button'
import { ButtonLink } from '../ui/button'
import { TextLink } from '../ui/text-link'

/** Where a posting that was published leads: its advert, the page to apply on, whose address is there to be shared, and the board of its applicants. */
export function PublishedLinks({ posting: { id, jobId, state }, origin }: { posting: PostingView; origin: string }) {
  if (jobId === null) return null
  const applyAt = `${origin}/apply/${id}`
  return (
    <section aria-label="Where it leads" className="mb-6 rounded-lg border border-line bg-surface p-4">
      <div className="flex flex-wrap items-center gap-2">
        <ButtonLink to={`/hiring/${id}`} tone="primary" size="sm">
          Board of its applicants
        </ButtonLink>
        {state === 'published' ? (
          <ButtonLink to={`/jobs/${jobId}`} size="sm">
            Public advert
          </ButtonLink>
        ) : null}
      </div>
      {state === 'published' ? (
        <p className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-2 text-sm text-ink-2">
          <span className="min-w-0 break-all">
            People apply at <TextLink to={`/apply/${id}`}>{applyAt}</TextLink>
          </span>
          <CopyButton text={applyAt} label="Copy the address" />
        </p>
      ) : null}
    </section>
  )
}
