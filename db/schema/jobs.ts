import { type SQL, sql } from 'drizzle-orm'
import { bigint, boolean, customType, date, index, integer, pgTable, text, timestamp, unique } from 'drizzle-orm/pg-core'
import type { ClosedBecause, EmploymentType, PayPeriod, Remote, ReportAnswer, ReportReason, Seniority } from '../../contract/jobs'

const instant = () => timestamp({ withTimezone: true, mode: 'date', precision: 3 })
const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' })

export const companies = pgTable(
  'companies',
  {
    id: text().primaryKey(),
    slug: text().notNull().unique(),
    name: text().notNull(),
    domain: text(),
    /** The day it was founded, and where that stands; only operators write them. */
    foundedOn: date({ mode: 'string' }),
    foundedSource: text(),
    createdAt: instant().notNull().defaultNow(),
  },
  (t) => [
    index('companies_founded').on(t.foundedOn).where(sql`founded_on is not null`),
    index('companies_name').on(sql`lower(${t.name})`),
    // Words within a name, misspelt ones too.
    index('companies_words').using('gin', sql`lower(${t.name}) gin_trgm_ops`),
  ],
)

/** The same vacancy seen several times. Its first sighting is the card that lists show. */
export const roleClusters = pgTable('role_clusters', {
  id: text().primaryKey(),
  /** Normalised company, title and place; `null` when too little is known to say two sightings are one role. */
  roleKey: text().unique(),
  createdAt: instant().notNull().defaultNow(),
})

/** A vacancy people can find and apply to. */
export const jobs = pgTable(
  'jobs',
  {
    id: text().primaryKey(),
    clusterId: text()
      .notNull()
      .references(() => roleClusters.id),
    /** The one of its cluster that lists show. It stays so as long as it is open, also when an older sighting is read later. */
    isClusterFace: boolean().notNull().default(true),
    origin: text().$type<'detected' | 'synced' | 'posted'>().notNull(),
    status: text().$type<'open' | 'closed'>().notNull().default('open'),
    title: text().notNull(),
    companyId: text().references(() => companies.id),
    companyName: text(),
    places: text().array().notNull().default([]),
    /** Lower-case forms a place can be asked for by: `berlin, germany`, `berlin`, `germany`. */
    placeKeys: text().array().notNull().default([]),
    remote: text().$type<Remote>(),
    remoteRegions: text().array().notNull().default([]),
    salaryMinCents: bigint({ mode: 'number' }),
    salaryMaxCents: bigint({ mode: 'number' }),
    salaryCurrency: text(),
    salaryPeriod: text().$type<PayPeriod>(),
    salaryYearlyMinCents: bigint({ mode: 'number' }),
    salaryYearlyMaxCents: bigint({ mode: 'number' }),
    salaryIsEstimate: boolean().notNull().default(false),
    employmentType: text().$type<EmploymentType>(),
    seniority: text().$type<Seniority>(),
    skills: text().array().notNull().default([]),
    description: text(),
    excerpt: text(),
    source: text().notNull(),
    /** Unique within its source: running an import twice adds nothing. */
    sourceKey: text().notNull(),
    sourceUrl: text(),
    applyUrl: text(),
    contact: text(),
    /** A poster's contact is public only after a person approved the lead. */
    contactIsPublic: boolean().notNull().default(false),
    language: text(),
    postId: text(),
    /** Bands of the post's near-duplicate fingerprint. */
    fingerprint: text().array().notNull().default([]),
    foundAt: instant().notNull(),
    postedAt: instant(),
    checkedAt: instant(),
    validThrough: instant(),
    closedAt: instant(),
    closedBecause: text().$type<ClosedBecause>(),
    /** The domain that its organisation proved to own; of jobs that were posted here. */
    verifiedDomain: text(),
    /** Why an operator closed it after reports. Set, no new reading of its post opens it again; only a person's approval does. */
    closedFor: text().$type<ReportReason>(),
    version: integer().notNull().default(1),
    /** Its words, and a term for everything a filter can ask; `job_terms` of the migration `search-terms` says how each is written. */
    searchText: tsvector()
      .notNull()
      .generatedAlwaysAs(
        (): SQL =>
          sql`job_terms(title, company_name, company_id, skills, places, place_keys, coalesce(description, excerpt), remote, remote_regions, employment_type, seniority, source, salary_currency, salary_yearly_max_cents)`,
      ),
    /**
     * What a recommendation looks a job up by: words and pairs of words of its title and its skills, each with the day we found it
     * (`p:pastri chef@20778`), so that newer ones are read without reading all.
     */
    matchKeys: text()
      .array()
      .notNull()
      .generatedAlwaysAs((): SQL => sql`job_match_keys(title, skills, found_at)`),
  },
  (t) => [
    unique('jobs_source_key').on(t.source, t.sourceKey),
    index('jobs_search_text').using('gin', t.searchText).where(sql`status = 'open' and is_cluster_face`),
    index('jobs_newest').on(t.foundAt, t.id).where(sql`status = 'open' and is_cluster_face`),
    index('jobs_pay')
      .on(t.salaryCurrency, t.salaryYearlyMaxCents, t.id)
      .where(sql`status = 'open' and is_cluster_face and salary_yearly_max_cents is not null`),
    index('jobs_match_keys').using('gin', t.matchKeys).where(sql`status = 'open' and is_cluster_face`),
    index('jobs_company').on(t.companyId, t.foundAt),
    index('jobs_cluster').on(t.clusterId),
    index('jobs_post').on(t.postId),
    index('jobs_fingerprint').using('gin', t.fingerprint),
  ],
)

