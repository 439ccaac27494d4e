import { eq } from 'drizzle-orm'
import type { MessageChannel } from '../../contract/notifications'
import type { Db } from '../../db/client'
import { notificationSettings, people } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { hashAddress } from './hash-address'

export interface OwnAddress {
  address: string
  hash: string
}

/** Where a person gets mail or text messages: their confirmed address or number; `null` without one. */
export async function addressOf(ctx: Ctx, db: Db, personId: string, channel: MessageChannel): Promise<OwnAddress | null> {
  if (channel === 'mail') {
    const [person] = await db.select({ email: people.email, isConfirmed: people.emailVerified }).from(people).where(eq(people.id, personId))
    return person?.isConfirmed ? { address: person.email, hash: await hashAddress(ctx, 'mail', person.email) } : null
  }
  const [settings] = await db
    .select({
      sealed: notificationSettings.sealedPhone,
      hash: notificationSettings.phoneHash,
      confirmedAt: notificationSettings.phoneConfirmedAt,
    })
    .from(notificationSettings)
    .where(eq(notificationSettings.personId, personId))
  if (!settings?.sealed || !settings.hash || !settings.confirmedAt) return null
  return { address: await ctx.unseal(settings.sealed, `notification_settings.sealed_phone:${personId}`), hash: settings.hash }
}
