import { and, eq, inArray } from 'drizzle-orm'
import type { AddEntries, ShortlistEntry } from '../../contract/shortlists'
import { SHORTLIST_ENTRIES_MAX } from '../../contract/shortlists'
import type { Db } from '../../db/client'
import { hiringApplications, shortlistEntries } from '../../db/schema'
import { compareRanked, ranksBetween } from '../applications/core/rank'
import type { PersonCtx } from '../core/actor'
import { conflict, notFound } from '../core/errors'
import { withEvents } from '../live/outbox'
import { type HeldShortlist, lockShortlistFor, type ShortlistRow } from './access'
import { isKnownBatch, recordChanges, tellEntries, touchEntry } from './record-changes'
import { loadEntries } from './show-shortlist'

/**
 * Puts applications of the posting on a shortlist, in the given order. Those that are on it already stay where they are; one that was removed
 * comes back with its votes and comments. Returns the entries of all of them.
 *
 * @throws not_found  as `lockShortlistFor`; `application.not-found` for one that is not of this posting
 * @throws conflict `shortlist.full`  more than 500
 */
export async function addEntries(
  ctx: PersonCtx,
  { shortlistId, batchId, ...wanted }: AddEntries,
): Promise<{ entries: ShortlistEntry[]; eventSeq: number }> {
  return withEvents(ctx, async (tx, emit) => {
    const held = await lockShortlistFor(ctx, tx, shortlistId, 'edit')
    if (!(await isKnownBatch(tx, shortlistId, batchId))) {
      const { row, ids } = await placeEntries(ctx, tx, held, { ...wanted, batchId })
      await tellEntries(ctx, tx, emit, row, ids)
      held.shortlist = row
    }
    const asked = new Set(wanted.applicationIds)
    const entries = (await loadEntries(tx, shortlistId)).filter(({ applicationId }) => asked.has(applicationId))
    return { entries, eventSeq: held.shortlist.eventSeq }
  })
}

/** Writes entries and their history on a locked shortlist. Answers the ids of those that were not on it. */
export async function placeEntries(
  ctx: PersonCtx,
  tx: Db,
  held: Pick<HeldShortlist, 'shortlist'>,
  {
    applicationIds,
    afterEntryId,
    reason,
    batchId,
  }: Omit<AddEntries, 'shortlistId' | 'afterEntryId'> & Partial<Pick<AddEntries, 'afterEntryId'>>,
): Promise<{ row: ShortlistRow; ids: string[] }> {
  const { shortlist } = held
  const asked = [...new Set(applicationIds)]
  await refuseForeign(tx, shortlist, asked)
  const all = await tx
    .select({
      id: shortlistEntries.id,
      applicationId: shortlistEntries.applicationId,
      rank: shortlistEntries.rank,
      removedAt: shortlistEntries.removedAt,
    })
    .from(shortlistEntries)
    .where(eq(shortlistEntries.shortlistId, shortlist.id))
  const present = all.filter(({ removedAt }) => removedAt === null).sort(compareRanked)
  const missing = asked.filter((id) => !present.some(({ applicationId }) => applicationId === id))
  if (missing.length === 0) return { row: shortlist, ids: [] }
  if (present.length + missing.length > SHORTLIST_ENTRIES_MAX)
    throw conflict('shortlist.full', {}, `A shortlist holds ${SHORTLIST_ENTRIES_MAX} candidates. Remove some first.`)
  const anchor = afterEntryId === null ? null : (present.find(({ id }) => id === afterEntryId) ?? present.at(-1))
  const next = anchor === null ? present[0] : present.find(({ rank }) => anchor !== undefined && rank > anchor.rank)
  const ranks = ranksBetween(anchor?.rank ?? null, next?.rank ?? null, missing.length)
  const placed = missing.map((applicationId, index) => {
    const before = all.findLast((entry) => entry.applicationId === applicationId)
    return { id: before?.id ?? ctx.newId('shortlistEntry'), applicationId, rank: ranks[index] ?? '', isBack: before !== undefined }
  })
  const fresh = placed.filter(({ isBack }) => !isBack)
  if (fresh.length > 0)
    await tx.insert(shortlistEntries).values(
      fresh.map(({ id, applicationId, rank }) => ({
        id,
        applicationId,
        rank,
        shortlistId: shortlist.id,
        addedBy: ctx.actor.personId,
        addedAt: ctx.now(),
      })),
    )
  for (const { id, rank, isBack } of placed) if (isBack) await touchEntry(tx, id, { rank, removedAt: null })
  const row = await recordChanges(
    ctx,
    tx,
    held,
    placed.map(({ id: entryId, applicationId, rank }, index) => ({
      change: { kind: 'added', entryId, applicationId, rank, reason },
      // The first of them stands for all that were added together.
      batchId: index === 0 ? batchId : undefined,
    })),
  )
  return { row, ids: placed.map(({ id }) => id) }
}

async function refuseForeign(tx: Db, { postingId }: ShortlistRow, ids: string[]): Promise<void> {
  if (ids.length === 0) return
  const own = await tx
    .select({ id: hiringApplications.id })
    .from(hiringApplications)
    .where(and(eq(hiringApplications.postingId, postingId), inArray(hiringApplications.id, ids)))
  const foreign = ids.find((id) => !own.some((row) => row.id === id))
  if (foreign !== undefined) throw notFound('application', foreign)
}
