import { z } from 'zod'
import { DispositionReason, GivenDisposition, HiringActor } from './hiring'
import { MessageReason } from './notifications'
import { ApplicationId, BatchId, ConversationMessageId, IsoInstant, MessageTemplateId, OrganisationId, PostingId } from './wire'

/** Everything that a text may leave a place for. Nothing else between double braces is taken. */
export const MERGE_FIELDS = [
  'candidate.name',
  'candidate.first_name',
  'posting.title',
  'organisation.name',
  'sender.name',
  'status.link',
] as const
export const MergeField = z.enum(MERGE_FIELDS)
export type MergeField = z.infer<typeof MergeField>

/** What a text is for. `closing` ends an application and leaves together with its reason. */
export const TALK_KINDS = ['message', 'closing', 'invitation'] as const
export const TalkKind = z.enum(TALK_KINDS)
export type TalkKind = z.infer<typeof TalkKind>

export const TEMPLATES_MAX = 100
export const TALK_SUBJECT_MAX = 200
export const TALK_TEXT_MAX = 10_000
export const BULK_TALK_MAX = 200
/** A mail may wait so long to leave. */
export const SEND_LATER_DAYS_MAX = 90
/** What a candidate's mail may weigh with all that is attached. */
export const INBOUND_BYTES_MAX = 10 * 1_048_576

/** As a person wrote it, with its merge fields. */
const RawSubject = z.string().trim().min(1, 'Give it a subject.').max(TALK_SUBJECT_MAX)
const RawText = z.string().trim().min(1, 'Write something.').max(TALK_TEXT_MAX)

/** A text that an organisation uses again. */
export const MessageTemplate = z.object({
  id: MessageTemplateId,
  organisationId: OrganisationId,
  kind: TalkKind,
  name: z.string(),
  subject: z.string(),
  text: z.string(),
  version: z.int(),
  isArchived: z.boolean(),
  updatedAt: IsoInstant,
})
export type MessageTemplate = z.infer<typeof MessageTemplate>

/** A new template, or with `templateId` and the version that was read, another state of one. */
export const SaveTemplate = z.strictObject({
  organisationId: OrganisationId,
  templateId: MessageTemplateId.nullable().default(null),
  version: z.int().nullable().default(null),
  kind: TalkKind,
  name: z.string().trim().min(1, 'Give the template a name.').max(60),
  subject: RawSubject,
  text: RawText,
})
export type SaveTemplate = z.infer<typeof SaveTemplate>
export const ArchiveTemplate = z.strictObject({
  organisationId: OrganisationId,
  templateId: MessageTemplateId,
  version: z.int(),
  isArchived: z.boolean(),
})
export type ArchiveTemplate = z.infer<typeof ArchiveTemplate>

/**
 * Where a message is. `draft`: prepared, waits for a person. `waiting`: leaves at its time. `leaving`: handed to the transport's queue.
 * The others are what the transport told (`contract/notifications.ts`), `cancelled`, and `received`: written by the candidate.
 */
export const TalkState = z.enum([
  'draft',
  'waiting',
  'leaving',
  'sent',
  'delivered',
  'failed',
  'bounced',
  'never_attempted',
  'cancelled',
  'received',
])
export type TalkState = z.infer<typeof TalkState>

/** What a server said of the sender of a mail that came in. `unknown` where it said nothing. */
export const SenderCheck = z.enum(['passed', 'failed', 'unknown'])
export type SenderCheck = z.infer<typeof SenderCheck>

/** A file that came with a candidate's mail. */
export const TalkFile = z.object({ name: z.string(), byteSize: z.int(), url: z.string() })
export type TalkFile = z.infer<typeof TalkFile>

/** One message of a thread, as the team sees it. */
export const TeamMessage = z.object({
  id: ConversationMessageId,
  applicationId: ApplicationId,
  kind: TalkKind,
  state: TalkState,
  /** Why it is where it is, where the state does not say it all. */
  reason: MessageReason.nullable(),
  /** Why we would not let it leave: a field lost its value, nobody can be reached, or the application is open again. */
  heldBack: z.enum(['missing-field', 'no-address', 'still-open']).nullable(),
  isFromCandidate: z.boolean(),
  author: HiringActor.nullable(),
  /** How a candidate's answer came. */
  via: z.enum(['mail', 'page']).nullable(),
  subject: z.string(),
  /** Plain text. The candidate's own link stands in it as its field: nobody else may have it. */
  text: z.string(),
  /** What the mail repeated of earlier ones. */
  quoted: z.string().nullable(),
  files: z.array(TalkFile),
  /** Files that came too and were not kept: of another kind, or too large. */
  filesLeftOut: z.int(),
  check: SenderCheck.nullable(),
  /** Set when it came from another address than the candidate's. */
  fromAddress: z.string().nullable(),
  /** A machine wrote it: an out-of-office note. */
  isAutomatic: z.boolean(),
  /** When it leaves or left; when it came. */
  at: IsoInstant,
  version: z.int(),
  batchId: BatchId,
})
export type TeamMessage = z.infer<typeof TeamMessage>

