import { sql } from 'drizzle-orm'
import { type EmittedEvent, LiveEvent, type RoomAddress, roomKey } from '../../contract/live'
import type { Db } from '../../db/client'
import { outbox } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { describeError } from '../core/describe-error'
import { rowsOf } from '../core/rows'
import { publishRoom } from './publish'

/** Notes an event for a room. Nothing is sent before the transaction has committed. */
export type Emit = (room: RoomAddress, event: EmittedEvent) => void

/**
 * Changes rows and tells of it in one transaction, then hands the events to their rooms.
 * The rooms' counters are taken last, in the order of their names, so that no transaction waits for another's work and none deadlock.
 * Delivery after commit may fail: cron sends what is left (`publishLeftovers`).
 */
export async function withEvents<T>(ctx: Ctx, work: (tx: Db, emit: Emit) => Promise<T>): Promise<T> {
  const emitted: { room: RoomAddress; event: EmittedEvent }[] = []
  const result = await ctx.transact(async (tx) => {
    emitted.length = 0
    const answer = await work(tx, (room, event) => emitted.push({ room, event }))
    await saveEvents(ctx, tx, emitted)
    return answer
  })
  const rooms = new Map(emitted.map(({ room }) => [roomKey(room), room]))
  for (const room of rooms.values()) {
    ctx.waitUntil(
      publishRoom(ctx, room).catch((error) => ctx.log.warn('live.publish-later', { room: roomKey(room), error: describeError(error) })),
    )
  }
  return result
}

async function saveEvents(ctx: Ctx, tx: Db, emitted: { room: RoomAddress; event: EmittedEvent }[]): Promise<void> {
  if (emitted.length === 0) return
  const byRoom = Map.groupBy(emitted, ({ room }) => roomKey(room))
  const lastOf = await takeSequences(
    tx,
    [...byRoom].map(([room, events]) => ({ room, count: events.length })),
  )
  const at = ctx.now()
  const rows = [...byRoom].flatMap(([room, events]) => {
    const first = (lastOf.get(room) ?? Number.NaN) - events.length + 1
    return events.map(({ event: { type, version, data } }, index) => ({ room, seq: first + index, type, version, data, at }))
  })
  // Parsed before it is stored: what leaves here is what every reader's schema accepts, with nothing the schema does not name.
  const parsed = rows.map((row) => LiveEvent.parse({ ...row, at: at.toISOString() }))
  await tx.insert(outbox).values(rows.map((row, index) => ({ ...row, data: parsed[index]?.data ?? row.data })))
}

/** The last sequence of each room after so many more, all taken by one statement, in the order of the rooms' names. */
async function takeSequences(tx: Db, wanted: { room: string; count: number }[]): Promise<Map<string, number>> {
  const inOrder = wanted.toSorted((a, b) => (a.room < b.room ? -1 : 1))
  const answer = await tx.execute(sql`
    insert into live_rooms (room, seq)
    select room, count from jsonb_to_recordset(${JSON.stringify(inOrder)}::jsonb) as wanted(room text, count int) order by room collate "C"
    on conflict (room) do update set seq = live_rooms.seq + excluded.seq returning room, seq`)
  return new Map(rowsOf<{ room: string; seq: string }>(answer).map(({ room, seq }) => [room, Number(seq)]))
}
