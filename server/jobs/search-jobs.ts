import { and, desc, eq, type SQL, sql } from 'drizzle-orm'
import type { JobFilters, JobPage, JobSearch } from '../../contract/jobs'
import { JobId } from '../../contract/wire'
import { companies, jobs } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { invalid } from '../core/errors'
import { readCursor, toPage, writeCursor } from '../core/page'
import { readQuery } from './core/read-query'
import { regionsOf } from './core/regions'
import { correctQuery } from './correct-query'
import { jobCardColumns, showCard } from './show-job'

/**
 * Open jobs that fit all filters, one card a role.
 * Words that name a filter are that filter (`readQuery`); `queryReadings` says which.
 * Misspelt words that no job holds are searched for as the nearest word that one does; `correctedQuery` says so.
 * Order: `relevance` by where the words were found (title before company, skills and text) and then the newest, `newest` by when we found it,
 * `pay` by the highest yearly pay among jobs paid in `currency`, or, when none is asked for, in the currency that most of the result is
 * paid in (`payCurrency` says which; jobs without pay are left out); then the newer id.
 *
 * @throws invalid `page.bad-cursor` for a cursor of another list; `jobs.currency-needed` for `payMin` without `currency`
 */
export async function searchJobs(ctx: Ctx, asked: JobSearch): Promise<JobPage> {
  requireCurrency(asked)
  const { filters: search, readings } = readQuery(asked)
  const corrected = await correctQuery(ctx, search.q)
  const words = corrected ?? search.q
  const sort = search.sort === 'relevance' && words === '' ? 'newest' : search.sort
  const order = ORDERS[sort](words)
  const payCurrency = sort === 'pay' ? (search.currency ?? (await commonCurrency(ctx, { ...search, q: words }))) : null
  const list = payCurrency === null ? sort : `${sort} ${payCurrency}`
  const after = search.cursor ? readPosition(search.cursor, list) : null
  const rows = await ctx.db
    .select({ ...jobCardColumns, position: order.position })
    .from(jobs)
    .leftJoin(companies, eq(companies.id, jobs.companyId))
    .where(
      and(
        ...conditionsOf({ ...search, q: words }),
        sort === 'pay' ? sql`(${jobs.salaryYearlyMaxCents} is not null and ${jobs.salaryCurrency} = ${payCurrency})` : undefined,
        after ? sql`(${order.by}, ${jobs.id}) < (${order.parse(after.position)}, ${after.id})` : undefined,
      ),
    )
    .orderBy(desc(order.by), desc(jobs.id))
    .limit(search.limit + 1)
  const page = toPage(rows, search.limit, showCard, (row) => writeCursor([list, row.position, row.id]))
  return { ...page, queryReadings: readings, correctedQuery: corrected, payCurrency }
}

/** Where a page ends, of a cursor that this very list gave out. */
function readPosition(cursor: string, list: string): { position: string; id: string } {
  const [ofList, position, id] = readCursor(cursor, 3)
  if (ofList !== list || typeof position !== 'string' || !/^\d{1,18}$/.test(position) || !JobId.safeParse(id).success)
    throw invalid('page.bad-cursor', 'This page address belongs to another list. Start again from the first page.')
  return { position, id: String(id) }
}

/** The currency that most jobs of a result are paid in; `EUR` when none names its pay. */
async function commonCurrency(ctx: Ctx, filters: JobFilters): Promise<string> {
  const [row] = await ctx.db
    .select({ currency: jobs.salaryCurrency })
    .from(jobs)
    .where(and(...conditionsOf(filters), sql`${jobs.salaryYearlyMaxCents} is not null`))
    .groupBy(jobs.salaryCurrency)
    .orderBy(desc(sql`count(*)`), jobs.salaryCurrency)
    .limit(1)
  return row?.currency ?? 'EUR'
}

