import { jsonb, pgTable, text, timestamp, unique } from 'drizzle-orm/pg-core'
import type { DeletionStatus } from '../../contract/privacy'

const instant = () => timestamp({ withTimezone: true, mode: 'date', precision: 3 })

/** Requests to erase a person. The person's id is kept only as a keyed hash: enough to recognise a repeat, not to name anybody. */
export const deletionRequests = pgTable(
  'deletion_requests',
  {
    confirmationCode: text().primaryKey(),
    source: text().notNull(),
    subjectHash: text().notNull(),
    state: text().$type<DeletionStatus['state']>().notNull().default('received'),
    requestedAt: instant().notNull(),
    completedAt: instant(),
    stores: jsonb().$type<DeletionStatus['stores']>().notNull().default([]),
  },
  (t) => [unique('deletion_requests_subject').on(t.source, t.subjectHash)],
)
