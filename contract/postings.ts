import { z } from 'zod'
import { EmploymentType, Remote, Salary, Seniority } from './jobs'
import { IsoInstant, JobId, OrganisationId, PersonId, PostingId } from './wire'

/** Where an advert stands. `review`: it waits for approval. Only a published one can be found and applied to. */
export const POSTING_STATES = ['draft', 'review', 'published', 'paused', 'closed'] as const
export const PostingState = z.enum(POSTING_STATES)
export type PostingState = z.infer<typeof PostingState>

/** Why an organisation closed its posting. */
export const POSTING_CLOSE_REASONS = ['filled', 'cancelled', 'expired', 'other'] as const
export const PostingCloseReason = z.enum(POSTING_CLOSE_REASONS)
export type PostingCloseReason = z.infer<typeof PostingCloseReason>

export const POSTING_DESCRIPTION_MAX = 20_000
export const POSTING_QUESTIONS_MAX = 15
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
