import { Link } from '@remix-run/react'
import clsx from 'clsx'
import type { RefObject } from 'react'
import type { JobCard } from '../../contract/jobs'
import { jobPath } from '../../server/jobs/core/job-path'
import { CompanyTile } from '../jobs/company-tile'
import { formatYearlyPay } from '../jobs/format-pay'
import { placeLine } from '../jobs/job-card'
import { sourceWord } from '../jobs/words'
import { Badge } from '../ui/badge'
import { ArrowUpIcon } from '../ui/icons'
import { TimeAgo } from '../ui/time-ago'
import type { FeedState } from './feed-state'

type LiveFeedProps = {
  feed: Pick<FeedState, 'shown' | 'waiting' | 'arrivedIds'>
  isLive: boolean
  listRef: RefObject<HTMLOListElement>
  onShowWaiting(): void
}

/** The newest jobs as they come. Every line has the same height, so that an arrival moves nothing outside the list. */
export function LiveFeed({ feed, isLive, listRef, onShowWaiting }: LiveFeedProps) {
  return (
    <section aria-labelledby="feed-heading" className="overflow-hidden rounded-xl border border-line bg-surface shadow-mid">
      <div className="flex h-12 items-center justify-between gap-3 border-b border-line px-4">
        <h2 id="feed-heading" className="flex items-center gap-2 text-sm font-semibold">
          <span aria-hidden className={clsx('size-2 rounded-full', isLive ? 'animate-breathe bg-good' : 'bg-line-strong')} />
          Just found
          <span className="sr-only">{isLive ? ', live' : ''}</span>
        </h2>
        {feed.waiting.length > 0 ? (
          <button
            type="button"
            onClick={onShowWaiting}
            className="inline-flex h-7 items-center gap-1 rounded-full bg-mark px-3 text-sm font-semibold text-mark-text hover:brightness-95"
          >
            <ArrowUpIcon className="size-3.5" /> {feed.waiting.length} new
          </button>
        ) : (
          <Link to="/jobs" className="text-sm font-medium text-ink-2 no-underline hover:text-ink hover:underline">
            All jobs
          </Link>
        )}
      </div>
      {feed.shown.length > 0 ? (
        <ol ref={listRef} className="divide-y divide-line">
          {feed.shown.map((job) => (
            <li key={job.id} className={clsx(feed.arrivedIds.includes(job.id) && 'animate-arrive')}>
              <FeedLine job={job} />
            </li>
          ))}
        </ol>
      ) : (
        <p className="px-4 py-16 text-center text-ink-2">No job yet. The first one appears here by itself.</p>
      )}
    </section>
  )
}

function FeedLine({ job }: { job: JobCard }) {
  const pay = job.salary && formatYearlyPay(job.salary)
  return (
    <Link
      to={jobPath(job)}
      prefetch="intent"
      className="group flex h-15 items-center gap-3 px-4 no-underline focus-visible:-outline-offset-2 hover:bg-surface-2"
    >
      <CompanyTile name={job.companyName} className="size-8 rounded-md text-sm" />
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline gap-3">
          <span className="truncate text-sm font-semibold text-ink group-hover:underline">{job.title}</span>
          {pay ? <span className="ml-auto shrink-0 text-xs font-medium text-ink tabular-nums">{pay}</span> : null}
        </span>
        <span className="flex items-baseline gap-3 text-xs text-ink-3">
          <span className="truncate">{[job.companyName, placeLine(job)].filter(Boolean).join(' · ') || sourceWord(job.source)}</span>
          <span className="ml-auto shrink-0 whitespace-nowrap">
            {job.status === 'closed' ? <Badge tone="warn">Closed</Badge> : <TimeAgo at={job.foundAt} />}
          </span>
        </span>
      </span>
    </Link>
  )
}
