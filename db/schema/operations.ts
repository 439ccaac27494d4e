import { doublePrecision, pgTable, text, timestamp } from 'drizzle-orm/pg-core'

const instant = () => timestamp({ withTimezone: true, mode: 'date', precision: 3 })

/** Operator links that were used; each works once. */
export const usedOperatorLinks = pgTable('used_operator_links', { jti: text().primaryKey(), usedAt: instant().notNull() })

/** Counters of all isolates together: each isolate adds what it counted. */
export const metricCounters = pgTable('metric_counters', { series: text().primaryKey(), value: doublePrecision().notNull().default(0) })
