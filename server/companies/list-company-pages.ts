import { sql } from 'drizzle-orm'
import type { Ctx } from '../core/ctx'
import { rowsOf } from '../core/rows'

/** Slugs of companies that have open jobs, and when the newest of those was found; by slug. */
export async function listCompanyPages(ctx: Ctx, { chunk, size }: { chunk: number; size: number }): Promise<CompanyPageLine[]> {
  const answer = await ctx.db.execute(sql`
    select companies.slug, to_char(max(jobs.found_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "newestFoundAt"
    from companies join jobs on jobs.company_id = companies.id and jobs.status = 'open' and jobs.is_cluster_face
    group by companies.slug order by companies.slug limit ${size} offset ${(chunk - 1) * size}`)
  return rowsOf<CompanyPageLine>(answer)
}

/** How many companies have open jobs. */
export async function countCompanyPages(ctx: Ctx): Promise<number> {
  const answer = await ctx.db.execute(sql`
    select count(distinct company_id)::int as total from jobs where status = 'open' and is_cluster_face and company_id is not null`)
  return rowsOf<{ total: number }>(answer)[0]?.total ?? 0
}

export interface CompanyPageLine {
  slug: string
  newestFoundAt: string
}
