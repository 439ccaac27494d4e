import { and, asc, desc, eq, gt, lt, or, type SQL, sql } from 'drizzle-orm'
import type { CandidateSort } from '../../contract/candidates'
import { candidates } from '../../db/schema'
import { invalid } from '../core/errors'
import { readCursor, readInstantCursor, writeCursor } from '../core/page'

/** What names are ordered by: read with each row, since the database alone knows how it compares. */
export const sortName = sql<string>`lower(${candidates.name})`.as('sort_name')

/** How a list of candidates is ordered, and where it goes on. @throws invalid `page.bad-cursor` */
export function orderOf({ sort, cursor }: { sort: CandidateSort; cursor?: string | undefined }): {
  orderBy: SQL[]
  after: SQL | undefined
} {
  if (sort === 'name') {
    const name = sql`lower(${candidates.name})`
    const from = cursor === undefined ? null : readNameCursor(cursor)
    return {
      orderBy: [asc(name), asc(candidates.id)],
      after: from === null ? undefined : or(gt(name, from.name), and(eq(name, from.name), gt(candidates.id, from.id))),
    }
  }
  const column = sort === 'changed' ? candidates.updatedAt : candidates.createdAt
  const [inOrder, beyond] = sort === 'oldest' ? [asc, gt] : [desc, lt]
  const from = cursor === undefined ? null : readInstantCursor(cursor)
  const at = from === null ? null : new Date(from.at)
  return {
    orderBy: [inOrder(column), inOrder(candidates.id)],
    after: from === null || at === null ? undefined : or(beyond(column, at), and(eq(column, at), beyond(candidates.id, from.id))),
  }
}

/** Where a page ends. */
export function cursorOf(sort: CandidateSort, row: { id: string; createdAt: Date; updatedAt: Date; sortName: string }): string {
  if (sort === 'name') return writeCursor(['name', encodeURIComponent(row.sortName), row.id])
  return writeCursor([(sort === 'changed' ? row.updatedAt : row.createdAt).toISOString(), row.id])
}

function readNameCursor(cursor: string): { name: string; id: string } {
  const [order, name, id] = readCursor(cursor, 3)
  if (order === 'name' && typeof name === 'string' && typeof id === 'string' && /^(?:[^%]|%[0-9A-F]{2})*$/.test(name))
    return { name: decodeURIComponent(name), id }
  throw invalid('page.bad-cursor', 'This page address is broken. Start again from the first page.')
}
