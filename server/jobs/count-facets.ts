import { and, type SQL, sql } from 'drizzle-orm'
import { FACETS, type FacetName, type FacetValue, type JobFacets, type JobFilters } from '../../contract/jobs'
import { jobs } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { rowsOf } from '../core/rows'
import { correctQuery } from './correct-query'
import { conditionsOf, requireCurrency } from './search-jobs'

const COUNT_MAX = 10_000
const VALUES_MAX = 12

/** What each facet counts, and the filter that is its own. */
const FACET_SOURCES: Record<FacetName, { own: keyof JobFilters; value: SQL }> = {
  place: { own: 'place', value: sql`unnest(${jobs.places})` },
  remote: { own: 'remote', value: sql`${jobs.remote}` },
  type: { own: 'type', value: sql`${jobs.employmentType}` },
  seniority: { own: 'seniority', value: sql`${jobs.seniority}` },
  skill: { own: 'skill', value: sql`unnest(${jobs.skills})` },
  source: { own: 'source', value: sql`${jobs.source}` },
  /** Lower edge of the band of yearly pay, `EUR 60000`: bands are 20,000 wide. */
  pay: {
    own: 'payMin',
    value: sql`${jobs.salaryCurrency} || ' ' || (floor(${jobs.salaryYearlyMaxCents} / 2000000.0) * 20000)::bigint`,
  },
  /** Days within which it was found: 1, 7 or 30. */
  age: {
    own: 'maxAgeDays',
    value: sql`unnest(case when ${jobs.foundAt} > now() - interval '1 day' then array['1', '7', '30'] when ${jobs.foundAt} > now() - interval '7 days' then array['7', '30'] when ${jobs.foundAt} > now() - interval '30 days' then array['30'] else array[]::text[] end)`,
  },
}

/**
 * How many jobs fit, and what each facet could be set to with how many: counted as if that facet's own filter were not set.
 * One statement; values most frequent first, at most twelve of each, then by name.
 * @throws invalid `jobs.currency-needed`
 */
export async function countFacets(ctx: Ctx, filters: JobFilters): Promise<JobFacets> {
  requireCurrency(filters)
  const words = (await correctQuery(ctx, filters.q)) ?? filters.q
  const asked = { ...filters, q: words }
  const parts = FACETS.map((name) => {
    const { own, value } = FACET_SOURCES[name]
    return sql`(select ${name}::text as facet, value, count(*)::int as count from (select ${value} as value from jobs where ${and(...conditionsOf(asked, own))} limit ${COUNT_MAX * 10}) counted
      where value is not null group by value order by count(*) desc, value limit ${VALUES_MAX})`
  })
  const total = sql`(select 'total'::text as facet, null::text as value, count(*)::int as count from (select 1 from jobs where ${and(...conditionsOf(asked))} limit ${COUNT_MAX + 1}) counted)`
  const answer = await ctx.db.execute(sql.join([total, ...parts], sql` union all `))
  const rows = rowsOf<{ facet: string; value: string | null; count: number }>(answer)
  const found = rows.find((row) => row.facet === 'total')?.count ?? 0
  const valuesOf = (name: FacetName): FacetValue[] =>
    rows.flatMap((row) => (row.facet === name && row.value !== null ? [{ value: row.value, count: row.count }] : []))
  return {
    total: Math.min(found, COUNT_MAX),
    totalIsCapped: found > COUNT_MAX,
    facets: {
      place: valuesOf('place'),
      remote: valuesOf('remote'),
      type: valuesOf('type'),
      seniority: valuesOf('seniority'),
      skill: valuesOf('skill'),
      source: valuesOf('source'),
      pay: valuesOf('pay'),
      age: valuesOf('age'),
    },
  }
}
