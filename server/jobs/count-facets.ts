import { type SQL, sql } from 'drizzle-orm'
import { FACETS, type FacetName, type FacetValue, type JobFacets, type JobFilters } from '../../contract/jobs'
import { jobs } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { rowsOf } from '../core/rows'
import { readQuery } from './core/read-query'
import { correctQuery } from './correct-query'
import { conditionsOf, requireCurrency, searchConditions } from './search-conditions'

/** So many jobs are counted of each set; of a larger one, counts say "at least". */
const COUNT_MAX = 10_000
const VALUES_MAX = 12

/** What each facet counts, and the filter that is its own. */
const FACET_SOURCES: Record<FacetName, { own: keyof JobFilters; values: SQL; from: SQL; only: SQL }> = {
  place: { own: 'place', values: sql`one.value`, from: sql`, unnest(places) as one(value)`, only: sql`true` },
  remote: { own: 'remote', values: sql`remote`, from: sql``, only: sql`true` },
  type: { own: 'type', values: sql`employment_type`, from: sql``, only: sql`true` },
  seniority: { own: 'seniority', values: sql`seniority`, from: sql``, only: sql`true` },
  skill: { own: 'skill', values: sql`one.value`, from: sql`, unnest(skills) as one(value)`, only: sql`true` },
  source: { own: 'source', values: sql`source`, from: sql``, only: sql`true` },
  pay: { own: 'payMin', values: sql`pay_band`, from: sql``, only: sql`true` },
  age: {
    own: 'maxAgeDays',
    values: sql`one.value`,
    from: sql`, (values ('1', 1), ('7', 7), ('30', 30)) as one(value, days)`,
    only: sql`found_at > now() - make_interval(days => one.days)`,
  },
}

/**
 * How many jobs fit, and what each facet could be set to with how many: counted as if that facet's own filter were not set.
 * Values most frequent first, at most twelve of each, then by name. A pay value is the lower edge of a band of 20,000 a year, `EUR 60000`;
 * an age is the days within which a job was found.
 * Of more than 10,000 jobs, 10,000 are counted: the counts of the facets named in `cappedFacets` then say "at least".
 *
 * @throws invalid `jobs.currency-needed`
 */
export async function countFacets(ctx: Ctx, given: JobFilters): Promise<JobFacets> {
  requireCurrency(given)
  const { filters } = readQuery(given)
  const asked = { ...filters, q: (await correctQuery(ctx, filters.q)) ?? filters.q }
  const ownSets = ownSetsOf(asked)
  const answer = await ctx.db.execute(facetStatement(asked))
  const rows = rowsOf<{ facet: string; value: string; count: number }>(answer)
  const sizeOf = (set: string) => rows.find((row) => row.facet === 'size' && row.value === set)?.count ?? 0
  const total = sizeOf('total')
  const valuesOf = (name: FacetName): FacetValue[] =>
    rows.flatMap((row) => (row.facet === name ? [{ value: row.value, count: row.count }] : []))
  return {
    total: Math.min(total, COUNT_MAX),
    totalIsCapped: total > COUNT_MAX,
    cappedFacets: FACETS.filter((name) => sizeOf(ownSets.includes(name) ? name : 'total') > COUNT_MAX),
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

/** Facets whose own filter is set: each counts a set of its own, without that filter. */
const ownSetsOf = (asked: JobFilters) => FACETS.filter((name) => isSet(asked, FACET_SOURCES[name].own))

/** One statement that reads each set once and counts from that: its sizes first, then the values of each facet. */
export function facetStatement(asked: JobFilters): SQL {
  const ownSets = ownSetsOf(asked)
  const setOf = (name: FacetName) => sql.identifier(ownSets.includes(name) ? `without_${name}` : 'fitting')
  const sets = [
    readSet(sql.identifier('fitting'), asked, null),
    ...ownSets.map((name) => readSet(setOf(name), asked, FACET_SOURCES[name].own)),
  ]
  const sizes = [
    sql`select 'size' as facet, 'total' as value, count(*)::int as count from fitting`,
    ...ownSets.map((name) => sql`select 'size', ${name}::text, count(*)::int from ${setOf(name)}`),
  ]
  const counts = FACETS.map((name) => {
    const { values, from, only } = FACET_SOURCES[name]
    return sql`(select ${name}::text, ${values}, count(*)::int from ${setOf(name)}${from}
      where ${values} is not null and ${only} group by 2 order by 3 desc, 2 limit ${VALUES_MAX})`
  })
  return sql`with ${sql.join(sets, sql`, `)} ${sql.join([...sizes, ...counts], sql` union all `)}`
}

/** The first jobs that fit all filters, or all but one. */
function readSet(name: SQL | ReturnType<typeof sql.identifier>, filters: JobFilters, leftOut: keyof JobFilters | null): SQL {
  const conditions = searchConditions(filters, (filter) => filter === leftOut)
  // Without a word or a filter the index gives no order: then the newest are read.
  const order = conditions.query === null ? sql` order by found_at desc, id desc` : sql``
  return sql`${name} as materialized (
    select places, remote, employment_type, seniority, skills, source, found_at,
      salary_currency || ' ' || (floor(salary_yearly_max_cents / 2000000.0) * 20000)::bigint as pay_band
    from ${jobs} where ${conditionsOf(conditions)}${order} limit ${COUNT_MAX + 1})`
}

function isSet(filters: JobFilters, name: keyof JobFilters): boolean {
  const value = filters[name]
  return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== ''
}
