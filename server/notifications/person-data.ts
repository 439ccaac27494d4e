import { and, asc, eq, lt, ne, or } from 'drizzle-orm'
import { consents, messages, notificationPreferences, notificationSettings, notifications } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import {
  countAll,
  type ErasedPerson,
  type ExportPart,
  eraseFirst,
  eraseRowsWhere,
  exportTable,
  type PersonStore,
} from '../core/person-data'
import { hashAddress } from './hash-address'

const CENTRE = [
  { table: notifications, personId: notifications.personId },
  { table: notificationPreferences, personId: notificationPreferences.personId },
  { table: notificationSettings, personId: notificationSettings.personId },
]
const LEDGER = [{ table: consents, personId: consents.personId }]
const FAREWELL = 'deletion-done'
const FAREWELL_KEPT_MS = 86_400_000

/** The notification centre, the person's wishes and their number. */
export const notificationsOfPerson: PersonStore = {
  store: 'notifications',
  tables: ['notifications', 'notification_preferences', 'notification_settings'],
  countPerson: (ctx, { personId }) => countAll(ctx.db, personId, CENTRE),
  exportPerson: exportCentre,
  erasePerson: (ctx, { personId }) => eraseFirst(ctx.db, personId, CENTRE),
}

/** Messages to the person or to their address, with what became of them. Suppressed addresses stay: they are keyed hashes, and whoever said STOP must not be written to again. */
export const messagesOfPerson: PersonStore = {
  store: 'messages',
  tables: ['messages', 'message_events'],
  async countPerson(ctx, person) {
    return ctx.db.$count(messages, await isMessageTo(ctx, person))
  },
  exportPerson: exportMessages,
  async erasePerson(ctx, person) {
    return eraseRowsWhere(ctx.db, messages, await isMessageTo(ctx, person))
  },
}

/** The person's lines of the consent ledger. */
export const consentsOfPerson: PersonStore = {
  store: 'consents',
  tables: ['consents'],
  countPerson: (ctx, { personId }) => countAll(ctx.db, personId, LEDGER),
  exportPerson: exportConsents,
  erasePerson: (ctx, { personId }) => eraseFirst(ctx.db, personId, LEDGER),
}

/** Cron: the last mail to somebody who was erased is forgotten a day later, whatever became of it. Returns how many. */
export async function forgetFarewells(ctx: Ctx): Promise<number> {
  const before = new Date(ctx.now().getTime() - FAREWELL_KEPT_MS)
  return eraseRowsWhere(ctx.db, messages, and(eq(messages.template, FAREWELL), lt(messages.createdAt, before)))
}

/** The farewell itself is no message of an account any more: it names nobody, and goes by itself. */
async function isMessageTo(ctx: Ctx, { personId, email }: ErasedPerson) {
  if (email === null) return eq(messages.personId, personId)
  const byAddress = and(
    eq(messages.channel, 'mail'),
    eq(messages.toHash, await hashAddress(ctx, 'mail', email)),
    ne(messages.template, FAREWELL),
  )
  return or(eq(messages.personId, personId), byAddress)
}

async function* exportCentre(ctx: Ctx, personId: string): AsyncGenerator<ExportPart> {
  yield* exportTable(ctx.db, personId, {
    table: notifications,
    personId: notifications.personId,
    id: notifications.id,
    file: 'notifications/notifications.json',
    about: 'What we told you in your notification centre.',
    secrets: ['key', 'isForDigest'],
  })
  const wishes = await ctx.db
    .select({ event: notificationPreferences.event, channel: notificationPreferences.channel, isOn: notificationPreferences.isOn })
    .from(notificationPreferences)
    .where(eq(notificationPreferences.personId, personId))
    .orderBy(asc(notificationPreferences.event), asc(notificationPreferences.channel))
  yield { file: 'notifications/wishes.json', about: 'By which channel you want which news, where you changed it.', rows: wishes }
  const settings = await ctx.db.select().from(notificationSettings).where(eq(notificationSettings.personId, personId))
  const shown = await Promise.all(
    settings.map(async ({ quietFrom, quietTo, digest, sealedPhone, phoneConfirmedAt }) => ({
      quietFrom,
      quietTo,
      digest,
      phone: sealedPhone === null ? null : await ctx.unseal(sealedPhone, `notification_settings.sealed_phone:${personId}`),
      phoneConfirmedAt,
    })),
  )
  yield { file: 'notifications/settings.json', about: 'Your quiet hours, your digest and your phone number.', rows: shown }
}

async function* exportMessages(ctx: Ctx, personId: string): AsyncGenerator<ExportPart> {
  yield* exportTable(ctx.db, personId, {
    table: messages,
    personId: messages.personId,
    id: messages.id,
    file: 'notifications/messages.json',
    about:
      'Mails and text messages to you, and what became of each. Their words are not kept longer than 30 days and are not repeated here.',
    secrets: ['sealedTo', 'sealedContent', 'toHash', 'vendorId'],
  })
}

async function* exportConsents(ctx: Ctx, personId: string): AsyncGenerator<ExportPart> {
  yield* exportTable(ctx.db, personId, {
    table: consents,
    personId: consents.personId,
    id: consents.id,
    file: 'notifications/consents.json',
    about: 'Every time you agreed to something or took it back: to which words, in which version, when and how.',
    secrets: ['addressHash'],
  })
}
