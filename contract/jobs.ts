import { z } from 'zod'
import { ClusterId, CompanyId, Cursor, IsoInstant, JobId, pageOf, WebUrl } from './wire'

export const Remote = z.enum(['remote', 'hybrid', 'onsite'])
export type Remote = z.infer<typeof Remote>
export const EmploymentType = z.enum(['full_time', 'part_time', 'contract', 'temporary', 'internship', 'volunteer'])
export type EmploymentType = z.infer<typeof EmploymentType>
/** Read from the title only. `staff` stands for staff, principal and lead engineers alike. */
export const Seniority = z.enum(['intern', 'junior', 'mid', 'senior', 'staff', 'manager', 'executive'])
export type Seniority = z.infer<typeof Seniority>
export const PayPeriod = z.enum(['hour', 'day', 'week', 'month', 'year'])
export type PayPeriod = z.infer<typeof PayPeriod>
export const JobOrigin = z.enum(['detected', 'synced', 'posted'])

/** Pay as the advert states it, beside its yearly value for comparison. All amounts are before tax, in hundredths of `currency`, also where it has no smaller coin. */
export const Salary = z.object({
  minCents: z.int().min(0).nullable(),
  maxCents: z.int().min(0).nullable(),
  /** ISO 4217. */
  currency: z.string().regex(/^[A-Z]{3}$/, 'Give the currency by its three letters, such as EUR.'),
  period: PayPeriod,
  /** 2,080 hours, 260 days, 52 weeks or 12 months a year. */
  yearlyMinCents: z.int().nullable(),
  yearlyMaxCents: z.int().nullable(),
  /** `true` when period or currency were worked out from the size of the amount and the place; such pay is shown as an estimate. */
  isEstimate: z.boolean(),
})
export type Salary = z.infer<typeof Salary>

/**
 * Why a job was closed. `link-gone`: its original page is not there any more. `says-closed`: that page says that it takes no more applications.
 * `link-redirects`: for a day, its link has led to the front page of its site. `deadline`: its last day is over. `withdrawn`: its post was taken back
 * where it was written. `reported`: an operator closed it after reports.
 */
export const CLOSED_BECAUSE = ['deadline', 'link-gone', 'says-closed', 'link-redirects', 'withdrawn', 'reported'] as const
export const ClosedBecause = z.enum(CLOSED_BECAUSE)
export type ClosedBecause = z.infer<typeof ClosedBecause>

/**
 * What the original link was when we last looked. `works`: the job stands there. `leads-elsewhere`: to the front page of its site, so it is probably gone.
 * `unclear`: it answers, and we cannot read the job there, or did not get an answer. `unchecked`: not looked at, or its site does not want programs to.
 */
export const LinkState = z.enum(['works', 'leads-elsewhere', 'unclear', 'unchecked'])
export type LinkState = z.infer<typeof LinkState>

export const JobCard = z.object({
  id: JobId,
  title: z.string(),
  companyName: z.string().nullable(),
  companySlug: z.string().nullable(),
  /** The domain that the employer proved to own, of jobs posted here; `null` without a proof. Events from before there were proofs lack it. */
  verifiedDomain: z.string().nullable().optional(),
  /** Places of work as a person would write them, `Berlin, Germany`. Empty when the advert names none. */
  places: z.array(z.string()),
  remote: Remote.nullable(),
  /**
   * Where a remote worker may live: ISO 3166 alpha-2 countries, or `EU`, `EUROPE`, `EMEA`, `DACH`, `NORDICS`, `AMERICAS`, `NORTH_AMERICA`, `LATAM`, `APAC`,
   * `AFRICA`, `MIDDLE_EAST`, `WORLDWIDE`. Empty when not said.
   */
  remoteRegions: z.array(z.string()),
  salary: Salary.nullable(),
  employmentType: EmploymentType.nullable(),
  seniority: Seniority.nullable(),
  /** Names of the taxonomy, the most telling first. */
  skills: z.array(z.string()),
  origin: JobOrigin,
  /** Word for the source: `facebook`, `hackernews`, `greenhouse`, `pasted` … */
  source: z.string(),
  /** On how many sites the same vacancy was seen, this one included. */
  seenOn: z.int().min(1),
  /** When we first saw it, not when the company wrote it. */
  foundAt: IsoInstant,
  /** When the source says it was written. */
  postedAt: IsoInstant.nullable(),
  /** When we last saw it at its original link; `null` when we never looked, or could not tell. */
  checkedAt: IsoInstant.nullable().default(null),
  status: z.enum(['open', 'closed']),
  /** Grows with every change; an event with a lower version than what is shown is old news. */
  version: z.int(),
})
export type JobCard = z.infer<typeof JobCard>

/**
 * One thing we know that may mean that a job is not really being filled, with its figures. None of it is proof, and no order of a list takes it into account.
 * `open-long`: it has been open far longer than like roles were that we saw close. `reposted`: the same text came again and again. `taken-down-elsewhere`:
 * the page it was first listed on took it down. `no-answers`: people who applied have heard nothing. `unchanged`: its text has stayed the same; never alone.
 */