/** The thread with one candidate about one application, the oldest message first. */
export const TeamThread = z.object({
  applicationId: ApplicationId,
  messages: z.array(TeamMessage),
  templates: z.array(MessageTemplate),
  /** Whether a mail can leave to them now, and if not, why. */
  unreachable: z.enum(['no-address', 'bounced', 'complained']).nullable(),
  /** The sender's own zone, in which a time to leave is meant. */
  timeZone: z.string(),
})
export type TeamThread = z.infer<typeof TeamThread>

/** A text for candidates of one posting, to be looked at before anything leaves. */
export const PreviewTalk = z.strictObject({
  applicationIds: z.array(ApplicationId).min(1).max(BULK_TALK_MAX),
  subject: RawSubject,
  text: RawText,
})
export type PreviewTalk = z.infer<typeof PreviewTalk>
export const LeftOut = z.enum(['no-address', 'bounced', 'complained', 'withdrew', 'missing-field'])
export type LeftOut = z.infer<typeof LeftOut>
export const TalkPreview = z.object({
  applicationId: ApplicationId,
  name: z.string(),
  subject: z.string(),
  text: z.string(),
  /** Fields that have no value for this candidate. */
  missing: z.array(MergeField),
  /** Why nothing can leave to them; `null` when it can. */
  leftOut: LeftOut.nullable(),
})
export type TalkPreview = z.infer<typeof TalkPreview>
/** The mail as the candidate's program shows it. */
export const MailPreview = z.object({ subject: z.string(), text: z.string(), html: z.string() })
export type MailPreview = z.infer<typeof MailPreview>

/** Writes to one candidate. */
export const WriteTalk = z.strictObject({
  applicationId: ApplicationId,
  subject: RawSubject,
  text: RawText,
  /** `null`: now, which is when it can no longer be taken back. */
  leavesAt: IsoInstant.nullable().default(null),
  batchId: BatchId,
})
export type WriteTalk = z.infer<typeof WriteTalk>
/** Writes to many, each a mail of its own. Who cannot be written to is left out and named. */
export const WriteMany = PreviewTalk.extend({ batchId: BatchId })
export type WriteMany = z.infer<typeof WriteMany>
export const WrittenMany = z.object({
  batchId: BatchId,
  sent: z.int(),
  leftOut: z.array(z.object({ applicationId: ApplicationId, name: z.string(), because: LeftOut, missing: z.array(MergeField) })),
})
export type WrittenMany = z.infer<typeof WrittenMany>
/** Another text or time for a message that waits. */
export const ChangeTalk = z.strictObject({
  messageId: ConversationMessageId,
  version: z.int(),
  subject: RawSubject,
  text: RawText,
  leavesAt: IsoInstant,
})
export type ChangeTalk = z.infer<typeof ChangeTalk>
/** Ends an application with a reason, and sends the message that was prepared for it. */
export const SendClosing = z.strictObject({
  messageId: ConversationMessageId,
  version: z.int(),
  subject: RawSubject,
  text: RawText,
  disposition: GivenDisposition,
  batchId: BatchId,
})
export type SendClosing = z.infer<typeof SendClosing>
export const SentClosing = z.object({ batchId: BatchId, reason: DispositionReason, leavesAt: IsoInstant })
export type SentClosing = z.infer<typeof SentClosing>

/** An application whose promised answer did not come, with the closing message that waits for a person. */
export const OverdueAnswer = z.object({
  applicationId: ApplicationId,
  postingId: PostingId,
  title: z.string(),
  name: z.string(),
  replyDueAt: IsoInstant,
})
export type OverdueAnswer = z.infer<typeof OverdueAnswer>

/** One message of a thread, as its candidate sees it: what left, and what they wrote. */
export const CandidateMessage = z.object({
  id: ConversationMessageId,
  isMine: z.boolean(),
  subject: z.string(),
  text: z.string(),
  at: IsoInstant,
})
export type CandidateMessage = z.infer<typeof CandidateMessage>
export const CandidateThread = z.object({
  organisationName: z.string(),
  messages: z.array(CandidateMessage),
  /** Whether they may write: the employer wrote first. */
  mayAnswer: z.boolean(),
})
export type CandidateThread = z.infer<typeof CandidateThread>
const OwnText = z.string().trim().min(1, 'Write something.').max(TALK_TEXT_MAX)
export const AnswerTalk = z.strictObject({ applicationId: ApplicationId, text: OwnText, batchId: BatchId })
export type AnswerTalk = z.infer<typeof AnswerTalk>
/** The holder of a status link. */
export const StatusToken = z.string().regex(/^[0-9a-f]{40}$/, 'This is not a link to an application.')
export const AnswerByStatus = z.strictObject({ token: StatusToken, text: OwnText, batchId: BatchId })
export type AnswerByStatus = z.infer<typeof AnswerByStatus>
