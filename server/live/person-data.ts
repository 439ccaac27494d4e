import { eq, sql } from 'drizzle-orm'
import { personRoom, roomKey, roomOf } from '../../contract/live'
import { liveRooms, outbox } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { eraseRowsWhere, type PersonStore } from '../core/person-data'
import { lastSequence } from './publish'

/** Events of the person's own room that are kept for screens that come back. */
export const outboxOfPerson: PersonStore = {
  store: 'outbox',
  tables: ['outbox', 'live_rooms'],
  async countPerson(ctx, { personId }) {
    const room = roomKey(personRoom(personId))
    const [events, counters, acts] = await Promise.all([
      ctx.db.$count(outbox, eq(outbox.room, room)),
      ctx.db.$count(liveRooms, eq(liveRooms.room, room)),
      ctx.db.$count(outbox, isBy(personId)),
    ])
    return events + counters + acts
  },
  // They repeat what stands in the other areas, for a week.
  async *exportPerson() {},
  async erasePerson(ctx, { personId }) {
    const room = roomKey(personRoom(personId))
    const gone =
      (await eraseRowsWhere(ctx.db, outbox, eq(outbox.room, room))) || (await eraseRowsWhere(ctx.db, liveRooms, eq(liveRooms.room, room)))
    return gone || forgetActs(ctx, personId)
  },
}

/** Events of rooms of hiring say who did it. */
const isBy = (personId: string) => sql`${outbox.data} -> 'by' ->> 'personId' = ${personId}`

/** The events stay, so that nobody who listens meets a hole; who did it goes, and the rooms forget what they keep. */
async function forgetActs(ctx: Ctx, personId: string): Promise<number> {
  const changed = await ctx.db
    .update(outbox)
    .set({ data: sql`${outbox.data} || '{"by": null}'` })
    .where(isBy(personId))
    .returning({ room: outbox.room })
  for (const room of new Set(changed.map((row) => row.room))) await ctx.forgetRoom(roomOf(room))
  return changed.length
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
