import { shortlistRoom } from '../../contract/live'
import type { RemoveEntry } from '../../contract/shortlists'
import type { PersonCtx } from '../core/actor'
import { withEvents } from '../live/outbox'
import { actorOf, lockShortlistFor } from './access'
import { getEntry, isKnownBatch, recordChanges, touchEntry } from './record-changes'

/**
 * Takes an entry off a shortlist, with the reason that its history keeps. The application goes on as before; adding it again brings votes and
 * comments back.
 *
 * @throws not_found, forbidden as `lockShortlistFor`; `entry.not-found` when somebody removed it first
 */
export async function removeEntry(ctx: PersonCtx, input: RemoveEntry): Promise<{ entryId: string; eventSeq: number }> {
  const { shortlistId, entryId, reason, batchId } = input
  return withEvents(ctx, async (tx, emit) => {
    const held = await lockShortlistFor(ctx, tx, shortlistId, 'edit')
    if (await isKnownBatch(tx, shortlistId, batchId)) return { entryId, eventSeq: held.shortlist.eventSeq }
    const { rank, version } = await getEntry(tx, shortlistId, entryId)
    await touchEntry(tx, entryId, { removedAt: ctx.now() })
    const { eventSeq } = await recordChanges(ctx, tx, held, [{ change: { kind: 'removed', entryId, rank, reason }, batchId }])
    emit(shortlistRoom(shortlistId), {
      type: 'shortlist.entry-removed',
      version: version + 1,
      data: { entryId, by: actorOf(ctx), eventSeq },
    })
    return { entryId, eventSeq }
  })
}
