import { z } from 'zod'
import { EventsSince, Ticket } from '../../contract/live'
import { anybody, router } from '../core/trpc'
import { issueTicket, RoomName, readEventsSince, readLast } from './tickets'

export const liveRouter = router({
  ticket: anybody
    .input(z.object({ room: RoomName }))
    .output(Ticket)
    .query(({ ctx, input }) => issueTicket(ctx, input.room)),
  since: anybody
    .input(z.object({ room: RoomName, since: z.coerce.number().int().min(0) }))
    .output(EventsSince)
    .query(({ ctx, input }) => readEventsSince(ctx, input)),
  last: anybody
    .input(z.object({ room: RoomName }))
    .output(z.object({ last: z.int() }))
    .query(({ ctx, input }) => readLast(ctx, input.room)),
})
