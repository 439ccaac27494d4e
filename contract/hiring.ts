import { z } from 'zod'
import { EmployerSide, StageGroup } from './applications'
import { FieldValues } from './candidate-fields'
import { EmailAddress } from './identity'
import { EmploymentType, Remote, Salary } from './jobs'
import { Posting, PostingHeartbeat, PostingLine, PostingPauseReason, PostingQuestion, PostingStatements } from './postings'
import { JsonResume } from './resumes'
import {
  ApplicationId,
  BatchId,
  CandidateId,
  HiringEventId,
  HiringNoteId,
  HiringStageId,
  IsoInstant,
  JobId,
  OrganisationId,
  PersonId,
  PostingId,
  ResumeId,
  WebUrl,
} from './wire'

/** The groups that a stage of an employer's pipeline may belong to: all that an applicant can be in while the application is open. */
export const PIPELINE_GROUPS = ['applied', 'screening', 'interview', 'offer'] as const
export const PipelineGroup = StageGroup.extract(PIPELINE_GROUPS)
export type PipelineGroup = z.infer<typeof PipelineGroup>

/** How an employer ends an application. `withdrawn` is the candidate's own word. */
export const DISPOSITION_REASONS = {
  hired: ['as-offered', 'after-negotiation'],
  rejected: ['experience', 'skills', 'qualification', 'place', 'work-permit', 'pay', 'position-filled', 'position-cancelled', 'other'],
  withdrawn: ['no-longer-interested', 'accepted-other', 'pay', 'place', 'role', 'company', 'process', 'personal', 'other'],
} as const
export const DispositionKind = z.enum(['hired', 'rejected', 'withdrawn'])
export type DispositionKind = z.infer<typeof DispositionKind>
export type DispositionReason = (typeof DISPOSITION_REASONS)[DispositionKind][number]
const ALL_DISPOSITION_REASONS = [...new Set(Object.values(DISPOSITION_REASONS).flat())] as const
export const DispositionReason = z.enum(ALL_DISPOSITION_REASONS as unknown as [DispositionReason, ...DispositionReason[]])
export const Disposition = z.object({ kind: DispositionKind, reason: DispositionReason })
export type Disposition = z.infer<typeof Disposition>
/** A disposition as a caller gives it: its reason is mandatory, and one of its kind's list. */
export const GivenDisposition = z.strictObject({ kind: DispositionKind, reason: DispositionReason }).refine(
  ({ kind, reason }) => {
    const reasons: readonly DispositionReason[] = DISPOSITION_REASONS[kind]
    return reasons.includes(reason)
  },
  { message: 'This reason belongs to another ending.', path: ['reason'] },
)

/** The period of a report; both days count, in UTC. */
export const AskDispositions = z.strictObject({ organisationId: OrganisationId, from: z.iso.date(), until: z.iso.date() })
export type AskDispositions = z.infer<typeof AskDispositions>

/** How and why applications ended in a period. */
export const DispositionReport = z.object({
  from: z.iso.date(),
  until: z.iso.date(),
  total: z.int(),
  /** By ending, the most frequent reason first. */
  lines: z.array(
    z.object({
      kind: DispositionKind,
      reason: DispositionReason,
      postingId: PostingId,
      title: z.string(),
      /** Where it stood when it ended; `null`: in a stage that is gone. */
      stageId: z.string().nullable(),
      stage: z.string().nullable(),
      group: PipelineGroup.nullable(),
      count: z.int(),
    }),
  ),
})
export type DispositionReport = z.infer<typeof DispositionReport>

/** A step of one posting's pipeline. */
export const HiringStage = z.object({
  id: HiringStageId,
  postingId: PostingId,
  /** The team's own word. No candidate ever receives it. */
  name: z.string(),
  group: PipelineGroup,
  /** What the candidate reads while they are in this stage's group. `null`: our usual words for it. */
  wording: z.string().nullable(),
  rank: z.string(),
  /** More than so many cards in it is shown as too many; nothing is refused. */
  limit: z.int().nullable(),
  version: z.int(),
})
export type HiringStage = z.infer<typeof HiringStage>

