import { eq } from 'drizzle-orm'
import type { CreateShortlist, Shortlist, UpdateShortlist } from '../../contract/shortlists'
import { SHORTLISTS_OF_POSTING_MAX } from '../../contract/shortlists'
import { shortlists } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import { conflict } from '../core/errors'
import { withEvents } from '../live/outbox'
import { getPostingFor } from '../postings/access'
import { getShortlistFor, lockShortlistFor } from './access'
import { placeEntries } from './add-entries'
import { isKnownBatch, recordChanges, tellShortlist } from './record-changes'
import { showShortlist } from './show-shortlist'

/**
 * Starts a shortlist of a posting, with these applications on it. With an id of the caller's own, the same one sent twice is one.
 *
 * @throws not_found, forbidden as `getPostingFor`; `application.not-found` for one that is not of this posting
 * @throws conflict `shortlist.too-many`
 */
export async function createShortlist(ctx: PersonCtx, input: CreateShortlist): Promise<Shortlist> {
  const { postingId, name, isAnonymous, applicationIds } = input
  const id = input.shortlistId ?? ctx.newId('shortlist')
  return withEvents(ctx, async (tx, emit) => {
    const { posting } = await getPostingFor(ctx, postingId, 'shortlist.edit', tx)
    if ((await tx.$count(shortlists, eq(shortlists.postingId, postingId))) >= SHORTLISTS_OF_POSTING_MAX)
      throw conflict('shortlist.too-many', {}, `This posting has ${SHORTLISTS_OF_POSTING_MAX} shortlists. Use one of them.`)
    const [row] = await tx
      .insert(shortlists)
      .values({
        id,
        organisationId: posting.organisationId,
        postingId,
        name,
        isAnonymous,
        createdBy: ctx.actor.personId,
        createdAt: ctx.now(),
      })
      .onConflictDoNothing()
      .returning()
    if (!row) return showShortlist((await getShortlistFor(ctx, id, 'edit', tx)).shortlist)
    const created = await recordChanges(
      ctx,
      tx,
      { shortlist: row },
      [{ change: { kind: 'created', name, isAnonymous } }],
      'shortlist.created',
    )
    const { row: filled } = await placeEntries(ctx, tx, { shortlist: created }, { applicationIds, reason: '' })
    tellShortlist(ctx, emit, filled)
    return showShortlist(filled)
  })
}

/**
 * Changes the name of a shortlist, whether it is anonymous, and whether it is closed. Throws as `lockShortlistFor`.
 */
export async function updateShortlist(ctx: PersonCtx, { shortlistId, batchId, ...to }: UpdateShortlist): Promise<Shortlist> {
  return withEvents(ctx, async (tx, emit) => {
    const held = await lockShortlistFor(ctx, tx, shortlistId, 'edit', { mayBeClosed: to.isClosed === false })
    const { shortlist } = held
    const change = {
      ...(to.name === undefined || to.name === shortlist.name ? {} : { name: to.name }),
      ...(to.isAnonymous === undefined || to.isAnonymous === shortlist.isAnonymous ? {} : { isAnonymous: to.isAnonymous }),
      ...(to.isClosed === undefined || to.isClosed === (shortlist.closedAt !== null) ? {} : { isClosed: to.isClosed }),
    }
    if (Object.keys(change).length === 0 || (await isKnownBatch(tx, shortlistId, batchId))) return showShortlist(shortlist)
    const { isClosed, ...columns } = change
    await tx
      .update(shortlists)
      .set({ ...columns, ...(isClosed === undefined ? {} : { closedAt: isClosed ? ctx.now() : null }) })
      .where(eq(shortlists.id, shortlistId))
    const row = await recordChanges(ctx, tx, held, [{ change: { kind: 'changed', ...change }, batchId }])
    tellShortlist(ctx, emit, row)
    return showShortlist(row)
  })
}
