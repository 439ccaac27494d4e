import { and, asc, eq, gt, inArray, isNull, lt, lte, sql } from 'drizzle-orm'
import { type EventsSince, LiveEvent, type RoomAddress, roomKey, roomOf } from '../../contract/live'
import { liveRooms, outbox } from '../../db/schema'
import type { Ctx } from '../core/ctx'

const BATCH_MAX = 50
const BATCHES_MAX = 40
const ROOMS_AT_ONCE_MAX = 200
/** How many events a reader may be behind before reloading is cheaper than catching up. */
const CATCH_UP_MAX = 500
/** Events are kept this long for readers who come back. */
const KEEP_DAYS = 7

/**
 * Hands a room everything it does not have yet, in order, in batches.
 * Two publishers may run at once: the room takes each event once.
 */
export async function publishRoom(ctx: Ctx, room: RoomAddress): Promise<number> {
  let published = 0
  for (let batch = 0; batch < BATCHES_MAX; batch++) {
    const events = await unpublishedEvents(ctx, room)
    if (events.length === 0) break
    await ctx.publish(room, events)
    const seqs = events.map((event) => event.seq)
    await ctx.db
      .update(outbox)
      .set({ publishedAt: ctx.now() })
      .where(and(eq(outbox.room, roomKey(room)), inArray(outbox.seq, seqs)))
    published += events.length
    if (events.length < BATCH_MAX) break
  }
  return published
}

/** Cron: sends what a crash or a dead room left behind, and forgets what is too old for anybody to ask for. */
export async function publishLeftovers(ctx: Ctx): Promise<number> {
  const waiting = await ctx.db
    .selectDistinct({ room: outbox.room })
    .from(outbox)
    .where(isNull(outbox.publishedAt))
    .orderBy(asc(outbox.room))
    .limit(ROOMS_AT_ONCE_MAX)
  let published = 0
  const errors: unknown[] = []
  for (const { room } of waiting) {
    // One room that is away holds up no other.
    await publishRoom(ctx, roomOf(room)).then(
      (count) => (published += count),
      (error) => errors.push(error),
    )
  }
  const keepFrom = new Date(ctx.now().getTime() - KEEP_DAYS * 86_400_000)
  await ctx.db.delete(outbox).where(and(lt(outbox.at, keepFrom), sql`published_at is not null`))
  if (errors.length > 0) throw errors[0]
  return published
}

/**
 * The events of a room after `since`, at most 500, in order.
 * `reload` when there are more, or when some are no longer kept.
 */
export async function listEventsSince(ctx: Ctx, room: RoomAddress, since: number): Promise<EventsSince> {
  const last = await lastSequence(ctx, room)
  if (since > last || last - since > CATCH_UP_MAX) return { events: [], last, reload: true }
  const rows = await ctx.db
    .select()
    .from(outbox)
    .where(and(eq(outbox.room, roomKey(room)), gt(outbox.seq, since), lte(outbox.seq, last)))
    .orderBy(asc(outbox.seq))
  const events = rows.map(showEvent)
  return events.length === last - since ? { events, last, reload: false } : { events: [], last, reload: true }
}

/** The newest sequence of a room; 0 when nothing ever happened in it. */
export async function lastSequence(ctx: Ctx, room: RoomAddress): Promise<number> {
  const [row] = await ctx.db
    .select({ seq: liveRooms.seq })
    .from(liveRooms)
    .where(eq(liveRooms.room, roomKey(room)))
  return row?.seq ?? 0
}

async function unpublishedEvents(ctx: Ctx, room: RoomAddress): Promise<LiveEvent[]> {
  const rows = await ctx.db
    .select()
    .from(outbox)
    .where(and(eq(outbox.room, roomKey(room)), isNull(outbox.publishedAt)))
    .orderBy(asc(outbox.seq))
    .limit(BATCH_MAX)
  return rows.map(showEvent)
}

function showEvent(row: typeof outbox.$inferSelect): LiveEvent {
  return LiveEvent.parse({ room: row.room, seq: row.seq, type: row.type, version: row.version, data: row.data, at: row.at.toISOString() })
}
