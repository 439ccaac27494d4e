import { index, integer, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import type { RetentionAct } from '../../contract/retention'
import { candidates } from './hiring'
import { organisations, people } from './identity'

const instant = () => timestamp({ withTimezone: true, mode: 'date', precision: 3 })
const organisationId = () =>
  text()
    .notNull()
    .references(() => organisations.id, { onDelete: 'cascade' })

/** How long an organisation keeps candidates, by the country of the posting; `*` is everywhere else. Without a rule nothing goes. */
export const retentionRules = pgTable(
  'retention_rules',
  {
    organisationId: organisationId(),
    country: text().notNull(),
    days: integer().notNull(),
    act: text().$type<RetentionAct>().notNull(),
    savedAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.organisationId, t.country] })],
)

/** Candidates whom no rule reaches while a claim or an authority needs their records. */
export const legalHolds = pgTable(
  'legal_holds',
  {
    candidateId: text()
      .primaryKey()
      .references(() => candidates.id, { onDelete: 'cascade' }),
    organisationId: organisationId(),
    reason: text().notNull(),
    setBy: text().references(() => people.id, { onDelete: 'set null' }),
    setAt: instant().notNull(),
  },
  (t) => [index('legal_holds_organisation').on(t.organisationId, t.setAt), index('legal_holds_set_by').on(t.setBy)],
)
