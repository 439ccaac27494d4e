import { desc, eq, type SQL, sql } from 'drizzle-orm'
import type { JobPage, JobSearch } from '../../contract/jobs'
import { JobId } from '../../contract/wire'
import { companies, jobs } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { invalid } from '../core/errors'
import { readCursor, toPage, writeCursor } from '../core/page'
import { rowsOf } from '../core/rows'
import { readQuery } from './core/read-query'
import { correctQuery } from './correct-query'
import { conditionsOf, filterOf, type SearchConditions, searchConditions } from './search-conditions'
import { type JobCardRow, jobCardColumns, showCard } from './show-job'

export const LIMITS = {
  /** As many are found first and then put in order. When there are more, they are so many that going through the order finds a page soon. */
  few: 2_000,
  /** So far the order is gone through; beyond, all that fit are put in order after all. */
  walk: 60_000,
}
/** Where the words stand: anywhere, in title, company, skills or places, in the title. */
const TIERS = [2, 1, 0] as const
const TIER_STEP = 10_000_000_000_000

/**
 * Open jobs that fit all filters, one card a role.
 * Words that name a filter are that filter (`readQuery`); `queryReadings` says which.
 * Misspelt words that no job holds are searched for as the nearest word that one does; `correctedQuery` says so.
 * Order: `relevance` by where the words stand (all in the title, then all in title, company, skills and places, then the rest) and then the newest,
 * `newest` by when we found it, `pay` by the highest yearly pay among jobs paid in `currency`, or, when none is asked for, in the currency that most of
 * the result is paid in (`payCurrency` says which; jobs without pay are left out); then the newer id.
 *
 * @param limits decide how it is found, never what
 * @throws invalid `page.bad-cursor` for a cursor of another list; `jobs.currency-needed` for `payMin` without `currency`
 */
export async function searchJobs(ctx: Ctx, asked: JobSearch, limits = LIMITS): Promise<JobPage> {
  const { filters: search, readings } = readQuery(asked)
  const corrected = await correctQuery(ctx, search.q)
  const words = corrected ?? search.q
  const conditions = searchConditions({ ...search, q: words })
  const sort = search.sort === 'relevance' && words === '' ? 'newest' : search.sort
  const payCurrency = sort === 'pay' ? (search.currency ?? (await commonCurrency(ctx, conditions))) : null
  const list = payCurrency === null ? sort : `${sort} ${payCurrency}`
  const after = search.cursor ? readPosition(search.cursor, list) : null
  const rows = await (sort === 'relevance'
    ? byRelevance(ctx, conditions, after, search.limit + 1, limits)
    : inOrder(ctx, conditions, payCurrency === null ? NEWEST : bestPaid(payCurrency), after, search.limit + 1, limits))
  const page = toPage(rows, search.limit, showCard, (row) => writeCursor([list, row.position, row.id]))
  return { ...page, queryReadings: readings, correctedQuery: corrected, payCurrency }
}

type Position = { position: string; id: string }
type PlacedRow = JobCardRow & { position: string }

/** Where a page ends, of a cursor that this very list gave out. */
function readPosition(cursor: string, list: string): Position {
  const [ofList, position, id] = readCursor(cursor, 3)
  if (ofList !== list || typeof position !== 'string' || !/^\d{1,18}$/.test(position) || !JobId.safeParse(id).success)
    throw invalid('page.bad-cursor', 'This page address belongs to another list. Start again from the first page.')
  return { position, id: String(id) }
}

/** The currency that most jobs of a result, or of its first thousands, are paid in; `EUR` when none names its pay. */
async function commonCurrency(ctx: Ctx, conditions: SearchConditions): Promise<string> {
  const answer = await ctx.db.execute(sql`
    select currency from (
      select salary_currency as currency from ${jobs} where ${conditionsOf(conditions)} and salary_yearly_max_cents is not null limit ${LIMITS.few}) as first_ones
    group by currency order by count(*) desc, currency limit 1`)
  return rowsOf<{ currency: string }>(answer)[0]?.currency ?? 'EUR'
}

/** A descending order of jobs that an index has, the newer id last. */
interface Order {
  by: SQL
  /** What it takes to be in this order at all. */
  only: SQL[]
  /** The value of `by` as a cursor carries it. */
  position: SQL<string>
  parse(position: string): SQL
}