export const GhostEvidence = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('open-long'),
    /** When it was first posted or seen. */
    since: IsoInstant,
    days: z.int(),
    /** Half of the like roles were closed within so many days. */
    medianDays: z.int(),
    /** How many like roles that is of. */
    n: z.int(),
  }),
  z.object({ kind: z.literal('reposted'), times: z.int(), source: z.string(), firstAt: IsoInstant, lastAt: IsoInstant }),
  z.object({ kind: z.literal('taken-down-elsewhere'), source: z.string(), at: IsoInstant }),
  z.object({
    kind: z.literal('no-answers'),
    /** At least so many people: rounded down, so that nobody can be counted out. */
    people: z.int(),
    /** How long ago, at least, each of them applied. */
    days: z.int(),
  }),
  z.object({ kind: z.literal('unchanged'), since: IsoInstant, looks: z.int() }),
])
export type GhostEvidence = z.infer<typeof GhostEvidence>

export const Job = JobCard.extend({
  companyId: CompanyId.nullable(),
  clusterId: ClusterId,
  /** Markdown. Full text for a posting written here; `null` for a job whose text is read at its source. */
  description: z.string().nullable(),
  /** At most 300 characters of the post that was read, as it stands there. `null` for synced facts. */
  excerpt: z.string().nullable(),
  /** The original. Always followed, never copied. */
  sourceUrl: z.string().nullable(),
  applyUrl: z.string().nullable(),
  /** Public only when the advert itself offers it and a person approved the lead (DESIGN §9.7). */
  contact: z.string().nullable(),
  /** ISO 639-1. */
  language: z.string().nullable(),
  validThrough: IsoInstant.nullable(),
  linkState: LinkState,
  closedAt: IsoInstant.nullable(),
  /** `null` while it is open, and where nobody said why. */
  closedBecause: ClosedBecause.nullable(),
  /** What may mean that it is not really being filled. Empty when nothing is known, which says nothing either way. */
  ghostEvidence: z.array(GhostEvidence),
  /** The same vacancy elsewhere: one line for each other sighting. */
  alsoOn: z.array(z.object({ jobId: JobId, source: z.string(), sourceUrl: z.string().nullable(), foundAt: IsoInstant })),
})
export type Job = z.infer<typeof Job>

/** What a look at the original link found. */
export const JobCheck = z.object({
  status: z.enum(['open', 'closed']),
  /** Where to go on to the original; `null` when the job names no link. */
  url: z.string().nullable(),
  checkedAt: IsoInstant.nullable(),
  linkState: LinkState,
  closedBecause: ClosedBecause.nullable(),
})
export type JobCheck = z.infer<typeof JobCheck>

const list = <T extends z.ZodType>(item: T) => z.array(item).max(20).default([])

/** Everything a search can be narrowed by. Lists mean any of; different filters mean all of. */
export const JobFilters = z.object({
  /** Words in title, company, skills and text. Small typing errors are forgiven. */
  q: z.string().trim().max(200).default(''),
  place: list(z.string().trim().min(1).max(100)),
  remote: list(Remote),
  /** Where the seeker lives (ISO 3166 alpha-2): keeps remote jobs that may be done from there, and all others. */
  livesIn: z
    .string()
    .regex(/^[A-Za-z]{2}$/, 'Give a two-letter country code, such as DE.')
    .toUpperCase()
    .optional(),
  type: list(EmploymentType),
  seniority: list(Seniority),
  skill: list(z.string().trim().min(1).max(60)),
  source: list(z.string().trim().min(1).max(60)),
  company: z.string().trim().max(120).optional(),
  /** Yearly, whole units of `currency`. Jobs that name no pay, or pay in another currency, are left out. */
  payMin: z.coerce.number().int().min(0).max(100_000_000).optional(),
  currency: z
    .string()
    .regex(/^[A-Za-z]{3}$/, 'Give a three-letter currency code, such as EUR.')
    .toUpperCase()
    .optional(),
  /** Only jobs found within so many days. */
  maxAgeDays: z.coerce.number().int().min(1).max(365).optional(),
})
export type JobFilters = z.infer<typeof JobFilters>

export const JobSort = z.enum(['relevance', 'newest', 'pay'])

export const JobSearch = JobFilters.extend({
  /** `relevance` needs words; without them it is `newest`. */
  sort: JobSort.default('relevance'),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: Cursor.optional(),
})
export type JobSearch = z.infer<typeof JobSearch>
export type JobSearchInput = z.input<typeof JobSearch>

export const FacetValue = z.object({ value: z.string(), count: z.int() })
export type FacetValue = z.infer<typeof FacetValue>
export const FACETS = ['place', 'remote', 'type', 'seniority', 'skill', 'source', 'pay', 'age'] as const
export type FacetName = (typeof FACETS)[number]

