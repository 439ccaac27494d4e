import { and, eq, isNull, sql } from 'drizzle-orm'
import type { AuditAct } from '../../contract/audit'
import { shortlistRoom } from '../../contract/live'
import type { ShortlistChange, ShortlistEntry } from '../../contract/shortlists'
import type { Db } from '../../db/client'
import { postings, shortlistEntries, shortlistEvents, shortlists } from '../../db/schema'
import { recordAudit } from '../audit/record-audit'
import { notFound } from '../core/errors'
import { tellHooks } from '../hooks/tell-hooks'
import type { Emit } from '../live/outbox'
import { actorOf, type HeldShortlist, type ShortlistCtx, type ShortlistRow } from './access'
import { loadEntries, showShortlist } from './show-shortlist'

/** One change to a locked shortlist, before it is written down. */
export interface NewChange {
  change: ShortlistChange
  batchId?: string | undefined
}

/** More entries than this at once are read anew by whoever shows them. */
const EVENTS_EACH_MAX = 60

/**
 * Adds lines to the history of a locked shortlist and to the audit log and tells the organisation's endpoints, in the caller's transaction. The rows themselves the caller writes.
 * Returns the shortlist as it is then.
 */
export async function recordChanges(
  ctx: ShortlistCtx,
  tx: Db,
  { shortlist }: Pick<HeldShortlist, 'shortlist'>,
  changes: readonly NewChange[],
  act: AuditAct = 'shortlist.changed',
): Promise<ShortlistRow> {
  const { personId: actorId, guestId } = actorOf(ctx)
  const [row] = await tx
    .update(shortlists)
    .set({ eventSeq: sql`${shortlists.eventSeq} + ${changes.length}`, version: sql`${shortlists.version} + 1` })
    .where(eq(shortlists.id, shortlist.id))
    .returning()
  if (!row) throw new Error('A locked shortlist is missing.')
  const first = row.eventSeq - changes.length + 1
  await tx.insert(shortlistEvents).values(
    changes.map(({ change, batchId }, index) => ({
      id: ctx.newId('shortlistEvent'),
      shortlistId: shortlist.id,
      seq: first + index,
      change,
      actorId,
      guestId,
      at: ctx.now(),
      batchId: batchId ?? null,
    })),
  )
  await recordAudit(
    ctx,
    tx,
    changes.map(({ change }) => ({
      organisationId: shortlist.organisationId,
      act,
      subjectId: shortlist.id,
      details: { kind: change.kind, ...('entryId' in change ? { entryId: change.entryId } : {}), ...(guestId ? { guestId } : {}) },
    })),
  )
  const [posting] = await tx.select({ jobId: postings.jobId }).from(postings).where(eq(postings.id, row.postingId))
  await tellHooks(ctx, tx, {
    organisationId: row.organisationId,
    type: 'shortlist.changed',
    data: { shortlistId: row.id, jobId: posting?.jobId ?? null, version: row.version },
  })
  return row
}

/** Tells the room how entries are now; of many, that the shortlist is to be read anew. */
export async function tellEntries(
  ctx: ShortlistCtx,
  tx: Db,
  emit: Emit,
  row: ShortlistRow,
  ids: readonly string[],
): Promise<ShortlistEntry[]> {
  const entries = await loadEntries(tx, row.id, ids)
  if (entries.length > EVENTS_EACH_MAX) tellShortlist(ctx, emit, row)
  else
    for (const entry of entries)
      emit(shortlistRoom(row.id), {
        type: 'shortlist.entry-changed',
        version: entry.version,
        data: { entry, by: actorOf(ctx), eventSeq: row.eventSeq },
      })
  return entries
}

/** Tells the room that the shortlist itself changed. */
export function tellShortlist(ctx: ShortlistCtx, emit: Emit, row: ShortlistRow): void {
  emit(shortlistRoom(row.id), {
    type: 'shortlist.changed',
    version: row.version,
    data: { shortlist: showShortlist(row), by: actorOf(ctx) },
  })
}

/** Whether a change came before: what it did stands in the history under this id. The shortlist must be locked. */
export async function isKnownBatch(tx: Db, shortlistId: string, batchId: string | undefined): Promise<boolean> {
  if (batchId === undefined) return false
  const [held] = await tx
    .select({ id: shortlistEvents.id })
    .from(shortlistEvents)
    .where(and(eq(shortlistEvents.shortlistId, shortlistId), eq(shortlistEvents.batchId, batchId)))
  return held !== undefined
}

/**
 * An entry that is on this shortlist now.
 * @throws not_found  `entry.not-found`: also for one that was removed
 */
export async function getEntry(tx: Db, shortlistId: string, entryId: string): Promise<typeof shortlistEntries.$inferSelect> {
  const [row] = await tx
    .select()
    .from(shortlistEntries)
    .where(and(eq(shortlistEntries.id, entryId), eq(shortlistEntries.shortlistId, shortlistId), isNull(shortlistEntries.removedAt)))
  if (!row) throw notFound('entry', entryId)
  return row
}

/** Raises an entry's version, so that what is told of it now counts as newer. */
export async function touchEntry(
  tx: Db,
  entryId: string,
  set: Partial<Pick<typeof shortlistEntries.$inferInsert, 'rank' | 'removedAt'>> = {},
): Promise<void> {
  await tx
    .update(shortlistEntries)
    .set({ ...set, version: sql`${shortlistEntries.version} + 1` })
    .where(eq(shortlistEntries.id, entryId))
}
