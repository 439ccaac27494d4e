import { and, desc, eq } from 'drizzle-orm'
import {
  CONSENT_TEXTS,
  type Consent,
  type ConsentHow,
  type ConsentPurpose,
  type MessageChannel,
  type SetConsent,
} from '../../contract/notifications'
import type { Db } from '../../db/client'
import { consents } from '../../db/schema'
import type { Ctx, PersonActor } from '../core/ctx'
import { conflict, invalid } from '../core/errors'
import { addressOf } from './address-of'
import { liftSuppression } from './suppressions'

/** Every text with what the person said to it last. Nothing is agreed to before they say so. */
export async function listConsents(ctx: Ctx & { actor: PersonActor }): Promise<{ data: Consent[] }> {
  const said = await ctx.db
    .selectDistinctOn([consents.textId])
    .from(consents)
    .where(eq(consents.personId, ctx.actor.personId))
    .orderBy(consents.textId, desc(consents.at), desc(consents.id))
  return {
    data: CONSENT_TEXTS.map(({ id, version, purpose, channel, text }) => {
      const last = said.find((row) => row.textId === id)
      return {
        textId: id,
        purpose,
        channel,
        text,
        textVersion: version,
        given: last?.given ?? false,
        saidVersion: last?.textVersion ?? null,
        saidAt: last?.at.toISOString() ?? null,
        how: last?.how ?? null,
      }
    }),
  }
}

/**
 * Adds what a person says to one text to the ledger, and lets their address have what they agree to.
 * @throws invalid   `consents.old-text`: they read other words than today's
 * @throws conflict  `consents.no-phone`: text messages need a confirmed number
 */
export async function setConsent(ctx: Ctx & { actor: PersonActor }, input: SetConsent): Promise<{ data: Consent[] }> {
  const text = CONSENT_TEXTS.find(({ id }) => id === input.textId)
  if (!text || text.version !== input.textVersion)
    throw invalid('consents.old-text', 'These words have changed. Load the page again and read the new ones.')
  const { personId } = ctx.actor
  const { purpose, channel } = text
  const address = await addressOf(ctx, ctx.db, personId, channel)
  if (input.given && address === null)
    throw conflict('consents.no-phone', {}, 'Confirm your phone number first; then you can agree to text messages.')
  await ctx.transact(async (tx) => {
    if (!input.given) return withdrawConsent(ctx, tx, { personId, addressHash: address?.hash ?? null, purpose, channel, how: 'settings' })
    if (!(await isGiven(tx, personId, text.id)))
      await addLine(ctx, tx, { personId, addressHash: address?.hash ?? null, text, given: true, how: 'settings' })
    if (address) await liftSuppression(tx, { channel, addressHash: address.hash, scope: purpose, reason: 'unsubscribed' })
  })
  return listConsents(ctx)
}

/** Whether this person agreed to messages of this purpose by this channel, and has not taken it back. */
export async function isConsentGiven(
  ctx: Ctx,
  personId: string | null,
  purpose: ConsentPurpose,
  channel: MessageChannel,
): Promise<boolean> {
  return personId !== null && isGiven(ctx.db, personId, textOf(purpose, channel).id)
}

/** Whether this person's last word was that they take their consent back. Who never said anything did not. */
export async function isConsentWithdrawn(
  ctx: Ctx,
  personId: string | null,
  purpose: ConsentPurpose,
  channel: MessageChannel,
): Promise<boolean> {
  return personId !== null && (await lastLine(ctx.db, personId, textOf(purpose, channel).id))?.given === false
}

/** Adds a withdrawal to the ledger, unless nothing is agreed to. An address that belongs to nobody is noted by its hash. */
export async function withdrawConsent(
  ctx: Ctx,
  tx: Db,
  line: { personId: string | null; addressHash: string | null; purpose: ConsentPurpose; channel: MessageChannel; how: ConsentHow },
): Promise<void> {
  const { personId, addressHash, how } = line
  const text = textOf(line.purpose, line.channel)
  if (personId !== null && !(await isGiven(tx, personId, text.id))) return
  await addLine(ctx, tx, { personId, addressHash, text, given: false, how })
}

/** Gives back what a keyword of the same person took: START after STOP. */
export async function restoreConsent(
  ctx: Ctx,
  tx: Db,
  line: { personId: string; addressHash: string; channel: MessageChannel },
): Promise<void> {
  for (const text of CONSENT_TEXTS.filter(({ channel }) => channel === line.channel)) {
    const last = await lastLine(tx, line.personId, text.id)
    if (last && !last.given && last.how === 'keyword')
      await addLine(ctx, tx, { personId: line.personId, addressHash: line.addressHash, text, given: true, how: 'keyword' })
  }
}

type ConsentText = (typeof CONSENT_TEXTS)[number]

function textOf(purpose: ConsentPurpose, channel: MessageChannel): ConsentText {
  const text = CONSENT_TEXTS.find((each) => each.purpose === purpose && each.channel === channel)
  if (!text) throw new Error(`There are no words to agree to ${purpose} by ${channel}.`)
  return text
}

async function isGiven(db: Db, personId: string, textId: ConsentText['id']): Promise<boolean> {
  return (await lastLine(db, personId, textId))?.given ?? false
}

async function lastLine(db: Db, personId: string, textId: ConsentText['id']) {
  const [last] = await db
    .select({ given: consents.given, how: consents.how })
    .from(consents)
    .where(and(eq(consents.personId, personId), eq(consents.textId, textId)))
    .orderBy(desc(consents.at), desc(consents.id))
    .limit(1)
  return last
}

async function addLine(
  ctx: Ctx,
  tx: Db,
  line: { personId: string | null; addressHash: string | null; text: ConsentText; given: boolean; how: ConsentHow },
): Promise<void> {
  const { personId, addressHash, text, given, how } = line
  await tx.insert(consents).values({
    id: ctx.newId('consent'),
    personId,
    addressHash,
    purpose: text.purpose,
    channel: text.channel,
    textId: text.id,
    textVersion: text.version,
    given,
    how,
    at: ctx.now(),
  })
}