export const NEWEST: Order = {
  by: sql`found_at`,
  only: [],
  position: sql<string>`(extract(epoch from found_at) * 1000)::bigint::text`,
  parse: (position) => sql`to_timestamp(${Number(position)}::float8 / 1000)`,
}
const bestPaid = (currency: string): Order => ({
  by: sql`salary_yearly_max_cents`,
  only: [sql`salary_currency = ${currency} and salary_yearly_max_cents is not null`],
  position: sql<string>`salary_yearly_max_cents::text`,
  parse: (position) => sql`${position}::bigint`,
})

/** One tier after the other, the newest of each first. The position is a whole number, so that a cursor finds exactly the same place again. */
async function byRelevance(
  ctx: Ctx,
  conditions: SearchConditions,
  after: Position | null,
  limit: number,
  limits: typeof LIMITS,
): Promise<PlacedRow[]> {
  const ended = after ? Math.floor(Number(after.position) / TIER_STEP) : Number.POSITIVE_INFINITY
  const rows: PlacedRow[] = []
  for (const tier of TIERS) {
    if (tier > ended || rows.length >= limit) continue
    const start = after && tier === ended ? { id: after.id, position: String(Number(after.position) % TIER_STEP) } : null
    const order = { ...NEWEST, position: sql<string>`(${tier * TIER_STEP} + (extract(epoch from found_at) * 1000)::bigint)::text` }
    rows.push(...(await inOrder(ctx, tierOf(conditions, tier), order, start, limit - rows.length, limits)))
  }
  return rows
}

function tierOf({ query, titleQuery, labelQuery, rest }: SearchConditions, tier: number): SearchConditions {
  const [own, above] = tier === 2 ? [titleQuery, null] : tier === 1 ? [labelQuery, titleQuery] : [query, labelQuery]
  const less = above ? [sql`not ts_match_vq(${jobs.searchText}, ${above})`] : []
  return { query: own, titleQuery, labelQuery, rest: [...rest, ...less] }
}

/**
 * The first jobs of an order that fit. Which way is quick depends on how many fit, which is counted rather than estimated: few are put in order; of many
 * the order's own index is walked until the page is full; and where that finds too little, because those that fit lie far down, all are put in order.
 */
async function inOrder(
  ctx: Ctx,
  conditions: SearchConditions,
  order: Order,
  after: Position | null,
  limit: number,
  limits: typeof LIMITS,
): Promise<PlacedRow[]> {
  return pageQuery(ctx, conditions, order, after, limit, limits)
}

/** The statement of it, which a test asks the database how it would answer. */
export function pageQuery(
  ctx: Ctx,
  conditions: SearchConditions,
  order: Order,
  after: Position | null,
  limit: number,
  limits: typeof LIMITS,
) {
  const start = after ? [sql`(${order.by}, id) < (${order.parse(after.position)}, ${after.id})`] : []
  const rest = [...conditions.rest, ...order.only, ...start]
  const found = conditionsOf({ ...conditions, rest })
  const way = sql`order by ${order.by} desc, id desc`
  const walk = conditionsOf({ ...conditions, query: null, rest: [...order.only, ...start] })
  return ctx.db
    .select({ ...jobCardColumns, position: sql<string>`picked.position` })
    .from(jobs)
    .innerJoin(
      sql`(
        with few as materialized (select id, found_at, salary_yearly_max_cents from ${jobs} where ${found} limit ${limits.few + 1}),
        walked as materialized (
          select id, found_at, salary_yearly_max_cents from (
            select * from ${jobs} where (select count(*) from few) > ${limits.few} and ${walk} ${way} limit ${limits.walk}) as jobs
          where ${filterOf(conditions)} ${way} limit ${limit}),
        picked as (
          (select * from few where (select count(*) from few) <= ${limits.few} ${way} limit ${limit})
          union all
          (select * from walked where (select count(*) from walked) >= ${limit})
          union all
          (select id, found_at, salary_yearly_max_cents from ${jobs}
            where (select count(*) from few) > ${limits.few} and (select count(*) from walked) < ${limit} and ${found} ${way} limit ${limit}))
        select id, ${order.by} as place, ${order.position} as position from picked) as picked`,
      sql`picked.id = ${jobs.id}`,
    )
    .leftJoin(companies, eq(companies.id, jobs.companyId))
    .orderBy(desc(sql`picked.place`), desc(jobs.id))
}
