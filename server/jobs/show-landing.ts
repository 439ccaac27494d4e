import { sql } from 'drizzle-orm'
import type { JobCard } from '../../contract/jobs'
import { JobSearch } from '../../contract/jobs'
import { rooms } from '../../contract/live'
import type { Ctx } from '../core/ctx'
import { rowsOf } from '../core/rows'
import { lastSequence } from '../live/publish'
import { searchJobs } from './search-jobs'

export interface Landing {
  openJobs: number
  companies: number
  postsRead24h: number
  jobsFound24h: number
  latest: JobCard[]
  /** Where the feed room stood before `latest` was read: listen from here. */
  feedLast: number
}

const FIGURES_AGE_S = 60

/** What the first page shows: true figures (at most a minute old) and the twelve newest jobs. */
export async function showLanding(ctx: Ctx): Promise<Landing> {
  const feedLast = await lastSequence(ctx, rooms.jobs)
  const [figures, latest] = await Promise.all([
    ctx.cache.through({ key: 'landing-figures', ageS: FIGURES_AGE_S }, () => countFigures(ctx)),
    searchJobs(ctx, JobSearch.parse({ sort: 'newest', limit: 12 })),
  ])
  return { ...figures, latest: latest.data, feedLast }
}

async function countFigures(ctx: Ctx): Promise<Pick<Landing, 'openJobs' | 'companies' | 'postsRead24h' | 'jobsFound24h'>> {
  const answer = await ctx.db.execute(sql`
    select
      (select count(*)::int from jobs where status = 'open' and is_cluster_face) as "openJobs",
      (select count(*)::int from companies where exists (select 1 from jobs where company_id = companies.id and status = 'open')) as "companies",
      (select count(*)::int from posts where read_at > now() - interval '24 hours') as "postsRead24h",
      (select count(*)::int from jobs where found_at > now() - interval '24 hours') as "jobsFound24h"`)
  const [row] = rowsOf<Pick<Landing, 'openJobs' | 'companies' | 'postsRead24h' | 'jobsFound24h'>>(answer)
  return {
    openJobs: row?.openJobs ?? 0,
    companies: row?.companies ?? 0,
    postsRead24h: row?.postsRead24h ?? 0,
    jobsFound24h: row?.jobsFound24h ?? 0,
  }
}
