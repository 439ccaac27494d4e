import { and, asc, eq, gte, isNotNull, isNull, lt, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { AddReminder, Reminder, ReminderList, ReminderPage, UpdateReminder } from '../../contract/applications'
import { personRoom } from '../../contract/live'
import type { Db } from '../../db/client'
import { reminders } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import { invalid, notFound } from '../core/errors'
import { readInstantCursor, toPage, writeCursor } from '../core/page'
import { type Emit, withEvents } from '../live/outbox'
import { lockApplicationsFor } from './access'
import { touchApplication } from './record-changes'
import { showReminder } from './show-parts'

const OPEN_MAX = 50

/**
 * Plans a next action. With an id of the caller's own, the same sent twice is one.
 * @throws not_found  the application is not this person's
 * @throws invalid `reminder.too-many`  50 are open already
 */
export async function addReminder(ctx: PersonCtx, { applicationId, text, dueAt, isAllDay, reminderId }: AddReminder): Promise<Reminder> {
  const id = reminderId ?? ctx.newId('reminder')
  return withEvents(ctx, async (tx, emit) => {
    await lockApplicationsFor(ctx, tx, [applicationId])
    const open = await tx
      .select({ id: reminders.id })
      .from(reminders)
      .where(and(eq(reminders.applicationId, applicationId), isNull(reminders.doneAt)))
      .limit(OPEN_MAX)
    if (open.length >= OPEN_MAX && !open.some((held) => held.id === id))
      throw invalid('reminder.too-many', `This application has ${OPEN_MAX} open reminders. Do or remove one first.`)
    const now = ctx.now()
    const due = new Date(dueAt)
    const [row] = await tx
      .insert(reminders)
      .values({
        id,
        applicationId,
        personId: ctx.actor.personId,
        text,
        dueAt: due,
        firstDueAt: due,
        isAllDay,
        createdAt: now,
        updatedAt: now,
      })
      .onConflictDoNothing()
      .returning()
    if (!row) return getReminder(ctx, tx, id)
    return tell(ctx, tx, emit, row, false)
  })
}

/** Changes text or date. A new date is reminded of anew. @throws not_found  it is not this person's */
export async function updateReminder(ctx: PersonCtx, { reminderId, text, dueAt, isAllDay }: UpdateReminder): Promise<Reminder> {
  return changeReminder(ctx, reminderId, {
    ...(text === undefined ? {} : { text }),
    ...(dueAt === undefined ? {} : { dueAt: new Date(dueAt), toldAt: null }),
    ...(isAllDay === undefined ? {} : { isAllDay }),
  })
}

/** Puts it off. `firstDueAt` keeps what was planned first. @throws invalid `reminder.in-the-past` */
export async function snoozeReminder(ctx: PersonCtx, { reminderId, until }: { reminderId: string; until: string }): Promise<Reminder> {
  if (Date.parse(until) <= ctx.now().getTime())
    throw invalid('reminder.in-the-past', 'Put it off to a time that is still to come.', { until: 'Choose a later time.' })
  return changeReminder(ctx, reminderId, { dueAt: new Date(until), toldAt: null, doneAt: null })
}

/** Done, or open again. Twice is the same as once. @throws not_found  it is not this person's */
export async function setReminderDone(ctx: PersonCtx, { reminderId, isDone }: { reminderId: string; isDone: boolean }): Promise<Reminder> {
  return changeReminder(ctx, reminderId, { doneAt: isDone ? ctx.now() : null })
}

/** @throws not_found  it is not this person's, or gone already */
export async function removeReminder(ctx: PersonCtx, reminderId: string): Promise<{ ok: true }> {
  await withEvents(ctx, async (tx, emit) => {
    const [row] = await tx.delete(reminders).where(ownReminder(ctx, reminderId)).returning()
    if (!row) throw notFound('reminder', reminderId)
    return tell(ctx, tx, emit, row, true)
  })
  return { ok: true }
}

/** By due date, the earliest first. */
export async function listReminders(ctx: PersonCtx, list: z.infer<typeof ReminderList>): Promise<z.infer<typeof ReminderPage>> {
  const after = list.cursor ? readInstantCursor(list.cursor) : null
  const rows = await ctx.db
    .select()
    .from(reminders)
    .where(
      and(
        eq(reminders.personId, ctx.actor.personId),
        list.state === 'open' ? isNull(reminders.doneAt) : list.state === 'done' ? isNotNull(reminders.doneAt) : undefined,
        list.from === undefined ? undefined : gte(reminders.dueAt, new Date(list.from)),
        list.before === undefined ? undefined : lt(reminders.dueAt, new Date(list.before)),
        after ? sql`(${reminders.dueAt}, ${reminders.id}) > (${after.at}::timestamptz, ${after.id})` : undefined,
        sql`exists (select 1 from applications a where a.id = ${reminders.applicationId} and a.removed_at is null)`,
      ),
    )
    .orderBy(asc(reminders.dueAt), asc(reminders.id))
    .limit(list.limit + 1)
  return toPage(rows, list.limit, showReminder, (row) => writeCursor([row.dueAt.toISOString(), row.id]))
}

async function changeReminder(ctx: PersonCtx, reminderId: string, change: Partial<typeof reminders.$inferInsert>): Promise<Reminder> {
  return withEvents(ctx, async (tx, emit) => {
    const [held] = await tx.select().from(reminders).where(ownReminder(ctx, reminderId)).for('update')
    if (!held) throw notFound('reminder', reminderId)
    const isSameDone = 'doneAt' in change && Object.keys(change).length === 1 && (held.doneAt === null) === (change.doneAt === null)
    if (isSameDone) return showReminder(held)
    const [row] = await tx
      .update(reminders)
      .set({ ...change, updatedAt: ctx.now(), version: sql`${reminders.version} + 1` })
      .where(ownReminder(ctx, reminderId))
      .returning()
    if (!row) throw notFound('reminder', reminderId)
    return tell(ctx, tx, emit, row, false)
  })
}

/** Tells of the reminder, and of the card whose next action it may be. */
async function tell(ctx: PersonCtx, tx: Db, emit: Emit, row: typeof reminders.$inferSelect, isRemoved: boolean): Promise<Reminder> {
  const reminder = showReminder(row)
  emit(personRoom(ctx.actor.personId), {
    type: 'reminder.changed',
    version: row.version + (isRemoved ? 1 : 0),
    data: { reminder, isRemoved },
  })
  await touchApplication(ctx, tx, emit, row.applicationId)
  return reminder
}

async function getReminder(ctx: PersonCtx, db: Db, reminderId: string): Promise<Reminder> {
  const [row] = await db.select().from(reminders).where(ownReminder(ctx, reminderId))
  if (!row) throw notFound('reminder', reminderId)
  return showReminder(row)
}

const ownReminder = (ctx: PersonCtx, reminderId: string) => and(eq(reminders.id, reminderId), eq(reminders.personId, ctx.actor.personId))
