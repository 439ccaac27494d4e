import { z } from 'zod'
import { EmploymentType, Remote, Salary, Seniority } from './jobs'
import { Cursor, IsoInstant, JobId, LeadId, PostId, pageOf, WebUrl } from './wire'

/** Longest text of a post that is kept: what Facebook allows. Longer is refused at the door, never cut in silence. */
export const POST_TEXT_MAX = 65_000
/** How much of a post is read: an offer says what it is within its first 20,000 characters. */
export const POST_READ_MAX = 20_000

/** A message from a source, after the source's own names are gone. */
export const IncomingPost = z.object({
  /** Unique within its source; a repeat adds nothing. */
  externalId: z.string().min(1).max(200),
  text: z.string().max(POST_TEXT_MAX),
  url: WebUrl.nullable().default(null),
  /** The source's id of who wrote it; kept so that this person's posts can be deleted. Never shown. */
  authorExternalId: z.string().max(200).nullable().default(null),
  authorName: z.string().max(200).nullable().default(null),
  postedAt: IsoInstant.nullable().default(null),
})
export type IncomingPost = z.infer<typeof IncomingPost>

/** What a source tells us happened. `at` orders what arrives out of order. */
export const PostChange = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('written'), at: IsoInstant, post: IncomingPost }),
  z.object({ kind: z.literal('removed'), at: IsoInstant, externalId: z.string().min(1).max(200) }),
])
export type PostChange = z.infer<typeof PostChange>

/** Body of `POST /webhooks/posts/:source`: Standard Webhooks signed, at most 100 changes. */
export const PushedPosts = z.object({
  type: z.literal('posts.changed'),
  timestamp: IsoInstant,
  data: z.object({ changes: z.array(PostChange).min(1).max(100) }),
})
export type PushedPosts = z.infer<typeof PushedPosts>

export const Verdict = z.enum(['offer', 'seeking', 'chatter', 'scam'])
export type Verdict = z.infer<typeof Verdict>

/** The classifier's answer: one probability for each verdict (they sum to 1) and the version of its weights. */
export const PostScore = z.object({
  verdict: Verdict,
  /** Probability of `verdict`, 0 to 1. */
  confidenceRatio: z.number().min(0).max(1),
  probabilities: z.record(Verdict, z.number()),
  modelVersion: z.string(),
  /** The features that spoke loudest for the verdict, as words of the post, strongest first; at most 8. */
  reasons: z.array(z.string()),
})
export type PostScore = z.infer<typeof PostScore>

export const EXTRACTED_FIELDS = [
  'title',
  'company',
  'place',
  'remote',
  'remoteRegion',
  'salary',
  'employmentType',
  'seniority',
  'skill',
  'applyUrl',
  'contact',
] as const
/** Where in the post a value was read: `text.slice(start, end)`, in UTF-16 units. */
export const Evidence = z.object({ field: z.enum(EXTRACTED_FIELDS), value: z.string(), start: z.int(), end: z.int() })
export type Evidence = z.infer<typeof Evidence>

/** The fields of a job as one post states them. What the post does not say is `null` or empty; every value has evidence. */
export const ExtractedJob = z.object({
  title: z.string().nullable(),
  company: z.string().nullable(),
  places: z.array(z.string()),
  remote: Remote.nullable(),
  remoteRegions: z.array(z.string()),
  salary: Salary.nullable(),
  employmentType: EmploymentType.nullable(),
  seniority: Seniority.nullable(),
  skills: z.array(z.string()),
  applyUrl: z.string().nullable(),
  contact: z.string().nullable(),
  language: z.string().nullable(),
  evidence: z.array(Evidence),
  /** Something in the text cannot be seen by people. It was not read, and a person looks at the post. */
  hasHiddenText: z.literal(true).optional(),
})
export type ExtractedJob = z.infer<typeof ExtractedJob>

