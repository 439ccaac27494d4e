import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, jsonb, primaryKey, smallint, text, timestamp } from 'drizzle-orm/pg-core'
import type { NUMEROLOGY_ACTS, NumerologyMethod } from '../../contract/numerology'
import { privateSchema } from './birth-data'
import { organisations, people } from './identity'

const instant = () => timestamp({ withTimezone: true, mode: 'date', precision: 3 })
const personId = () =>
  text()
    .notNull()
    .references(() => people.id, { onDelete: 'cascade' })
const organisationId = () =>
  text()
    .notNull()
    .references(() => organisations.id, { onDelete: 'cascade' })

/** What a person chose; no row means that everything is off. Readings are kept nowhere: they are made anew from the birth data. */
export const numerologySettings = privateSchema.table('numerology_settings', {
  personId: text()
    .primaryKey()
    .references(() => people.id, { onDelete: 'cascade' }),
  forJobs: boolean().notNull().default(false),
  forHiring: boolean().notNull().default(false),
  method: jsonb().$type<NumerologyMethod>().notNull(),
  updatedAt: instant().notNull(),
})

/** With which organisations a person shares how their numbers stand to those of its members. A row that is gone is a share that is taken back. */
export const numerologyShares = privateSchema.table(
  'numerology_shares',
  { personId: personId(), organisationId: organisationId(), textVersion: integer().notNull(), sharedAt: instant().notNull() },
  (t) => [primaryKey({ columns: [t.personId, t.organisationId] }), index('numerology_shares_organisation').on(t.organisationId)],
)

/** That a shared reading had a part in what an organisation's members saw: for the candidate to see. */
export const numerologyUses = privateSchema.table(
  'numerology_uses',
  {
    personId: personId(),
    organisationId: organisationId(),
    firstAt: instant().notNull(),
    lastAt: instant().notNull(),
    times: integer().notNull().default(1),
  },
  (t) => [primaryKey({ columns: [t.personId, t.organisationId] }), index('numerology_uses_organisation').on(t.organisationId)],
)

/** Whether an organisation lets compatibility weigh in its recommendations, and how much. */
export const numerologyOrganisations = privateSchema.table(
  'numerology_organisations',
  {
    organisationId: text()
      .primaryKey()
      .references(() => organisations.id, { onDelete: 'cascade' }),
    isOn: boolean().notNull().default(false),
    weightPercent: smallint().notNull().default(0),
    noticeVersion: integer(),
    version: integer().notNull(),
    updatedAt: instant().notNull(),
  },
  (t) => [
    check('numerology_weight', sql`${t.weightPercent} between 0 and 20`),
    check('numerology_notice', sql`not ${t.isOn} or ${t.noticeVersion} is not null`),
  ],
)

/** What was done with numerology in an organisation. Rows are added and never changed; a name is lost with its account, the act is not. */
export const numerologyAudit = privateSchema.table(
  'numerology_audit',
  {
    id: text().primaryKey(),
    organisationId: organisationId(),
    act: text().$type<(typeof NUMEROLOGY_ACTS)[number]>().notNull(),
    actorId: text().references(() => people.id, { onDelete: 'set null' }),
    at: instant().notNull(),
    weightPercent: smallint().notNull(),
    noticeVersion: integer(),
    candidates: integer().notNull().default(0),
    about: text(),
  },
  (t) => [index('numerology_audit_organisation').on(t.organisationId, t.at), index('numerology_audit_actor').on(t.actorId)],
)
