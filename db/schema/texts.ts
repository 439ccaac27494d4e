import { integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { organisations } from './identity'

const instant = () => timestamp({ withTimezone: true, mode: 'date', precision: 3 })

/** Texts that several people type at once, by the id of what they belong to. The area of that thing keeps the words too, as it shows them. */
export const liveTexts = pgTable('live_texts', {
  id: text().primaryKey(),
  organisationId: text()
    .notNull()
    .references(() => organisations.id, { onDelete: 'cascade' }),
  /** A Yjs update that holds the whole document, in Base64. One history: a document built anew from the same words would double them. */
  state: text().notNull(),
  version: integer().notNull().default(1),
  updatedAt: instant().notNull(),
})
