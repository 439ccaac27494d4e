import { and, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { ApplicationCard, Outcome } from '../../contract/applications'
import type { Db } from '../../db/client'
import { applications } from '../../db/schema'
import type { WorkingRow } from './access'

const iso = (column: SQL) => sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/** Columns of a card; every list reads these and no more. `now` decides which interview is the next. */
export const cardColumns = (now: Date) => ({
  id: applications.id,
  jobId: applications.jobId,
  title: applications.title,
  companyName: applications.companyName,
  places: applications.places,
  remote: applications.remote,
  salary: applications.salary,
  url: applications.url,
  source: applications.source,
  stageGroup: applications.stageGroup,
  stageId: applications.stageId,
  rank: applications.rank,
  stageSince: applications.stageSince,
  outcomeKind: applications.outcomeKind,
  outcomeReason: applications.outcomeReason,
  priority: applications.priority,
  tags: applications.tags,
  resumeVersionId: applications.resumeVersionId,
  appliedAt: applications.appliedAt,
  savedAt: applications.savedAt,
  updatedAt: applications.updatedAt,
  removedAt: applications.removedAt,
  employer: applications.employer,
  version: applications.version,
  nextAction: sql<ApplicationCard['nextAction']>`(
    select json_build_object('reminderId', r.id, 'text', r.text, 'dueAt', ${iso(sql`r.due_at`)})
    from reminders r where r.application_id = applications.id and r.done_at is null order by r.due_at, r.id limit 1)`,
  nextInterview: sql<ApplicationCard['nextInterview']>`(
    select json_build_object('interviewId', i.id, 'startsAt', ${iso(sql`i.starts_at`)}, 'timeZone', i.time_zone)
    from interviews i where i.application_id = applications.id and i.called_off_at is null and i.ends_at > ${now.toISOString()}::timestamptz
    order by i.starts_at, i.id limit 1)`,
})
type CardRow = Pick<WorkingRow, Exclude<keyof ReturnType<typeof cardColumns>, 'nextAction' | 'nextInterview'>> &
  Pick<ApplicationCard, 'nextAction' | 'nextInterview'>

/** A row as a card. */
export function showCard(row: CardRow): ApplicationCard {
  return {
    id: row.id,
    jobId: row.jobId,
    title: row.title,
    companyName: row.companyName,
    places: row.places,
    remote: row.remote,
    salary: row.salary,
    url: row.url,
    source: row.source,
    group: row.stageGroup,
    stageId: row.stageId,
    rank: row.rank,
    stageSince: row.stageSince.toISOString(),
    outcome: outcomeOf(row),
    priority: row.priority,
    tags: row.tags,
    resumeVersionId: row.resumeVersionId,
    appliedAt: row.appliedAt?.toISOString() ?? null,
    savedAt: row.savedAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    nextAction: row.nextAction,
    nextInterview: row.nextInterview,
    employer: row.employer,
    removedAt: row.removedAt?.toISOString() ?? null,
    version: row.version,
  }
}

/** How it ended; `null` while it is open. */
export function outcomeOf(row: Pick<WorkingRow, 'outcomeKind' | 'outcomeReason'>): Outcome | null {
  return row.outcomeKind !== null && row.outcomeReason !== null ? { kind: row.outcomeKind, reason: row.outcomeReason } : null
}

/** Cards of one person by their ids, in the order of the ids given. Ids of others are left out. */
export async function loadCards(db: Db, of: { personId: string; now: Date }, ids: readonly string[]): Promise<ApplicationCard[]> {
  if (ids.length === 0) return []
  const rows = await db
    .select(cardColumns(of.now))
    .from(applications)
    .where(and(inArray(applications.id, [...ids]), eq(applications.personId, of.personId)))
  const cards = new Map(rows.map((row) => [row.id, showCard(row)]))
  return ids.flatMap((id) => cards.get(id) ?? [])
}
