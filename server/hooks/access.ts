import { and, eq } from 'drizzle-orm'
import type { Db } from '../../db/client'
import { hookDeliveries, hookEndpoints, members } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import { notFound } from '../core/errors'
import { getOrganisationFor } from '../identity/access'

/**
 * An endpoint of an organisation that the person owns.
 * @throws not_found  it does not exist, or they are no member of its organisation: both alike
 * @throws forbidden  they are no owner
 */
export async function getEndpointFor(ctx: PersonCtx, endpointId: string, db: Db = ctx.db): Promise<typeof hookEndpoints.$inferSelect> {
  const [held] = await db
    .select({ endpoint: hookEndpoints })
    .from(hookEndpoints)
    .innerJoin(members, and(eq(members.organisationId, hookEndpoints.organisationId), eq(members.personId, ctx.actor.personId)))
    .where(eq(hookEndpoints.id, endpointId))
  if (!held) throw notFound('endpoint', endpointId)
  await getOrganisationFor(ctx, held.endpoint.organisationId, 'organisation.manage', db)
  return held.endpoint
}

/** A delivery, under the same rule. */
export async function getDeliveryFor(ctx: PersonCtx, deliveryId: string, db: Db = ctx.db): Promise<typeof hookDeliveries.$inferSelect> {
  const [held] = await db
    .select({ delivery: hookDeliveries })
    .from(hookDeliveries)
    .innerJoin(hookEndpoints, eq(hookEndpoints.id, hookDeliveries.endpointId))
    .innerJoin(members, and(eq(members.organisationId, hookEndpoints.organisationId), eq(members.personId, ctx.actor.personId)))
    .where(eq(hookDeliveries.id, deliveryId))
  if (!held) throw notFound('delivery', deliveryId)
  await getEndpointFor(ctx, held.delivery.endpointId, db)
  return held.delivery
}