/** Counts are of the whole result and of each facet as if that facet's own filter were not set; exact up to 10,000 jobs. */
export const JobFacets = z.object({
  total: z.int(),
  /** `true` when there are more than 10,000 and counts stop there. */
  totalIsCapped: z.boolean(),
  /** Facets counted over 10,000 of more jobs: each of their counts says "at least". */
  cappedFacets: z.array(z.enum(FACETS)),
  facets: z.object(
    Object.fromEntries(FACETS.map((name) => [name, z.array(FacetValue)])) as Record<FacetName, z.ZodArray<typeof FacetValue>>,
  ),
})
export type JobFacets = z.infer<typeof JobFacets>

/** Words of a search that were taken as the filter they name. In quotes they are words. */
export const QueryReading = z.discriminatedUnion('filter', [
  z.object({ words: z.string(), filter: z.literal('remote'), value: Remote }),
  z.object({ words: z.string(), filter: z.literal('type'), value: EmploymentType }),
])
export type QueryReading = z.infer<typeof QueryReading>

export const JobPage = pageOf(JobCard).extend({
  /** What of `q` was taken as a filter, in the order in which it was said. */
  queryReadings: z.array(QueryReading),
  /** The words that were searched for in place of misspelt ones, or `null`. */
  correctedQuery: z.string().nullable(),
  /** By `pay` only: the currency that all jobs of this list are paid in. Amounts of different currencies have no order without a rate of the day. */
  payCurrency: z.string().nullable(),
})
export type JobPage = z.infer<typeof JobPage>

export const REPORT_REASONS = ['scam', 'expired', 'duplicate', 'wrong-details', 'discriminating', 'other'] as const
export const ReportReason = z.enum(REPORT_REASONS)
export type ReportReason = z.infer<typeof ReportReason>
export const JobReport = z.object({
  jobId: JobId,
  reason: ReportReason,
  /** What is wrong, in the reporter's words. Personal data is not asked for. */
  text: z.string().trim().max(1_000).default(''),
})
export type JobReport = z.infer<typeof JobReport>

/** What an operator answered: the job stays, or it was closed. */
export const ReportAnswer = z.enum(['kept', 'closed'])
export type ReportAnswer = z.infer<typeof ReportAnswer>

/** A job that people reported, with their reports that are open or were answered together. Never names who reported. */
export const ReportedJob = z.object({
  jobId: JobId,
  title: z.string(),
  companyName: z.string().nullable(),
  source: z.string(),
  sourceUrl: z.string().nullable(),
  status: z.enum(['open', 'closed']),
  foundAt: IsoInstant,
  /** How many people reported it. */
  people: z.int().min(1),
  newestAt: IsoInstant,
  /** Newest first, at most 20. */
  reports: z.array(
    z.object({
      reason: ReportReason,
      text: z.string(),
      at: IsoInstant,
      /** Tells reporters apart without naming them: the same person reporting several jobs has the same one. */
      reporter: z.string(),
    }),
  ),
  /** `null` while the reports wait. */
  answer: z.object({ answer: ReportAnswer, at: IsoInstant, by: z.string(), note: z.string().nullable() }).nullable(),
})
export type ReportedJob = z.infer<typeof ReportedJob>

export const ReportList = z.object({
  state: z.enum(['open', 'answered']).default('open'),
  limit: z.int().min(1).max(100).default(30),
  cursor: Cursor.optional(),
})
export const ReportPage = pageOf(ReportedJob).extend({
  /** How many jobs have reports that wait, and how many have answered ones. */
  counts: z.object({ open: z.int(), answered: z.int() }),
})
export type ReportPage = z.infer<typeof ReportPage>

const decisionOnReports = {
  jobId: JobId,
  /** `newestAt` of what was looked at: a report that came later must be read first. */
  newestAt: IsoInstant,
  note: z.string().trim().max(500).default(''),
}
/** An operator's answer to all open reports of one job. */
export const ReportDecision = z.discriminatedUnion('answer', [
  z.object({ answer: z.literal('kept'), ...decisionOnReports }),
  z.object({ answer: z.literal('closed'), reason: ReportReason, ...decisionOnReports }),
])
export type ReportDecision = z.infer<typeof ReportDecision>

export const Company = z.object({
  id: CompanyId,
  slug: z.string(),
  name: z.string(),
  domain: z.string().nullable(),
  /** The day it was founded, `YYYY-MM-DD`; `null` where we do not know it. */
  foundedOn: z.iso.date().nullable(),
  /** Where that stands. */
  foundedSource: WebUrl.nullable(),
  openJobs: z.int(),
  /** Where its open jobs are, most first. */
  places: z.array(FacetValue),
})
export type Company = z.infer<typeof Company>

/** What an operator found out about the founding of a company: the day and where it stands, or neither. */
export const SetFounding = z
  .strictObject({
    slug: z.string().min(1).max(80),
    foundedOn: z.iso.date('Give a day that there was, like 1990-04-23.').nullable(),
    foundedSource: WebUrl.nullable(),
  })
  .refine(({ foundedOn, foundedSource }) => (foundedOn === null) === (foundedSource === null), {
    message: 'Give the day and where it stands, or neither.',
    path: ['foundedSource'],
  })
export type SetFounding = z.infer<typeof SetFounding>
