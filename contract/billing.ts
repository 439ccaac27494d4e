import { z } from 'zod'
import { Cursor, IsoInstant, OrganisationId, pageOf } from './wire'

/** What organisations can pay in. */
export const CURRENCIES = ['EUR', 'USD'] as const
export const Currency = z.enum(CURRENCIES)
export type Currency = z.infer<typeof Currency>

export const PLANS = ['free', 'team', 'scale'] as const
export const PlanName = z.enum(PLANS)
export type PlanName = z.infer<typeof PlanName>
/** A plan that is paid for, monthly. */
export const PaidPlan = PlanName.extract(['team', 'scale'])
export type PaidPlan = z.infer<typeof PaidPlan>

/** Hundredths of each currency. */
const Price = z.record(Currency, z.int().positive())
type Price = z.infer<typeof Price>

/**
 * What organisations pay, before tax. People who look for work pay nothing, ever: there is no price for them here.
 * A change here is offered to who pays from then on; who pays already keeps the price that the payment provider holds for them.
 */
export const PLAN_TERMS: Record<PlanName, { openPostings: number; monthlyCents: Price | null }> = {
  free: { openPostings: 1, monthlyCents: null },
  team: { openPostings: 10, monthlyCents: { EUR: 9_900, USD: 10_900 } },
  scale: { openPostings: 50, monthlyCents: { EUR: 29_900, USD: 32_900 } },
}
/** One credit opens one posting beyond the plan, until that posting closes. */
export const CREDIT_CENTS: Price = { EUR: 4_900, USD: 5_400 }
/** Credits bought at once. */
export const CREDITS_MAX = 50

export const Plan = z.object({
  name: PlanName,
  /** How many postings may be open at the same time. */
  openPostings: z.int(),
  /** A month, before tax, in hundredths of each currency; `null` for what costs nothing. */
  monthlyCents: Price.nullable(),
})
export type Plan = z.infer<typeof Plan>
/** Everything that has a price. */
export const PriceList = z.object({ plans: z.array(Plan), creditCents: Price })
export type PriceList = z.infer<typeof PriceList>

/** Stripe's own words for where a subscription stands. In the first three the plan holds. */
export const SubscriptionStatus = z.enum([
  'trialing',
  'active',
  'past_due',
  'incomplete',
  'incomplete_expired',
  'unpaid',
  'canceled',
  'paused',
])
export type SubscriptionStatus = z.infer<typeof SubscriptionStatus>

/** What an organisation has, as its owners see it. */
export const BillingOverview = z.object({
  plan: PlanName,
  /** How many postings may be open by the plan. */
  openPostingsMax: z.int(),
  /** How many are open by the plan; those with a credit of their own are not among them. */
  openPostings: z.int(),
  /** Postings that are open by a credit. */
  creditPostings: z.int(),
  creditsLeft: z.int(),
  /** What it pays in; `null` before it has paid anything. */
  currency: Currency.nullable(),
  subscription: z
    .object({
      status: SubscriptionStatus,
      /** When the paid month ends: the next payment, or with `cancelsAtPeriodEnd` the end. */
      periodEnd: IsoInstant,
      cancelsAtPeriodEnd: z.boolean(),
    })
    .nullable(),
  /** Whether payment is set up here at all. */
  isSetUp: z.boolean(),
})
export type BillingOverview = z.infer<typeof BillingOverview>

export const Invoice = z.object({
  /** The provider's own id. */
  id: z.string(),
  /** As printed on it; `null` until it is final. */
  number: z.string().nullable(),
  totalCents: z.int(),
  currency: z.string(),
  status: z.enum(['draft', 'open', 'paid', 'uncollectible', 'void']),
  createdAt: IsoInstant,
  pdfUrl: z.string().nullable(),
})
export type Invoice = z.infer<typeof Invoice>
export const InvoicePage = pageOf(Invoice)
export type InvoicePage = z.infer<typeof InvoicePage>

export const OfOrganisation = z.strictObject({ organisationId: OrganisationId })
export const InvoiceList = OfOrganisation.extend({ cursor: Cursor.optional() })
export const StartPlan = OfOrganisation.extend({ plan: PaidPlan, currency: Currency })
export type StartPlan = z.infer<typeof StartPlan>
export const ChangePlan = OfOrganisation.extend({ plan: PaidPlan })
export type ChangePlan = z.infer<typeof ChangePlan>
export const BuyCredits = OfOrganisation.extend({ credits: z.int().min(1).max(CREDITS_MAX), currency: Currency })
export type BuyCredits = z.infer<typeof BuyCredits>
export const ConfirmCheckout = OfOrganisation.extend({
  checkoutId: z.string().regex(/^cs_\w{1,200}$/, 'This is not the id of a checkout.'),
})
export type ConfirmCheckout = z.infer<typeof ConfirmCheckout>
/** A page of the payment provider: the browser goes there. */
export const PaymentPage = z.object({ url: z.url() })
