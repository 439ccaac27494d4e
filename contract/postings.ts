import { z } from 'zod'
import { AuditAct, AuditDetails } from './audit'
import { EmailAddress } from './identity'
import { EmploymentType, JobCard, Remote, Salary, Seniority } from './jobs'
import { Cursor, IsoInstant, JobId, OrganisationId, PersonId, PostingId, pageOf } from './wire'

/** Where an advert stands. `review`: it waits for approval. Only a published one can be found and applied to. */
export const POSTING_STATES = ['draft', 'review', 'published', 'paused', 'closed'] as const
export const PostingState = z.enum(POSTING_STATES)
export type PostingState = z.infer<typeof PostingState>

/** Why an organisation closed its posting. */
export const POSTING_CLOSE_REASONS = ['filled', 'cancelled', 'expired', 'other'] as const
export const PostingCloseReason = z.enum(POSTING_CLOSE_REASONS)
export type PostingCloseReason = z.infer<typeof PostingCloseReason>

/** How an organisation proves that a domain is its own: by a code mailed to an address there, or by a TXT record. */
export const VERIFICATION_METHODS = ['mail', 'dns'] as const
export const VerificationMethod = z.enum(VERIFICATION_METHODS)
export type VerificationMethod = z.infer<typeof VerificationMethod>
/** `lapsed`: it was verified, and its record is gone. */
export const VERIFICATION_STATES = ['waiting', 'verified', 'lapsed'] as const
export const VerificationState = z.enum(VERIFICATION_STATES)
export type VerificationState = z.infer<typeof VerificationState>

export const POSTING_DESCRIPTION_MAX = 20_000
export const POSTING_QUESTIONS_MAX = 15
/** Why a published posting rests: somebody paused it, or nobody of its team looked at an applicant for two weeks. */
export const POSTING_PAUSE_REASONS = ['member', 'idle'] as const
export const PostingPauseReason = z.enum(POSTING_PAUSE_REASONS)
export type PostingPauseReason = z.infer<typeof PostingPauseReason>

/** How alive a published posting is, by what its team really does. */
export const PostingHeartbeat = z.object({
  /** `slow`: nobody has looked for a week or longer. */
  state: z.enum(['beating', 'slow']),
  /** When somebody of the team last opened, moved or wrote about an applicant; `null`: not yet. */
  lastReviewedAt: IsoInstant.nullable(),
  /** Whole days since then, or since it was published. */
  days: z.int().min(0),
  /** When it pauses itself unless somebody looks before. */
  pausesAt: IsoInstant,
})
export type PostingHeartbeat = z.infer<typeof PostingHeartbeat>

/** An employer promises an answer within so many days after the application. */
export const REPLY_PROMISE_DAYS = { min: 1, max: 60, usual: 14 } as const

const QuestionBase = {
  id: z.string().regex(/^q[0-9a-z]{1,12}$/),
  label: z.string().trim().min(3, 'Ask something.').max(300),
  isRequired: z.boolean().default(false),
}
/**
 * A question of the employer's own. One with `knockOut` says beforehand which answers end the application, and the applicant reads so beside it;
 * nobody is rejected by it without a person (DESIGN §9.4): it marks the application.
 */
export const PostingQuestion = z.discriminatedUnion('kind', [
  z.strictObject({ ...QuestionBase, kind: z.literal('text'), isLong: z.boolean().default(false) }),
  z.strictObject({ ...QuestionBase, kind: z.literal('yes-no'), knockOut: z.enum(['yes', 'no']).nullable().default(null) }),
  z.strictObject({
    ...QuestionBase,
    kind: z.literal('choice'),
    options: z.array(z.string().trim().min(1).max(100)).min(2).max(20),
    /** Answers that mark the application. */
    knockOut: z.array(z.string()).max(20).default([]),
  }),
  z.strictObject({ ...QuestionBase, kind: z.literal('number'), knockOutBelow: z.number().nullable().default(null) }),
])
export type PostingQuestion = z.infer<typeof PostingQuestion>

