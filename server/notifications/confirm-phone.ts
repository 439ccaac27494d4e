import { and, eq, lt, sql } from 'drizzle-orm'
import { CONSENT_TEXTS } from '../../contract/notifications'
import { notificationSettings } from '../../db/schema'
import type { Ctx, PersonActor } from '../core/ctx'
import { invalid, tooMany } from '../core/errors'
import { withdrawConsent } from './consents'
import { hashAddress } from './hash-address'
import { queueText } from './queue-mail'

const CODE_MINUTES = 10
const TRIES_MAX = 5
const MINUTE_MS = 60_000

type PersonCtx = Ctx & { actor: PersonActor }

/**
 * Sends a code to a number. The number takes text messages only once its owner has typed the code here.
 * @throws too_many  a code was sent within the last minute
 */
export async function startPhone(ctx: PersonCtx, phone: string): Promise<{ minutes: number }> {
  const { personId } = ctx.actor
  const code = String(crypto.getRandomValues(new Uint32Array(1))[0] ?? 0)
    .padStart(10, '0')
    .slice(-6)
  const now = ctx.now()
  const row = {
    sealedPhone: await ctx.seal(phone, `notification_settings.sealed_phone:${personId}`),
    phoneHash: await hashAddress(ctx, 'sms', phone),
    phoneConfirmedAt: null,
    phoneCodeHash: await hashCode(ctx, code),
    phoneCodeExpiresAt: new Date(now.getTime() + CODE_MINUTES * MINUTE_MS),
    phoneCodeTries: 0,
  }
  await ctx.transact(async (tx) => {
    const changed = await tx
      .insert(notificationSettings)
      .values({ personId, ...row })
      .onConflictDoUpdate({
        target: notificationSettings.personId,
        set: row,
        // One code a minute: each costs money, and its receiver a disturbance.
        setWhere: sql`${notificationSettings.phoneCodeExpiresAt} is null or ${notificationSettings.phoneCodeExpiresAt} < ${new Date(now.getTime() + (CODE_MINUTES - 1) * MINUTE_MS).toISOString()}::timestamptz`,
      })
      .returning({ personId: notificationSettings.personId })
    if (changed.length === 0) throw tooMany('phone.too-many', 60)
    await queueText(ctx, tx, { template: 'phone-code', to: phone, personId, data: { code, minutes: CODE_MINUTES } })
  })
  return { minutes: CODE_MINUTES }
}

/** @throws invalid `phone.wrong-code`  it is another code, is over, or was guessed at five times */
export async function confirmPhone(ctx: PersonCtx, code: string): Promise<void> {
  const { personId } = ctx.actor
  const now = ctx.now()
  // The try is counted before it is looked at, in one statement, so that many at once are not more than five.
  const [row] = await ctx.db
    .update(notificationSettings)
    .set({ phoneCodeTries: sql`${notificationSettings.phoneCodeTries} + 1` })
    .where(and(eq(notificationSettings.personId, personId), lt(notificationSettings.phoneCodeTries, TRIES_MAX)))
    .returning({ hash: notificationSettings.phoneCodeHash, expiresAt: notificationSettings.phoneCodeExpiresAt })
  if (!row?.hash || !row.expiresAt || row.expiresAt < now || row.hash !== (await hashCode(ctx, code)))
    throw invalid('phone.wrong-code', 'This is not the code, or it is over. Look again, or ask for a new one.', {
      code: 'Type the six digits of the newest text message.',
    })
  await ctx.db
    .update(notificationSettings)
    .set({ phoneConfirmedAt: now, phoneCodeHash: null })
    .where(eq(notificationSettings.personId, personId))
}

/** Forgets the number, and takes back every consent that was for text messages. */
export async function removePhone(ctx: PersonCtx): Promise<void> {
  const { personId } = ctx.actor
  await ctx.transact(async (tx) => {
    const [row] = await tx
      .select({ hash: notificationSettings.phoneHash })
      .from(notificationSettings)
      .where(eq(notificationSettings.personId, personId))
    for (const { purpose } of CONSENT_TEXTS.filter((text) => text.channel === 'sms'))
      await withdrawConsent(ctx, tx, { personId, addressHash: row?.hash ?? null, purpose, channel: 'sms', how: 'settings' })
    await tx
      .update(notificationSettings)
      .set({ sealedPhone: null, phoneHash: null, phoneConfirmedAt: null, phoneCodeHash: null })
      .where(eq(notificationSettings.personId, personId))
  })
}

const hashCode = (ctx: PersonCtx, code: string) => ctx.hash(`phone-code:${ctx.actor.personId}:${code}`)
