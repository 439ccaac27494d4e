import { z } from 'zod'
import { IMPORT_BYTES_MAX } from './applications'
import { CandidateField, FieldFilters, FieldKey, FieldValue, FieldValues, GivenFieldValues } from './candidate-fields'
import { Disposition, HiringActor, HiringCard, HiringStage, PIPELINE_GROUPS } from './hiring'
import { EmailAddress } from './identity'
import { ApplicationId, BatchId, CandidateId, Cursor, IsoInstant, OrganisationId, PostingId, pageOf, WebUrl } from './wire'

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
  /** By the team's own fields. One that is unknown or was put away filters nothing. */
  fields: FieldFilters.optional(),
})
export type CandidateFilters = z.infer<typeof CandidateFilters>

/** Orders of candidates: the newest first unless told otherwise. There is none by a score (DESIGN §9.4). */
export const CandidateSort = z.enum(['newest', 'oldest', 'name', 'changed'])
export type CandidateSort = z.infer<typeof CandidateSort>
export const ListCandidates = CandidateFilters.extend({
  organisationId: OrganisationId,
  sort: CandidateSort.default('newest'),
  limit: z.coerce.number().int().min(1).max(CANDIDATES_PAGE_MAX).default(50),
  cursor: Cursor.optional(),
})
export type ListCandidates = z.infer<typeof ListCandidates>

/** Everybody who fits, as a file. `query` looks in résumés too, as a search does; none is in the file. */
export const AskCandidateExport = CandidateFilters.extend({
  organisationId: OrganisationId,
  sort: CandidateSort.default('newest'),
  query: z.string().trim().min(2).max(200).optional(),
})
export type AskCandidateExport = z.infer<typeof AskCandidateExport>
/** A file of candidates has so many rows at most. */
export const CANDIDATES_EXPORT_MAX = 5_000

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
  /** When they agreed to that. */
  poolSince: IsoInstant.nullable(),
  /** What the team filled in of its own fields, by their keys. */
  fields: FieldValues,
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
  /** Of the organisation's own fields, by their keys. */
  fields: GivenFieldValues.default({}),
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

export const SetCandidateFields = z.strictObject({ candidateId: CandidateId, values: GivenFieldValues })
export type SetCandidateFields = z.infer<typeof SetCandidateFields>
/** Somebody filled a field in, changed it or took its value out. */
export const CandidateFieldChange = z.object({
  key: FieldKey,
  before: FieldValue.nullable(),
  after: FieldValue.nullable(),
  by: HiringActor.nullable(),
  at: IsoInstant,
})
export type CandidateFieldChange = z.infer<typeof CandidateFieldChange>
export const CandidateFieldChanges = z.object({ data: z.array(CandidateFieldChange) })
export type CandidateFieldChanges = z.infer<typeof CandidateFieldChanges>

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

/** Words looked for in names, headlines, tags and résumés, the newest candidate first. */
export const SearchCandidates = ListCandidates.extend({
  query: z.string().trim().min(2, 'Give at least two letters.').max(200),
})
export type SearchCandidates = z.infer<typeof SearchCandidates>
export const CandidateHit = z.object({
  candidate: CandidateLine,
  /** The words around the hit, in pieces: every second one is what was found. Empty when it was found by name or tag alone. */
  excerpt: z.array(z.string()),
})
export type CandidateHit = z.infer<typeof CandidateHit>
export const CandidateHitPage = pageOf(CandidateHit)
export type CandidateHitPage = z.infer<typeof CandidateHitPage>

/** By what two candidates may be the same person. */
export const SharedContact = z.object({ kind: z.enum(['mail', 'phone', 'link']), value: z.string() })
export type SharedContact = z.infer<typeof SharedContact>
/** Somebody who may be the same person, and by what. */
export const CandidateDuplicate = z.object({ candidate: CandidateLine, shared: z.array(SharedContact) })
export type CandidateDuplicate = z.infer<typeof CandidateDuplicate>
export const CandidateDuplicates = z.object({ data: z.array(CandidateDuplicate) })
export type CandidateDuplicates = z.infer<typeof CandidateDuplicates>
/** Candidates who share an address, a number or a link; the youngest groups first. */
export const DuplicateGroup = z.object({ shared: SharedContact, candidates: z.array(CandidateLine) })
export type DuplicateGroup = z.infer<typeof DuplicateGroup>
export const DuplicateGroups = z.object({ data: z.array(DuplicateGroup), isCut: z.boolean() })
export type DuplicateGroups = z.infer<typeof DuplicateGroups>

