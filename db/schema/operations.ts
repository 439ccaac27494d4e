import { doublePrecision, index, integer, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'

const instant = () => timestamp({ withTimezone: true, mode: 'date', precision: 3 })

/** Operator links that were used; each works once. */
export const usedOperatorLinks = pgTable('used_operator_links', { jti: text().primaryKey(), usedAt: instant().notNull() })

/** Counters of all isolates together: each isolate adds what it counted. */
export const metricCounters = pgTable('metric_counters', { series: text().primaryKey(), value: doublePrecision().notNull().default(0) })

/** What a write with an `Idempotency-Key` was answered, so that the same write again gets the same answer and changes nothing. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    /** Keyed hash of who calls: two callers may use the same key. */
    callerHash: text().notNull(),
    operation: text().notNull(),
    key: text().notNull(),
    /** Keyed hash of path, query and body: the key stands for this write alone. */
    requestHash: text().notNull(),
    /** `null` until the write has been answered. */
    status: integer(),
    body: text(),
    createdAt: instant().notNull(),
    /** Whoever carries it out has it until then; afterwards a repeat may try. */
    leasedUntil: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.callerHash, t.operation, t.key] }), index('idempotency_keys_at').on(t.createdAt)],
)
