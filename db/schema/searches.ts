import { sql } from 'drizzle-orm'
import { bigint, boolean, customType, index, integer, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import type { JobFilters } from '../../contract/jobs'
import type { NewsReason } from '../../contract/searches'
import { people } from './identity'
import { companies, jobs, roleClusters } from './jobs'

const instant = () => timestamp({ withTimezone: true, mode: 'date', precision: 3 })
const tsquery = customType<{ data: string }>({ dataType: () => 'tsquery' })
const personId = () =>
  text()
    .notNull()
    .references(() => people.id, { onDelete: 'cascade' })

/** A search of jobs that a person keeps: a new job that it finds is told to them. */
export const savedSearches = pgTable(
  'saved_searches',
  {
    id: text().primaryKey(),
    personId: personId(),
    name: text().notNull(),
    /** As it is searched with: words that name a filter are that filter, misspelt ones are corrected. */
    filters: jsonb().$type<JobFilters>().notNull(),
    /** The filters in one fixed form: the same search twice is one. */
    asked: text().notNull(),
    isPaused: boolean().notNull().default(false),
    /** What the search asks of `jobs.search_text`. */
    query: tsquery().notNull(),
    /** Terms of which every job that it finds has one: those of its rarest part, so that a new job looks at few searches. */
    keys: text().array().notNull(),
    /** What terms cannot say exactly. */
    payCurrency: text(),
    payMinCents: bigint({ mode: 'number' }),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
    version: integer().notNull().default(1),
  },
  (t) => [
    index('saved_searches_person').on(t.personId, t.createdAt, t.id),
    index('saved_searches_keys').using('gin', t.keys).where(sql`not is_paused`),
  ],
)

/** Companies whose new jobs a person wants to hear of. */
export const companyFollows = pgTable(
  'company_follows',
  {
    personId: personId(),
    companyId: text()
      .notNull()
      .references(() => companies.id, { onDelete: 'cascade' }),
    followedAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.personId, t.companyId] }), index('company_follows_company').on(t.companyId, t.personId)],
)

/** Vacancies that a person does not want to see, wherever else they are posted. */
export const hiddenJobs = pgTable(
  'hidden_jobs',
  {
    personId: personId(),
    clusterId: text()
      .notNull()
      .references(() => roleClusters.id, { onDelete: 'cascade' }),
    /** The sighting that they saw. */
    jobId: text()
      .notNull()
      .references(() => jobs.id, { onDelete: 'cascade' }),
    hiddenAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.personId, t.clusterId] }), index('hidden_jobs_job').on(t.jobId)],
)

/** Companies of which a person wants to see nothing. */
export const hiddenCompanies = pgTable(
  'hidden_companies',
  {
    personId: personId(),
    companyId: text()
      .notNull()
      .references(() => companies.id, { onDelete: 'cascade' }),
    hiddenAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.personId, t.companyId] })],
)

/** New jobs that found a person, each vacancy once, however many ways led to it. */
export const jobNews = pgTable(
  'job_news',
  {
    personId: personId(),
    clusterId: text()
      .notNull()
      .references(() => roleClusters.id, { onDelete: 'cascade' }),
    jobId: text()
      .notNull()
      .references(() => jobs.id, { onDelete: 'cascade' }),
    /** Every way that led to it. */
    reasons: jsonb().$type<NewsReason[]>().notNull(),
    at: instant().notNull(),
    /** When the person was told; `null` until then. */
    toldAt: instant(),
    /** When the person had it in their list before them. */
    seenAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.personId, t.clusterId] }),
    index('job_news_newest').on(t.personId, t.at, t.jobId),
    index('job_news_untold').on(t.jobId, t.personId).where(sql`told_at is null`),
    index('job_news_job').on(t.jobId),
  ],
)

/** How well a new job must fit for its person to hear of it. Without a row the default of the area counts. */
export const newsSettings = pgTable('news_settings', {
  personId: text()
    .primaryKey()
    .references(() => people.id, { onDelete: 'cascade' }),
  /** Thousandths of a full match; `null`: never because of a match. */
  matchPermilleMin: integer(),
})
