import { sql } from 'drizzle-orm'
import { boolean, index, pgTable, text, timestamp, unique } from 'drizzle-orm/pg-core'
import type { AppealOutcome } from '../../contract/appeals'
import type { ReportReason } from '../../contract/jobs'
import { organisations, people } from './identity'
import { jobs } from './jobs'

const instant = () => timestamp({ withTimezone: true, mode: 'date', precision: 3 })

/** Objections to an operator's decision to close a job, each with what was decided then. */
export const appeals = pgTable(
  'appeals',
  {
    id: text().primaryKey(),
    jobId: text()
      .notNull()
      .references(() => jobs.id, { onDelete: 'cascade' }),
    /** Which decision: the job was closed at this moment, for this reason, by this operator. */
    decidedAt: instant().notNull(),
    reason: text().$type<ReportReason>().notNull(),
    decidedBy: text().notNull(),
    /** Keyed hash of who objects: an organisation, a person, or a visitor's place. */
    appellantHash: text().notNull(),
    organisationId: text().references(() => organisations.id, { onDelete: 'cascade' }),
    /** Who objects for themselves and has an account. */
    personId: text().references(() => people.id, { onDelete: 'cascade' }),
    /** Of who has none; erased with the answer. */
    email: text(),
    text: text().notNull(),
    filedAt: instant().notNull(),
    outcome: text().$type<AppealOutcome>(),
    answer: text(),
    answeredAt: instant(),
    answeredBy: text(),
    isBySame: boolean().notNull().default(false),
  },
  (t) => [
    unique('appeals_once').on(t.jobId, t.decidedAt, t.appellantHash),
    index('appeals_open').on(t.filedAt, t.id).where(sql`outcome is null`),
    index('appeals_answered').on(t.answeredAt, t.id).where(sql`outcome is not null`),
    index('appeals_person').on(t.personId),
    index('appeals_organisation').on(t.organisationId),
  ],
)
