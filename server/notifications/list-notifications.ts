import { and, count, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { personRoom } from '../../contract/live'
import type { Notification, NotificationList, NotificationPage } from '../../contract/notifications'
import type { Db } from '../../db/client'
import { notifications } from '../../db/schema'
import type { Ctx, PersonActor } from '../core/ctx'
import { readInstantCursor, toPage, writeCursor } from '../core/page'
import { withEvents } from '../live/outbox'

type PersonCtx = Ctx & { actor: PersonActor }

/** A person's notifications, newest first, with how many are unread in all. */
export async function listNotifications(
  ctx: PersonCtx,
  input: z.output<typeof NotificationList>,
): Promise<z.infer<typeof NotificationPage>> {
  const after = input.cursor ? readInstantCursor(input.cursor) : null
  const [rows, unread] = await Promise.all([
    ctx.db
      .select({ id: notifications.id, data: notifications.data, createdAt: notifications.createdAt, readAt: notifications.readAt })
      .from(notifications)
      .where(
        and(
          eq(notifications.personId, ctx.actor.personId),
          eq(notifications.isShown, true),
          input.unreadOnly ? isNull(notifications.readAt) : undefined,
          after ? sql`(${notifications.createdAt}, ${notifications.id}) < (${after.at}::timestamptz, ${after.id})` : undefined,
        ),
      )
      .orderBy(desc(notifications.createdAt), desc(notifications.id))
      .limit(input.limit + 1),
    countUnread(ctx.db, ctx.actor.personId),
  ])
  const show = (row: (typeof rows)[number]): Notification => ({
    id: row.id,
    data: row.data,
    at: row.createdAt.toISOString(),
    readAt: row.readAt?.toISOString() ?? null,
  })
  return { ...toPage(rows, input.limit, show, (row) => writeCursor([row.createdAt.toISOString(), row.id])), unread }
}

/** How many of a person's notifications they have not read. */
export async function countUnread(db: Db, personId: string): Promise<number> {
  return (await countUnreadOfMany(db, [personId])).get(personId) ?? 0
}

/** By person; who is not among them has read everything. */
export async function countUnreadOfMany(db: Db, personIds: string[]): Promise<Map<string, number>> {
  const rows = await db
    .select({ personId: notifications.personId, unread: count() })
    .from(notifications)
    .where(and(inArray(notifications.personId, personIds), eq(notifications.isShown, true), isNull(notifications.readAt)))
    .groupBy(notifications.personId)
  return new Map(rows.map(({ personId, unread }) => [personId, unread]))
}

/** Marks some of the person's own as read, on all their screens; those of others and unknown ones are left alone. */
export function markRead(ctx: PersonCtx, ids: string[]): Promise<{ unread: number }> {
  return mark(ctx, ids)
}

/** Marks everything that is there now as read. */
export function markAllRead(ctx: PersonCtx): Promise<{ unread: number }> {
  return mark(ctx, null)
}

async function mark(ctx: PersonCtx, ids: string[] | null): Promise<{ unread: number }> {
  const { personId } = ctx.actor
  const readAt = ctx.now()
  return withEvents(ctx, async (tx, emit) => {
    const changed = await tx
      .update(notifications)
      .set({ readAt })
      .where(
        and(
          eq(notifications.personId, personId),
          eq(notifications.isShown, true),
          isNull(notifications.readAt),
          ids ? inArray(notifications.id, ids) : undefined,
        ),
      )
      .returning({ id: notifications.id })
    const unread = await countUnread(tx, personId)
    if (changed.length > 0) {
      const data = { ids: ids ? changed.map(({ id }) => id) : null, readAt: readAt.toISOString(), unread }
      emit(personRoom(personId), { type: 'notification.read', version: 1, data })
    }
    return { unread }
  })
}
