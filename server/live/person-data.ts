import { eq } from 'drizzle-orm'
import { personRoom, roomKey } from '../../contract/live'
import { liveRooms, outbox } from '../../db/schema'
import { eraseRowsWhere, type PersonStore } from '../core/person-data'
import { lastSequence } from './publish'

/** Events of the person's own room that are kept for screens that come back. */
export const outboxOfPerson: PersonStore = {
  store: 'outbox',
  tables: ['outbox', 'live_rooms'],
  async countPerson(ctx, { personId }) {
    const room = roomKey(personRoom(personId))
    const [events, counters] = await Promise.all([
      ctx.db.$count(outbox, eq(outbox.room, room)),
      ctx.db.$count(liveRooms, eq(liveRooms.room, room)),
    ])
    return events + counters
  },
  // They repeat what stands in the other areas, for a week.
  async *exportPerson() {},
  async erasePerson(ctx, { personId }) {
    const room = roomKey(personRoom(personId))
    return (await eraseRowsWhere(ctx.db, outbox, eq(outbox.room, room))) || eraseRowsWhere(ctx.db, liveRooms, eq(liveRooms.room, room))
  },
}

/** What the room itself remembers. It is no place that can be counted: it is told to forget, and everybody in it to show a ticket, which nobody gets any more. */
export const roomOfPerson: PersonStore = {
  store: 'rooms',
  tables: [],
  countPerson: async (ctx, { personId }) => ((await lastSequence(ctx, personRoom(personId))) > 0 ? 1 : 0),
  async *exportPerson() {},
  async erasePerson(ctx, { personId }) {
    await ctx.forgetRoom(personRoom(personId))
    await ctx.reauthoriseRoom(personRoom(personId))
    return 0
  },
}