/** What the law of the place of work, or honesty, asks an advert to say. */
export const PostingStatements = z.strictObject({
  /** Whether software takes part in screening or assessing; `null`: not said yet. */
  usesAi: z.boolean().nullable().default(null),
  /** Whether the vacancy exists now; `null`: not said yet. */
  isExistingVacancy: z.boolean().nullable().default(null),
})
export type PostingStatements = z.infer<typeof PostingStatements>

/** What its organisation writes. */
export const PostingFields = z.strictObject({
  title: z.string().trim().max(200),
  places: z.array(z.string().trim().min(1).max(100)).max(10),
  /** ISO 3166-1 alpha-2 country of the place of work, with an ISO 3166-2 part where the law differs: `CA-ON`, `US-NY`, `DE`. `null`: not said. */
  jurisdiction: z
    .string()
    .regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/)
    .nullable(),
  remote: Remote.nullable(),
  remoteRegions: z.array(z.string().max(20)).max(20),
  employmentType: EmploymentType.nullable(),
  seniority: Seniority.nullable(),
  salary: Salary.nullable(),
  skills: z.array(z.string().trim().min(1).max(60)).max(30),
  /** Markdown. */
  description: z.string().max(POSTING_DESCRIPTION_MAX),
  questions: z.array(PostingQuestion).max(POSTING_QUESTIONS_MAX),
  statements: PostingStatements,
  replyPromiseDays: z.int().min(REPLY_PROMISE_DAYS.min).max(REPLY_PROMISE_DAYS.max),
  /** How many people are to be hired. */
  openings: z.int().min(1).max(1_000),
  /** The organisation's own number of the requisition. */
  requisition: z.string().trim().max(60).nullable(),
  validThrough: IsoInstant.nullable(),
})
export type PostingFields = z.infer<typeof PostingFields>

/** A posting as its organisation sees it. */
export const Posting = PostingFields.extend({
  id: PostingId,
  organisationId: OrganisationId,
  /** The public job, from the first publication on. */
  jobId: JobId.nullable(),
  state: PostingState,
  closeReason: PostingCloseReason.nullable(),
  version: z.int(),
  createdBy: PersonId.nullable(),
  submittedBy: PersonId.nullable(),
  approvedBy: PersonId.nullable(),
  createdAt: IsoInstant,
  updatedAt: IsoInstant,
  publishedAt: IsoInstant.nullable(),
  closedAt: IsoInstant.nullable(),
})
export type Posting = z.infer<typeof Posting>

/** A posting as a room tells of it: what stands in its advert is asked for. */
export const PostingLine = Posting.pick({ id: true, jobId: true, state: true, title: true, closeReason: true, version: true })
export type PostingLine = z.infer<typeof PostingLine>

/** What can be done with a posting. */
export const POSTING_ACTS = ['edit', 'submit', 'take-back', 'approve', 'send-back', 'publish', 'pause', 'resume', 'close'] as const
export const PostingAct = z.enum(POSTING_ACTS)
export type PostingAct = z.infer<typeof PostingAct>

/** What a rule says about an advert, beside the field it is about. */
export const PostingFinding = z.object({
  /** Of the list in `docs/posting-rules.md`. */
  rule: z.string(),
  field: PostingFields.keyof(),
  /** A `block` keeps an advert from being published; a `warning` is said and no more. */
  level: z.enum(['block', 'warning']),
  /** What is wrong and what to do. */
  message: z.string(),
  /** The law it comes from; `null` where it is good sense. */
  law: z.string().nullable(),
  /** Where in the field's text it stands: UTF-16 offsets. `null`: the field as a whole. */
  span: z.object({ from: z.int(), to: z.int() }).nullable(),
})
export type PostingFinding = z.infer<typeof PostingFinding>

