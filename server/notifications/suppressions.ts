import { and, eq, inArray } from 'drizzle-orm'
import type { ConsentPurpose, MessageChannel, MessageReason } from '../../contract/notifications'
import type { Db } from '../../db/client'
import { suppressions } from '../../db/schema'
import type { Ctx } from '../core/ctx'

type Suppression = typeof suppressions.$inferSelect

/** A mailbox that was refused may be there again: what a person asks for themselves is tried anew after a day. */
const BOUNCE_HOLDS_ASKED_MS = 86_400_000

/** Why an address gets nothing of this purpose; `null` when nothing speaks against it. */
export async function findSuppression(
  ctx: Ctx,
  { channel, toHash, purpose }: { channel: MessageChannel; toHash: string; purpose: ConsentPurpose | null },
): Promise<MessageReason | null> {
  const rows = await ctx.db
    .select({ scope: suppressions.scope, reason: suppressions.reason, at: suppressions.at })
    .from(suppressions)
    .where(
      and(
        eq(suppressions.channel, channel),
        eq(suppressions.addressHash, toHash),
        inArray(suppressions.scope, purpose === null ? ['all'] : ['all', 'unasked', purpose]),
      ),
    )
    .orderBy(suppressions.scope)
  const counting = rows.find(
    (row) => !(purpose === null && row.reason === 'bounced' && row.at.getTime() < ctx.now().getTime() - BOUNCE_HOLDS_ASKED_MS),
  )
  return counting ? REASONS[counting.reason] : null
}

const REASONS = {
  bounced: 'address-bounced',
  complained: 'address-complained',
  unsubscribed: 'unsubscribed',
  stopped: 'stopped',
} as const satisfies Record<Suppression['reason'], MessageReason>

/** From now on this address gets nothing of that scope. The newest reason counts. */
export async function suppress(
  ctx: Ctx,
  tx: Db,
  row: Omit<Suppression, 'at' | 'messageId'> & { messageId?: string | null },
): Promise<void> {
  const at = ctx.now()
  await tx
    .insert(suppressions)
    .values({ ...row, at })
    .onConflictDoUpdate({
      target: [suppressions.channel, suppressions.addressHash, suppressions.scope],
      set: { reason: row.reason, messageId: row.messageId ?? null, at },
    })
}

/** The address may get that scope again, if this was the reason why not. */
export async function liftSuppression(tx: Db, row: Omit<Suppression, 'at' | 'messageId'>): Promise<void> {
  await tx
    .delete(suppressions)
    .where(
      and(
        eq(suppressions.channel, row.channel),
        eq(suppressions.addressHash, row.addressHash),
        eq(suppressions.scope, row.scope),
        eq(suppressions.reason, row.reason),
      ),
    )
}
