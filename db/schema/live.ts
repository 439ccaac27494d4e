import { sql } from 'drizzle-orm'
import { bigint, index, integer, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import type { LiveEvent } from '../../contract/live'

/** One counter row a room. Taken with a row lock inside the transaction that emits, so commit order is sequence order. */
export const liveRooms = pgTable('live_rooms', {
  room: text().primaryKey(),
  seq: bigint({ mode: 'number' }).notNull().default(0),
})

/** Every event, written in the transaction of the change it tells of. */
export const outbox = pgTable(
  'outbox',
  {
    room: text().notNull(),
    seq: bigint({ mode: 'number' }).notNull(),
    type: text().$type<LiveEvent['type']>().notNull(),
    version: integer().notNull(),
    data: jsonb().$type<LiveEvent['data']>().notNull(),
    at: timestamp({ withTimezone: true, mode: 'date', precision: 3 }).notNull(),
    /** `null` until its room has taken it. */
    publishedAt: timestamp({ withTimezone: true, mode: 'date', precision: 3 }),
  },
  (t) => [
    primaryKey({ columns: [t.room, t.seq] }),
    index('outbox_unpublished').on(t.room, t.seq).where(sql`published_at is null`),
    index('outbox_at').on(t.at),
  ],
)
