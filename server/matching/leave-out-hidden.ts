import { and, inArray, sql } from 'drizzle-orm'
import { hiddenCompanies, hiddenJobs, jobs } from '../../db/schema'
import type { Ctx } from '../core/ctx'

/** Of these jobs those that the person did not hide, by themselves or with their company, in the order given. */
export async function leaveOutHidden(ctx: Ctx, personId: string, jobIds: string[]): Promise<string[]> {
  if (jobIds.length === 0) return []
  const rows = await ctx.db
    .select({ id: jobs.id })
    .from(jobs)
    .where(
      and(
        inArray(jobs.id, jobIds),
        sql`(exists (select from ${hiddenJobs} hidden where hidden.person_id = ${personId} and hidden.cluster_id = ${jobs.clusterId})
          or exists (select from ${hiddenCompanies} hidden where hidden.person_id = ${personId} and hidden.company_id = ${jobs.companyId}))`,
      ),
    )
  const hidden = new Set(rows.map(({ id }) => id))
  return jobIds.filter((id) => !hidden.has(id))
}
