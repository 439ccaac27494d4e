import { eq, inArray, sql } from 'drizzle-orm'
import {
  type Digest,
  NOTIFICATION_EVENTS,
  NOTIFY_CHANNELS,
  type NotificationEvent,
  type NotificationPreferences,
  type NotifyChannel,
  type SetPreferences,
} from '../../contract/notifications'
import type { Db } from '../../db/client'
import { notificationPreferences, notificationSettings, people } from '../../db/schema'
import type { Ctx, PersonActor } from '../core/ctx'
import type { QuietHours } from './core/quiet-hours'

/** How one person wants to hear of things, as the parts of this area read it. */
export interface Wishes {
  timeZone: string
  isDemo: boolean
  isOn(event: NotificationEvent, channel: NotifyChannel): boolean
  quietHours: QuietHours | null
  digest: Digest
}

/** What counts until a person chooses. Mail and text messages leave only with consent besides; texts only for what cannot wait. */
const DEFAULTS: Record<NotifyChannel, (event: NotificationEvent) => boolean> = {
  app: () => true,
  mail: () => true,
  sms: (event) => event === 'interview.reminder',
}

/** `null` when there is no such person. */
export async function readWishes(db: Db, personId: string): Promise<Wishes | null> {
  return (await readWishesOfMany(db, [personId])).get(personId) ?? null
}

/** By person; who is not among them does not exist. */
export async function readWishesOfMany(db: Db, personIds: string[]): Promise<Map<string, Wishes>> {
  const [found, chosen] = await Promise.all([
    db
      .select({
        id: people.id,
        timeZone: people.timeZone,
        demoUntil: people.demoUntil,
        quietFrom: notificationSettings.quietFrom,
        quietTo: notificationSettings.quietTo,
        digest: notificationSettings.digest,
      })
      .from(people)
      .leftJoin(notificationSettings, eq(notificationSettings.personId, people.id))
      .where(inArray(people.id, personIds)),
    db
      .select({
        personId: notificationPreferences.personId,
        event: notificationPreferences.event,
        channel: notificationPreferences.channel,
        isOn: notificationPreferences.isOn,
      })
      .from(notificationPreferences)
      .where(inArray(notificationPreferences.personId, personIds)),
  ])
  const isOnFor = new Map(chosen.map((row) => [`${row.personId} ${row.event} ${row.channel}`, row.isOn]))
  return new Map(
    found.map(({ id, timeZone, demoUntil, quietFrom, quietTo, digest }) => [
      id,
      {
        timeZone,
        isDemo: demoUntil !== null,
        isOn: (event, channel) => isOnFor.get(`${id} ${event} ${channel}`) ?? DEFAULTS[channel](event),
        quietHours: quietFrom && quietTo ? { from: quietFrom, to: quietTo } : null,
        digest: digest ?? 'instant',
      },
    ]),
  )
}

/** Everything on the settings page but the consents, which are a ledger of their own. */
export async function getPreferences(ctx: Ctx & { actor: PersonActor }): Promise<NotificationPreferences> {
  const { personId } = ctx.actor
  const [wishes, [settings]] = await Promise.all([
    readWishes(ctx.db, personId),
    ctx.db
      .select({ sealed: notificationSettings.sealedPhone, confirmedAt: notificationSettings.phoneConfirmedAt })
      .from(notificationSettings)
      .where(eq(notificationSettings.personId, personId)),
  ])
  const phone =
    settings?.sealed && settings.confirmedAt ? await ctx.unseal(settings.sealed, `notification_settings.sealed_phone:${personId}`) : null
  return {
    events: NOTIFICATION_EVENTS.map((event) => {
      const [app, mail, sms] = NOTIFY_CHANNELS.map((channel) => wishes?.isOn(event, channel) ?? DEFAULTS[channel](event))
      return { event, app: app ?? false, mail: mail ?? false, sms: sms ?? false }
    }),
    quietHours: wishes?.quietHours ?? null,
    digest: wishes?.digest ?? 'instant',
    timeZone: wishes?.timeZone ?? 'UTC',
    phoneEnding: phone?.slice(-4) ?? null,
  }
}

/** Changes what is named and leaves the rest. */
export async function setPreferences(ctx: Ctx & { actor: PersonActor }, input: SetPreferences): Promise<NotificationPreferences> {
  const { personId } = ctx.actor
  const { events = [], quietHours, digest } = input
  const settings = {
    ...(quietHours === undefined ? {} : { quietFrom: quietHours?.from ?? null, quietTo: quietHours?.to ?? null }),
    ...(digest === undefined ? {} : { digest }),
  }
  // The last word on one event and channel counts.
  const chosen = [...new Map(events.map((each) => [`${each.event} ${each.channel}`, each])).values()]
  await ctx.transact(async (tx) => {
    if (chosen.length > 0)
      await tx
        .insert(notificationPreferences)
        .values(chosen.map(({ event, channel, on }) => ({ personId, event, channel, isOn: on })))
        .onConflictDoUpdate({
          target: [notificationPreferences.personId, notificationPreferences.event, notificationPreferences.channel],
          set: { isOn: sql`excluded.is_on` },
        })
    if (Object.keys(settings).length > 0)
      await tx
        .insert(notificationSettings)
        .values({ personId, ...settings })
        .onConflictDoUpdate({ target: notificationSettings.personId, set: settings })
  })
  return getPreferences(ctx)
}
