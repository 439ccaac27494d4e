import type { ReactNode } from 'react'
import type { Job } from '../../contract/jobs'
import { Badge } from '../ui/badge'
import { formatDay } from '../ui/time-ago'
import { formatStatedPay, formatYearlyPay } from './format-pay'
import { REMOTE_WORDS, regionWord, SENIORITY_WORDS, TYPE_WORDS } from './words'

/** What the advert says, one fact a line. What it does not say is not there. */
export function JobFacts({ job }: { job: Job }) {
  const yearly = job.salary && formatYearlyPay({ ...job.salary, isEstimate: false })
  const stated = job.salary && formatStatedPay(job.salary)
  return (
    <dl className="divide-y divide-line text-sm">
      {job.salary && yearly ? (
        <Fact name="Pay">
          <span className="font-semibold tabular-nums">{yearly}</span> {job.salary.isEstimate ? <Badge tone="warn">Estimate</Badge> : null}
          {job.salary.period !== 'year' && stated ? <span className="block text-ink-2">stated as {stated}</span> : null}
          {job.salary.isEstimate ? (
            <span className="block text-xs text-ink-3">Period or currency was worked out from the amount and the place.</span>
          ) : null}
        </Fact>
      ) : null}
      {job.places.length > 0 ? (
        <Fact name={job.places.length > 1 ? 'Places' : 'Place'}>
          <ul>
            {job.places.map((place) => (
              <li key={place}>{place}</li>
            ))}
          </ul>
        </Fact>
      ) : null}
      {job.remote ? <Fact name="Where to work">{REMOTE_WORDS[job.remote]}</Fact> : null}
      {job.remoteRegions.length > 0 ? <Fact name="May live in">{job.remoteRegions.map(regionWord).join(', ')}</Fact> : null}
      {job.employmentType ? <Fact name="Kind of work">{TYPE_WORDS[job.employmentType]}</Fact> : null}
      {job.seniority ? <Fact name="Seniority">{SENIORITY_WORDS[job.seniority]}</Fact> : null}
      {job.validThrough ? (
        <Fact name="Open until">
          <time dateTime={job.validThrough}>{formatDay(job.validThrough)}</time>
        </Fact>
      ) : null}
      {job.contact ? <Fact name="Contact">{job.contact}</Fact> : null}
    </dl>
  )
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-3 py-2.5 first:pt-0 last:pb-0">
      <dt className="text-ink-3">{name}</dt>
      <dd className="text-ink">{children}</dd>
    </div>
  )
}
