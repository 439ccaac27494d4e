import { sql } from 'drizzle-orm'
import { boolean, index, integer, jsonb, pgTable, primaryKey, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core'
import type { InterviewKind, InterviewVersion } from '../../contract/interviews'
import { applications } from './applications'
import { people } from './identity'

const instant = () => timestamp({ withTimezone: true, mode: 'date', precision: 3 })

export const interviews = pgTable(
  'interviews',
  {
    id: text().primaryKey(),
    applicationId: text()
      .notNull()
      .references(() => applications.id, { onDelete: 'cascade' }),
    personId: text()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    kind: text().$type<InterviewKind>().notNull(),
    people: text().array().notNull().default([]),
    link: text(),
    place: text(),
    notes: text(),
    startsAt: instant().notNull(),
    endsAt: instant().notNull(),
    timeZone: text().notNull(),
    employerTimeZone: text().notNull(),
    calledOffAt: instant(),
    /** Agreed with an employer who works here: it is changed on the page of their invitation. */
    isAgreed: boolean().notNull().default(false),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
    /** The version of which the person was told that it is near. */
    toldVersion: integer(),
    version: integer().notNull().default(1),
  },
  (t) => [
    index('interviews_application').on(t.applicationId, t.startsAt),
    index('interviews_person').on(t.personId, t.startsAt, t.id),
    index('interviews_starts').on(t.startsAt).where(sql`called_off_at is null`),
  ],
)

/** Every interview as it was before each change. */
export const interviewVersions = pgTable(
  'interview_versions',
  {
    interviewId: text()
      .notNull()
      .references(() => interviews.id, { onDelete: 'cascade' }),
    version: integer().notNull(),
    data: jsonb().$type<InterviewVersion>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.interviewId, t.version] })],
)

/** Secret calendar addresses. Only a hash of the token is kept. */
export const calendarFeeds = pgTable(
  'calendar_feeds',
  {
    tokenHash: text().primaryKey(),
    personId: text()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    hasReminders: boolean().notNull().default(true),
    createdAt: instant().notNull(),
    lastReadAt: instant(),
    revokedAt: instant(),
  },
  (t) => [uniqueIndex('calendar_feeds_person').on(t.personId).where(sql`revoked_at is null`)],
)
