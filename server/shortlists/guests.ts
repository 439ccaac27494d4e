import { and, desc, eq, gt, isNull } from 'drizzle-orm'
import { shortlistRoom } from '../../contract/live'
import { GUESTS_MAX, type InvitedGuest, type InviteGuest, type ShortlistGuest } from '../../contract/shortlists'
import { shortlistGuests } from '../../db/schema'
import { recordAudit } from '../audit/record-audit'
import type { PersonCtx } from '../core/actor'
import { conflict, notFound } from '../core/errors'
import { toHex } from '../core/hex'
import { getShortlistFor, lockShortlistFor } from './access'
import { hashGuestToken } from './guest-session'

const DAY_MS = 86_400_000

/** Everybody outside who has or had a link, newest first. Throws as `getShortlistFor`. */
export async function listGuests(ctx: PersonCtx, shortlistId: string): Promise<{ data: ShortlistGuest[] }> {
  await getShortlistFor(ctx, shortlistId, 'edit')
  const rows = await ctx.db
    .select()
    .from(shortlistGuests)
    .where(eq(shortlistGuests.shortlistId, shortlistId))
    .orderBy(desc(shortlistGuests.createdAt), desc(shortlistGuests.id))
    .limit(GUESTS_MAX * 4)
  return { data: rows.map(showGuest) }
}

/**
 * Makes a link for somebody outside. The address is answered this once.
 * @throws not_found, forbidden as `lockShortlistFor`
 * @throws conflict `shortlist.too-many-guests`  50 links are open
 */
export async function inviteGuest(ctx: PersonCtx, { shortlistId, name, right, days }: InviteGuest): Promise<InvitedGuest> {
  const token = toHex(crypto.getRandomValues(new Uint8Array(24)))
  const tokenHash = await hashGuestToken(ctx, token)
  const now = ctx.now()
  return ctx.transact(async (tx) => {
    const { shortlist } = await lockShortlistFor(ctx, tx, shortlistId, 'edit')
    const open = and(eq(shortlistGuests.shortlistId, shortlistId), isNull(shortlistGuests.revokedAt), gt(shortlistGuests.expiresAt, now))
    if ((await tx.$count(shortlistGuests, open)) >= GUESTS_MAX)
      throw conflict('shortlist.too-many-guests', {}, `${GUESTS_MAX} links are open. End one first.`)
    const [row] = await tx
      .insert(shortlistGuests)
      .values({
        id: ctx.newId('shortlistGuest'),
        shortlistId,
        name,
        right,
        tokenHash,
        invitedBy: ctx.actor.personId,
        createdAt: now,
        expiresAt: new Date(now.getTime() + days * DAY_MS),
      })
      .returning()
    if (!row) throw new Error('A guest was not stored.')
    const details = { guestId: row.id, right, days }
    await recordAudit(ctx, tx, {
      organisationId: shortlist.organisationId,
      act: 'shortlist.guest-invited',
      subjectId: shortlistId,
      details,
    })
    return { guest: showGuest(row), url: `${ctx.origin}/g/${token}` }
  })
}

/**
 * Ends a link at once, in open windows too. Ending it again changes nothing.
 * @throws not_found  as `getShortlistFor`; `guest.not-found`
 */
export async function revokeGuest(
  ctx: PersonCtx,
  { shortlistId, guestId }: { shortlistId: string; guestId: string },
): Promise<ShortlistGuest> {
  const revoked = await ctx.transact(async (tx) => {
    const { shortlist } = await lockShortlistFor(ctx, tx, shortlistId, 'edit', { mayBeClosed: true })
    const isIt = and(eq(shortlistGuests.id, guestId), eq(shortlistGuests.shortlistId, shortlistId))
    const [row] = await tx
      .update(shortlistGuests)
      .set({ revokedAt: ctx.now() })
      .where(and(isIt, isNull(shortlistGuests.revokedAt)))
      .returning()
    if (!row) {
      const [held] = await tx.select().from(shortlistGuests).where(isIt)
      if (!held) throw notFound('guest', guestId)
      return showGuest(held)
    }
    const details = { guestId }
    await recordAudit(ctx, tx, {
      organisationId: shortlist.organisationId,
      act: 'shortlist.guest-revoked',
      subjectId: shortlistId,
      details,
    })
    return showGuest(row)
  })
  // Every request looks the guest up, so the link is dead already; this closes what is open.
  const room = shortlistRoom(shortlistId)
  ctx.waitUntil(ctx.reauthoriseRoom(room).catch(() => ctx.log.warn('shortlist.room-not-reached', { shortlistId })))
  return revoked
}

function showGuest(row: typeof shortlistGuests.$inferSelect): ShortlistGuest {
  const { id, shortlistId, name, right } = row
  return {
    id,
    shortlistId,
    name,
    right,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    revokedAt: row.revokedAt?.toISOString() ?? null,
    lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
  }
}
