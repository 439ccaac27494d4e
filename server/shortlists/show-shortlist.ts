import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Shortlist, ShortlistActor, ShortlistEntry } from '../../contract/shortlists'
import type { Db } from '../../db/client'
import { people, shortlistEntries, shortlistGuests } from '../../db/schema'
import type { ShortlistRow } from './access'

/** A row as every wire carries it. */
export function showShortlist(row: ShortlistRow): Shortlist {
  const { id, organisationId, postingId, name, isAnonymous, version, eventSeq, createdAt, closedAt } = row
  return {
    id,
    organisationId,
    postingId,
    name,
    isAnonymous,
    version,
    eventSeq,
    createdAt: createdAt.toISOString(),
    closedAt: closedAt?.toISOString() ?? null,
  }
}

/** The entries of a shortlist in their order, those that were removed left out; with `ids` those alone. */
export async function loadEntries(db: Db, shortlistId: string, ids?: readonly string[]): Promise<ShortlistEntry[]> {
  // Written out: in a select of one table Drizzle names columns without their table, and the inner one would mean itself.
  const votesOf = (vote: string) =>
    sql<number>`(select count(*)::int from shortlist_votes v where v.entry_id = shortlist_entries.id and v.vote = ${vote})`
  const rows = await db
    .select({
      id: shortlistEntries.id,
      applicationId: shortlistEntries.applicationId,
      rank: shortlistEntries.rank,
      version: shortlistEntries.version,
      yes: votesOf('yes'),
      maybe: votesOf('maybe'),
      no: votesOf('no'),
      commentCount: sql<number>`(select count(*)::int from shortlist_comments c where c.entry_id = shortlist_entries.id and c.removed_at is null)`,
    })
    .from(shortlistEntries)
    .where(
      and(
        eq(shortlistEntries.shortlistId, shortlistId),
        isNull(shortlistEntries.removedAt),
        ids === undefined ? undefined : inArray(shortlistEntries.id, [...ids]),
      ),
    )
    .orderBy(asc(shortlistEntries.rank), asc(shortlistEntries.id))
  return rows.map(({ yes, maybe, no, ...row }) => ({ ...row, shortlistId, votes: { yes, maybe, no } }))
}

/** One entry that is known to be on the shortlist. */
export async function loadEntry(db: Db, shortlistId: string, entryId: string): Promise<ShortlistEntry> {
  const [entry] = await loadEntries(db, shortlistId, [entryId])
  if (!entry) throw new Error('An entry that was just changed is missing.')
  return entry
}

/** Names of who acted, by the id of a person or a guest. Who is erased is not among them. */
export async function loadActors(db: Db, ids: readonly (string | null)[]): Promise<Map<string, ShortlistActor>> {
  const known = [...new Set(ids.filter((id) => id !== null))]
  if (known.length === 0) return new Map()
  const [persons, guests] = await Promise.all([
    db.select({ id: people.id, name: people.name }).from(people).where(inArray(people.id, known)),
    db.select({ id: shortlistGuests.id, name: shortlistGuests.name }).from(shortlistGuests).where(inArray(shortlistGuests.id, known)),
  ])
  return new Map<string, ShortlistActor>([
    ...persons.map(({ id, name }) => [id, { personId: id, guestId: null, name }] as const),
    ...guests.map(({ id, name }) => [id, { personId: null, guestId: id, name }] as const),
  ])
}
