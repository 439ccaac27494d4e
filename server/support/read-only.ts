import { eq } from 'drizzle-orm'
import type { ReadOnlyMode, SetReadOnly } from '../../contract/support'
import { systemSwitches } from '../../db/schema'
import { READ_ONLY_KEY } from '../core/closed-doors'
import type { Ctx } from '../core/ctx'

/** Whether anything may be changed now. */
export async function getReadOnly(ctx: Ctx): Promise<ReadOnlyMode> {
  const [held] = await ctx.db.select().from(systemSwitches).where(eq(systemSwitches.name, 'read-only'))
  return { isOn: held?.isOn ?? false, reason: held?.reason ?? '', changedAt: held?.changedAt.toISOString() ?? null }
}

/**
 * Stops or lets go on everything that people change, within five seconds everywhere. Tasks, cron and webhooks go on: what a vendor delivers is stored, since
 * not all of them deliver it again (Twilio tells once, Facebook and Stripe give up after days), and nobody's page depends on it.
 */
export async function setReadOnly(ctx: Ctx, { isOn, reason }: SetReadOnly): Promise<ReadOnlyMode> {
  const row = { isOn, reason, changedBy: ctx.actor.name, changedAt: ctx.now() }
  await ctx.db
    .insert(systemSwitches)
    .values({ name: 'read-only', ...row })
    .onConflictDoUpdate({ target: systemSwitches.name, set: row })
  await ctx.cache.end(READ_ONLY_KEY)
  return getReadOnly(ctx)
}
