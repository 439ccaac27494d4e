import { eq } from 'drizzle-orm'
import { billingAccounts } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import type { Ctx } from '../core/ctx'
import { AppError } from '../core/errors'
import type { Payments } from '../core/payments'
import { getOrganisationFor } from '../identity/access'

/**
 * An organisation for whose bills the person answers. Only an organisation ever pays: there is no way to name a person here.
 * @throws not_found  it does not exist, or they are no member: both alike
 * @throws forbidden  they are no owner
 */
export async function getPayer(ctx: PersonCtx, organisationId: string) {
  const { organisation } = await getOrganisationFor(ctx, organisationId, 'organisation.manage')
  const [account] = await ctx.db
    .select({
      customerId: billingAccounts.customerId,
      openCheckoutId: billingAccounts.openCheckoutId,
    })
    .from(billingAccounts)
    .where(eq(billingAccounts.organisationId, organisationId))
  return { organisation, customerId: account?.customerId ?? null, openCheckoutId: account?.openCheckoutId ?? null }
}

/** @throws conflict  `billing.not-set-up` */
export async function getPayments(ctx: Ctx): Promise<Payments> {
  if (ctx.payments) return ctx.payments()
  throw new AppError('conflict', 'billing.not-set-up', {
    message: 'Nothing can be paid here yet: whoever runs this has not set payment up. Everything of the free plan works.',
  })
}

/** A visitor's demo world has no money in it. @throws forbidden  `billing.not-in-demo` */
export function refuseDemo(ctx: PersonCtx): void {
  if (!ctx.actor.isDemo) return
  throw new AppError('forbidden', 'billing.not-in-demo', {
    message: 'Nothing is paid in a demo. Make it your own account first; everything in it stays.',
  })
}
