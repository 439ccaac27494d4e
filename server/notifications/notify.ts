import { personRoom } from '../../contract/live'
import type { NotificationData, NotificationEvent } from '../../contract/notifications'
import type { Db } from '../../db/client'
import { notificationSettings, notifications } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import type { Emit } from '../live/outbox'
import { addressOf } from './address-of'
import { endOfQuietHours } from './core/quiet-hours'
import { countUnreadOfMany } from './list-notifications'
import { readWishesOfMany } from './preferences'
import { queueMail, queueText } from './queue-mail'

export interface News {
  personId: string
  data: NotificationData
  /** Says what it is about, so that the same news twice is told once: the id of the event, or of a reminder and its time. */
  key: string
}

/**
 * Tells a person something, by the channels they chose for it: a line in their notification centre (live), a mail at once or in their
 * digest, a text message. Quiet hours hold mail and texts back until their end. Everything is a row of the caller's transaction.
 *
 * @param emit of the `withEvents` that the caller runs in
 * @returns the id of the notification, or `null` when this was told before, or the person is gone
 */
export async function notify(ctx: Ctx, tx: Db, emit: Emit, news: News): Promise<string | null> {
  const [id = null] = await notifyMany(ctx, tx, emit, [news])
  return id
}

/**
 * Tells many people at once, each as `notify` does: one statement for all of them where nothing has to leave at once.
 * @returns the ids of what was not told before
 */
export async function notifyMany(ctx: Ctx, tx: Db, emit: Emit, news: News[]): Promise<string[]> {
  if (news.length === 0) return []
  const now = ctx.now()
  const wishesOf = await readWishesOfMany(tx, [...new Set(news.map(({ personId }) => personId))])
  const planned = news.flatMap(({ personId, data, key }) => {
    const wishes = wishesOf.get(personId)
    if (!wishes) return []
    // A visitor's demo world tells its stories inside itself only.
    // A message of an employer leaves as a mail of its own, so that its notification would be the second one.
    const isMailed = !wishes.isDemo && data.event !== 'application.messaged' && wishes.isOn(data.event, 'mail')
    const isTexted = !wishes.isDemo && data.event !== 'job.found' && wishes.isOn(data.event, 'sms')
    // New jobs come together, at most once a day: eight searches are one mail.
    const isForDigest = isMailed && (data.event === 'job.found' || (!isReminder(data.event) && wishes.digest !== 'instant'))
    const row = { id: ctx.newId('notification'), personId, event: data.event, key, data, isForDigest, createdAt: now }
    return [{ row: { ...row, isShown: wishes.isOn(data.event, 'app') }, wishes, isMailedNow: isMailed && !isForDigest, isTexted }]
  })
  if (planned.length === 0) return []
  const added = await tx
    .insert(notifications)
    .values(planned.map(({ row }) => row))
    .onConflictDoNothing()
    .returning({ id: notifications.id })
  const addedIds = new Set(added.map(({ id }) => id))
  const told = planned.filter(({ row }) => addedIds.has(row.id))
  // Digests are owed by settings; who never changed theirs has no row yet.
  const owed = [...new Set(told.flatMap(({ row }) => (row.isForDigest ? [row.personId] : [])))].sort()
  if (owed.length > 0)
    await tx
      .insert(notificationSettings)
      .values(owed.map((personId) => ({ personId })))
      .onConflictDoNothing()
  await tellScreens(
    tx,
    emit,
    told.flatMap(({ row }) => (row.isShown ? [row] : [])),
  )
  for (const { row, wishes, isMailedNow, isTexted } of told) {
    if (!isMailedNow && !isTexted) continue
    const { personId, data } = row
    const filled = { item: { data, at: now.toISOString() }, timeZone: wishes.timeZone }
    const notBefore = endOfQuietHours(now, wishes.timeZone, wishes.quietHours)
    const mailbox = isMailedNow ? await addressOf(ctx, tx, personId, 'mail') : null
    if (mailbox) await queueMail(ctx, tx, { template: mailTemplateOf(data.event), to: mailbox.address, personId, data: filled, notBefore })
    const phone = isTexted ? await addressOf(ctx, tx, personId, 'sms') : null
    if (phone) {
      const template = isReminder(data.event) ? 'text-reminder' : 'text-update'
      await queueText(ctx, tx, { template, to: phone.address, personId, data: filled, notBefore })
    }
  }
  return told.map(({ row }) => row.id)
}

/** Tells each person's screens of what was added, with what they have not read after it. */
async function tellScreens(tx: Db, emit: Emit, rows: { id: string; personId: string; data: NotificationData; createdAt: Date }[]) {
  if (rows.length === 0) return
  const unreadOf = await countUnreadOfMany(tx, [...new Set(rows.map(({ personId }) => personId))])
  for (const { id, personId, data, createdAt } of rows) {
    const notification = { id, data, at: createdAt.toISOString(), readAt: null }
    const unread = unreadOf.get(personId) ?? 0
    emit(personRoom(personId), { type: 'notification.added', version: 1, data: { notification, unread } })
  }
}

/** A reminder is of no use a day later, so no digest holds it back. */
const isReminder = (event: NotificationEvent) => event === 'application.reminder' || event === 'interview.reminder'

function mailTemplateOf(event: NotificationEvent) {
  if (event === 'application.reminder') return 'application-reminder'
  return event === 'interview.reminder' ? 'interview-reminder' : 'update'
}
