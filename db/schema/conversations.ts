import { sql } from 'drizzle-orm'
import { boolean, index, integer, jsonb, pgTable, text, timestamp, unique, uniqueIndex } from 'drizzle-orm/pg-core'
import type { SenderCheck, TalkKind } from '../../contract/conversations'
import { hiringApplications } from './hiring'
import { organisations, people } from './identity'
import { messages } from './notifications'

const instant = () => timestamp({ withTimezone: true, mode: 'date', precision: 3 })
const organisationId = () =>
  text()
    .notNull()
    .references(() => organisations.id, { onDelete: 'cascade' })
const member = () => text().references(() => people.id, { onDelete: 'set null' })

/** Texts that an organisation uses again, with their merge fields. */
export const messageTemplates = pgTable(
  'message_templates',
  {
    id: text().primaryKey(),
    organisationId: organisationId(),
    kind: text().$type<TalkKind>().notNull(),
    name: text().notNull(),
    subject: text().notNull(),
    text: text().notNull(),
    version: integer().notNull().default(1),
    archivedAt: instant(),
    savedBy: member(),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
  },
  (t) => [
    uniqueIndex('message_templates_name').on(t.organisationId, sql`lower(${t.name})`).where(sql`archived_at is null`),
    index('message_templates_saved_by').on(t.savedBy),
  ],
)

/** Threads: one for each application that anybody wrote about. */
export const conversations = pgTable(
  'conversations',
  {
    applicationId: text()
      .primaryKey()
      .references(() => hiringApplications.id, { onDelete: 'cascade' }),
    organisationId: organisationId(),
    /** The seeker who sees it in their own tracker. */
    personId: text().references(() => people.id, { onDelete: 'set null' }),
    /** Keyed hash of what stands in the thread's Reply-To address. */
    replyTokenHash: text().notNull().unique(),
    createdAt: instant().notNull(),
  },
  (t) => [index('conversations_person').on(t.personId), index('conversations_organisation').on(t.organisationId)],
)

/** A file that came with a candidate's mail. */
export interface StoredTalkFile {
  key: string
  name: string
  type: string
  byteSize: number
}

/** Every message of a thread, in both directions. */
export const conversationMessages = pgTable(
  'conversation_messages',
  {
    id: text().primaryKey(),
    applicationId: text()
      .notNull()
      .references(() => conversations.applicationId, { onDelete: 'cascade' }),
    kind: text().$type<TalkKind>().notNull().default('message'),
    /** `left`: what became of it then is told by the mail of `mail_id`. */
    state: text().$type<'draft' | 'waiting' | 'left' | 'cancelled' | 'received'>().notNull(),
    heldBack: text().$type<'missing-field' | 'no-address' | 'still-open'>(),
    /** The member who wrote it; nobody for what the candidate wrote, or for a draft that was prepared. */
    authorId: member(),
    subject: text().notNull(),
    text: text().notNull(),
    quoted: text(),
    /** When it leaves or left; when it came. */
    at: instant().notNull(),
    mailId: text().references(() => messages.id, { onDelete: 'set null' }),
    /** What was written together is taken back together, and the same one sent twice counts once. */
    batchId: text().notNull(),
    version: integer().notNull().default(1),
    via: text().$type<'mail' | 'page'>(),
    /** Hash of the Message-ID of a mail that came in. */
    incomingHash: text(),
    check: text().$type<SenderCheck>(),
    fromAddress: text(),
    isAutomatic: boolean().notNull().default(false),
    files: jsonb().$type<StoredTalkFile[]>().notNull().default([]),
    filesLeftOut: integer().notNull().default(0),
    createdAt: instant().notNull(),
  },
  (t) => [
    unique('conversation_messages_batch').on(t.applicationId, t.batchId),
    uniqueIndex('conversation_messages_incoming').on(t.applicationId, t.incomingHash).where(sql`incoming_hash is not null`),
    uniqueIndex('conversation_messages_draft').on(t.applicationId).where(sql`state = 'draft'`),
    index('conversation_messages_thread').on(t.applicationId, t.at, t.id),
    index('conversation_messages_batches').on(t.batchId),
    index('conversation_messages_author').on(t.authorId),
    index('conversation_messages_mail').on(t.mailId),
  ],
)
