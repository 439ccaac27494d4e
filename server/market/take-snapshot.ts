import { and, asc, eq, gt, isNotNull, lt, max, sql } from 'drizzle-orm'
import { jobs, marketSnapshots } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { roleOf } from '../titles/role-of'
import { addToMarket, type MarketFold, type MarketJob, marketRows } from './core/fold-market'
import { countryOf } from './country-of'

const READ_AT_ONCE = 2_000
const WRITE_AT_ONCE = 250
/** Cells with fewest jobs are left out beyond this. */
const ROWS_MAX = 4_000
const DAY_MS = 86_400_000
/** How long ago a job may have closed to say how long like ones stand open. */
const CLOSED_DAYS = 180
/** Days that are over for longer keep their counts alone. */
const FIGURES_KEPT_DAYS = 7
const KEPT_DAYS = 400

/**
 * Cron: how the market stands today, once a day. Reads every open role once, and the jobs that closed within half a year. Stopped half-way it leaves
 * nothing; run twice it writes the same day once. Returns how many cells were written.
 */
export async function takeMarketSnapshot(ctx: Ctx): Promise<number> {
  const now = ctx.now()
  const date = now.toISOString().slice(0, 10)
  const [newest] = await ctx.db.select({ date: max(marketSnapshots.date) }).from(marketSnapshots)
  if (newest?.date && newest.date >= date) return 0
  const fold: MarketFold = new Map()
  for (let after = ''; ; ) {
    const rows = await readJobs(ctx, after)
    for (const row of rows) addToMarket(fold, marketJobOf(row), now.getTime())
    const last = rows.at(-1)
    if (!last || rows.length < READ_AT_ONCE) break
    after = last.id
  }
  const cells = marketRows(fold).slice(0, ROWS_MAX)
  if (cells.length === 0) return 0
  return ctx.transact(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('market_snapshots'))`)
    const [held] = await tx.select({ date: marketSnapshots.date }).from(marketSnapshots).where(eq(marketSnapshots.date, date)).limit(1)
    if (held) return 0
    for (let at = 0; at < cells.length; at += WRITE_AT_ONCE)
      await tx.insert(marketSnapshots).values(cells.slice(at, at + WRITE_AT_ONCE).map((cell) => ({ ...cell, date, madeAt: now })))
    const dayAgo = (days: number) => new Date(now.getTime() - days * DAY_MS).toISOString().slice(0, 10)
    await tx
      .update(marketSnapshots)
      .set({ figures: null })
      .where(and(lt(marketSnapshots.date, dayAgo(FIGURES_KEPT_DAYS)), isNotNull(marketSnapshots.figures)))
    await tx.delete(marketSnapshots).where(lt(marketSnapshots.date, dayAgo(KEPT_DAYS)))
    return cells.length
  })
}

const COLUMNS = {
  id: jobs.id,
  title: jobs.title,
  places: jobs.places,
  remote: jobs.remote,
  remoteRegions: jobs.remoteRegions,
  seniority: jobs.seniority,
  skills: jobs.skills,
  salaryCurrency: jobs.salaryCurrency,
  salaryYearlyMinCents: jobs.salaryYearlyMinCents,
  salaryYearlyMaxCents: jobs.salaryYearlyMaxCents,
  salaryIsEstimate: jobs.salaryIsEstimate,
  status: jobs.status,
  foundAt: jobs.foundAt,
  closedAt: jobs.closedAt,
}

/** One card a role; of closed ones those that ended by themselves, since what was reported or taken back tells nothing of how long a place takes to fill. */
function readJobs(ctx: Ctx, after: string) {
  const since = new Date(ctx.now().getTime() - CLOSED_DAYS * DAY_MS).toISOString()
  return ctx.db
    .select(COLUMNS)
    .from(jobs)
    .where(
      and(
        gt(jobs.id, after),
        sql`((${jobs.status} = 'open' and ${jobs.isClusterFace}) or (${jobs.status} = 'closed' and ${jobs.closedAt} > ${since}::timestamptz
          and coalesce(${jobs.closedBecause}, '') not in ('reported', 'withdrawn')))`,
      ),
    )
    .orderBy(asc(jobs.id))
    .limit(READ_AT_ONCE)
}

function marketJobOf(row: Awaited<ReturnType<typeof readJobs>>[number]): MarketJob {
  const [min, max] = [row.salaryYearlyMinCents ?? row.salaryYearlyMaxCents, row.salaryYearlyMaxCents ?? row.salaryYearlyMinCents]
  const isStated = !row.salaryIsEstimate && row.salaryCurrency !== null && min !== null && max !== null
  const regions = [
    ...row.places.map(countryOf),
    ...(row.remote === 'remote' ? row.remoteRegions.filter((region) => COUNTRY.test(region)) : []),
  ]
  return {
    role: roleOf(row.title),
    regions: regions.filter((region) => region !== null),
    isOpen: row.status === 'open',
    foundAtMs: row.foundAt.getTime(),
    closedAtMs: row.closedAt?.getTime() ?? null,
    pay: isStated && row.salaryCurrency !== null ? { minCents: min, maxCents: max, currency: row.salaryCurrency } : null,
    skills: row.skills,
    remote: row.remote,
    seniority: row.seniority,
  }
}

/** `EU` is written like a country, and is none. */
const COUNTRY = /^(?!EU$)[A-Z]{2}$/
