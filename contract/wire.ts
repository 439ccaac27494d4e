import { z } from 'zod'

/** What PostgreSQL and JavaScript both hold without loss. */
const KEEPABLE_INSTANT = /^(?:19[7-9]\d|2\d{3})-[^.]*(?:\.\d{1,3})?Z$/

/** An instant as every wire carries it: ISO 8601 in UTC, `2026-11-21T10:13:44.000Z`. */
export const IsoInstant = z.iso
  .datetime()
  .refine((at) => KEEPABLE_INSTANT.test(at), 'Give an instant between 1970 and 2999, to the millisecond at most.')
export type IsoInstant = z.infer<typeof IsoInstant>

/** An address on the web that a page may link to. Only http and https, so that a `javascript:` address is refused. */
export const WebUrl = z.url({ protocol: /^https?$/, error: 'Give an address that starts with https://.' }).max(2_000)

export const ID_PREFIXES = {
  job: 'job',
  cluster: 'clu',
  company: 'com',
  post: 'pst',
  lead: 'led',
  label: 'lbl',
  task: 'tsk',
  page: 'pag',
  report: 'rep',
  deletion: 'del',
  event: 'evt',
  request: 'req',
  resumeFile: 'rsf',
  person: 'per',
  session: 'ses',
  account: 'acc',
  verification: 'ver',
  passkey: 'pky',
  twoFactor: 'twf',
  organisation: 'org',
  invitation: 'inv',
  apiKey: 'key',
  message: 'msg',
  messageEvent: 'mev',
  notification: 'ntf',
  consent: 'cns',
  application: 'app',
  applicationEvent: 'ape',
  batch: 'bat',
  stage: 'stg',
  contact: 'con',
  note: 'not',
  attachment: 'att',
  reminder: 'rem',
  interview: 'int',
  applicationImport: 'imp',
  export: 'exp',
  resume: 'rsm',
  resumeVersion: 'rsv',
  resumeLink: 'rsl',
  numerologyAct: 'nua',
  matchReceipt: 'mrc',
  savedSearch: 'sse',
  posting: 'pos',
  candidate: 'can',
  poolAsk: 'cpa',
  fieldChange: 'cfc',
  hiringView: 'hvw',
  hiringStage: 'hst',
  hiringEvent: 'hev',
  hiringNote: 'hno',
  shortlist: 'sho',
  shortlistEntry: 'sle',
  shortlistEvent: 'she',
  shortlistComment: 'cmt',
  shortlistGuest: 'gst',
  scorecard: 'scd',
  auditLine: 'aud',
  supportVisit: 'sup',
  messageTemplate: 'mtp',
  conversationMessage: 'cms',
  interviewInvitation: 'ivn',
  interviewFeedback: 'ivf',
  busyFeed: 'bfd',
  availabilityTime: 'avt',
  creditEntry: 'cre',
  hookEndpoint: 'whe',
  hookEvent: 'whv',
  hookDelivery: 'whd',
  hookAttempt: 'wha',
  jobInvitation: 'jin',
  appeal: 'apl',
  flagChange: 'flg',
} as const
export type IdKind = keyof typeof ID_PREFIXES

const idOf = (kind: IdKind) => z.string().regex(new RegExp(`^${ID_PREFIXES[kind]}_[0-9a-f]{32}$`), `This is not the id of a ${kind}.`)

/** `job_` and 32 hexadecimal digits; ids of one kind sort by the time they were made. */
export const JobId = idOf('job')
export const ClusterId = idOf('cluster')
export const CompanyId = idOf('company')
export const PostId = idOf('post')
export const LeadId = idOf('lead')
export const TaskId = idOf('task')
export const ResumeFileId = idOf('resumeFile')
export const ResumeId = idOf('resume')
export const ResumeVersionId = idOf('resumeVersion')
export const ResumeLinkId = idOf('resumeLink')
export const MatchReceiptId = idOf('matchReceipt')
export const AppealId = idOf('appeal')
export const JobInvitationId = idOf('jobInvitation')
export const SavedSearchId = idOf('savedSearch')
export const HookEndpointId = idOf('hookEndpoint')
export const HookEventId = idOf('hookEvent')
export const HookDeliveryId = idOf('hookDelivery')
export const PageId = idOf('page')
export const PersonId = idOf('person')
export const SessionId = idOf('session')
export const AccountId = idOf('account')
export const PasskeyId = idOf('passkey')
export const OrganisationId = idOf('organisation')
export const InvitationId = idOf('invitation')
export const ApiKeyId = idOf('apiKey')
export const ApplicationId = idOf('application')
export const ApplicationEventId = idOf('applicationEvent')
export const BatchId = idOf('batch')
export const StageId = idOf('stage')
export const ContactId = idOf('contact')
export const NoteId = idOf('note')
export const AttachmentId = idOf('attachment')
export const ReminderId = idOf('reminder')
export const InterviewId = idOf('interview')
export const ApplicationImportId = idOf('applicationImport')
export const MessageId = idOf('message')
export const ExportId = idOf('export')
export const NotificationId = idOf('notification')
export const PostingId = idOf('posting')
export const CandidateId = idOf('candidate')
export const HiringViewId = idOf('hiringView')
export const HiringStageId = idOf('hiringStage')
export const HiringEventId = idOf('hiringEvent')
export const HiringNoteId = idOf('hiringNote')
export const ShortlistId = idOf('shortlist')
export const ShortlistEntryId = idOf('shortlistEntry')
export const ShortlistCommentId = idOf('shortlistComment')
export const ShortlistGuestId = idOf('shortlistGuest')
export const AuditLineId = idOf('auditLine')
export const SupportVisitId = idOf('supportVisit')
export const MessageTemplateId = idOf('messageTemplate')
export const ConversationMessageId = idOf('conversationMessage')
export const InterviewInvitationId = idOf('interviewInvitation')
export const BusyFeedId = idOf('busyFeed')
export const AvailabilityTimeId = idOf('availabilityTime')

/** Where the next page starts. Opaque: take it from `next` and give it back unchanged. */
export const Cursor = z.string().min(1).max(300)

/**
 * One page of a list: `data` in the order of the list, `next` to go on, or `null` at the end.
 */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ data: z.array(item), next: Cursor.nullable() })
}
export type Page<T> = { data: T[]; next: string | null }
