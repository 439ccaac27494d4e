import { sql } from 'drizzle-orm'
import { boolean, index, integer, jsonb, pgTable, primaryKey, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core'
import type { EmploymentType, Remote, Salary, Seniority } from '../../contract/jobs'
import type {
  CareerAccent,
  PostingCloseReason,
  PostingPauseReason,
  PostingQuestion,
  PostingState,
  PostingStatements,
  VerificationMethod,
  VerificationState,
} from '../../contract/postings'
import { organisations, people } from './identity'
import { jobs } from './jobs'

const instant = () => timestamp({ withTimezone: true, mode: 'date', precision: 3 })
const member = () => text().references(() => people.id, { onDelete: 'set null' })

/** Adverts of organisations. From its first publication on, one has a job that people find: its public face, written by this area through `jobs`. */
export const postings = pgTable(
  'postings',
  {
    id: text().primaryKey(),
    organisationId: text()
      .notNull()
      .references(() => organisations.id, { onDelete: 'cascade' }),
    jobId: text().references(() => jobs.id, { onDelete: 'set null' }),
    state: text().$type<PostingState>().notNull().default('draft'),
    title: text().notNull().default(''),
    places: text().array().notNull().default([]),
    jurisdiction: text(),
    remote: text().$type<Remote>(),
    remoteRegions: text().array().notNull().default([]),
    employmentType: text().$type<EmploymentType>(),
    seniority: text().$type<Seniority>(),
    salary: jsonb().$type<Salary>(),
    skills: text().array().notNull().default([]),
    description: text().notNull().default(''),
    questions: jsonb().$type<PostingQuestion[]>().notNull().default([]),
    statements: jsonb().$type<PostingStatements>().notNull(),
    replyPromiseDays: integer().notNull(),
    openings: integer().notNull().default(1),
    requisition: text(),
    validThrough: instant(),
    createdBy: member(),
    submittedBy: member(),
    submittedAt: instant(),
    approvedBy: member(),
    approvedAt: instant(),
    /** What an approver wants changed; `null` once it is submitted again. */
    sentBackReason: text(),
    /** Edited since it was last published: the public job still says what it said. */
    isAhead: boolean().notNull().default(false),
    publishedAt: instant(),
    pausedAt: instant(),
    pauseReason: text().$type<PostingPauseReason>(),
    closedAt: instant(),
    closeReason: text().$type<PostingCloseReason>(),
    /** When somebody of the organisation last looked at or decided on an applicant: what freshness is told from. */
    reviewedAt: instant(),
    version: integer().notNull().default(1),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
  },
  (t) => [
    index('postings_organisation').on(t.organisationId, t.state, t.updatedAt, t.id),
    uniqueIndex('postings_job').on(t.jobId).where(sql`job_id is not null`),
    index('postings_open').on(t.state, t.validThrough),
    index('postings_created_by').on(t.createdBy),
  ],
)

/** How an organisation's own page of openings looks, and under which host of its own it answers. */
export const careerPages = pgTable('career_pages', {
  organisationId: text()
    .primaryKey()
    .references(() => organisations.id, { onDelete: 'cascade' }),
  /** One of a closed list, so that text on it can always be read. */
  accent: text().$type<CareerAccent>().notNull(),
  /** Up to three letters in place of a logo. */
  letters: text().notNull(),
  intro: text().notNull().default(''),
  /** A host below a verified domain, such as `jobs.example.com`. */
  host: text().unique(),
  /** Sites whose pages may show ours in a frame, by their origins. */
  frameOrigins: text().array().notNull().default([]),
  updatedAt: instant().notNull(),
})

/** Proof that an organisation owns a domain, by one of two ways. Checked again by and by. */
export const employerVerifications = pgTable(
  'employer_verifications',
  {
    organisationId: text()
      .notNull()
      .references(() => organisations.id, { onDelete: 'cascade' }),
    domain: text().notNull(),
    method: text().$type<VerificationMethod>().notNull(),
    state: text().$type<VerificationState>().notNull().default('waiting'),
    /** What the DNS record must say; public by its nature. */
    token: text().notNull(),
    /** Keyed hash of the code that was sent by mail; `null` without one. */
    codeHash: text(),
    codeExpiresAt: instant(),
    wrongCodes: integer().notNull().default(0),
    startedBy: member(),
    startedAt: instant().notNull(),
    verifiedAt: instant(),
    checkedAt: instant(),
    /** Checks in a row that did not find the record. */
    failedChecks: integer().notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.domain] }),
    index('employer_verifications_due').on(t.state, t.checkedAt),
    index('employer_verifications_started_by').on(t.startedBy),
  ],
)
