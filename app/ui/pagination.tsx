import { ButtonLink } from './button'
import { ArrowLeftIcon, ArrowRightIcon } from './icons'

/** The way through pages of a list. Cursors lead forward; the way back is the browser's own. */
export function Pagination({ firstTo, nextTo }: { firstTo: string | null; nextTo: string | null }) {
  if (!firstTo && !nextTo) return null
  return (
    <nav aria-label="Pages" className="no-print flex items-center justify-between gap-3 py-6">
      {firstTo ? (
        <ButtonLink to={firstTo} tone="quiet">
          <ArrowLeftIcon className="size-4" /> First page
        </ButtonLink>
      ) : (
        <span />
      )}
      {nextTo ? (
        <ButtonLink to={nextTo} rel="next">
          Next page <ArrowRightIcon className="size-4" />
        </ButtonLink>
      ) : (
        <p className="text-sm text-ink-3">That is all of them.</p>
      )}
    </nav>
  )
}
