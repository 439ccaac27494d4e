import { and, asc, eq, getTableColumns, inArray } from 'drizzle-orm'
import type { Db } from '../../db/client'
import { applications } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import { notFound } from '../core/errors'

export type ApplicationRow = typeof applications.$inferSelect
/** The columns that changes are made from: all but the posting's text and what is searched in. */
const { postingText: _postingText, searchText: _searchText, ...WORKING_COLUMNS } = getTableColumns(applications)
export type WorkingRow = Omit<ApplicationRow, 'postingText' | 'searchText'>

/**
 * One application of the person who asks.
 * @throws not_found  it does not exist, was erased, or is somebody else's
 */
export async function getApplicationFor(ctx: PersonCtx, db: Db, applicationId: string): Promise<WorkingRow> {
  const [row] = await db
    .select(WORKING_COLUMNS)
    .from(applications)
    .where(and(eq(applications.id, applicationId), eq(applications.personId, ctx.actor.personId)))
  if (!row) throw notFound('application', applicationId)
  return row
}

/**
 * Applications of the person who asks, locked until the transaction ends, in the order of their ids so that no two callers wait for each other.
 * @throws not_found  for the first id that does not exist or is somebody else's
 */
export async function lockApplicationsFor(ctx: PersonCtx, tx: Db, applicationIds: readonly string[]): Promise<WorkingRow[]> {
  const ids = [...new Set(applicationIds)]
  const rows = await tx
    .select(WORKING_COLUMNS)
    .from(applications)
    .where(and(inArray(applications.id, ids), eq(applications.personId, ctx.actor.personId)))
    .orderBy(asc(applications.id))
    .for('update')
  const missing = ids.find((id) => !rows.some((row) => row.id === id))
  if (missing !== undefined) throw notFound('application', missing)
  return rows
}
