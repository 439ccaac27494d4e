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
  const rows = rowsOf<CountRow | TimeRow>(await ctx.db.execute(dashboardStatement(ctx.actor.personId, asked)))
  const counts = rows.filter((row) => !isTime(row))
  const times = rows.filter(isTime)
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
    responses: times.filter((row) => row.dimension === 'time').map(showTimes)[0] ?? NO_TIMES,
    responsesBySource: times
      .filter((row) => row.dimension === 'time by source' && Number(row.saved) > 0)
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

/**
 * The dashboard in one statement, which reads one person's rows once, from the index that holds all it looks at. Equal rows are counted
 * together before they are grouped in each way.
 */
export function dashboardStatement(personId: string, { from, before }: AskInsights): SQL {
  const own = and(
    eq(applications.personId, personId),
    isNull(applications.removedAt),
    from === undefined ? undefined : gte(applications.savedAt, new Date(from)),
    before === undefined ? undefined : lt(applications.savedAt, new Date(before)),
  )
  return sql`
    with own as materialized (
      select source, stage_group, outcome_kind, resume_version_id, furthest, applied_at, answered_at, saved_at from applications where ${own}),
    cells as materialized (
      select source, date_trunc('week', saved_at at time zone 'UTC') as week, resume_version_id, stage_group, outcome_kind,
        count(*) as saved,
        count(*) filter (where applied_at is not null or furthest >= 1) as applied,
        count(*) filter (where answered_at is not null or furthest >= 2) as answered,
        count(*) filter (where furthest >= 3) as interviewed,
        count(*) filter (where furthest >= 4 or outcome_kind = 'accepted') as offered,
        count(*) filter (where outcome_kind = 'accepted') as accepted
      from own group by 1, 2, 3, 4, 5),
    answers as materialized (
      select source, extract(epoch from answered_at - applied_at)::float8 / 86400 as days from own where answered_at >= applied_at)
    select
      case grouping(source, week, resume_version_id, stage_group, outcome_kind)
        when 15 then 'source' when 23 then 'week' when 27 then 'resume' when 29 then 'group' when 30 then 'outcome' else 'all' end as dimension,
      coalesce(source, to_char(week, 'YYYY-MM-DD'), resume_version_id, stage_group, outcome_kind) as key,
      sum(saved)::int as saved, sum(applied)::int as applied, sum(answered)::int as answered, sum(interviewed)::int as interviewed,
      sum(offered)::int as offered, sum(accepted)::int as accepted, null::float8 as median, null::float8 as p90
    from cells group by grouping sets ((), (source), (week), (resume_version_id), (stage_group), (outcome_kind))
    union all
    select case when grouping(source) = 1 then 'time' else 'time by source' end, source, count(*)::int, null, null, null, null, null,
      percentile_cont(0.5) within group (order by days), percentile_cont(0.9) within group (order by days)
    from answers group by grouping sets ((), (source))`
}

interface CountRow {
  dimension: 'all' | 'source' | 'week' | 'resume' | 'group' | 'outcome'
  key: string | null
  /** `null` where nothing was counted at all. */
  saved: number | null
  applied: number | null
  answered: number | null
  interviewed: number | null
  offered: number | null
  accepted: number | null
}
interface TimeRow {
  dimension: 'time' | 'time by source'
  key: string | null
  /** How many answers. */
  saved: number
  median: number | null
  p90: number | null
}

const isTime = (row: CountRow | TimeRow): row is TimeRow => row.dimension === 'time' || row.dimension === 'time by source'

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
  const days = (value: number | null) => (value === null ? null : Math.round(value * 10) / 10)
  return { key: row.key, samples: row.saved, medianDays: days(row.median), p90Days: days(row.p90), isSmall: row.saved < SMALL_SAMPLE }
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
const NO_TIMES: ResponseTimes = { key: null, samples: 0, medianDays: null, p90Days: null, isSmall: true }
