import { and, desc, eq, gte, isNull, lt, type SQL, sql } from 'drizzle-orm'
import {
  type AskInsights,
  type FunnelRow,
  type InsightSnapshot,
  type Insights,
  type ResponseTimes,
  SMALL_SAMPLE,
} from '../../contract/insights'
import type { OutcomeKind, StageGroup } from '../../contract/stages'
import { applications, insightSnapshots } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import { rowsOf } from '../core/rows'

const WEEKS_MAX = 26
/** Sources and résumé versions beyond these add up to nobody's insight. */
const ROWS_MAX = 30

/**
 * How a person's applications fare: how far they got by source, week and résumé version, and how long answers took.
 * A row counts as having reached every step before its furthest one. Small samples are marked, never left out.
 */
export async function showInsights(ctx: PersonCtx, asked: AskInsights): Promise<Insights> {
  const own = ownApplications(ctx.actor.personId, asked)
  const [counted, timed] = await Promise.all([ctx.db.execute(countsOf(own)), ctx.db.execute(timesOf(own))])
  const counts = rowsOf<CountRow>(counted)
  const times = rowsOf<TimeRow>(timed)
  const by = (dimension: CountRow['dimension']) => counts.filter((row) => row.dimension === dimension)
  const savedIn = (dimension: CountRow['dimension'], key: string) => Number(by(dimension).find((row) => row.key === key)?.saved ?? 0)
  const whole = by('all').map(showFunnel)[0] ?? EMPTY_FUNNEL
  const largest = (rows: CountRow[]) =>
    rows
      .map(showFunnel)
      .sort((a, b) => b.saved - a.saved || String(a.key).localeCompare(String(b.key)))
      .slice(0, ROWS_MAX)
  return {
    total: whole.saved,
    groups: countGroups((group) => savedIn('group', group)),
    outcomes: countOutcomes((kind) => savedIn('outcome', kind)),
    funnel: whole,
    bySource: largest(by('source')),
    byWeek: by('week')
      .map(showFunnel)
      .sort((a, b) => String(a.key).localeCompare(String(b.key)))
      .slice(-WEEKS_MAX),
    byResume: largest(by('resume')),
    responses:
      times.filter((row) => row.isWhole).map(showTimes)[0] ?? showTimes({ isWhole: true, key: null, samples: 0, median: null, p90: null }),
    responsesBySource: times
      .filter((row) => !row.isWhole && Number(row.samples) > 0)
      .map(showTimes)
      .sort((a, b) => b.samples - a.samples || String(a.key).localeCompare(String(b.key)))
      .slice(0, ROWS_MAX),
  }
}

/** How things stood at the end of past days or weeks, the oldest first. */
export async function listSnapshots(
  ctx: PersonCtx,
  { period, limit }: { period: InsightSnapshot['period']; limit: number },
): Promise<{ data: InsightSnapshot[] }> {
  const rows = await ctx.db
    .select({ data: insightSnapshots.data })
    .from(insightSnapshots)
    .where(and(eq(insightSnapshots.personId, ctx.actor.personId), eq(insightSnapshots.period, period)))
    .orderBy(desc(insightSnapshots.date))
    .limit(limit)
  return { data: rows.map(({ data }) => data).reverse() }
}

/** The two statements of the dashboard, for the bench and for the test of their plans. */
export const dashboardStatements = (personId: string, asked: AskInsights): SQL[] => {
  const own = ownApplications(personId, asked)
  return [countsOf(own), timesOf(own)]
}

function ownApplications(personId: string, { from, before }: AskInsights): SQL {
  return sql`select source, stage_group, outcome_kind, resume_version_id, furthest, applied_at, answered_at,
      to_char(date_trunc('week', saved_at at time zone 'UTC'), 'YYYY-MM-DD') as week
    from applications where ${and(
      eq(applications.personId, personId),
      isNull(applications.removedAt),
      from === undefined ? undefined : gte(applications.savedAt, new Date(from)),
      before === undefined ? undefined : lt(applications.savedAt, new Date(before)),
    )}`
}

interface CountRow {
  dimension: 'all' | 'source' | 'week' | 'resume' | 'group' | 'outcome'
  key: string | null
  saved: string
  applied: string
  answered: string
  interviewed: string
  offered: string
  accepted: string
}

/** One pass over the rows for every way they are grouped. */
function countsOf(own: SQL): SQL {
  return sql`
    with own as materialized (${own})
    select
      case grouping(source, week, resume_version_id, stage_group, outcome_kind)
        when 15 then 'source' when 23 then 'week' when 27 then 'resume' when 29 then 'group' when 30 then 'outcome' else 'all' end as dimension,
      coalesce(source, week, resume_version_id, stage_group, outcome_kind) as key,
      count(*) as saved,
      count(*) filter (where applied_at is not null or furthest >= 1) as applied,
      count(*) filter (where answered_at is not null or furthest >= 2) as answered,
      count(*) filter (where furthest >= 3) as interviewed,
      count(*) filter (where furthest >= 4 or outcome_kind = 'accepted') as offered,
      count(*) filter (where outcome_kind = 'accepted') as accepted
    from own
    group by grouping sets ((), (source), (week), (resume_version_id), (stage_group), (outcome_kind))`
}

interface TimeRow {
  isWhole: boolean
  key: string | null
  samples: string | number
  median: number | null
  p90: number | null
}

function timesOf(own: SQL): SQL {
  return sql`
    with own as (${own}),
    answers as materialized (
      select source, extract(epoch from answered_at - applied_at) / 86400 as days from own where answered_at >= applied_at)
    select grouping(source) = 1 as "isWhole", source as key, count(*) as samples,
      percentile_cont(0.5) within group (order by days)::float8 as median,
      percentile_cont(0.9) within group (order by days)::float8 as p90
    from answers group by grouping sets ((), (source))`
}

function showFunnel(row: CountRow): FunnelRow {
  const applied = Number(row.applied)
  return {
    key: row.key,
    saved: Number(row.saved),
    applied,
    answered: Number(row.answered),
    interviewed: Number(row.interviewed),
    offered: Number(row.offered),
    accepted: Number(row.accepted),
    isSmall: applied < SMALL_SAMPLE,
  }
}

function showTimes(row: TimeRow): ResponseTimes {
  const samples = Number(row.samples)
  const days = (value: number | null) => (value === null ? null : Math.round(value * 10) / 10)
  return { key: row.key, samples, medianDays: days(row.median), p90Days: days(row.p90), isSmall: samples < SMALL_SAMPLE }
}

/** A count for every stage group, for the shape that promises all of them. */
export function countGroups(count: (group: StageGroup) => number): Record<StageGroup, number> {
  return {
    preparing: count('preparing'),
    applied: count('applied'),
    screening: count('screening'),
    interview: count('interview'),
    offer: count('offer'),
    closed: count('closed'),
  }
}

/** A count for every outcome. */
export function countOutcomes(count: (kind: OutcomeKind) => number): Record<OutcomeKind, number> {
  return {
    accepted: count('accepted'),
    rejected: count('rejected'),
    withdrawn: count('withdrawn'),
    ghosted: count('ghosted'),
    expired: count('expired'),
  }
}

const EMPTY_FUNNEL: FunnelRow = {
  key: null,
  saved: 0,
  applied: 0,
  answered: 0,
  interviewed: 0,
  offered: 0,
  accepted: 0,
  isSmall: true,
}
