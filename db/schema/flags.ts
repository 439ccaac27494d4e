import { index, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import type { FlagName, FlagSetting } from '../../contract/flags'

/** Every change of a flag; the newest of each counts. Lines are added and never changed. */
export const flagChanges = pgTable(
  'flag_changes',
  {
    id: text().primaryKey(),
    name: text().$type<FlagName>().notNull(),
    setting: jsonb().$type<FlagSetting>().notNull(),
    reason: text().notNull(),
    changedBy: text().notNull(),
    changedAt: timestamp({ withTimezone: true, mode: 'date', precision: 3 }).notNull(),
  },
  (t) => [index('flag_changes_newest').on(t.name, t.changedAt, t.id)],
)
