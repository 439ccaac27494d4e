import {
  BillingOverview,
  BuyCredits,
  ChangePlan,
  ConfirmCheckout,
  InvoiceList,
  InvoicePage,
  OfOrganisation,
  PaymentPage,
  PriceList,
  StartPlan,
} from '../../contract/billing'
import { anybody, router, signedIn } from '../core/trpc'
import { buyCredits, cancelPlan, changePlan, confirmCheckout, keepPlan, openPortal, startPlan } from './pay'
import { listInvoices, listPrices, showBilling } from './show-billing'

/** What organisations pay for. No key of a program may do any of it. */
export const billingRouter = router({
  prices: anybody.output(PriceList).query(() => listPrices()),
  overview: signedIn
    .input(OfOrganisation)
    .output(BillingOverview)
    .query(({ ctx, input }) => showBilling(ctx, input.organisationId)),
  invoices: signedIn
    .input(InvoiceList)
    .output(InvoicePage)
    .query(({ ctx, input }) => listInvoices(ctx, input)),
  startPlan: signedIn
    .input(StartPlan)
    .output(PaymentPage)
    .mutation(({ ctx, input }) => startPlan(ctx, input)),
  changePlan: signedIn
    .input(ChangePlan)
    .output(BillingOverview)
    .mutation(({ ctx, input }) => changePlan(ctx, input)),
  buyCredits: signedIn
    .input(BuyCredits)
    .output(PaymentPage)
    .mutation(({ ctx, input }) => buyCredits(ctx, input)),
  confirm: signedIn
    .input(ConfirmCheckout)
    .output(BillingOverview)
    .mutation(({ ctx, input }) => confirmCheckout(ctx, input)),
  cancel: signedIn
    .input(OfOrganisation)
    .output(BillingOverview)
    .mutation(({ ctx, input }) => cancelPlan(ctx, input.organisationId)),
  keep: signedIn
    .input(OfOrganisation)
    .output(BillingOverview)
    .mutation(({ ctx, input }) => keepPlan(ctx, input.organisationId)),
  openPortal: signedIn
    .input(OfOrganisation)
    .output(PaymentPage)
    .mutation(({ ctx, input }) => openPortal(ctx, input.organisationId)),
})
