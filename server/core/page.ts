import { IsoInstant } from '../../contract/wire'
import { invalid } from './errors'

/** Writes where a page ends, as the opaque cursor that the next call gives back. */
export function writeCursor(position: (string | number | null)[]): string {
  return btoa(JSON.stringify(position)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/**
 * Reads a cursor of `length` parts.
 * @throws invalid `page.bad-cursor` when it is not one of ours, or of another list
 */
export function readCursor(cursor: string, length: number): (string | number | null)[] {
  try {
    const position: unknown = JSON.parse(atob(cursor.replaceAll('-', '+').replaceAll('_', '/')))
    if (
      Array.isArray(position) &&
      position.length === length &&
      position.every((part) => part === null || typeof part === 'string' || typeof part === 'number')
    )
      return position
  } catch {
    // Falls through to the one answer for every kind of broken cursor.
  }
  throw invalid('page.bad-cursor', 'This page address is broken. Start again from the first page.', {
    cursor: 'Leave it out to start at the first page.',
  })
}

/** Cuts a list that was read with one row too many into a page. */
export function toPage<Row, Item>(
  rows: Row[],
  limit: number,
  show: (row: Row) => Item,
  cursorOf: (row: Row) => string,
): { data: Item[]; next: string | null } {
  const data = rows.slice(0, limit)
  const last = data.at(-1)
  return { data: data.map(show), next: rows.length > limit && last !== undefined ? cursorOf(last) : null }
}

/**
 * Reads a cursor of a list that is ordered by an instant and then an id.
 * @throws invalid `page.bad-cursor`
 */
export function readInstantCursor(cursor: string): { at: string; id: string } {
  const [at, id] = readCursor(cursor, 2)
  if (typeof at === 'string' && IsoInstant.safeParse(at).success && typeof id === 'string' && /^[a-z]{3}_[0-9a-f]{32}$/.test(id))
    return { at, id }
  throw invalid('page.bad-cursor', 'This page address is broken. Start again from the first page.')
}
