import { z } from 'zod'
import { EventsSince, Ticket } from '../../contract/live'
import { anybody, router } from '../core/trpc'
import { issueTicket, type RoomGates, RoomName, readEventsSince, readLast } from './tickets'

/** @param gates who may listen in the rooms of other areas */
export const liveRouterOf = (gates: RoomGates) =>
  router({
    ticket: anybody
      .input(z.object({ room: RoomName }))
      .output(Ticket)
      .query(({ ctx, input }) => issueTicket(ctx, gates, input.room)),
    since: anybody
      .input(z.object({ room: RoomName, since: z.coerce.number().int().min(0) }))
      .output(EventsSince)
      .query(({ ctx, input }) => readEventsSince(ctx, gates, input)),
    last: anybody
      .input(z.object({ room: RoomName }))
      .output(z.object({ last: z.int() }))
      .query(({ ctx, input }) => readLast(ctx, gates, input.room)),
  })
