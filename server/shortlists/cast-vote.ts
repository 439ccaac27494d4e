import { and, eq } from 'drizzle-orm'
import type { CastVote, ChangedEntry } from '../../contract/shortlists'
import { shortlistVotes } from '../../db/schema'
import { withEvents } from '../live/outbox'
import { lockShortlistFor, type ShortlistCtx, voterOf } from './access'
import { getEntry, isKnownBatch, recordChanges, tellEntries, touchEntry } from './record-changes'
import { loadEntry } from './show-shortlist'

/**
 * Sets one's own vote on an entry; `null` takes it back. The same vote again changes nothing.
 * @throws not_found, forbidden as `lockShortlistFor`; `entry.not-found`
 */
export async function castVote(ctx: ShortlistCtx, { shortlistId, entryId, vote, batchId }: CastVote): Promise<ChangedEntry> {
  return withEvents(ctx, async (tx, emit) => {
    const held = await lockShortlistFor(ctx, tx, shortlistId, 'vote')
    await getEntry(tx, shortlistId, entryId)
    const by = voterOf(ctx)
    const isOwn = and(eq(shortlistVotes.entryId, entryId), eq(shortlistVotes.voter, by))
    const [before] = await tx.select({ vote: shortlistVotes.vote }).from(shortlistVotes).where(isOwn)
    const from = before?.vote ?? null
    if (from === vote || (await isKnownBatch(tx, shortlistId, batchId)))
      return { entry: await loadEntry(tx, shortlistId, entryId), eventSeq: held.shortlist.eventSeq }
    const at = ctx.now()
    if (vote === null) await tx.delete(shortlistVotes).where(isOwn)
    else
      await tx
        .insert(shortlistVotes)
        .values({ entryId, voter: by, vote, at })
        .onConflictDoUpdate({ target: [shortlistVotes.entryId, shortlistVotes.voter], set: { vote, at } })
    await touchEntry(tx, entryId)
    const row = await recordChanges(ctx, tx, held, [{ change: { kind: 'voted', entryId, by, from, to: vote }, batchId }])
    const [entry] = await tellEntries(ctx, tx, emit, row, [entryId])
    if (!entry) throw new Error('An entry that was voted on is missing.')
    return { entry, eventSeq: row.eventSeq }
  })
}
