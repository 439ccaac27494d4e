import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgTable, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core'
import type { EmploymentType, Remote, Salary, Seniority } from '../../contract/jobs'
import type { PostingCloseReason, PostingQuestion, PostingState, PostingStatements } from '../../contract/postings'
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
    publishedAt: instant(),
    pausedAt: instant(),
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
