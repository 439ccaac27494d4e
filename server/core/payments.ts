import type { Currency, InvoicePage, PaidPlan, SubscriptionStatus } from '../../contract/billing'

/** What a payment provider does for us. Who pays is always an organisation, known there as a customer. */
export interface Payments {
  /** The same organisation again is the same customer. */
  addCustomer(payer: { organisationId: string; name: string; email: string }): Promise<{ customerId: string }>
  /** Opens a page where one thing can be paid. */
  openCheckout(order: CheckoutOrder): Promise<{ checkoutId: string; url: string }>
  /** A checkout that is paid or over already stays as it is. */
  closeCheckout(checkoutId: string): Promise<void>
  /** `null` for one that there is not. */
  findCheckout(checkoutId: string): Promise<Checkout | null>
  /** Every subscription of a customer, those that are over included, the newest first. */
  listSubscriptions(customerId: string): Promise<Subscription[]>
  setCancelAtPeriodEnd(subscriptionId: string, cancels: boolean): Promise<void>
  /** From now on; what is left of the paid month is offset. */
  changePlan(change: { subscription: Subscription; plan: PaidPlan }): Promise<void>
  /** At once. One that is over already stays as it is. */
  endSubscription(subscriptionId: string): Promise<void>
  /** A page of the provider where a customer changes how they pay. */
  openPortal(visit: { customerId: string; returnUrl: string }): Promise<{ url: string }>
  /** The newest first. */
  listInvoices(customerId: string, cursor: string | undefined): Promise<InvoicePage>
  /** `null` for a charge that there is not. */
  findCharge(chargeId: string): Promise<{ paymentId: string | null; isWhollyRefunded: boolean } | null>
}

export interface CheckoutOrder {
  organisationId: string
  customerId: string
  item: { kind: 'plan'; plan: PaidPlan } | { kind: 'credits'; credits: number }
  currency: Currency
  /** Where the browser comes back to; `{CHECKOUT_SESSION_ID}` in it becomes the id. */
  successUrl: string
  cancelUrl: string
}

/** What became of a checkout. */
export interface Checkout {
  id: string
  customerId: string | null
  isPaid: boolean
  /** 0 for a plan. */
  credits: number
  paymentId: string | null
}

export interface Subscription {
  id: string
  /** `null`: of something that we do not sell here. */
  plan: PaidPlan | null
  status: SubscriptionStatus
  currency: Currency | null
  periodEnd: Date
  cancelsAtPeriodEnd: boolean
  createdAt: Date
  /** The provider's id of what a change of plan replaces. */
  itemId: string
}
