import { sql } from 'drizzle-orm'
import { boolean, index, integer, jsonb, pgTable, primaryKey, text, timestamp, unique } from 'drizzle-orm/pg-core'
import type { InterviewKind } from '../../contract/interviews'
import type { AvailabilityTime, FeedFault, GivenFeedback, PanelMode, WeeklyHours } from '../../contract/scheduling'
import { hiringApplications, hiringStages } from './hiring'
import { organisations, people } from './identity'
import { postings } from './postings'

const instant = () => timestamp({ withTimezone: true, mode: 'date', precision: 3 })
const personId = () =>
  text()
    .notNull()
    .references(() => people.id, { onDelete: 'cascade' })
const invitationId = () =>
  text()
    .notNull()
    .references(() => interviewInvitations.id, { onDelete: 'cascade' })

/** Weekly hours of each person who set them, on the clock of their zone. */
export const availabilities = pgTable('availabilities', {
  personId: personId().primaryKey(),
  timeZone: text().notNull(),
  weekly: jsonb().$type<WeeklyHours>().notNull(),
  updatedAt: instant().notNull(),
})

/** Times beside the weekly hours: open ones and blocked ones. */
export const availabilityTimes = pgTable(
  'availability_times',
  {
    id: text().primaryKey(),
    personId: personId(),
    kind: text().$type<AvailabilityTime['kind']>().notNull(),
    startsAt: instant().notNull(),
    endsAt: instant().notNull(),
    createdAt: instant().notNull(),
  },
  (t) => [index('availability_times_person').on(t.personId, t.startsAt, t.id)],
)

/** Calendars that say when somebody is busy. Whoever has an address reads the whole calendar, so it is kept encrypted. */
export const busyFeeds = pgTable(
  'busy_feeds',
  {
    id: text().primaryKey(),
    personId: personId(),
    host: text().notNull(),
    sealedUrl: text().notNull(),
    urlHash: text().notNull(),
    etag: text(),
    addedAt: instant().notNull(),
    /** When it was asked the last time, and when it answered well the last time. */
    askedAt: instant(),
    readAt: instant(),
    fault: text().$type<FeedFault>(),
    unreadCount: integer().notNull().default(0),
  },
  (t) => [unique('busy_feeds_once').on(t.personId, t.urlHash), index('busy_feeds_asked').on(t.askedAt, t.id)],
)

/** What is kept of a calendar: from when to when, and nothing of what for. Overlapping times are one. */
export const busyTimes = pgTable(
  'busy_times',
  {
    feedId: text()
      .notNull()
      .references(() => busyFeeds.id, { onDelete: 'cascade' }),
    startsAt: instant().notNull(),
    endsAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.feedId, t.startsAt] })],
)

/** Invitations of candidates to interviews, and what was agreed. */
export const interviewInvitations = pgTable(
  'interview_invitations',
  {
    id: text().primaryKey(),
    organisationId: text()
      .notNull()
      .references(() => organisations.id, { onDelete: 'cascade' }),
    postingId: text()
      .notNull()
      .references(() => postings.id, { onDelete: 'cascade' }),
    applicationId: text()
      .notNull()
      .references(() => hiringApplications.id, { onDelete: 'cascade' }),
    /** The stage whose kit it follows. */
    stageId: text().references(() => hiringStages.id, { onDelete: 'set null' }),
    /** The candidate, where they have an account. */
    personId: text().references(() => people.id, { onDelete: 'set null' }),
    kind: text().$type<InterviewKind>().notNull(),
    lengthMinutes: integer().notNull(),
    bufferMinutes: integer().notNull(),
    windowFrom: instant().notNull(),
    windowUntil: instant().notNull(),
    noticeHours: integer().notNull(),
    changeHours: integer().notNull(),
    mode: text().$type<PanelMode>().notNull(),
    timeZone: text().notNull(),
    place: text(),
    link: text(),
    /** Hash of the capability by which the candidate picks a time; the same, sealed, for the mails that carry it. */
    tokenHash: text().unique(),
    sealedToken: text(),
    createdBy: text().references(() => people.id, { onDelete: 'set null' }),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
    startsAt: instant(),
    endsAt: instant(),
    candidateTimeZone: text(),
    /** Id of the interview in calendars and in the candidate's tracker: the same through every change. */
    interviewId: text().notNull(),
    isUnchecked: boolean().notNull().default(false),
    calledOffAt: instant(),
    calledOffBy: text().$type<'candidate' | 'team'>(),
    /** The version of which the panel was told that it is near. */
    toldVersion: integer(),
    version: integer().notNull().default(1),
  },
  (t) => [
    index('interview_invitations_application').on(t.applicationId, t.createdAt, t.id),
    index('interview_invitations_person').on(t.personId),
    index('interview_invitations_posting').on(t.postingId),
    index('interview_invitations_stage').on(t.stageId),
    index('interview_invitations_organisation').on(t.organisationId, t.startsAt),
    index('interview_invitations_starts').on(t.startsAt).where(sql`called_off_at is null`),
  ],
)

/** Who may be asked to take part. */
export const interviewPanels = pgTable(
  'interview_panels',
  {
    invitationId: invitationId(),
    personId: personId(),
    /** When they were last asked for their scorecard. */
    chasedAt: instant(),
  },
  (t) => [primaryKey({ columns: [t.invitationId, t.personId] }), index('interview_panels_person').on(t.personId)],
)

/**
 * Who takes part, and until when their time is kept. The constraint `interview_seats_once`, which its migration writes, keeps two seats of
 * one person from overlapping, whatever the code does.
 */
export const interviewSeats = pgTable(
  'interview_seats',
  {
    invitationId: invitationId(),
    personId: personId(),
    startsAt: instant().notNull(),
    /** With the pause behind it. */
    heldUntil: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.invitationId, t.personId] })],
)

/** What interviewers of a stage look at, ask and score. */
export const interviewKits = pgTable('interview_kits', {
  stageId: text()
    .primaryKey()
    .references(() => hiringStages.id, { onDelete: 'cascade' }),
  focus: text().notNull(),
  questions: jsonb().$type<string[]>().notNull(),
  competencies: jsonb().$type<string[]>().notNull(),
  guide: text().notNull(),
  version: integer().notNull().default(1),
  updatedAt: instant().notNull(),
})

/** Notes of the team at an interview, as the text that was typed together says. No candidate receives them. */
export const interviewNotes = pgTable('interview_notes', {
  invitationId: invitationId().primaryKey(),
  words: text().notNull(),
  updatedAt: instant().notNull(),
})

/** One scorecard for each interviewer and interview. */
export const interviewFeedback = pgTable(
  'interview_feedback',
  {
    id: text().primaryKey(),
    invitationId: invitationId(),
    personId: personId(),
    scores: jsonb().$type<GivenFeedback['scores']>().notNull(),
    verdict: text().$type<GivenFeedback['verdict']>().notNull(),
    note: text().notNull(),
    at: instant().notNull(),
  },
  (t) => [unique('interview_feedback_once').on(t.invitationId, t.personId), index('interview_feedback_person').on(t.personId)],
)
