import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgTable, text, timestamp, unique, uniqueIndex } from 'drizzle-orm/pg-core'
import type { DataExport, DeletionStatus } from '../../contract/privacy'
import { people } from './identity'

const instant = () => timestamp({ withTimezone: true, mode: 'date', precision: 3 })

/**
 * Requests to erase a person: from Meta (`facebook`), or from somebody with an account (`account`).
 * The person's id is kept only as a keyed hash: enough to recognise a repeat, not to name anybody.
 */
export const deletionRequests = pgTable(
  'deletion_requests',
  {
    confirmationCode: text().primaryKey(),
    source: text().notNull(),
    subjectHash: text().notNull(),
    state: text().$type<DeletionStatus['state']>().notNull().default('received'),
    requestedAt: instant().notNull(),
    /** When the grace period of an account ends; `null` for requests without one. */
    eraseAfter: instant(),
    completedAt: instant(),
    stores: jsonb().$type<DeletionStatus['stores']>().notNull().default([]),
  },
  (t) => [unique('deletion_requests_subject').on(t.source, t.subjectHash)],
)

/** Downloads of everything that is kept of a person. The bytes lie encrypted under `exports/<person>/<id>/`, in pieces. */
export const dataExports = pgTable(
  'data_exports',
  {
    id: text().primaryKey(),
    personId: text()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    state: text().$type<DataExport['state']>().notNull().default('waiting'),
    /** How many of the areas are written, of `areas`. */
    areasDone: integer().notNull().default(0),
    areas: integer().notNull().default(0),
    byteSize: integer().notNull().default(0),
    pieces: integer().notNull().default(0),
    /** Which attempt made the pieces; they lie under it. */
    attempt: text(),
    version: integer().notNull().default(1),
    requestedAt: instant().notNull(),
    readyAt: instant(),
    expiresAt: instant(),
  },
  (t) => [
    index('data_exports_person').on(t.personId, t.requestedAt, t.id),
    index('data_exports_expires').on(t.expiresAt).where(sql`state = 'ready'`),
    // Asking twice at once makes one.
    uniqueIndex('data_exports_under_way').on(t.personId).where(sql`state in ('waiting', 'making')`),
  ],
)
