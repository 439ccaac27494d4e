import { z } from 'zod'
import { Disposition, HiringCard, HiringStage, PIPELINE_GROUPS } from './hiring'
import { EmailAddress } from './identity'
import { ApplicationId, CandidateId, Cursor, IsoInstant, OrganisationId, PostingId, pageOf, WebUrl } from './wire'

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

const Source = z.string().trim().toLowerCase().min(1).max(60)
/** Somebody as their organisation enters them: with the posting that they applied to elsewhere, or the day on which they agreed to the talent pool. */
export const AddCandidate = z.strictObject({
  organisationId: OrganisationId,
  name: z.string().trim().min(1, 'Give a name.').max(120),
  email: EmailAddress.nullable().default(null),
  phone: z.string().trim().max(40).nullable().default(null),
  links: z.array(WebUrl).max(5).default([]),
  headline: z.string().trim().max(200).nullable().default(null),
  places: z.array(z.string().trim().min(1).max(100)).max(5).default([]),
  source: Source.default('added'),
  /** What they are called in the system that they come from: the same one twice is refused. */
  externalId: z.string().trim().min(1).max(120).nullable().default(null),
  postingId: PostingId.nullable().default(null),
  appliedAt: IsoInstant.nullable().default(null),
  /** When they agreed to be asked for other jobs, for a year from then. */
  poolSince: IsoInstant.nullable().default(null),
})
export type AddCandidate = z.infer<typeof AddCandidate>
export const AddCandidateApplication = z.strictObject({
  candidateId: CandidateId,
  postingId: PostingId,
  /** When they applied; now, when it is left out. */
  appliedAt: IsoInstant.nullable().default(null),
  source: Source.default('added'),
})
export type AddCandidateApplication = z.infer<typeof AddCandidateApplication>

/** Applications to one organisation, the newest first. Several filters mean all of them. */
export const ListHiringApplications = z.strictObject({
  organisationId: OrganisationId,
  postingId: PostingId.optional(),
  candidateId: CandidateId.optional(),
  group: z.enum([...PIPELINE_GROUPS, 'closed']).optional(),
  tag: z.string().trim().min(1).max(30).optional(),
  /** Only those that changed at this instant or later. */
  changedSince: IsoInstant.optional(),
  limit: z.coerce.number().int().min(1).max(CANDIDATES_PAGE_MAX).default(50),
  cursor: Cursor.optional(),
})
export type ListHiringApplications = z.infer<typeof ListHiringApplications>
export const HiringCardPage = pageOf(HiringCard)
export type HiringCardPage = z.infer<typeof HiringCardPage>
export const HiringStagesOfPosting = z.object({ data: z.array(HiringStage) })
export type HiringStagesOfPosting = z.infer<typeof HiringStagesOfPosting>

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
