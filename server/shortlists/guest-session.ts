import { and, eq, gt, isNull } from 'drizzle-orm'
import { shortlistGuests, shortlists } from '../../db/schema'
import { recordAudit } from '../audit/record-audit'
import type { Ctx, GuestActor } from '../core/ctx'

/** A link's token: 24 random bytes. */
const TOKEN = /^[0-9a-f]{48}$/
/** A visit within this time of the last is the same one. */
const SAME_VISIT_MS = 3_600_000

export const hashGuestToken = (ctx: Ctx, token: string) => ctx.hash(`shortlist-guest:${token}`)

/**
 * Whom a guest link makes; `null` when it is none, was ended, or is over. Looked up for each request, so that what was ended is so at once.
 * Each visit is a line of the organisation's audit log.
 */
export async function findGuest(ctx: Ctx, token: string): Promise<GuestActor | null> {
  if (!TOKEN.test(token)) return null
  const now = ctx.now()
  const [row] = await ctx.db
    .select({
      guestId: shortlistGuests.id,
      shortlistId: shortlistGuests.shortlistId,
      name: shortlistGuests.name,
      right: shortlistGuests.right,
      lastSeenAt: shortlistGuests.lastSeenAt,
      organisationId: shortlists.organisationId,
    })
    .from(shortlistGuests)
    .innerJoin(shortlists, eq(shortlists.id, shortlistGuests.shortlistId))
    .where(
      and(
        eq(shortlistGuests.tokenHash, await hashGuestToken(ctx, token)),
        isNull(shortlistGuests.revokedAt),
        gt(shortlistGuests.expiresAt, now),
      ),
    )
  if (!row) return null
  const { guestId, shortlistId, name, right, lastSeenAt, organisationId } = row
  if (lastSeenAt === null || now.getTime() - lastSeenAt.getTime() > SAME_VISIT_MS)
    await ctx.transact(async (tx) => {
      await tx.update(shortlistGuests).set({ lastSeenAt: now }).where(eq(shortlistGuests.id, guestId))
      await recordAudit(ctx, tx, { organisationId, act: 'shortlist.guest-entered', subjectId: shortlistId, details: { guestId } })
    })
  return { role: 'guest', key: guestId, name, guestId, shortlistId, right }
}