/** Where an application stands in its employer's pipeline: what changes when somebody moves it, and all that a room is told. */
export const HiringPlacement = z.object({
  applicationId: ApplicationId,
  postingId: PostingId,
  /** `null` exactly when it has ended. */
  stageId: HiringStageId.nullable(),
  group: StageGroup,
  /** Place within its stage: compared as plain bytes, equal ones by id. */
  rank: z.string(),
  stageSince: IsoInstant,
  disposition: Disposition.nullable(),
  tags: z.array(z.string()),
  version: z.int(),
})
export type HiringPlacement = z.infer<typeof HiringPlacement>

/** An application as a pipeline shows it. */
export const HiringCard = HiringPlacement.extend({
  candidateId: CandidateId,
  /** `null` where the review is anonymous: `label` stands in its place. */
  name: z.string().nullable(),
  /** What is shown where the name is hidden: `Candidate 7`. */
  label: z.string(),
  headline: z.string().nullable(),
  places: z.array(z.string()),
  source: z.string(),
  appliedAt: IsoInstant,
  /** Labels of questions whose answer the posting says to be a knock-out. */
  knockOuts: z.array(z.string()),
  /** Whether there is a résumé that may be seen now. */
  hasResume: z.boolean(),
  /** The candidate asked to be looked at by people alone (#99). */
  refusesAi: z.boolean(),
  /** When the reply that the posting promised is due; `null` once the candidate got one. */
  replyDueAt: IsoInstant.nullable(),
  /** What the team filled in of its own fields; empty where the review is anonymous. */
  fields: FieldValues,
})
export type HiringCard = z.infer<typeof HiringCard>

/** Who did something, as colleagues see it. `null`: the candidate, the system, or somebody who has left. */
export const HiringActor = z.object({ personId: PersonId, name: z.string() })
export type HiringActor = z.infer<typeof HiringActor>

/** What an event of an application's hiring history changed. */
export const HiringChange = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('received'), stageId: HiringStageId, rank: z.string(), source: z.string() }),
  z.object({
    kind: z.literal('moved'),
    from: z.object({ stageId: HiringStageId.nullable(), rank: z.string() }),
    to: z.object({ stageId: HiringStageId, rank: z.string() }),
  }),
  z.object({ kind: z.literal('closed'), from: z.object({ stageId: HiringStageId, rank: z.string() }), disposition: Disposition }),
  z.object({ kind: z.literal('tagged'), added: z.array(z.string()), removed: z.array(z.string()) }),
  z.object({ kind: z.literal('resume-withdrawn') }),
  z.object({ kind: z.literal('resume-shared') }),
  z.object({
    kind: z.literal('interview'),
    what: z.enum(['invited', 'agreed', 'moved', 'called-off']),
    startsAt: IsoInstant.nullable(),
  }),
])
export type HiringChange = z.infer<typeof HiringChange>

/** One line of an application's history on the employer's side. Lines are added and never changed. */
export const HiringEvent = z.object({
  id: HiringEventId,
  applicationId: ApplicationId,
  /** Dense and growing within its application. */
  seq: z.int().positive(),
  change: HiringChange,
  actor: HiringActor.nullable(),
  at: IsoInstant,
  /** What was changed together is taken back together. */
  batchId: BatchId,
})
export type HiringEvent = z.infer<typeof HiringEvent>

export const HIRING_CHANGE_MAX = 500
export const HIRING_TAGS_MAX = 20
export const HIRING_NOTE_MAX = 20_000
export const HIRING_STAGES_MAX = 20
export const COVER_LETTER_MAX = 10_000
export const APPLY_FILE_BYTES_MAX = 10 * 1_048_576
/** A change can be taken back for so long before a mail about it leaves. */
export const HIRING_UNDO_MS = 10_000

/** A posting as its applicant sees it, with what applying asks. */
export const ApplyForm = z.object({
  postingId: PostingId,
  jobId: JobId,
  organisationName: z.string(),
  title: z.string(),
  places: z.array(z.string()),
  remote: Remote.nullable(),
  salary: Salary.nullable(),
  employmentType: EmploymentType.nullable(),
  questions: z.array(PostingQuestion),
  statements: PostingStatements,
  replyPromiseDays: z.int(),
  /** Set when the person who asks applied already: the id of that application. */
  appliedAs: ApplicationId.nullable(),
})
export type ApplyForm = z.infer<typeof ApplyForm>