/** Every word that titles, companies, places and skills hold, with how often: what a misspelt word is corrected to. */
export const searchWords = pgTable('search_words', { word: text().primaryKey(), count: integer().notNull().default(0) }, (t) => [
  index('search_words_trgm').using('gin', sql`${t.word} gin_trgm_ops`),
])

export const jobReports = pgTable(
  'job_reports',
  {
    id: text().primaryKey(),
    jobId: text()
      .notNull()
      .references(() => jobs.id, { onDelete: 'cascade' }),
    reason: text().$type<ReportReason>().notNull(),
    text: text().notNull().default(''),
    createdAt: instant().notNull(),
    /** Keyed hash of who reported, so that one person's repeats count once. */
    reporterHash: text().notNull(),
    /** `null` while it waits for an operator. */
    answer: text().$type<ReportAnswer>(),
    answeredAt: instant(),
    answeredBy: text(),
    /** What the operator noted beside the answer. */
    answerNote: text(),
  },
  (t) => [
    unique('job_reports_once').on(t.jobId, t.reporterHash),
    index('job_reports_at').on(t.createdAt),
    index('job_reports_open').on(t.jobId).where(sql`answer is null`),
  ],
)

/** The original link of each job that may be looked at again, and what was found there. */
export const linkChecks = pgTable(
  'link_checks',
  {
    jobId: text()
      .primaryKey()
      .references(() => jobs.id, { onDelete: 'cascade' }),
    url: text().notNull(),
    host: text().notNull(),
    /** `null` before the first look. */
    finding: text().$type<LinkFinding>(),
    /** Since when each look has found the same. */
    findingSince: instant(),
    attemptedAt: instant(),
    /** Looks in a row that got no answer. */
    failures: integer().notNull().default(0),
    /** A hash of the job's text as it stood there, and since when it has been the same. */
    textHash: text(),
    textSince: instant(),
    /** How many looks have found that text. */
    textLooks: integer().notNull().default(0),
    /** The next look. `null`: its site does not want programs to look. */
    dueAt: instant(),
  },
  (t) => [index('link_checks_due').on(t.host, t.dueAt, t.jobId).where(sql`due_at is not null`)],
)
/** `not-allowed`: robots.txt or the terms of the site keep programs away. */
export type LinkFinding = 'works' | 'leads-elsewhere' | 'unreadable' | 'failed' | 'not-allowed' | 'closed'

/** What we take of each site, wherever the Worker runs: so many pages a minute, and none while it rests. */
export const linkSites = pgTable('link_sites', {
  host: text().primaryKey(),
  windowAt: instant().notNull(),
  used: integer().notNull(),
  restUntil: instant(),
})
