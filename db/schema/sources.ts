import { integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core'

const instant = () => timestamp({ withTimezone: true, mode: 'date', precision: 3 })

/** Facebook Pages whose admin connected them. Posts of any other Page are not kept. */
export const facebookPages = pgTable('facebook_pages', {
  id: text().primaryKey(),
  externalId: text().notNull().unique(),
  name: text().notNull(),
  connectedAt: instant().notNull().defaultNow(),
  disconnectedAt: instant(),
  postCount: integer().notNull().default(0),
  lastPostAt: instant(),
})
