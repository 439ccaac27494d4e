import { and, asc, eq, inArray, lt, or, sql } from 'drizzle-orm'
import { notificationSettings, notifications, people } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { addTask } from '../tasks/add-task'
import { addressOf } from './address-of'
import { isConsentGiven } from './consents'
import { endOfQuietHours, lastDigestDue } from './core/quiet-hours'
import { isOfService } from './is-of-service'
import { readWishes } from './preferences'
import { queueMail } from './queue-mail'

const PEOPLE_AT_ONCE_MAX = 500
const ITEMS_SHOWN_MAX = 50

/** Cron: writes a task for everybody whose digest is due, zone by zone, at most 500 of each at a time. */
export async function findDueDigests(ctx: Ctx): Promise<void> {
  const zones = await ctx.db
    .selectDistinct({ timeZone: people.timeZone, digest: notificationSettings.digest })
    .from(notifications)
    .innerJoin(people, eq(people.id, notifications.personId))
    .innerJoin(notificationSettings, eq(notificationSettings.personId, notifications.personId))
    .where(eq(notifications.isForDigest, true))
  for (const { timeZone, digest } of zones) {
    const due = lastDigestDue(ctx.now(), timeZone, digest === 'weekly' ? 'weekly' : 'daily')
    const owed = await ctx.db
      .selectDistinct({ personId: notifications.personId })
      .from(notifications)
      .innerJoin(people, eq(people.id, notifications.personId))
      .innerJoin(notificationSettings, eq(notificationSettings.personId, notifications.personId))
      .where(
        and(
          eq(notifications.isForDigest, true),
          lt(notifications.createdAt, due),
          eq(people.timeZone, timeZone),
          eq(notificationSettings.digest, digest),
          or(sql`${notificationSettings.lastDigestAt} is null`, lt(notificationSettings.lastDigestAt, due)),
        ),
      )
      .orderBy(asc(notifications.personId))
      .limit(PEOPLE_AT_ONCE_MAX)
    if (owed.length === 0) continue
    await ctx.transact(async (tx) => {
      for (const { personId } of owed)
        await addTask(ctx, tx, { payload: { kind: 'notifications.digest', personId }, key: `${personId}:${due.toISOString()}` })
    })
  }
}

/** Puts what waits for a person's digest into one mail: updates into one, new jobs of all searches into another. Run twice, it finds nothing the second time. */
export async function sendDigest(ctx: Ctx, personId: string): Promise<void> {
  await ctx.transact(async (tx) => {
    // Locked, so that two tasks do not both take the same lines.
    const [settings] = await tx
      .select({ digest: notificationSettings.digest })
      .from(notificationSettings)
      .where(eq(notificationSettings.personId, personId))
      .for('update')
    const waiting = await tx
      .select({ id: notifications.id, data: notifications.data, at: notifications.createdAt })
      .from(notifications)
      .where(and(eq(notifications.personId, personId), eq(notifications.isForDigest, true)))
      .orderBy(asc(notifications.createdAt), asc(notifications.id))
    const [wishes, mailbox] = await Promise.all([readWishes(tx, personId), addressOf(ctx, tx, personId, 'mail')])
    const last = waiting.at(-1)
    if (!settings || !last) return
    await tx
      .update(notifications)
      .set({ isForDigest: false })
      .where(
        and(
          eq(notifications.isForDigest, true),
          inArray(
            notifications.id,
            waiting.map(({ id }) => id),
          ),
        ),
      )
    await tx.update(notificationSettings).set({ lastDigestAt: ctx.now() }).where(eq(notificationSettings.personId, personId))
    if (!wishes || !mailbox) return
    // Each is agreed to, and ended, by itself: updates, and new jobs. Without consent to updates, the news of own applications come alone.
    const isAgreed = await isConsentGiven({ ...ctx, db: tx }, personId, 'updates', 'mail')
    const [found, updates] = [
      waiting.filter(({ data }) => data.event === 'job.found'),
      waiting.filter(({ data }) => (isAgreed ? data.event !== 'job.found' : isOfService(data.event))),
    ]
    for (const [template, lines] of [
      ['digest', updates],
      ['job-digest', found],
    ] as const) {
      if (lines.length === 0) continue
      const shown = lines.slice(-ITEMS_SHOWN_MAX).reverse()
      await queueMail(ctx, tx, {
        template,
        to: mailbox.address,
        personId,
        notBefore: endOfQuietHours(ctx.now(), wishes.timeZone, wishes.quietHours),
        data: {
          items: shown.map(({ data, at }) => ({ data, at: at.toISOString() })),
          more: lines.length - shown.length,
          period: settings.digest === 'weekly' ? 'weekly' : 'daily',
          timeZone: wishes.timeZone,
        },
      })
    }
  })
}