/** A posting as one member of its organisation sees it. */
export const PostingView = Posting.extend({
  organisationName: z.string(),
  /** It waits for approval, or has it and waits to be published. */
  isSubmitted: z.boolean(),
  isApproved: z.boolean(),
  /** Edited since it was last published: the public job still says what it said. */
  isAhead: z.boolean(),
  /** What an approver wants changed. */
  sentBackReason: z.string().nullable(),
  /** What the one who asks may do with it as it stands. */
  may: z.array(PostingAct),
  /** What the law of its place, and honesty, say to it; those that block stand first. */
  findings: z.array(PostingFinding),
})
export type PostingView = z.infer<typeof PostingView>

/** A posting as a list shows it. */
export const PostingSummary = Posting.pick({
  id: true,
  organisationId: true,
  jobId: true,
  state: true,
  closeReason: true,
  title: true,
  places: true,
  openings: true,
  requisition: true,
  validThrough: true,
  updatedAt: true,
  publishedAt: true,
  version: true,
}).extend({
  isSubmitted: z.boolean(),
  isApproved: z.boolean(),
  isAhead: z.boolean(),
  /** Applications that have not ended. */
  openApplications: z.int(),
})
export type PostingSummary = z.infer<typeof PostingSummary>

export const PostingList = z.strictObject({
  organisationId: OrganisationId,
  state: PostingState.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: Cursor.optional(),
})
export type PostingList = z.infer<typeof PostingList>
/** Last changed first, with how many there are in each state. */
export const PostingPage = pageOf(PostingSummary).extend({ counts: z.record(PostingState, z.int()) })
export type PostingPage = z.infer<typeof PostingPage>

export const NewPosting = z.strictObject({ organisationId: OrganisationId, fields: PostingFields.partial().default({}) })
export type NewPosting = z.infer<typeof NewPosting>

/**
 * A change of some fields. `was` says what the caller believes each of them to be: when somebody changed one of them meanwhile, nothing is
 * changed and the caller is told which. Fields without it are set as they are given.
 */
export const UpdatePosting = z
  .strictObject({ postingId: PostingId, change: PostingFields.partial(), was: PostingFields.partial().default({}) })
  .refine(({ change }) => Object.keys(change).length > 0, { message: 'Name at least one field to change.', path: ['change'] })
export type UpdatePosting = z.infer<typeof UpdatePosting>

export const OfPosting = z.strictObject({ postingId: PostingId })
export const SendPostingBack = OfPosting.extend({ reason: z.string().trim().min(3, 'Say what should change.').max(1_000) })
export const ClosePosting = OfPosting.extend({ reason: PostingCloseReason.exclude(['expired']) })

/** One line of a posting's history, newest first. */
export const PostingHistoryLine = z.object({
  act: AuditAct,
  /** `null`: the clock, or somebody who is erased. */
  by: z.object({ personId: PersonId, name: z.string() }).nullable(),
  details: AuditDetails,
  at: IsoInstant,
})
export type PostingHistoryLine = z.infer<typeof PostingHistoryLine>
export const PostingHistory = z.object({ data: z.array(PostingHistoryLine) })
export type PostingHistory = z.infer<typeof PostingHistory>

/** A posting as anybody may see it who is about to apply. */
export const PublishedPosting = PostingFields.pick({
  title: true,
  places: true,
  remote: true,
  questions: true,
  statements: true,
  replyPromiseDays: true,
  validThrough: true,
}).extend({ id: PostingId, jobId: JobId, organisationId: OrganisationId, organisationName: z.string() })
export type PublishedPosting = z.infer<typeof PublishedPosting>