/** What can be taken from either of two candidates when they are merged. Consent to the talent pool goes with the address that gave it. */
export const MERGE_FIELDS = ['name', 'email', 'phone', 'headline', 'places', 'links'] as const
export const MergeField = z.enum(MERGE_FIELDS)
export type MergeField = z.infer<typeof MergeField>
export const MergeCandidates = z.strictObject({
  /** Who stays. */
  keptId: CandidateId,
  /** Who is found to be the same person. */
  mergedId: CandidateId,
  /** Fields that are taken from the merged one; the others stay as they are. */
  take: z.array(MergeField).max(MERGE_FIELDS.length).default([]),
  /** Made by the caller: the same merge sent twice counts once. */
  batchId: BatchId,
})
export type MergeCandidates = z.infer<typeof MergeCandidates>
/** Two candidates that were found to be one. */
export const CandidateMerge = z.object({
  id: BatchId,
  keptId: CandidateId,
  mergedId: CandidateId,
  /** What the merged one is called. */
  mergedName: z.string(),
  by: HiringActor.nullable(),
  at: IsoInstant,
  undoneAt: IsoInstant.nullable(),
  undoneBy: HiringActor.nullable(),
  /** Whether it can be taken back now: the last one of a candidate comes first. */
  mayUndo: z.boolean(),
})
export type CandidateMerge = z.infer<typeof CandidateMerge>
export const CandidateMerges = z.object({ data: z.array(CandidateMerge) })
export type CandidateMerges = z.infer<typeof CandidateMerges>
/** The two as they are after a merge was taken back, and the fields that were changed since and stay with the one who was kept. */
export const UnmergedCandidates = z.object({ kept: CandidateLine, restored: CandidateLine, stayed: z.array(MergeField) })
export type UnmergedCandidates = z.infer<typeof UnmergedCandidates>

/** Where somebody stands with a talent pool, as its link tells them. */
export const PoolState = z.object({
  organisationName: z.string(),
  state: z.enum(['asked', 'joined', 'declined', 'left', 'over']),
  /** While they are in it. */
  until: IsoInstant.nullable(),
})
export type PoolState = z.infer<typeof PoolState>
export const POOL_TOKEN = z.string().regex(/^[0-9a-f]{40}$/, 'This is not a link to a talent pool.')
export const AnswerPool = z.strictObject({ token: POOL_TOKEN, answer: z.enum(['join', 'decline', 'leave']) })
export type AnswerPool = z.infer<typeof AnswerPool>

/** What a column of an imported file may hold. */
export const CANDIDATE_IMPORT_FIELDS = [
  'externalId',
  'name',
  'firstName',
  'lastName',
  'email',
  'phone',
  'headline',
  'place',
  'source',
  'links',
  'tags',
  'appliedAt',
  'consentAt',
] as const
export const CandidateImportField = z.enum(CANDIDATE_IMPORT_FIELDS)
export type CandidateImportField = z.infer<typeof CandidateImportField>
/** By field, the name of its column; `null` when the file has none. */
export const CandidateImportMapping = z.partialRecord(CandidateImportField, z.string().max(200).nullable())
export type CandidateImportMapping = z.infer<typeof CandidateImportMapping>
/** By the key of a field of the team's own, the name of its column; `null` when the file has none. */
export const FieldMapping = z.record(FieldKey, z.string().max(200).nullable())
export type FieldMapping = z.infer<typeof FieldMapping>
export const CandidateImport = z.strictObject({
  organisationId: OrganisationId,
  /** What they applied to; `null`: into the talent pool, which asks for the day of each consent. */
  postingId: PostingId.nullable(),
  csv: z
    .string()
    .min(1, 'This file is empty.')
    .refine((csv) => csv.length <= IMPORT_BYTES_MAX, 'This file is over 5 MB. Split it in two.'),
  mapping: CandidateImportMapping.optional(),
  /** By the key of one of the organisation's own fields, the name of its column. */
  fieldMapping: FieldMapping.optional(),
})
export type CandidateImport = z.infer<typeof CandidateImport>
export const CandidateImportError = z.object({
  /** Line of the file, the header being 1. */
  line: z.int(),
  field: CandidateImportField.nullable(),
  message: z.string(),
})
export type CandidateImportError = z.infer<typeof CandidateImportError>
/** What an import would do. Nothing is stored. */
export const CandidateImportPreview = z.object({
  /** Whose columns these are. */
  format: z.enum(['greenhouse', 'lever', 'workable', 'other']),
  columns: z.array(z.string()),
  mapping: CandidateImportMapping,
  fieldMapping: FieldMapping,
  /** The organisation's own fields that a column may hold. */
  fields: z.array(CandidateField.pick({ key: true, name: true })),
  rows: z.int(),
  /** Rows that would add somebody, or an application of somebody who is here. */
  ready: z.int(),
  /** Rows of who is there already, by external id or address, or stands further up in the file. */
  known: z.int(),
  /** How many rows are left out for a mistake. */
  wrong: z.int(),
  /** The first mistakes. The error file has all of them. */
  errors: z.array(CandidateImportError),
  sample: z.array(z.object({ line: z.int(), name: z.string(), email: z.string().nullable(), headline: z.string().nullable() })),
})
export type CandidateImportPreview = z.infer<typeof CandidateImportPreview>
export const CandidateImportResult = z.object({ saved: z.int(), known: z.int(), wrong: z.int() })
export type CandidateImportResult = z.infer<typeof CandidateImportResult>

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
  fields: FieldValues,
})
export type MergeableFields = z.infer<typeof MergeableFields>
