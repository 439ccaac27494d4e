import type { JobCard as JobCardData } from '../../contract/jobs'
import { Card } from '../ui/card'
import { Skeleton } from '../ui/skeleton'
import { JobCard } from './job-card'

/** Open jobs like the one above; nothing when there are none. */
export function SimilarJobs({ jobs }: { jobs: JobCardData[] }) {
  if (jobs.length === 0) return null
  return (
    <section aria-labelledby="similar-heading" className="no-print mt-14">
      <h2 id="similar-heading" className="mb-3 text-lg font-semibold">
        Jobs like this one
      </h2>
      <Card className="overflow-hidden">
        <ul className="divide-y divide-line">
          {jobs.map((job) => (
            <li key={job.id}>
              <JobCard job={job} headingLevel="h3" />
            </li>
          ))}
        </ul>
      </Card>
    </section>
  )
}

/** Stands in while they are looked up. Without scripts they cannot be put here later, so nothing does. */
export function SimilarJobsSkeleton() {
  return (
    <section aria-busy="true" aria-label="Jobs like this one" className="no-print mt-14 no-scripting:hidden">
      <Skeleton className="mb-3 h-6 w-44" />
      <Card className="divide-y divide-line">
        {[1, 2, 3].map((row) => (
          <div key={row} className="flex gap-3.5 px-5 py-4">
            <Skeleton className="size-9" />
            <div className="flex-1 space-y-2.5">
              <Skeleton className="h-4 w-1/2" />
              <Skeleton className="h-3.5 w-1/3" />
            </div>
          </div>
        ))}
      </Card>
    </section>
  )
}
