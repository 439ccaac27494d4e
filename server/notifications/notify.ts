import { personRoom } from '../../contract/live'
import type { NotificationData, NotificationEvent } from '../../contract/notifications'
import type { Db } from '../../db/client'
import { notificationSettings, notifications } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import type { Emit } from '../live/outbox'
import { addressOf } from './address-of'
import { endOfQuietHours } from './core/quiet-hours'
import { countUnread } from './list-notifications'
import { readWishes } from './preferences'
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
export async function notify(ctx: Ctx, tx: Db, emit: Emit, { personId, data, key }: News): Promise<string | null> {
  const wishes = await readWishes(tx, personId)
  if (!wishes) return null
  const id = ctx.newId('notification')
  const now = ctx.now()
  const isShown = wishes.isOn(data.event, 'app')
  // A visitor's demo world tells its stories inside itself only.
  const isMailed = !wishes.isDemo && wishes.isOn(data.event, 'mail')
  const isTexted = !wishes.isDemo && data.event !== 'job.found' && wishes.isOn(data.event, 'sms')
  // New jobs come together, at most once a day: eight searches are one mail.
  const isForDigest = isMailed && (data.event === 'job.found' || (!isReminder(data.event) && wishes.digest !== 'instant'))
  const added = await tx
    .insert(notifications)
    .values({ id, personId, event: data.event, key, data, isShown, isForDigest, createdAt: now })
    .onConflictDoNothing()
    .returning({ id: notifications.id })
  if (added.length === 0) return null
  // Digests are owed by settings; who never changed theirs has no row yet.
  if (isForDigest) await tx.insert(notificationSettings).values({ personId }).onConflictDoNothing()

  if (isShown) {
    const notification = { id, data, at: now.toISOString(), readAt: null }
    emit(personRoom(personId), { type: 'notification.added', version: 1, data: { notification, unread: await countUnread(tx, personId) } })
  }
  const filled = { item: { data, at: now.toISOString() }, timeZone: wishes.timeZone }
  const notBefore = endOfQuietHours(now, wishes.timeZone, wishes.quietHours)
  const mailbox = isMailed && !isForDigest ? await addressOf(ctx, tx, personId, 'mail') : null
  if (mailbox) await queueMail(ctx, tx, { template: mailTemplateOf(data.event), to: mailbox.address, personId, data: filled, notBefore })
  const phone = isTexted ? await addressOf(ctx, tx, personId, 'sms') : null
  if (phone) {
    const template = isReminder(data.event) ? 'text-reminder' : 'text-update'
    await queueText(ctx, tx, { template, to: phone.address, personId, data: filled, notBefore })
  }
  return id
}

/** A reminder is of no use a day later, so no digest holds it back. */
const isReminder = (event: NotificationEvent) => event === 'application.reminder' || event === 'interview.reminder'

function mailTemplateOf(event: NotificationEvent) {
  if (event === 'application.reminder') return 'application-reminder'
  return event === 'interview.reminder' ? 'interview-reminder' : 'update'
}
