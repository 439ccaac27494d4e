import { z } from 'zod'
import { StageGroup } from './applications'
import { ApplicationId, BatchId, CandidateId, HiringEventId, HiringStageId, IsoInstant, PersonId, PostingId } from './wire'

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
