import { eq } from 'drizzle-orm'
import { billingAccounts, creditEntries, organisations } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { getPayments } from './access'

/** Task: ends every subscription of an organisation that is gone, then forgets what it paid for. Invoices stay with the provider, as the law asks. */
export async function endOrphan(ctx: Ctx, organisationId: string): Promise<void> {
  if ((await ctx.db.$count(organisations, eq(organisations.id, organisationId))) > 0) return
  const [account] = await ctx.db
    .select({ customerId: billingAccounts.customerId, openCheckoutId: billingAccounts.openCheckoutId })
    .from(billingAccounts)
    .where(eq(billingAccounts.organisationId, organisationId))
  if (account?.openCheckoutId) await (await getPayments(ctx)).closeCheckout(account.openCheckoutId)
  if (account?.customerId) {
    const payments = await getPayments(ctx)
    for (const { id, status } of await payments.listSubscriptions(account.customerId))
      if (status !== 'canceled' && status !== 'incomplete_expired') await payments.endSubscription(id)
  }
  await ctx.db.delete(creditEntries).where(eq(creditEntries.organisationId, organisationId))
  await ctx.db.delete(billingAccounts).where(eq(billingAccounts.organisationId, organisationId))
}
