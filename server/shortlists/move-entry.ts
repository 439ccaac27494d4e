import { and, asc, eq, gt, inArray, isNull } from 'drizzle-orm'
import type { ChangedEntry, MergedMoves, MergeMoves, MoveEntry, OfflineMove } from '../../contract/shortlists'
import type { Db } from '../../db/client'
import { shortlistEntries, shortlistEvents } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import { AppError, invalid } from '../core/errors'
import { withEvents } from '../live/outbox'
import { lockShortlistFor, type ShortlistRow } from './access'
import { type LaterChange, mergeMoves } from './core/merge-moves'
import { rankOfMove } from './core/shortlist-state'
import { getEntry, isKnownBatch, recordChanges, tellEntries, touchEntry } from './record-changes'
import { loadActors, loadEntries, loadEntry } from './show-shortlist'

/**
 * Puts an entry right after another one (or first). Everyone looking at the shortlist is told. Moving to where it already is changes nothing,
 * and so does the same move sent twice.
 *
 * @throws not_found, forbidden as `lockShortlistFor`; `entry.not-found` when it was removed
 * @throws conflict `shortlist.moved-since`  somebody else has moved it since `seenSeq`; the message names them
 */
export async function moveEntry(ctx: PersonCtx, move: MoveEntry): Promise<ChangedEntry> {
  const { shortlistId, entryId, afterEntryId, reason, seenSeq, batchId } = move
  return withEvents(ctx, async (tx, emit) => {
    const held = await lockShortlistFor(ctx, tx, shortlistId, 'edit')
    const unchanged = async () => ({ entry: await loadEntry(tx, shortlistId, entryId), eventSeq: held.shortlist.eventSeq })
    const { rank: from } = await getEntry(tx, shortlistId, entryId)
    if (await isKnownBatch(tx, shortlistId, batchId)) return unchanged()
    const to = rankOfMove(await loadRanks(tx, shortlistId), entryId, afterEntryId)
    if (to === null) return unchanged()
    if (seenSeq !== undefined) await refuseMovedSince(ctx, tx, held.shortlist, entryId, seenSeq)
    await touchEntry(tx, entryId, { rank: to })
    const row = await recordChanges(ctx, tx, held, [{ change: { kind: 'moved', entryId, from, to, reason }, batchId }])
    const [entry] = await tellEntries(ctx, tx, emit, row, [entryId])
    if (!entry) throw new Error('A moved entry is missing.')
    return { entry, eventSeq: row.eventSeq }
  })
}

/**
 * Takes moves that were made without a network, and puts each between the neighbours that its mover saw, whoever comes back first.
 * An entry that somebody else moved or removed meanwhile is left as it is and named as a conflict, for a person to decide.
 * The same moves sent again change nothing.
 *
 * @throws not_found, forbidden as `lockShortlistFor`
 * @throws invalid `shortlist.unknown-base`  `baseSeq` is ahead of the history
 */
export async function mergeOfflineMoves(ctx: PersonCtx, { shortlistId, baseSeq, moves }: MergeMoves): Promise<MergedMoves> {
  return withEvents(ctx, async (tx, emit) => {
    const held = await lockShortlistFor(ctx, tx, shortlistId, 'edit')
    if (baseSeq > held.shortlist.eventSeq)
      throw invalid('shortlist.unknown-base', 'These moves are based on a state that never was. Load the shortlist anew.')
    const rows = await tx
      .select({ id: shortlistEntries.id, rank: shortlistEntries.rank, removedAt: shortlistEntries.removedAt })
      .from(shortlistEntries)
      .where(eq(shortlistEntries.shortlistId, shortlistId))
    const now = new Map(rows.map(({ id, rank, removedAt }) => [id, { rank, isRemoved: removedAt !== null }]))
    const [since, known] = [await listSince(ctx, tx, shortlistId, baseSeq), await listKnown(tx, shortlistId, moves)]
    const { moved, conflicts } = mergeMoves({ now, moves, known, since })
    let row = held.shortlist
    if (moved.length > 0) {
      for (const { entryId, to } of moved) await touchEntry(tx, entryId, { rank: to })
      row = await recordChanges(
        ctx,
        tx,
        held,
        moved.map(({ batchId, ...change }) => ({ change: { kind: 'moved', ...change }, batchId })),
      )
      await tellEntries(ctx, tx, emit, row, [...new Set(moved.map(({ entryId }) => entryId))])
    }
    return {
      entries: await loadEntries(
        tx,
        shortlistId,
        moves.map(({ entryId }) => entryId),
      ),
      conflicts: conflicts.map(({ entryId, kind, move, against }) => ({
        entryId,
        kind,
        batchId: move.batchId,
        afterEntryId: move.afterEntryId,
        by: against.by,
        at: against.at,
        reason: 'reason' in against.change ? against.change.reason : '',
      })),
      eventSeq: row.eventSeq,
    }
  })
}

async function loadRanks(tx: Db, shortlistId: string) {
  return tx
    .select({ id: shortlistEntries.id, rank: shortlistEntries.rank })
    .from(shortlistEntries)
    .where(and(eq(shortlistEntries.shortlistId, shortlistId), isNull(shortlistEntries.removedAt)))
}

async function listSince(ctx: PersonCtx, tx: Db, shortlistId: string, seq: number): Promise<LaterChange[]> {
  const rows = await tx
    .select({
      change: shortlistEvents.change,
      actorId: shortlistEvents.actorId,
      guestId: shortlistEvents.guestId,
      at: shortlistEvents.at,
    })
    .from(shortlistEvents)
    .where(and(eq(shortlistEvents.shortlistId, shortlistId), gt(shortlistEvents.seq, seq)))
    .orderBy(asc(shortlistEvents.seq))
  const actors = await loadActors(
    tx,
    rows.map(({ actorId, guestId }) => actorId ?? guestId),
  )
  return rows.map(({ change, actorId, guestId, at }) => ({
    change,
    isOwn: actorId === ctx.actor.personId,
    by: actors.get(actorId ?? guestId ?? '') ?? null,
    at: at.toISOString(),
  }))
}

async function listKnown(tx: Db, shortlistId: string, moves: readonly OfflineMove[]): Promise<Set<string>> {
  const batchIds = moves.map(({ batchId }) => batchId)
  const rows = await tx
    .select({ batchId: shortlistEvents.batchId })
    .from(shortlistEvents)
    .where(and(eq(shortlistEvents.shortlistId, shortlistId), inArray(shortlistEvents.batchId, batchIds)))
  return new Set(rows.flatMap(({ batchId }) => batchId ?? []))
}

async function refuseMovedSince(ctx: PersonCtx, tx: Db, { id, eventSeq }: ShortlistRow, entryId: string, seenSeq: number): Promise<void> {
  if (seenSeq >= eventSeq) return
  const since = await listSince(ctx, tx, id, seenSeq)
  const other = since.findLast(({ change, isOwn }) => !isOwn && change.kind === 'moved' && change.entryId === entryId)
  if (!other) return
  throw new AppError('conflict', 'shortlist.moved-since', {
    message: `${other.by?.name ?? 'Somebody'} moved this candidate a moment before you. Look where it is now and decide again.`,
  })
}
