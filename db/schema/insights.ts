import { date, index, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import type { InsightSnapshot } from '../../contract/insights'
import { people } from './identity'

/** How a person's applications stood at the end of a day or a week. */
export const insightSnapshots = pgTable(
  'insight_snapshots',
  {
    personId: text()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    period: text().$type<InsightSnapshot['period']>().notNull(),
    /** First day of the period. */
    date: date({ mode: 'string' }).notNull(),
    data: jsonb().$type<InsightSnapshot>().notNull(),
    madeAt: timestamp({ withTimezone: true, mode: 'date', precision: 3 }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.personId, t.period, t.date] }), index('insight_snapshots_date').on(t.period, t.date)],
)