interface Order {
  by: SQL
  /** The value of `by` as a cursor carries it. */
  position: SQL<string>
  parse(position: string): SQL
}
const ORDERS: Record<JobSearch['sort'], (words: string) => Order> = {
  newest: () => ({
    by: sql`${jobs.foundAt}`,
    position: sql<string>`(extract(epoch from ${jobs.foundAt}) * 1000)::bigint::text`,
    parse: (position) => sql`to_timestamp(${Number(position)}::float8 / 1000)`,
  }),
  pay: () => ({
    by: sql`${jobs.salaryYearlyMaxCents}`,
    position: sql<string>`${jobs.salaryYearlyMaxCents}::text`,
    parse: (position) => sql`${String(position)}::bigint`,
  }),
  relevance: (words) => {
    // One whole number, so that a cursor finds exactly the same place again: how well it fits in tenths, then when it was found.
    const fit = sql`floor(ts_rank(${jobs.searchText}, websearch_to_tsquery('english', ${words})) * 10)::bigint`
    const by = sql`(${fit} * 10000000000000 + (extract(epoch from ${jobs.foundAt}) * 1000)::bigint)`
    return { by, position: sql<string>`${by}::text`, parse: (position) => sql`${String(position)}::bigint` }
  },
}

/** The filters as conditions on `jobs`; `isLeftOut` leaves some of them out. */
export function conditionsOf(filters: JobFilters, isLeftOut: (name: string) => boolean = () => false): SQL[] {
  const own = Object.entries(filterConditions(filters)).flatMap(([name, condition]) => (condition && !isLeftOut(name) ? [condition] : []))
  return [sql`${jobs.status} = 'open'`, sql`${jobs.isClusterFace}`, ...own]
}

/** @throws invalid  pay without its currency compares nothing */
export function requireCurrency(filters: JobFilters): void {
  if (filters.payMin !== undefined && filters.currency === undefined) {
    throw invalid('jobs.currency-needed', 'Say in which currency the lowest pay is.', { currency: 'Choose a currency, such as EUR.' })
  }
}

/** The condition of each filter that is set. */
export function filterConditions(filters: JobFilters): Partial<Record<keyof JobFilters, SQL | undefined>> {
  const any = (column: unknown, values: string[]) => sql`${column} = any(${arrayOf(values)})`
  return {
    q: filters.q === '' ? undefined : sql`${jobs.searchText} @@ websearch_to_tsquery('english', ${filters.q})`,
    place: filters.place.length === 0 ? undefined : sql`${jobs.placeKeys} && ${arrayOf(filters.place.map((place) => place.toLowerCase()))}`,
    remote: filters.remote.length === 0 ? undefined : any(jobs.remote, filters.remote),
    livesIn:
      filters.livesIn === undefined
        ? undefined
        : sql`(${jobs.remote} is distinct from 'remote' or ${jobs.remoteRegions} && ${arrayOf(regionsOf(filters.livesIn))})`,
    type: filters.type.length === 0 ? undefined : any(jobs.employmentType, filters.type),
    seniority: filters.seniority.length === 0 ? undefined : any(jobs.seniority, filters.seniority),
    skill: filters.skill.length === 0 ? undefined : sql`${jobs.skills} && ${arrayOf(filters.skill)}`,
    source: filters.source.length === 0 ? undefined : any(jobs.source, filters.source),
    company:
      filters.company === undefined ? undefined : sql`${jobs.companyId} = (select id from companies where slug = ${filters.company})`,
    payMin:
      filters.payMin === undefined || filters.currency === undefined
        ? undefined
        : sql`(${jobs.salaryCurrency} = ${filters.currency} and ${jobs.salaryYearlyMaxCents} >= ${filters.payMin * 100})`,
    maxAgeDays:
      filters.maxAgeDays === undefined ? undefined : sql`${jobs.foundAt} > now() - make_interval(days => ${filters.maxAgeDays}::int)`,
  }
}

function arrayOf(values: string[]): SQL {
  return sql`array[${sql.join(
    values.map((value) => sql`${value}`),
    sql`, `,
  )}]::text[]`
}
