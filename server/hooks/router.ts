import { z } from 'zod'
import {
  HookAttempt,
  HookDelivery,
  HookDeliveryDetail,
  HookDeliveryList,
  HookDeliveryPage,
  HookEndpoint,
  HookEndpointList,
  IssuedHookEndpoint,
  NewHookEndpoint,
  OfHookDelivery,
  OfHookEndpoint,
  ReplayHooks,
  UpdateHookEndpoint,
} from '../../contract/hooks'
import { OrganisationId } from '../../contract/wire'
import { router, scoped } from '../core/trpc'
import { getDelivery, listDeliveries, replayDelivery, replaySince, testEndpoint } from './deliveries'
import { addEndpoint, getEndpoint, listEndpoints, removeEndpoint, rotateHookSecret, updateEndpoint } from './endpoints'

const reads = scoped('webhooks:read')
const writes = scoped('webhooks:write')

/** Where an organisation is told what happens; for its owners. */
export const hooksRouter = router({
  list: reads
    .input(z.strictObject({ organisationId: OrganisationId }))
    .output(HookEndpointList)
    .query(({ ctx, input }) => listEndpoints(ctx, input.organisationId)),
  get: reads
    .input(OfHookEndpoint)
    .output(HookEndpoint)
    .query(({ ctx, input }) => getEndpoint(ctx, input.endpointId)),
  add: writes
    .input(NewHookEndpoint)
    .output(IssuedHookEndpoint)
    .mutation(({ ctx, input }) => addEndpoint(ctx, input)),
  update: writes
    .input(UpdateHookEndpoint)
    .output(HookEndpoint)
    .mutation(({ ctx, input }) => updateEndpoint(ctx, input)),
  rotateSecret: writes
    .input(OfHookEndpoint)
    .output(IssuedHookEndpoint)
    .mutation(({ ctx, input }) => rotateHookSecret(ctx, input.endpointId)),
  remove: writes
    .input(OfHookEndpoint)
    .output(OfHookEndpoint)
    .mutation(({ ctx, input }) => removeEndpoint(ctx, input.endpointId)),
  test: writes
    .input(OfHookEndpoint)
    .output(HookAttempt)
    .mutation(({ ctx, input }) => testEndpoint(ctx, input.endpointId)),
  deliveries: reads
    .input(HookDeliveryList)
    .output(HookDeliveryPage)
    .query(({ ctx, input }) => listDeliveries(ctx, input)),
  delivery: reads
    .input(OfHookDelivery)
    .output(HookDeliveryDetail)
    .query(({ ctx, input }) => getDelivery(ctx, input.deliveryId)),
  replay: writes
    .input(OfHookDelivery)
    .output(HookDelivery)
    .mutation(({ ctx, input }) => replayDelivery(ctx, input.deliveryId)),
  replaySince: writes
    .input(ReplayHooks)
    .output(z.object({ replayed: z.int(), isMore: z.boolean() }))
    .mutation(({ ctx, input }) => replaySince(ctx, input)),
})
