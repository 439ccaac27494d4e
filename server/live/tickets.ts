import { z } from 'zod'
import { type EventsSince, type RoomAddress, roomKey, rooms, type Ticket } from '../../contract/live'
import type { Ctx } from '../core/ctx'
import { AppError, notFound } from '../core/errors'
import { lastSequence, listEventsSince } from './publish'

/** `party/room`, as the address names it. */
export const RoomName = z.string().max(100)

/**
 * The right to listen in a room for five minutes, and where it stands now.
 * @throws not_found        there is no such room
 * @throws unauthenticated  the room is for operators
 */
export async function issueTicket(ctx: Ctx, name: string): Promise<Ticket> {
  const address = roomFor(ctx, name)
  const [{ ticket, expiresAt }, last] = await Promise.all([
    ctx.signTicket({
      sub: ctx.actor.role === 'visitor' ? 'visitor' : ctx.actor.key,
      name: ctx.actor.name,
      party: address.party,
      room: address.room,
      role: 'view',
    }),
    lastSequence(ctx, address),
  ])
  return { ticket, party: address.party, room: address.room, expiresAt: expiresAt.toISOString(), last }
}

/** What happened in a room after `since`, under the same rule as its ticket. */
export async function readEventsSince(ctx: Ctx, input: { room: string; since: number }): Promise<EventsSince> {
  return listEventsSince(ctx, roomFor(ctx, input.room), input.since)
}

/** Where a room stands: read it before what you show, and listen from there. */
export async function readLast(ctx: Ctx, name: string): Promise<{ last: number }> {
  return { last: await lastSequence(ctx, roomFor(ctx, name)) }
}

function roomFor(ctx: Ctx, name: string): RoomAddress {
  const address = Object.values(rooms).find((room) => roomKey(room) === name)
  if (!address) throw notFound('room', name)
  if (address.party === 'operators' && ctx.actor.role === 'visitor') {
    throw new AppError('unauthenticated', 'operator.sign-in-needed', {
      message: 'This is for operators. Open your operator link and come back.',
    })
  }
  return address
}
