import { Link } from '@remix-run/react'
import type { Job } from '../../contract/jobs'
import { jobPath } from '../../server/jobs/core/job-path'
import { Badge } from '../ui/badge'
import { OutLink } from '../ui/text-link'
import { TimeAgo } from '../ui/time-ago'
import { Fact } from './job-facts'
import { sourceWord } from './words'

/** Where a job comes from, when we first saw it and where else it is. */
export function JobProvenance({ job }: { job: Job }) {
  return (
    <dl className="divide-y divide-line text-sm">
      <Fact name="Source">{job.sourceUrl ? <OutLink href={job.sourceUrl}>{sourceWord(job.source)}</OutLink> : sourceWord(job.source)}</Fact>
      <Fact name="First seen">
        <TimeAgo at={job.foundAt} />
      </Fact>
      {job.postedAt ? (
        <Fact name="Posted">
          <TimeAgo at={job.postedAt} />
        </Fact>
      ) : null}
      {job.checkedAt ? (
        <Fact name="Checked">
          <TimeAgo at={job.checkedAt} />
          <span className="block text-xs text-ink-3">
            {job.status === 'open' ? 'It still stood at its original link.' : 'When we last looked at its original link.'}
          </span>
        </Fact>
      ) : null}
      {job.status === 'open' && job.linkState === 'leads-elsewhere' ? (
        <Fact name="Link">
          <Badge tone="warn">Probably gone</Badge>
          <span className="mt-1 block text-xs text-ink-3">
            It leads to the front page of its site. When it still does so a day later, we close this job.
          </span>
        </Fact>
      ) : null}
      {job.alsoOn.length > 0 ? (
        <Fact name="Also on">
          <Badge>{job.alsoOn.length === 1 ? '1 more sighting' : `${job.alsoOn.length} more sightings`}</Badge>
          <ul className="mt-1 space-y-1">
            {job.alsoOn.map((sighting) => (
              <li key={sighting.jobId}>
                {sighting.sourceUrl ? (
                  <OutLink href={sighting.sourceUrl}>{sourceWord(sighting.source)}</OutLink>
                ) : (
                  <Link to={jobPath({ id: sighting.jobId, title: job.title, companyName: job.companyName })}>
                    {sourceWord(sighting.source)}
                  </Link>
                )}{' '}
                <span className="whitespace-nowrap text-ink-3">
                  · <TimeAgo at={sighting.foundAt} />
                </span>
              </li>
            ))}
          </ul>
        </Fact>
      ) : null}
    </dl>
  )
}
