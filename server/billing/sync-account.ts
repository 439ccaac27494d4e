import { and, eq, sql } from 'drizzle-orm'
import type { SubscriptionStatus } from '../../contract/billing'
import type { Db } from '../../db/client'
import { billingAccounts, creditEntries, organisations } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import type { Subscription } from '../core/payments'
import { rowsOf } from '../core/rows'
import { listOwners } from '../identity/list-owners'
import { queueMail } from '../notifications/queue-mail'
import { getPayments } from './access'

/** In these the plan holds. A payment that failed leaves it in place while the provider tries again. */
const HOLDING: readonly SubscriptionStatus[] = ['trialing', 'active', 'past_due']

/**
 * Task: reads a customer's subscriptions at the payment provider and keeps what they say. Webhooks come late, twice and out of order, so none is
 * believed about the state of anything: each only causes this reading, and of two readings under way at once the one that was begun later counts.
 */
export async function syncAccount(ctx: Ctx, customerId: string): Promise<void> {
  const begun = await ctx.db.execute(sql`
    update billing_accounts set readings_begun = readings_begun + 1 where customer_id = ${customerId}
    returning organisation_id as "organisationId", readings_begun as reading`)
  const [mine] = rowsOf<{ organisationId: string; reading: number }>(begun)
  // A customer of the provider's account that is none of ours.
  if (!mine) return
  const subscriptions = await (await getPayments(ctx)).listSubscriptions(customerId)
  const held = subscriptions.filter(({ plan, status }) => plan !== null && HOLDING.includes(status))
  if (held.length > 1) ctx.log.error('billing.several-subscriptions', { organisationId: mine.organisationId, count: held.length })
  const [current] = [...held].sort((a, b) => rankOf(b) - rankOf(a) || b.createdAt.getTime() - a.createdAt.getTime())
  await ctx.transact(async (tx) => {
    const [before] = await tx
      .select({ applied: billingAccounts.readingApplied, status: billingAccounts.subscriptionStatus })
      .from(billingAccounts)
      .where(eq(billingAccounts.organisationId, mine.organisationId))
      .for('update')
    if (!before || before.applied >= mine.reading) return
    await tx
      .update(billingAccounts)
      .set({
        plan: current?.plan ?? 'free',
        subscriptionId: current?.id ?? null,
        subscriptionStatus: current?.status ?? null,
        periodEnd: current?.periodEnd ?? null,
        cancelsAtPeriodEnd: current?.cancelsAtPeriodEnd ?? false,
        ...(current?.currency ? { currency: current.currency } : {}),
        ...(current ? { openCheckoutId: null } : {}),
        readingApplied: mine.reading,
        updatedAt: ctx.now(),
      })
      .where(eq(billingAccounts.organisationId, mine.organisationId))
    if (current?.status === 'past_due' && before.status !== 'past_due') await tellOwners(ctx, tx, mine.organisationId)
  })
}

/** The larger plan first. */
const rankOf = ({ plan }: Subscription) => (plan === 'scale' ? 2 : 1)

/**
 * Task: books the credits of a checkout once it is paid. The provider is asked whether it is; once booked, the same checkout adds nothing.
 * A checkout of a plan shows in its customer's subscriptions instead.
 */
export async function bookCheckout(ctx: Ctx, checkoutId: string): Promise<void> {
  const checkout = await (await getPayments(ctx)).findCheckout(checkoutId)
  if (!checkout?.customerId) return
  const { customerId, credits, paymentId } = checkout
  if (!checkout.isPaid) return
  if (credits === 0) return syncAccount(ctx, customerId)
  const [account] = await ctx.db
    .select({ organisationId: billingAccounts.organisationId })
    .from(billingAccounts)
    .where(eq(billingAccounts.customerId, customerId))
  if (!account) return
  await ctx.db
    .insert(creditEntries)
    .values({
      id: ctx.newId('creditEntry'),
      organisationId: account.organisationId,
      kind: 'bought',
      amount: credits,
      reference: checkoutId,
      paymentId,
      createdAt: ctx.now(),
    })
    .onConflictDoNothing()
}

/** Task: takes back credits whose whole price was paid back. Those that were spent already stay spent, and the balance goes below zero. */
export async function bookRefund(ctx: Ctx, chargeId: string): Promise<void> {
  const charge = await (await getPayments(ctx)).findCharge(chargeId)
  if (!charge?.isWhollyRefunded || charge.paymentId === null) return
  const [bought] = await ctx.db
    .select({ organisationId: creditEntries.organisationId, amount: creditEntries.amount })
    .from(creditEntries)
    .where(and(eq(creditEntries.paymentId, charge.paymentId), eq(creditEntries.kind, 'bought')))
  if (!bought) return
  await ctx.db
    .insert(creditEntries)
    .values({
      id: ctx.newId('creditEntry'),
      organisationId: bought.organisationId,
      kind: 'refunded',
      amount: -bought.amount,
      reference: charge.paymentId,
      createdAt: ctx.now(),
    })
    .onConflictDoNothing()
}

async function tellOwners(ctx: Ctx, tx: Db, organisationId: string): Promise<void> {
  const [organisation] = await tx
    .select({ name: organisations.name, slug: organisations.slug })
    .from(organisations)
    .where(eq(organisations.id, organisationId))
  if (!organisation) return
  const link = `${ctx.origin}/organisations/${organisation.slug}/billing`
  for (const { personId, email } of await listOwners(tx, organisationId))
    await queueMail(ctx, tx, { template: 'payment-failed', to: email, personId, data: { organisationName: organisation.name, link } })
}
