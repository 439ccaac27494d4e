import { lt, sql } from 'drizzle-orm'
import { billingEvents } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { rowsOf } from '../core/rows'
import { addTask } from '../tasks/add-task'
import type { StripeNews } from '../vendors/stripe'

const KEPT_DAYS = 90
const DAY_MS = 86_400_000

/** Takes in news of the payment provider: the event and the task that acts on it are rows of one transaction. The same event again adds nothing. */
export async function takeInNews(ctx: Ctx, { eventId, type, createdAt, about }: StripeNews): Promise<void> {
  if (about === null) return
  await ctx.transact(async (tx) => {
    const added = await tx
      .insert(billingEvents)
      .values({ id: eventId, type, createdAt, receivedAt: ctx.now() })
      .onConflictDoNothing()
      .returning({ id: billingEvents.id })
    if (added.length === 0) return
    if (about.kind === 'customer')
      return addTask(ctx, tx, { payload: { kind: 'billing.sync', customerId: about.customerId }, key: eventId })
    if (about.kind === 'refund')
      return addTask(ctx, tx, { payload: { kind: 'billing.book-refund', chargeId: about.chargeId }, key: eventId })
    await addTask(ctx, tx, { payload: { kind: 'billing.book-checkout', checkoutId: about.checkoutId }, key: eventId })
  })
}

/** Cron: forgets which events were taken in after 90 days; the provider sends none again for longer than three. */
export async function forgetOldNews(ctx: Ctx): Promise<void> {
  await ctx.db.delete(billingEvents).where(lt(billingEvents.receivedAt, new Date(ctx.now().getTime() - KEPT_DAYS * DAY_MS)))
}

/** A subscription whose paid month is over should have been heard of within this. */
const SILENCE_MS = 3 * 3_600_000
const AT_ONCE_MAX = 100

/**
 * Cron: what no webhook told. A subscription whose month is over is read anew, and one whose organisation is gone is ended, so that nobody goes
 * on paying for what is not there.
 */
export async function followUpAccounts(ctx: Ctx): Promise<void> {
  if (ctx.payments === null) return
  const now = ctx.now()
  const hour = now.toISOString().slice(0, 13)
  const silentBefore = new Date(now.getTime() - SILENCE_MS).toISOString()
  const found = await ctx.db.execute(sql`
    select a.organisation_id as "organisationId", a.customer_id as "customerId", o.id is null as "isOrphan"
    from billing_accounts a left join organisations o on o.id = a.organisation_id
    where o.id is null or (a.subscription_id is not null and a.period_end < ${silentBefore}::timestamptz)
    order by a.organisation_id limit ${AT_ONCE_MAX}`)
  const due = rowsOf<{ organisationId: string; customerId: string | null; isOrphan: boolean }>(found)
  if (due.length === 0) return
  await ctx.transact(async (tx) => {
    for (const { organisationId, customerId, isOrphan } of due) {
      const key = `${organisationId}:${hour}`
      if (isOrphan) await addTask(ctx, tx, { payload: { kind: 'billing.end-orphan', organisationId }, key })
      else if (customerId) await addTask(ctx, tx, { payload: { kind: 'billing.sync', customerId }, key })
    }
  })
}
