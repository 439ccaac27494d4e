import { type SQL, sql } from 'drizzle-orm'
import { FACETS, type FacetName, type FacetValue, type JobFacets, type JobFilters } from '../../contract/jobs'
import { jobs } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { rowsOf } from '../core/rows'
import { readQuery } from './core/read-query'
import { correctQuery } from './correct-query'
import { conditionsOf, filterConditions, requireCurrency } from './search-jobs'

const COUNT_MAX = 10_000
/** Counting stops here: beyond, a share is all that a count tells. */
const READ_MAX = 100_000
const VALUES_MAX = 12

/** What each facet counts in `found`, and the filter that is its own. */
const FACET_SOURCES: Record<FacetName, { own: keyof JobFilters; from: SQL; value: SQL }> = {
  place: { own: 'place', from: sql`found, unnest(places) as one(value)`, value: sql`one.value` },
  remote: { own: 'remote', from: sql`found`, value: sql`remote` },
  type: { own: 'type', from: sql`found`, value: sql`employment_type` },
  seniority: { own: 'seniority', from: sql`found`, value: sql`seniority` },
  skill: { own: 'skill', from: sql`found, unnest(skills) as one(value)`, value: sql`one.value` },
  source: { own: 'source', from: sql`found`, value: sql`source` },
  pay: { own: 'payMin', from: sql`found`, value: sql`pay_band` },
  age: { own: 'maxAgeDays', from: sql`found, (values ('1', 1), ('7', 7), ('30', 30)) as one(value, days)`, value: sql`one.value` },
}

/**
 * How many jobs fit, and what each facet could be set to with how many: counted as if that facet's own filter were not set.
 * Values most frequent first, at most twelve of each, then by name. A pay value is the lower edge of a band of 20,000 a year, `EUR 60000`;
 * an age is the days within which a job was found.
 *
 * One statement reads each job once, notes which of the facets' filters it meets, and counts from that.
 * @throws invalid `jobs.currency-needed`
 */
export async function countFacets(ctx: Ctx, given: JobFilters): Promise<JobFacets> {
  requireCurrency(given)
  const { filters } = readQuery(given)
  const words = (await correctQuery(ctx, filters.q)) ?? filters.q
  const asked = { ...filters, q: words }
  const own = new Set<string>(FACETS.map((name) => FACET_SOURCES[name].own))
  const meets = Object.entries(filterConditions(asked)).flatMap(([name, condition]) =>
    condition && own.has(name) ? [{ name, condition, column: sql.identifier(`meets_${name.toLowerCase()}`) }] : [],
  )
  const rest = conditionsOf(asked, (name) => own.has(name))
  const meetsAllBut = (name: string | null) => {
    const columns = meets.filter((one) => one.name !== name).map((one) => sql`${one.column}`)
    return columns.length === 0 ? sql`true` : sql.join(columns, sql` and `)
  }
  const parts = FACETS.map((name) => {
    const facet = FACET_SOURCES[name]
    const isYoung = name === 'age' ? sql` and found_at > now() - make_interval(days => one.days)` : sql``
    return sql`(select ${name}::text as facet, ${facet.value} as value, count(*)::int as count from ${facet.from}
      where ${facet.value} is not null and ${meetsAllBut(facet.own)}${isYoung} group by 2 order by 3 desc, 2 limit ${VALUES_MAX})`
  })
  const answer = await ctx.db.execute(sql`
    with found as materialized (
      select places, remote, employment_type, seniority, skills, source, found_at,
        salary_currency || ' ' || (floor(salary_yearly_max_cents / 2000000.0) * 20000)::bigint as pay_band
        ${sql.join(
          meets.map((one) => sql`, coalesce(${one.condition}, false) as ${one.column}`),
          sql``,
        )}
      from ${jobs} where ${sql.join(rest, sql` and `)} limit ${READ_MAX})
    select 'total'::text as facet, null::text as value, count(*)::int as count from found where ${meetsAllBut(null)}
    union all ${sql.join(parts, sql` union all `)}`)
  const rows = rowsOf<{ facet: string; value: string | null; count: number }>(answer)
  const total = rows.find((row) => row.facet === 'total')?.count ?? 0
  const valuesOf = (name: FacetName): FacetValue[] =>
    rows.flatMap((row) => (row.facet === name && row.value !== null ? [{ value: row.value, count: row.count }] : []))
  return {
    total: Math.min(total, COUNT_MAX),
    totalIsCapped: total > COUNT_MAX,
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
