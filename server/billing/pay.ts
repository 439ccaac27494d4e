import { and, eq, isNull } from 'drizzle-orm'
import type { BillingOverview, BuyCredits, ChangePlan, ConfirmCheckout, StartPlan } from '../../contract/billing'
import { billingAccounts, people } from '../../db/schema'
import { recordAudit } from '../audit/record-audit'
import type { PersonCtx } from '../core/actor'
import { conflict, notFound } from '../core/errors'
import type { CheckoutOrder, Subscription } from '../core/payments'
import { getPayer, getPayments, refuseDemo } from './access'
import { lockAccount } from './posting-allowance'
import { showBilling } from './show-billing'
import { bookCheckout, syncAccount } from './sync-account'

/**
 * Opens the provider's page where a plan is paid. Of two that are opened only the newer can be paid.
 * @throws conflict  `billing.has-plan`: it has one, which can be changed
 */
export async function startPlan(ctx: PersonCtx, { organisationId, plan, currency }: StartPlan): Promise<{ url: string }> {
  const { slug, customerId, openCheckoutId } = await keepCustomer(ctx, organisationId)
  const payments = await getPayments(ctx)
  // Closed first: what is paid up to here is seen by the reading below, and nothing can be paid after it.
  if (openCheckoutId !== null) await payments.closeCheckout(openCheckoutId)
  if ((await findSubscription(ctx, customerId)) !== null)
    throw conflict('billing.has-plan', { organisationId }, 'There is a plan already. Change it in place of starting a second one.')
  const opened = await payments.openCheckout({ organisationId, customerId, currency, item: { kind: 'plan', plan }, ...waysBack(ctx, slug) })
  await ctx.db.update(billingAccounts).set({ openCheckoutId: opened.checkoutId }).where(eq(billingAccounts.organisationId, organisationId))
  return { url: opened.url }
}

/** Opens the provider's page where posting credits are paid. */
export async function buyCredits(ctx: PersonCtx, { organisationId, credits, currency }: BuyCredits): Promise<{ url: string }> {
  const { slug, customerId } = await keepCustomer(ctx, organisationId)
  const item = { kind: 'credits', credits } as const
  const { url } = await (await getPayments(ctx)).openCheckout({ organisationId, customerId, currency, item, ...waysBack(ctx, slug) })
  return { url }
}

/**
 * What the page asks that the provider sends people back to: whether it is paid. The webhook says the same; whichever is first books it.
 * @throws not_found  no such checkout of this organisation
 */
export async function confirmCheckout(ctx: PersonCtx, { organisationId, checkoutId }: ConfirmCheckout): Promise<BillingOverview> {
  const { customerId } = await getPayer(ctx, organisationId)
  const checkout = customerId === null ? null : await (await getPayments(ctx)).findCheckout(checkoutId)
  if (checkout === null || checkout.customerId !== customerId) throw notFound('checkout', checkoutId)
  await bookCheckout(ctx, checkoutId)
  return showBilling(ctx, organisationId)
}

/**
 * Changes the plan from now on; what is left of the paid month is offset.
 * @throws conflict  `billing.no-plan`
 */
export async function changePlan(ctx: PersonCtx, { organisationId, plan }: ChangePlan): Promise<BillingOverview> {
  return withSubscription(ctx, { organisationId, what: `plan-${plan}` }, async (subscription) => {
    if (subscription.plan === plan && !subscription.cancelsAtPeriodEnd) return
    await (await getPayments(ctx)).changePlan({ subscription, plan })
  })
}

/**
 * Ends the plan with the month that is paid. Until then everything stays, and it can be taken back.
 * @throws conflict  `billing.no-plan`
 */
export const cancelPlan = (ctx: PersonCtx, organisationId: string) => setCancel(ctx, organisationId, true)

/** Takes the cancelling back. @throws conflict  `billing.no-plan` */
export const keepPlan = (ctx: PersonCtx, organisationId: string) => setCancel(ctx, organisationId, false)