/** What an operator or the person who pasted may correct before confirming. */
export const JobDraft = z.object({
  title: z.string().trim().min(2, 'Give the job a title.').max(200),
  company: z.string().trim().max(200).nullable(),
  places: z.array(z.string().trim().min(1).max(100)).max(10),
  remote: Remote.nullable(),
  remoteRegions: z.array(z.string().trim().min(2).max(20)).max(10),
  salary: Salary.nullable(),
  employmentType: EmploymentType.nullable(),
  seniority: Seniority.nullable(),
  skills: z.array(z.string().trim().min(1).max(60)).max(30),
  applyUrl: WebUrl.nullable(),
  contact: z.string().trim().max(200).nullable(),
})
export type JobDraft = z.infer<typeof JobDraft>

/** `published` has a job; `queued` waits for an operator; `unseen` is kept but shown to nobody; `confirmed` and `rejected` were decided by a person. */
export const LeadState = z.enum(['published', 'queued', 'unseen', 'confirmed', 'rejected', 'withdrawn'])
export type LeadState = z.infer<typeof LeadState>

export const Lead = z.object({
  id: LeadId,
  postId: PostId,
  jobId: JobId.nullable(),
  source: z.string(),
  sourceUrl: z.string().nullable(),
  text: z.string(),
  state: LeadState,
  score: PostScore,
  extracted: ExtractedJob,
  receivedAt: IsoInstant,
  postedAt: IsoInstant.nullable(),
  decidedAt: IsoInstant.nullable(),
  decidedBy: z.string().nullable(),
  version: z.int(),
})
export type Lead = z.infer<typeof Lead>

export const LeadList = z.object({
  state: LeadState.default('queued'),
  limit: z.int().min(1).max(100).default(30),
  cursor: Cursor.optional(),
})
export const LeadPage = pageOf(Lead).extend({ total: z.int() })

/** A person's decision on a lead. `version` is the one that was looked at: a changed post must be read again first. */
export const LeadDecision = z.discriminatedUnion('decision', [
  z.object({ decision: z.literal('confirm'), leadId: LeadId, version: z.int(), draft: JobDraft.optional() }),
  z.object({ decision: z.literal('reject'), leadId: LeadId, version: z.int(), label: Verdict.exclude(['offer']) }),
])
export type LeadDecision = z.infer<typeof LeadDecision>

/** Takes a decision back. `version` is that of the lead as it was decided. */
export const LeadTakeBack = z.object({ leadId: LeadId, version: z.int() })
export type LeadTakeBack = z.infer<typeof LeadTakeBack>

export const PastedPost = z.object({
  text: z
    .string()
    .trim()
    .min(20, 'Paste the whole post: at least 20 characters.')
    .max(POST_READ_MAX, 'This text is longer than 20,000 characters. Paste only the post.'),
  url: WebUrl.nullable().default(null),
})
export type PastedPost = z.infer<typeof PastedPost>
export const PostPreview = z.object({ score: PostScore, extracted: ExtractedJob })
export type PostPreview = z.infer<typeof PostPreview>

/** The address of a page that offers a job, given by a person. */
export const GivenAddress = z.object({ url: WebUrl })
/** A page as a post: its text, cut after 20,000 characters, and what was read in it. */
export const PageReading = PostPreview.extend({ url: z.string(), text: z.string(), isCut: z.boolean() })
export type PageReading = z.infer<typeof PageReading>

/** Confirms a preview. The same text confirmed twice is one post. */
export const ConfirmPasted = PastedPost.extend({ draft: JobDraft })
export type ConfirmPasted = z.infer<typeof ConfirmPasted>
export const ConfirmedPaste = z.object({ leadId: LeadId, jobId: JobId.nullable(), state: LeadState })

export const LeadStats = z.object({
  /** The last 60 minutes, oldest first; minutes without posts are there with zeros. */
  perMinute: z.array(z.object({ minute: IsoInstant, received: z.int() })),
  /** Over the last 24 hours. */
  verdicts: z.record(Verdict, z.int()),
  states: z.record(LeadState, z.int()),
  /** Milliseconds from receipt to reading, over the last 1,000 read posts. `null` when there is none. */
  readingMs: z.object({ p50: z.number(), p95: z.number() }).nullable(),
})
export type LeadStats = z.infer<typeof LeadStats>
