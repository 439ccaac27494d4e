import { Link } from '@remix-run/react'
import type { JobCard as JobCardData } from '../../contract/jobs'
import { jobPath } from '../../server/jobs/core/job-path'
import { Badge } from '../ui/badge'
import { Chip } from '../ui/chip'
import { TimeAgo } from '../ui/time-ago'
import { CompanyTile } from './company-tile'
import { formatYearlyPay } from './format-pay'
import { SaveJob } from './save-job'
import { REMOTE_WORDS, SENIORITY_WORDS, sourceWord, TYPE_WORDS } from './words'

const SKILLS_SHOWN = 5

/** One job in a list. The title is the link; the whole row can be pressed. */
export function JobCard({
  job,
  isClosed,
  headingLevel: Heading = 'h2',
}: {
  job: JobCardData
  isClosed?: boolean
  headingLevel?: 'h2' | 'h3'
}) {
  const pay = job.salary && formatYearlyPay(job.salary)
  const where = placeLine(job)
  const isGone = isClosed || job.status === 'closed'
  return (
    <article
      data-job={job.id}
      data-company={job.companySlug}
      className="group relative flex gap-3.5 px-4 py-3.5 has-[a:focus-visible]:bg-surface-2 hover:bg-surface-2 sm:px-5"
    >
      <CompanyTile name={job.companyName} />
      <div className="min-w-0 flex-1">
        <div className="flex items-baseline justify-between gap-x-4">
          <Heading className="min-w-0 text-base leading-snug font-semibold tracking-[-0.01em]">
            <Link
              to={jobPath(job)}
              prefetch="intent"
              data-job-link
              className="text-ink no-underline group-hover:underline after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus"
            >
              {job.title}
            </Link>
          </Heading>
          {pay ? <p className="shrink-0 text-sm font-medium whitespace-nowrap text-ink tabular-nums max-sm:hidden">{pay}</p> : null}
        </div>
        {isGone ? null : (
          <div className="absolute right-2 bottom-3 z-1">
            <SaveJob jobId={job.id} title={job.title} className={SAVE_LOOK}>
              Save
            </SaveJob>
          </div>
        )}
        <p className="mt-0.5 text-sm text-ink-2">
          {job.companyName ? (
            <span className="font-medium text-ink">{job.companyName}</span>
          ) : (
            <span className="text-ink-3">Company not named</span>
          )}
          {job.verifiedDomain ? (
            <Badge tone="good" className="ml-1.5">
              Verified
            </Badge>
          ) : null}
          {where ? <span> · {where}</span> : null}
        </p>
        {pay ? <p className="mt-0.5 text-sm font-medium text-ink tabular-nums sm:hidden">{pay}</p> : null}
        <div className="mt-2 flex flex-wrap items-center gap-x-1.5 gap-y-1.5 pr-12 text-xs text-ink-3">
          {isGone ? <Badge tone="warn">Closed</Badge> : null}
          {job.employmentType && job.employmentType !== 'full_time' ? <Chip>{TYPE_WORDS[job.employmentType]}</Chip> : null}
          {job.seniority ? <Chip>{SENIORITY_WORDS[job.seniority]}</Chip> : null}
          {job.skills.slice(0, SKILLS_SHOWN).map((skill) => (
            <Chip key={skill}>{skill}</Chip>
          ))}
          {job.skills.length > SKILLS_SHOWN ? <span>+{job.skills.length - SKILLS_SHOWN}</span> : null}
          <span className="whitespace-nowrap max-sm:basis-full sm:ml-auto">
            {sourceWord(job.source)}
            {job.seenOn > 1 ? `, also on ${job.seenOn - 1} more` : ''} · <TimeAgo at={job.foundAt} />
            {job.checkedAt && !isGone ? (
              <>
                {' '}
                · checked <TimeAgo at={job.checkedAt} />
              </>
            ) : null}
          </span>
        </div>
      </div>
    </article>
  )
}

const SAVE_LOOK =
  'inline-flex min-h-7 items-center rounded-md px-2 text-xs font-medium text-ink-2 no-underline hover:bg-surface-3 hover:text-ink'

/** `Berlin, Germany and 2 more · Hybrid`; empty when nothing is said. */
export function placeLine(job: Pick<JobCardData, 'places' | 'remote'>) {
  const [first, ...rest] = job.places
  const places = first && (rest.length > 0 ? `${first} and ${rest.length} more` : first)
  return [places, job.remote && REMOTE_WORDS[job.remote]].filter(Boolean).join(' · ')
}
