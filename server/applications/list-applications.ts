import { and, asc, desc, eq, inArray, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { ApplicationFilters, ApplicationList, ApplicationPage } from '../../contract/applications'
import { STAGE_GROUPS } from '../../contract/stages'
import { ApplicationId } from '../../contract/wire'
import { applicationNotes, applications } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import { invalid } from '../core/errors'
import { readCursor, toPage, writeCursor } from '../core/page'
import { cardColumns, showCard } from './show-application'

/**
 * The applications of the person who asks that fit all filters. Removed ones are only in the list of those.
 * @throws invalid `page.bad-cursor`  the cursor is of another list
 */
export async function listApplications(ctx: PersonCtx, list: ApplicationList): Promise<z.infer<typeof ApplicationPage>> {
  const order = ORDERS[list.sort]
  const where = and(eq(applications.personId, ctx.actor.personId), ...conditionsOf(list))
  const after = list.cursor ? readPosition(list.cursor, list.sort) : null
  const beyond =
    after &&
    (order.isDescending
      ? sql`(${order.by}, ${applications.id}) < (${order.parse(after.position)}, ${after.id})`
      : sql`(${order.by}, ${applications.id}) > (${order.parse(after.position)}, ${after.id})`)
  const direction = order.isDescending ? desc : asc
  const [rows, [count]] = await Promise.all([
    ctx.db
      .select({ ...cardColumns(ctx.now()), position: order.position })
      .from(applications)
      .where(and(where, beyond ?? undefined))
      .orderBy(direction(order.by), direction(applications.id))
      .limit(list.limit + 1),
    ctx.db.select({ total: sql<number>`count(*)::int` }).from(applications).where(where),
  ])
  const page = toPage(rows, list.limit, showCard, (row) => writeCursor([list.sort, row.position, row.id]))
  return { ...page, total: count?.total ?? 0 }
}

/** The filters as conditions on `applications`. */
export function conditionsOf(filters: ApplicationFilters): (SQL | undefined)[] {
  const anyOf = <T>(values: T[], condition: (values: T[]) => SQL | undefined) => (values.length === 0 ? undefined : condition(values))
  return [
    filters.isRemoved ? isNotNull(applications.removedAt) : isNull(applications.removedAt),
    matchesWords(filters.q),
    anyOf(filters.group, (values) => inArray(applications.stageGroup, values)),
    anyOf(filters.stageId, (values) => inArray(applications.stageId, values)),
    anyOf(filters.outcome, (values) => inArray(applications.outcomeKind, values)),
    anyOf(filters.tag, (values) => sql`${applications.tags} && ${textArray(values)}`),
    anyOf(filters.source, (values) => inArray(applications.source, values)),
    anyOf(filters.priority, (values) => inArray(applications.priority, values)),
    filters.resumeVersionId === undefined ? undefined : eq(applications.resumeVersionId, filters.resumeVersionId),
    filters.appliedFrom === undefined ? undefined : sql`${applications.appliedAt} >= ${filters.appliedFrom}::timestamptz`,
    filters.appliedBefore === undefined ? undefined : sql`${applications.appliedAt} < ${filters.appliedBefore}::timestamptz`,
  ]
}

/** Every word must begin a word of the application, or all of them stand in one of its notes as typed. */
function matchesWords(q: string): SQL | undefined {
  const words = q.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  if (words.length === 0) return undefined
  const query = words.map((word) => `${word}:*`).join(' & ')
  return or(
    sql`${applications.searchText} @@ to_tsquery('simple', ${query})`,
    sql`exists (select 1 from ${applicationNotes} where ${applicationNotes.applicationId} = ${applications.id}
      and position(${q.toLowerCase()} in lower(${applicationNotes.markdown})) > 0)`,
  )
}

interface Order {
  by: SQL
  isDescending: boolean
  /** The value of `by` as a cursor carries it. */
  position: SQL<string>
  parse(position: string): SQL
}
const byInstant = (column: SQL): Order => {
  const ms = sql<string>`coalesce((extract(epoch from ${column}) * 1000)::bigint, 0)`
  return { by: ms, isDescending: true, position: sql<string>`${ms}::text`, parse: (position) => sql`${position}::bigint` }
}
const byText = (text: SQL): Order => ({
  by: text,
  isDescending: false,
  position: sql<string>`${text}`,
  parse: (position) => sql`(${position}::text collate "C")`,
})
const groupPlace = sql`array_position(${textArray([...STAGE_GROUPS])}, ${applications.stageGroup})::text`
const ORDERS: Record<ApplicationList['sort'], Order> = {
  updated: byInstant(sql`${applications.updatedAt}`),
  saved: byInstant(sql`${applications.savedAt}`),
  applied: byInstant(sql`${applications.appliedAt}`),
  company: byText(sql`(coalesce(${applications.companyKey}, '') || ' ' || ${applications.titleKey}) collate "C"`),
  // No rank holds a space, so that one text keeps the order of its three parts.
  board: byText(sql`(${groupPlace} || ' ' || coalesce(${applications.stageId}, '') || ' ' || ${applications.rank}) collate "C"`),
}

function readPosition(cursor: string, sort: string): { position: string; id: string } {
  const [ofSort, position, id] = readCursor(cursor, 3)
  if (
    ofSort !== sort ||
    typeof position !== 'string' ||
    !ApplicationId.safeParse(id).success ||
    (!['company', 'board'].includes(sort) && !/^\d{1,18}$/.test(position))
  )
    throw invalid('page.bad-cursor', 'This page address belongs to another list. Start again from the first page.')
  return { position, id: String(id) }
}

function textArray(values: string[]): SQL {
  return sql`array[${sql.join(
    values.map((value) => sql`${value}`),
    sql`, `,
  )}]::text[]`
}
