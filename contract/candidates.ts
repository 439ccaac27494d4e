import { z } from 'zod'
import { Disposition, PIPELINE_GROUPS } from './hiring'
import { EmailAddress } from './identity'
import { ApplicationId, CandidateId, Cursor, IsoInstant, OrganisationId, PostingId, pageOf } from './wire'

/** A candidate who agreed stays in the talent pool for so long, unless they agree again. */
export const POOL_DAYS = 365
/** The words that a candidate agrees to; another text is another version. */
export const POOL_WORDS_VERSION = '2026-11'
/** Somebody is asked about the pool once in so long. */
export const POOL_ASK_AGAIN_DAYS = 90
/** An answer counts for so long. */
export const POOL_ASK_DAYS = 30
export const CANDIDATES_PAGE_MAX = 100

/** Where one of a candidate's applications stands. */
export const CandidateApplicationLine = z.object({
  applicationId: ApplicationId,
  postingId: PostingId,
  postingTitle: z.string(),
  /** `closed` for one that ended. */
  group: z.enum([...PIPELINE_GROUPS, 'closed']),
  /** The team's own word for where it stands; `null` once it has ended. */
  stageName: z.string().nullable(),
  disposition: Disposition.nullable(),
  appliedAt: IsoInstant,
})
export type CandidateApplicationLine = z.infer<typeof CandidateApplicationLine>

/** Where candidates of an organisation are looked for. Several filters mean all of them. */
export const CandidateFilters = z.strictObject({
  postingId: PostingId.optional(),
  /** Where one of their applications stands; `closed` for those that ended. */
  group: z.enum([...PIPELINE_GROUPS, 'closed']).optional(),
  /** On one of their applications. */
  tag: z.string().trim().min(1).max(30).optional(),
  source: z.string().trim().min(1).max(60).optional(),
  /** Only those who agreed to be asked for other jobs. */
  inPool: z.boolean().optional(),
  /** The whole address. */
  email: EmailAddress.optional(),
  /** In the system that they came from. */
  externalId: z.string().trim().min(1).max(120).optional(),
})
export type CandidateFilters = z.infer<typeof CandidateFilters>

/** Candidates of an organisation, the newest first. There is no order by a score (DESIGN §9.4). */
export const ListCandidates = CandidateFilters.extend({
  organisationId: OrganisationId,
  limit: z.coerce.number().int().min(1).max(CANDIDATES_PAGE_MAX).default(50),
  cursor: Cursor.optional(),
})
export type ListCandidates = z.infer<typeof ListCandidates>

/** Somebody as one organisation knows them. Nothing of a résumé stands in it. */
export const CandidateLine = z.object({
  id: CandidateId,
  organisationId: OrganisationId,
  name: z.string(),
  /** `Candidate 7`. */
  label: z.string(),
  headline: z.string().nullable(),
  places: z.array(z.string()),
  source: z.string(),
  tags: z.array(z.string()),
  externalId: z.string().nullable(),
  /** `null` without the right to write to candidates. */
  contact: z.object({ email: z.string().nullable(), phone: z.string().nullable(), links: z.array(z.string()) }).nullable(),
  /** Whether an account stands behind them. */
  hasAccount: z.boolean(),
  /** Until when they agreed to be asked for other jobs; `null` when they did not, or when that is over. */
  poolUntil: IsoInstant.nullable(),
  applications: z.array(CandidateApplicationLine),
  version: z.int(),
  createdAt: IsoInstant,
  updatedAt: IsoInstant,
})
export type CandidateLine = z.infer<typeof CandidateLine>
export const CandidatePage = pageOf(CandidateLine)
export type CandidatePage = z.infer<typeof CandidatePage>

/** What is chosen from one of two candidates when they are merged. */
export const MergeableFields = z.object({
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  headline: z.string().nullable(),
  places: z.array(z.string()),
  links: z.array(z.string()),
  tags: z.array(z.string()),
  poolSince: IsoInstant.nullable(),
  poolUntil: IsoInstant.nullable(),
})
export type MergeableFields = z.infer<typeof MergeableFields>
