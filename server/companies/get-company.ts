import { eq, sql } from 'drizzle-orm'
import type { Company } from '../../contract/jobs'
import { companies } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { notFound } from '../core/errors'
import { rowsOf } from '../core/rows'

/**
 * An employer with how many jobs it has open and where.
 * @throws not_found  no company has this slug
 */
export async function getCompany(ctx: Ctx, slug: string): Promise<Company> {
  const [row] = await ctx.db
    .select({
      id: companies.id,
      slug: companies.slug,
      name: companies.name,
      domain: companies.domain,
      foundedOn: companies.foundedOn,
      foundedSource: companies.foundedSource,
    })
    .from(companies)
    .where(eq(companies.slug, slug))
  if (!row) throw notFound('company', slug)
  const answer = await ctx.db.execute(sql`
    with open as (select id, places from jobs where company_id = ${row.id} and status = 'open' and is_cluster_face)
    select null as value, count(*)::int as count from open
    union all (select place, count(*)::int from open, unnest(places) place group by place order by 2 desc, 1 limit 12)`)
  const counts = rowsOf<{ value: string | null; count: number }>(answer)
  return {
    ...row,
    openJobs: counts.find((count) => count.value === null)?.count ?? 0,
    places: counts.flatMap((count) => (count.value === null ? [] : [{ value: count.value, count: count.count }])),
  }
}
