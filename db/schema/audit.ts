import { index, integer, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import type { AuditAct, AuditDetails } from '../../contract/audit'
import { organisations, people } from './identity'

/** Who saw and changed what in an organisation. Lines are added and never changed; a rule of retention removes old ones. */
export const auditLines = pgTable(
  'audit_lines',
  {
    id: text().primaryKey(),
    organisationId: text()
      .notNull()
      .references(() => organisations.id, { onDelete: 'cascade' }),
    /** `null`: the system, a guest (then `guestId` of the details names which), or a person who was erased. */
    actorId: text().references(() => people.id, { onDelete: 'set null' }),
    act: text().$type<AuditAct>().notNull(),
    /** Id of what it was done to: an application, a posting, a shortlist … */
    subjectId: text(),
    details: jsonb().$type<AuditDetails>().notNull().default({}),
    at: timestamp({ withTimezone: true, mode: 'date', precision: 3 }).notNull(),
  },
  (t) => [
    index('audit_lines_at').on(t.organisationId, t.at, t.id),
    index('audit_lines_subject').on(t.organisationId, t.subjectId, t.at),
    index('audit_lines_actor').on(t.actorId),
  ],
)

/** How long an organisation keeps its audit log. Without a row, for good. */
export const auditRules = pgTable('audit_rules', {
  organisationId: text()
    .primaryKey()
    .references(() => organisations.id, { onDelete: 'cascade' }),
  days: integer().notNull(),
})
