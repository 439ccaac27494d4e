import type { CompanyCompatibility } from '../../contract/numerology'
import { TextLink } from '../ui/text-link'
import { formatDay } from '../ui/time-ago'
import { AccordList } from './accord-list'

/** How the person who looks stands to a company, for them alone: closed until they open it. */
export function CompanyPanel({ found }: { found: CompanyCompatibility }) {
  return (
    <details className="group rounded-lg border border-line bg-surface p-4 sm:p-5">
      <summary className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="font-semibold">
          <span aria-hidden className="mr-2 inline-block text-ink-3 transition-transform group-open:rotate-90">
            ›
          </span>
          Numerology: you and {found.companyName}
        </span>
        <span className="text-sm text-ink-3">
          {found.score === null ? 'not defined' : `${found.points} of ${found.pointsMax} points`} · {found.note}
        </span>
      </summary>
      <div className="mt-4">
        <AccordList found={found} nameA="you" nameB="the company" />
        <p className="mt-4 text-xs text-ink-3">
          {found.foundedOn === null
            ? 'Nobody told us when the company was founded, so that its name alone is compared.'
            : `Founded on ${formatDay(found.foundedOn)}.`}{' '}
          Only you see this. It is switched off under <TextLink to="/settings/numerology">numerology</TextLink>.
        </p>
      </div>
    </details>
  )
}
