import { sql } from 'drizzle-orm'
import { boolean, index, integer, jsonb, pgTable, primaryKey, text, timestamp, unique } from 'drizzle-orm/pg-core'
import type {
  ConsentHow,
  ConsentPurpose,
  ConsentTextId,
  Digest,
  MessageChannel,
  MessageReason,
  MessageState,
  NotificationData,
  NotificationEvent,
  NotifyChannel,
} from '../../contract/notifications'

const instant = () => timestamp({ withTimezone: true, mode: 'date', precision: 3 })

/** Every mail and text message, written in the transaction of what causes it. */
export const messages = pgTable(
  'messages',
  {
    id: text().primaryKey(),
    /** `null` for an address that belongs to nobody here yet. */
    personId: text(),
    channel: text().$type<MessageChannel>().notNull(),
    template: text().notNull(),
    /** `null`: about the person's own account, which needs no consent. */
    purpose: text().$type<ConsentPurpose>(),
    /** Sealed with this row's id. Erased after 30 days together with the content. */
    sealedTo: text(),
    toHash: text().notNull(),
    /** What the template is filled with, sealed with this row's id. */
    sealedContent: text(),
    state: text().$type<MessageState>().notNull().default('queued'),
    reason: text().$type<MessageReason>(),
    attempts: integer().notNull().default(0),
    /** The transport's own id. */
    vendorId: text(),
    createdAt: instant().notNull(),
    /** Quiet hours hold it back until then. */
    notBefore: instant(),
    sentAt: instant(),
    /** When its state became final, as far as we know. */
    settledAt: instant(),
  },
  (t) => [
    index('messages_person').on(t.personId, t.createdAt, t.id),
    index('messages_vendor').on(t.vendorId),
    index('messages_to').on(t.toHash, t.createdAt),
    index('messages_to_erase').on(t.createdAt).where(sql`sealed_content is not null or sealed_to is not null`),
  ],
)

/** What happened to each message. Rows are only ever added; a trigger refuses changes. */
export const messageEvents = pgTable(
  'message_events',
  {
    id: text().primaryKey(),
    messageId: text()
      .notNull()
      .references(() => messages.id, { onDelete: 'cascade' }),
    type: text().$type<MessageState | 'complained' | 'delayed'>().notNull(),
    reason: text().$type<MessageReason>(),
    /** The vendor's own id of this news: a webhook may come twice. */
    vendorEventId: text(),
    at: instant().notNull(),
  },
  (t) => [unique('message_events_vendor').on(t.messageId, t.vendorEventId), index('message_events_message').on(t.messageId, t.at)],
)

/** Who agreed to what, in which words, when and how, and who took it back. Rows are only ever added; a trigger refuses changes. */
export const consents = pgTable(
  'consents',
  {
    id: text().primaryKey(),
    personId: text(),
    /** Keyed hash of the address or number it was said for. */
    addressHash: text(),
    purpose: text().$type<ConsentPurpose>().notNull(),
    channel: text().$type<MessageChannel>().notNull(),
    textId: text().$type<ConsentTextId>().notNull(),
    textVersion: integer().notNull(),
    given: boolean().notNull(),
    how: text().$type<ConsentHow>().notNull(),
    at: instant().notNull(),
  },
  (t) => [index('consents_person').on(t.personId, t.textId, t.at, t.id), index('consents_address').on(t.addressHash, t.textId, t.at, t.id)],
)

/** Addresses that get nothing, or nothing of one kind. */
export const suppressions = pgTable(
  'suppressions',
  {
    channel: text().$type<MessageChannel>().notNull(),
    addressHash: text().notNull(),
    /** A purpose; `unasked`: whatever is not about their account; `all`. */
    scope: text().$type<ConsentPurpose | 'unasked' | 'all'>().notNull(),
    reason: text().$type<'bounced' | 'complained' | 'unsubscribed' | 'stopped'>().notNull(),
    messageId: text(),
    at: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.channel, t.addressHash, t.scope] })],
)

/** The notification centre of each person. */
export const notifications = pgTable(
  'notifications',
  {
    id: text().primaryKey(),
    personId: text().notNull(),
    event: text().$type<NotificationEvent>().notNull(),
    /** Says what it is about: the same news twice is one row. */
    key: text().notNull(),
    data: jsonb().$type<NotificationData>().notNull(),
    /** Off where the person wants this event by other channels only. */
    isShown: boolean().notNull().default(true),
    /** Waits for the next digest. */
    isForDigest: boolean().notNull().default(false),
    createdAt: instant().notNull(),
    readAt: instant(),
  },
  (t) => [
    unique('notifications_key').on(t.personId, t.event, t.key),
    index('notifications_newest').on(t.personId, t.createdAt, t.id).where(sql`is_shown`),
    index('notifications_unread').on(t.personId).where(sql`is_shown and read_at is null`),
    index('notifications_digest').on(t.personId, t.createdAt).where(sql`is_for_digest`),
  ],
)

/** What a person chose for one event and channel. Without a row the event's own default counts. */
export const notificationPreferences = pgTable(
  'notification_preferences',
  {
    personId: text().notNull(),
    event: text().$type<NotificationEvent>().notNull(),
    channel: text().$type<NotifyChannel>().notNull(),
    isOn: boolean().notNull(),
  },
  (t) => [primaryKey({ columns: [t.personId, t.event, t.channel] })],
)

/** What a person chose for all events together. */
export const notificationSettings = pgTable(
  'notification_settings',
  {
    personId: text().primaryKey(),
    /** `HH:MM` in the person's zone. */
    quietFrom: text(),
    quietTo: text(),
    digest: text().$type<Digest>().notNull().default('instant'),
    lastDigestAt: instant(),
    /** Sealed with the person's id. */
    sealedPhone: text(),
    phoneHash: text(),
    phoneConfirmedAt: instant(),
    /** Keyed hash of the code that confirms a number. */
    phoneCodeHash: text(),
    phoneCodeExpiresAt: instant(),
    phoneCodeTries: integer().notNull().default(0),
  },
  (t) => [index('notification_settings_phone').on(t.phoneHash)],
)
