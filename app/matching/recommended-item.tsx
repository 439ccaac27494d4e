import { Link } from '@remix-run/react'
import type { MatchScore, RecommendedJob } from '../../contract/matching'
import { LITTLE_KNOWN_PERMILLE } from '../../server/matching/core/weigh-match'
import { JobCard } from '../jobs/job-card'
import { HideJob } from '../searches/hide-job'
import { LIMIT_WORDS, percent, scoreWord } from './words'

/** A recommended job: its card, how well it fits, why, and what to look at before applying. */
export function RecommendedItem({
  job,
  score,
  moved,
  headingLevel,
  onHide,
}: {
  job: RecommendedJob
  score: MatchScore
  moved: number | null
  headingLevel: 'h2' | 'h3'
  onHide(isHidden: boolean): void
}) {
  const isLittle = score.knownPermille < LITTLE_KNOWN_PERMILLE
  const warnings = [...job.broken.map((limit) => LIMIT_WORDS[limit].broken), ...job.unsaid.map((limit) => LIMIT_WORDS[limit].unsaid)]
  return (
    <li className="border-b border-line last:border-b-0">
      <JobCard job={job.card} headingLevel={headingLevel} />
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 pb-3 text-xs text-ink-2 sm:px-5">
        <Link
          to={`/recommended/why/${job.card.id}`}
          prefetch="none"
          aria-label={`${scoreWord(score)}: why ${job.card.title} is here`}
          className="inline-flex min-h-7 items-center gap-2 rounded-md border border-line bg-surface px-2 font-medium text-ink no-underline hover:bg-surface-2"
        >
          {isLittle ? null : <Meter permille={score.permille ?? 0} />}
          <span className="tabular-nums">{scoreWord(score)}</span> <span className="text-ink-2">Why?</span>
        </Link>
        <span className="-mr-3 ml-auto sm:order-1">
          <HideJob jobId={job.card.id} title={job.card.title} action="/recommended" onChange={onHide} />
        </span>
        {isLittle && score.permille !== null ? (
          <span className="text-ink-3">
            {percent(score.permille)} of the {percent(score.knownPermille)} that can be compared; the rest is not said
          </span>
        ) : score.knownPermille < 700 ? (
          <span className="text-ink-3">from {percent(score.knownPermille)} of what counts for you</span>
        ) : null}
        {moved === null || moved === 0 ? null : (
          <span className="font-medium tabular-nums">{moved > 0 ? `▲ ${moved} by numerology` : `▼ ${-moved} by numerology`}</span>
        )}
        {job.reasons.length > 0 ? <span className="min-w-0 truncate">You have: {job.reasons.join(', ')}</span> : null}
        {job.missing.length > 0 ? <span className="min-w-0 truncate text-ink-3">Not found: {job.missing.join(', ')}</span> : null}
        {warnings.length > 0 ? <span className="basis-full text-warn sm:order-2">{warnings.join(' · ')}</span> : null}
      </div>
    </li>
  )
}

/** A thousandth drawn; the number beside it says the same. */
export function Meter({ permille, className = 'w-14' }: { permille: number; className?: string }) {
  return (
    <span aria-hidden className={`inline-block h-1.5 overflow-hidden rounded-full bg-surface-3 ${className}`}>
      <svg viewBox="0 0 100 6" preserveAspectRatio="none" className="block size-full">
        <title>Fit</title>
        <rect width={permille / 10} height="6" className="fill-accent" />
      </svg>
    </span>
  )
}