/** A domain of an organisation, and how far its proof has come. */
export const EmployerVerification = z.object({
  domain: z.string(),
  method: VerificationMethod,
  state: VerificationState,
  /** The TXT record that proves it, where it is proved so. */
  recordName: z.string(),
  recordValue: z.string(),
  verifiedAt: IsoInstant.nullable(),
  checkedAt: IsoInstant.nullable(),
})
export type EmployerVerification = z.infer<typeof EmployerVerification>
export const EmployerVerifications = z.object({ data: z.array(EmployerVerification) })
export type EmployerVerifications = z.infer<typeof EmployerVerifications>
const Domain = z.string().trim().min(3, 'Give a domain.').max(253)
export const StartVerification = z.discriminatedUnion('method', [
  z.strictObject({ organisationId: OrganisationId, method: z.literal('mail'), email: EmailAddress }),
  z.strictObject({ organisationId: OrganisationId, method: z.literal('dns'), domain: Domain }),
])
export type StartVerification = z.infer<typeof StartVerification>
export const OfDomain = z.strictObject({ organisationId: OrganisationId, domain: Domain })
export const ConfirmVerification = OfDomain.extend({
  code: z
    .string()
    .trim()
    .regex(/^\d{6}$/, 'Give the six figures of the mail.'),
})

/** Colours of a career page: a closed list, so that text on each can be read by day and by night. */
export const CAREER_ACCENTS = ['green', 'blue', 'violet', 'red', 'amber', 'ink'] as const
export const CareerAccent = z.enum(CAREER_ACCENTS)
export type CareerAccent = z.infer<typeof CareerAccent>

export const CareerSettings = z.object({
  accent: CareerAccent,
  /** In place of a logo. */
  letters: z.string().trim().min(1, 'Give one to three letters.').max(3, 'Give at most three letters.'),
  intro: z.string().trim().max(1_000),
})
export type CareerSettings = z.infer<typeof CareerSettings>
export const SetCareerSettings = CareerSettings.extend({ organisationId: OrganisationId })
export type SetCareerSettings = z.infer<typeof SetCareerSettings>

/** Sites whose pages may show the career page in a frame. */
export const FRAME_ORIGINS_MAX = 10
/** An origin as browsers compare them: `https://www.example.com`. */
const FrameOrigin = z
  .string()
  .trim()
  .max(260)
  .transform((text, issue) => {
    const url = URL.canParse(text) ? new URL(text) : null
    const isPlain = url !== null && url.username === '' && url.pathname === '/' && url.search === '' && url.hash === ''
    // A host is written into a header, so nothing but a name and a port may stand there.
    if (url?.protocol === 'https:' && isPlain && /^[a-z0-9.-]+(?::[0-9]+)?$/.test(url.host)) return url.origin
    issue.addIssue('Give the address of a site without a path, like https://www.example.com.')
    return z.NEVER
  })
export const SetFrameOrigins = z.strictObject({ organisationId: OrganisationId, origins: z.array(FrameOrigin).max(FRAME_ORIGINS_MAX) })
export type SetFrameOrigins = z.infer<typeof SetFrameOrigins>
/** `null` gives the host back. */
export const SetCareerHost = z.strictObject({ organisationId: OrganisationId, host: z.string().trim().max(253).nullable() })
export type SetCareerHost = z.infer<typeof SetCareerHost>

/** Where an organisation's career page stands beside our own address. */
export const CareerPlaces = z.object({
  slug: z.string(),
  /** No site may show it in a frame while this is empty. */
  frameOrigins: z.array(z.string()),
  /** A host of its own, such as `jobs.example.com`. */
  host: z.string().nullable(),
  /** The record that proves its domain was missing when it was last looked for. The third day in a row ends it. */
  isHostFailing: z.boolean(),
  /** What the host's CNAME record says. */
  hostTarget: z.string(),
  /** Domains proved by a record: a host of its own lies below one of them. */
  domains: z.array(z.string()),
})
export type CareerPlaces = z.infer<typeof CareerPlaces>

/** An organisation's own page of openings, for everybody. */
export const CareerPage = CareerSettings.extend({
  slug: z.string(),
  name: z.string(),
  verifiedDomain: z.string().nullable(),
  /** Where it stands under a name of the organisation's own; `null`: at our address alone. */
  host: z.string().nullable(),
  /** Open ones, the newest first. */
  jobs: z.array(JobCard),
})
export type CareerPage = z.infer<typeof CareerPage>
