import { and, eq, gt } from 'drizzle-orm'
import { z } from 'zod'
import { type EventsSince, PARTIES, type Party, personRoom, type RoomAddress, roomKey, rooms, type Ticket } from '../../contract/live'
import { sessions } from '../../db/schema'
import { asPerson, refuseOthersThanOperators, refuseOverSession } from '../core/actor'
import type { Ctx } from '../core/ctx'
import { AppError, notFound } from '../core/errors'
import { lastSequence, listEventsSince } from './publish'

/**
 * Who may listen in the rooms of an area: the area's own answer, asked for each ticket and each catching up (DESIGN §5).
 * @throws not_found, forbidden as the area's pages do
 */
export type RoomGate = (ctx: Ctx, room: string) => Promise<{ role: 'view' | 'edit'; name?: string }>
/** The gates of the areas' own rooms, each loaded when its first room is asked for. */
export type RoomGates = Readonly<Partial<Record<Party, () => Promise<RoomGate>>>>

/** `party/room`, as the address names it. `person/me` is the room of who asks. */
export const RoomName = z.string().max(100)

/**
 * The right to listen in a room for five minutes, and where it stands now.
 * @throws not_found        there is no such room
 * @throws unauthenticated  the room is for operators, or `person/me` was asked for and nobody is signed in; `session.over`
 * @throws forbidden        the room is for operators; or it is a person's, and the key lacks one of the rights to read what it tells of
 */
export async function issueTicket(ctx: Ctx, gates: RoomGates, name: string): Promise<Ticket> {
  const { address, role, as } = await enterRoom(ctx, gates, name)
  if (address.party !== 'feed') await refuseEndedSession(ctx)
  const [{ ticket, expiresAt }, last] = await Promise.all([
    ctx.signTicket({
      sub: ctx.actor.role === 'visitor' ? 'visitor' : ctx.actor.key,
      name: as,
      party: address.party,
      room: address.room,
      role,
    }),
    lastSequence(ctx, address),
  ])
  return { ticket, party: address.party, room: address.room, expiresAt: expiresAt.toISOString(), last }
}

/** What happened in a room after `since`, under the same rule as its ticket. */
export async function readEventsSince(ctx: Ctx, gates: RoomGates, input: { room: string; since: number }): Promise<EventsSince> {
  return listEventsSince(ctx, (await enterRoom(ctx, gates, input.room)).address, input.since)
}

/** Where a room stands: read it before what you show, and listen from there. */
export async function readLast(ctx: Ctx, gates: RoomGates, name: string): Promise<{ last: number }> {
  return { last: await lastSequence(ctx, (await enterRoom(ctx, gates, name)).address) }
}

async function enterRoom(ctx: Ctx, gates: RoomGates, name: string): Promise<{ address: RoomAddress; role: 'view' | 'edit'; as: string }> {
  const [party = '', ...rest] = name.split('/')
  const load = isParty(party) ? gates[party] : undefined
  if (!isParty(party) || !load) return { address: roomFor(ctx, name), role: 'view', as: ctx.actor.name }
  const room = rest.join('/')
  const gate = await load()
  const { role, name: as = ctx.actor.name } = await gate(ctx, room)
  return { address: { party, room }, role, as }
}

const isParty = (word: string): word is Party => PARTIES.some((party) => party === word)

function roomFor(ctx: Ctx, name: string): RoomAddress {
  const { actor } = ctx
  if (name === 'person/me' && actor.role === 'visitor') throw new AppError('unauthenticated', 'session.sign-in-needed')
  // Another person's room and one that does not exist are told the same.
  if (actor.role === 'person' && (name === 'person/me' || name === roomKey(personRoom(actor.personId)))) {
    // The room tells of all of these, so a key that lacks one of them hears nothing.
    for (const scope of ['applications:read', 'resumes:read', 'notifications:read'] as const) asPerson(actor, scope)
    return personRoom(actor.personId)
  }
  const address = Object.values(rooms).find((room) => roomKey(room) === name)
  if (!address) throw notFound('room', name)
  if (address.party === 'operators') refuseOthersThanOperators(actor)
  return address
}

/**
 * For rights that outlast the minute for which an ended session is still believed.
 * @throws unauthenticated  `session.over`
 */
async function refuseEndedSession(ctx: Ctx): Promise<void> {
  const { actor } = ctx
  if (actor.role !== 'person' || actor.sessionId === null) return
  const [held] = await ctx.db
    .select({ id: sessions.id })
    .from(sessions)
    .where(and(eq(sessions.id, actor.sessionId), gt(sessions.expiresAt, ctx.now())))
  if (!held) refuseOverSession()
}
