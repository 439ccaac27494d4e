import { date, index, integer, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import type { MarketFigures } from '../../contract/market'

/** How the jobs of one role in one region stood on a day. An empty `role` is all roles, an empty `region` the whole world. */
export const marketSnapshots = pgTable(
  'market_snapshots',
  {
    date: date({ mode: 'string' }).notNull(),
    role: text().notNull(),
    region: text().notNull(),
    openJobs: integer().notNull(),
    newJobs: integer().notNull(),
    /** `null` for days that are over for long: of those only the counts are kept. */
    figures: jsonb().$type<MarketFigures>(),
    madeAt: timestamp({ withTimezone: true, mode: 'date', precision: 3 }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.role, t.region, t.date] }), index('market_snapshots_date').on(t.date, t.openJobs)],
)
