import type { JobCard } from '../../../contract/jobs'

const SLUG_LENGTH_MAX = 70

/** The one address of a job page: `/jobs/<words of title and company>-<id>`. */
export function jobPath(job: Pick<JobCard, 'id' | 'title' | 'companyName'>): string {
  const slug = slugOf(`${job.title} ${job.companyName ?? ''}`)
  return `/jobs/${slug ? `${slug}-` : ''}${job.id}`
}

/** The id at the end of such an address, whatever stands before it; `null` when there is none. */
export function findJobId(slugId: string): string | null {
  return /(?:^|-)(job_[0-9a-f]{32})$/.exec(slugId)?.[1] ?? null
}

/** Lower-case Latin letters and digits with hyphens between words. Other scripts leave nothing, so the id alone is the address. */
function slugOf(text: string) {
  const words = text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/ß/g, 'ss')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
  return words.slice(0, SLUG_LENGTH_MAX).replace(/^-+|-+$/g, '')
}
