import { eq } from 'drizzle-orm'
import { type BillingOverview, CREDIT_CENTS, type InvoicePage, PLAN_TERMS, PLANS, type PriceList } from '../../contract/billing'
import { billingAccounts } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import { getPayer, getPayments } from './access'
import { countOpenPostings } from './count-postings'
import { postingAllowance } from './posting-allowance'

/** Everything that has a price. Nothing here is for people who look for work. */
export function listPrices(): PriceList {
  return { plans: PLANS.map((name) => ({ name, ...PLAN_TERMS[name] })), creditCents: CREDIT_CENTS }
}

/**
 * What an organisation has and how much of it is drawn. It stands in our own rows: the payment provider is not asked.
 * @throws not_found, forbidden  as `getPayer`
 */
export async function showBilling(ctx: PersonCtx, organisationId: string): Promise<BillingOverview> {
  await getPayer(ctx, organisationId)
  const [[account], allowance, used] = await Promise.all([
    ctx.db.select().from(billingAccounts).where(eq(billingAccounts.organisationId, organisationId)),
    postingAllowance(ctx, ctx.db, organisationId),
    countOpenPostings(ctx, organisationId),
  ])
  const { subscriptionStatus: status = null, periodEnd = null, cancelsAtPeriodEnd = false } = account ?? {}
  return {
    plan: allowance.plan,
    openPostingsMax: allowance.openPostingsMax,
    openPostings: used.byPlan,
    creditPostings: used.byCredit,
    creditsLeft: allowance.creditsLeft,
    currency: account?.currency ?? null,
    subscription: status && periodEnd ? { status, periodEnd: periodEnd.toISOString(), cancelsAtPeriodEnd } : null,
    isSetUp: ctx.payments !== null,
  }
}

/**
 * Invoices as the payment provider has them, the newest first. None for who never paid.
 * @throws upstream_failed  `payment.failed`
 */
export async function listInvoices(ctx: PersonCtx, input: { organisationId: string; cursor?: string | undefined }): Promise<InvoicePage> {
  const { customerId } = await getPayer(ctx, input.organisationId)
  if (customerId === null) return { data: [], next: null }
  return (await getPayments(ctx)).listInvoices(customerId, input.cursor)
}
