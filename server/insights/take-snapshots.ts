import { and, desc, eq, inArray, lt, sql } from 'drizzle-orm'
import type { InsightSnapshot } from '../../contract/insights'
import { applicationEvents, applications, insightSnapshots } from '../../db/schema'
import { type ApplicationState, foldEvents } from '../applications/core/fold-events'
import { showEvent } from '../applications/record-changes'
import type { Ctx } from '../core/ctx'
import { rowsOf } from '../core/rows'
import { countGroups, countOutcomes } from './show-insights'

const PEOPLE_MAX = 20
/** So many periods of one person in one run; the next run goes on. */
const PERIODS_MAX = 30
/** Days that were missed for longer are not worth their work. */
const BACK_DAYS_MAX = 400
const DAY_MS = 86_400_000

/**
 * Cron: keeps how each person's applications stood at the end of every day, and of every week that is over, in UTC.
 * What was missed is made up from the histories, oldest first. Running twice changes nothing. Returns how many were made.
 */
export async function takeSnapshots(ctx: Ctx): Promise<number> {
  let made = 0
  for (const period of ['day', 'week'] as const) {
    const last = lastPeriod(ctx.now().getTime(), period)
    for (const person of await listBehind(ctx, period, last)) made += await catchUp(ctx, person, period, last)
  }
  return made
}

interface Behind {
  personId: string
  /** First day of their newest snapshot; `null` without one. */
  newest: string | null
  firstSavedAt: Date | string
}

/** People who have applications and no snapshot of the last period. */
async function listBehind(ctx: Ctx, period: InsightSnapshot['period'], last: string): Promise<Behind[]> {
  const answer = await ctx.db.execute(sql`
    select p.id as "personId",
      (select max(s.date)::text from insight_snapshots s where s.person_id = p.id and s.period = ${period}) as newest,
      (select min(a.saved_at) from applications a where a.person_id = p.id) as "firstSavedAt"
    from people p
    where exists (select 1 from applications a where a.person_id = p.id and a.saved_at < ${endOf(last, period).toISOString()}::timestamptz)
      and not exists (select 1 from insight_snapshots s where s.person_id = p.id and s.period = ${period} and s.date >= ${last}::date)
    order by p.id limit ${PEOPLE_MAX}`)
  return rowsOf<Behind>(answer)
}

async function catchUp(
  ctx: Ctx,
  { personId, newest, firstSavedAt }: Behind,
  period: InsightSnapshot['period'],
  last: string,
): Promise<number> {
  const step = period === 'day' ? 1 : 7
  const earliestMs = Math.max(new Date(firstSavedAt).getTime(), ctx.now().getTime() - BACK_DAYS_MAX * DAY_MS)
  const first = newest === null ? periodOf(earliestMs, period) : addDays(newest, step)
  let made = 0
  for (let date = first; date <= last && made < PERIODS_MAX; date = addDays(date, step)) {
    const data = await snapshotOf(ctx, personId, period, date)
    await ctx.db.insert(insightSnapshots).values({ personId, period, date, data, madeAt: ctx.now() }).onConflictDoNothing()
    made++
  }
  return made
}

/** How one person's applications stood when a period ended, as far as was known then. */
async function snapshotOf(ctx: Ctx, personId: string, period: InsightSnapshot['period'], date: string): Promise<InsightSnapshot> {
  const start = new Date(`${date}T00:00:00.000Z`)
  const end = endOf(date, period)
  const rows = await ctx.db
    .select({
      id: applications.id,
      group: applications.stageGroup,
      outcomeKind: applications.outcomeKind,
      appliedAt: applications.appliedAt,
      answeredAt: applications.answeredAt,
      savedAt: applications.savedAt,
      removedAt: applications.removedAt,
      hasChangedSince: sql<boolean>`${applications.updatedAt} >= ${end.toISOString()}::timestamptz`,
    })
    .from(applications)
    .where(and(eq(applications.personId, personId), lt(applications.savedAt, end)))
    .orderBy(desc(applications.id))
  const changed = await statesAt(
    ctx,
    rows.filter((row) => row.hasChangedSince).map(({ id }) => id),
    end,
  )
  const stood = rows.flatMap((row) => {
    const then = changed.get(row.id)
    const state = then
      ? {
          group: then.group,
          outcome: then.outcome?.kind ?? null,
          appliedAtMs: then.appliedAtMs,
          answeredAtMs: then.answeredAtMs,
          isRemoved: then.removedAtMs !== null,
        }
      : {
          group: row.group,
          outcome: row.outcomeKind,
          appliedAtMs: row.appliedAt?.getTime() ?? null,
          answeredAtMs: row.answeredAt?.getTime() ?? null,
          isRemoved: row.removedAt !== null,
        }
    return state.isRemoved ? [] : [{ ...state, savedAtMs: row.savedAt.getTime() }]
  })
  const within = (atMs: number | null) => atMs !== null && atMs >= start.getTime() && atMs < end.getTime()
  return {
    period,
    date,
    groups: countGroups((group) => stood.filter((state) => state.group === group).length),
    outcomes: countOutcomes((kind) => stood.filter((state) => state.outcome === kind).length),
    savedCount: stood.filter(({ savedAtMs }) => within(savedAtMs)).length,
    appliedCount: stood.filter(({ appliedAtMs }) => within(appliedAtMs)).length,
    answeredCount: stood.filter(({ answeredAtMs }) => within(answeredAtMs)).length,
  }
}

/** What was known of applications at an instant, from their histories. */
async function statesAt(ctx: Ctx, ids: string[], end: Date): Promise<Map<string, ApplicationState>> {
  const states = new Map<string, ApplicationState>()
  for (let from = 0; from < ids.length; from += 500) {
    const events = await ctx.db
      .select()
      .from(applicationEvents)
      .where(and(inArray(applicationEvents.applicationId, ids.slice(from, from + 500)), lt(applicationEvents.learnedAt, end)))
    for (const [id, history] of Map.groupBy(events.map(showEvent), (event) => event.applicationId)) states.set(id, foldEvents(history))
  }
  return states
}

/** First day of the last period that is over. */
function lastPeriod(nowMs: number, period: InsightSnapshot['period']): string {
  return periodOf((period === 'day' ? nowMs : Date.parse(`${periodOf(nowMs, 'week')}T00:00:00.000Z`)) - DAY_MS, period)
}

/** First day of the period that an instant lies in; weeks begin on Monday. */
function periodOf(atMs: number, period: InsightSnapshot['period']): string {
  const date = new Date(atMs).toISOString().slice(0, 10)
  return period === 'day' ? date : addDays(date, -((new Date(atMs).getUTCDay() + 6) % 7))
}

const endOf = (date: string, period: InsightSnapshot['period']) =>
  new Date(Date.parse(`${date}T00:00:00.000Z`) + (period === 'day' ? 1 : 7) * DAY_MS)
const addDays = (date: string, days: number) => new Date(Date.parse(`${date}T00:00:00.000Z`) + days * DAY_MS).toISOString().slice(0, 10)