/** At least five digits, spaced as people write them, and an extension at most: words in their place reach nobody. */
const APPLICANT_PHONE = /^\+?(?:[\s().\-/]*\d){5,17}[\s().\-/]*(?:(?:ext\.?|x|#)\s*\d{1,6})?$/i

/** An application as it is sent. Signed in, name and address are the account's. */
export const Apply = z.strictObject({
  postingId: PostingId,
  name: z.string().trim().min(1, 'Give your name.').max(120),
  email: EmailAddress,
  phone: z
    .string()
    .trim()
    .max(40)
    .regex(APPLICANT_PHONE, 'Give a phone number, like +49 30 123456, or leave it empty.')
    .nullable()
    .default(null),
  links: z.array(WebUrl).max(5).default([]),
  headline: z.string().trim().max(200).nullable().default(null),
  /** By the id of the question: the text, `yes` or `no`, an option, or a number in digits. */
  answers: z.record(z.string().max(20), z.string().max(5_000)).default({}),
  coverLetter: z.string().trim().max(COVER_LETTER_MAX).nullable().default(null),
  /** One of the person's own résumés, as it is now. */
  resumeId: ResumeId.nullable().default(null),
  /** A file that was put up for this just before. */
  fileToken: z.string().max(1_000).nullable().default(null),
  /** Where the applicant came from: `numerojobs`, `careers`, a word of a link. */
  source: z
    .string()
    .regex(/^[a-z0-9-]{1,30}$/)
    .default('numerojobs'),
  /** Asks that only people look at it. */
  refusesAi: z.boolean().default(false),
  /** Agrees to be asked for other jobs for a year. */
  joinsPool: z.boolean().default(false),
  /** Made by the caller: the same application sent twice counts once. */
  batchId: BatchId,
})
export type Apply = z.infer<typeof Apply>
export type ApplyInput = z.input<typeof Apply>
/** What the applicant gets: where its state can be seen. `statusToken` for who has no account; it is shown once and comes by mail too. */
export const Applied = z.object({
  applicationId: ApplicationId,
  replyDueAt: IsoInstant,
  statusToken: z.string().nullable(),
})
export type Applied = z.infer<typeof Applied>

/** Where an application stands, for its applicant without an account. */
export const AppliedStatus = z.object({
  title: z.string(),
  appliedAt: IsoInstant,
  employer: EmployerSide,
  isOpen: z.boolean(),
})
export type AppliedStatus = z.infer<typeof AppliedStatus>

/** One posting's pipeline: all open applications, and the newest closed ones. */
export const Pipeline = z.object({
  posting: PostingLine.extend({
    organisationId: Posting.shape.organisationId,
    openings: z.int(),
    replyPromiseDays: z.int(),
    heartbeat: PostingHeartbeat.nullable(),
    pauseReason: PostingPauseReason.nullable(),
  }),
  organisationName: z.string(),
  stages: z.array(HiringStage),
  cards: z.array(HiringCard),
  closedCount: z.int(),
  /** What the reader may do. */
  may: z.object({ move: z.boolean(), note: z.boolean(), contact: z.boolean(), manage: z.boolean() }),
  /** Where the room stands: listen from there. */
  last: z.int(),
})
export type Pipeline = z.infer<typeof Pipeline>

/** Moves applications of one posting to a stage: right behind `afterId` (`null`: first; left out: last). */
export const MoveHiring = z.strictObject({
  applicationIds: z.array(ApplicationId).min(1).max(HIRING_CHANGE_MAX),
  toStageId: HiringStageId,
  afterId: ApplicationId.nullable().optional(),
  /** The stage that the mover saw a single one in; `null`: closed. When it is elsewhere by now, the move is refused and says who moved it. */
  fromStageId: HiringStageId.nullable().optional(),
  batchId: BatchId,
})
export type MoveHiring = z.infer<typeof MoveHiring>
export const CloseHiring = z.strictObject({
  applicationIds: z.array(ApplicationId).min(1).max(HIRING_CHANGE_MAX),
  disposition: GivenDisposition,
  batchId: BatchId,
})
export type CloseHiring = z.infer<typeof CloseHiring>
const HiringTag = z.string().trim().min(1).max(30)
export const TagHiring = z.strictObject({
  applicationIds: z.array(ApplicationId).min(1).max(HIRING_CHANGE_MAX),
  add: z.array(HiringTag).max(HIRING_TAGS_MAX).default([]),
  remove: z.array(HiringTag).max(HIRING_TAGS_MAX).default([]),
  batchId: BatchId,
})
export type TagHiring = z.infer<typeof TagHiring>
/** What changed. `refused`: what stayed as it is because somebody changed it since. */
export const HiringChanged = z.object({
  batchId: BatchId,
  placements: z.array(HiringPlacement),
  refused: z.array(z.object({ applicationId: ApplicationId, message: z.string() })),
})
export type HiringChanged = z.infer<typeof HiringChanged>

/** A posting's stages as they shall be, in order. One without an id is new; one that is left out goes, when nobody stands in it. */
export const SaveHiringStages = z.strictObject({
  postingId: PostingId,
  stages: z
    .array(
      z.strictObject({
        id: HiringStageId.nullable().default(null),
        name: z.string().trim().min(1, 'Give the stage a name.').max(40),
        group: PipelineGroup,
        wording: z.string().trim().min(1).max(60).nullable().default(null),
        limit: z.int().min(1).max(1_000).nullable().default(null),
      }),
    )
    .min(1)
    .max(HIRING_STAGES_MAX),
})
export type SaveHiringStages = z.infer<typeof SaveHiringStages>

export const HiringNote = z.object({
  id: HiringNoteId,
  applicationId: ApplicationId,
  author: HiringActor.nullable(),
  markdown: z.string(),
  html: z.string(),
  version: z.int(),
  createdAt: IsoInstant,
  updatedAt: IsoInstant,
})
export type HiringNote = z.infer<typeof HiringNote>
export const AddHiringNote = z.strictObject({
  applicationId: ApplicationId,
  markdown: z.string().trim().min(1, 'Write something.').max(HIRING_NOTE_MAX),
})
export type AddHiringNote = z.infer<typeof AddHiringNote>

/** A candidate's application with everything that the reader may see. */
export const CandidateApplication = z.object({
  card: HiringCard,
  posting: PostingLine,
  stages: z.array(HiringStage),
  /** `null` without the right, or where the review is anonymous. */
  contact: z.object({ email: z.string().nullable(), phone: z.string().nullable(), links: z.array(z.string()) }).nullable(),
  answers: z.array(z.object({ question: z.string(), answer: z.string(), isKnockOut: z.boolean() })),
  coverLetter: z.string().nullable(),
  /** `null`: none was sent, or it was taken back. */
  resume: JsonResume.nullable(),
  isResumeWithdrawn: z.boolean(),
  file: z.object({ name: z.string(), url: z.string() }).nullable(),
  /** What the candidate is told at this moment. */
  employer: EmployerSide,
  events: z.array(HiringEvent),
  notes: z.array(HiringNote),
  /** Other applications of the same candidate here. */
  others: z.array(
    z.object({ applicationId: ApplicationId, title: z.string(), appliedAt: IsoInstant, disposition: Disposition.nullable() }),
  ),
  may: Pipeline.shape.may,
})
export type CandidateApplication = z.infer<typeof CandidateApplication>

/** The postings that somebody works on, with what waits in each. */
export const HiringOverview = z.object({
  data: z.array(
    z.object({
      posting: PostingLine,
      organisationName: z.string(),
      organisationSlug: z.string(),
      open: z.int(),
      /** Open ones that got no answer yet. */
      unanswered: z.int(),
      /** Of these, whose promised answer is overdue. */
      overdue: z.int(),
    }),
  ),
})
export type HiringOverview = z.infer<typeof HiringOverview>