/**
 * A page of the provider where cards, addresses and tax numbers are changed.
 * @throws conflict  `billing.no-customer`: nothing was ever paid
 */
export async function openPortal(ctx: PersonCtx, organisationId: string): Promise<{ url: string }> {
  refuseDemo(ctx)
  const { organisation, customerId } = await getPayer(ctx, organisationId)
  if (customerId === null) throw conflict('billing.no-customer', { organisationId }, 'Nothing was paid yet, so there is nothing to change.')
  return (await getPayments(ctx)).openPortal({ customerId, returnUrl: pageOf(ctx, organisation.slug) })
}

function setCancel(ctx: PersonCtx, organisationId: string, cancels: boolean): Promise<BillingOverview> {
  return withSubscription(ctx, { organisationId, what: cancels ? 'cancel' : 'keep' }, async (subscription) => {
    if (subscription.cancelsAtPeriodEnd !== cancels) await (await getPayments(ctx)).setCancelAtPeriodEnd(subscription.id, cancels)
  })
}

/** Changes the subscription as it is at the provider now, and reads back what became of it. */
async function withSubscription(
  ctx: PersonCtx,
  { organisationId, what }: { organisationId: string; what: string },
  change: (subscription: Subscription) => Promise<void>,
): Promise<BillingOverview> {
  refuseDemo(ctx)
  const { customerId } = await getPayer(ctx, organisationId)
  const subscription = customerId === null ? null : await findSubscription(ctx, customerId)
  if (customerId === null || subscription === null) throw conflict('billing.no-plan', { organisationId }, 'There is no paid plan here.')
  await change(subscription)
  await recordAudit(ctx, ctx.db, { organisationId, act: 'billing.changed', subjectId: subscription.id, details: { what } })
  await syncAccount(ctx, customerId)
  return showBilling(ctx, organisationId)
}

/** The subscription that holds, as the provider says now; our own row follows. */
async function findSubscription(ctx: PersonCtx, customerId: string): Promise<Subscription | null> {
  await syncAccount(ctx, customerId)
  const [account] = await ctx.db
    .select({ subscriptionId: billingAccounts.subscriptionId })
    .from(billingAccounts)
    .where(eq(billingAccounts.customerId, customerId))
  if (!account?.subscriptionId) return null
  const subscriptions = await (await getPayments(ctx)).listSubscriptions(customerId)
  return subscriptions.find(({ id }) => id === account.subscriptionId) ?? null
}

/** The organisation as a customer of the provider, which it becomes when it first goes to pay. */
async function keepCustomer(ctx: PersonCtx, organisationId: string) {
  refuseDemo(ctx)
  const { organisation, customerId, openCheckoutId } = await getPayer(ctx, organisationId)
  const payments = await getPayments(ctx)
  if (customerId !== null) return { slug: organisation.slug, customerId, openCheckoutId }
  const [owner] = await ctx.db.select({ email: people.email }).from(people).where(eq(people.id, ctx.actor.personId))
  const added = await payments.addCustomer({ organisationId, name: organisation.name, email: owner?.email ?? '' })
  const kept = await ctx.transact(async (tx) => {
    await lockAccount(ctx, tx, organisationId)
    const whose = eq(billingAccounts.organisationId, organisationId)
    await tx
      .update(billingAccounts)
      .set({ customerId: added.customerId })
      .where(and(whose, isNull(billingAccounts.customerId)))
    const [row] = await tx.select({ customerId: billingAccounts.customerId }).from(billingAccounts).where(whose)
    return row?.customerId
  })
  return { slug: organisation.slug, customerId: kept ?? added.customerId, openCheckoutId: null }
}

const pageOf = (ctx: PersonCtx, slug: string) => `${ctx.origin}/organisations/${slug}/billing`
const waysBack = (ctx: PersonCtx, slug: string): Pick<CheckoutOrder, 'successUrl' | 'cancelUrl'> => ({
  successUrl: `${pageOf(ctx, slug)}?checkout={CHECKOUT_SESSION_ID}`,
  cancelUrl: `${pageOf(ctx, slug)}?back=left`,
})
