import type { ApplicationCard, HistoryEntry } from '../../contract/applications'
import type { Interview } from '../../contract/interviews'
import type { LiveEvent } from '../../contract/live'
import type { Notification } from '../../contract/notifications'
import type { ResumeFile, Revision } from '../../contract/resumes'
import type { Page } from '../../contract/wire'

export type {
  Application,
  ApplicationCard,
  ApplicationEvent,
  Attachment,
  ChangedApplication,
  ChangedMany,
  Contact,
  EarlierApplication,
  HistoryEntry,
  Note,
  Outcome,
  Refusal,
  Reminder,
  SavedApplication,
  Silence,
  Today,
  TodayItem,
} from '../../contract/applications'
export type { CandidateField, CandidateFields } from '../../contract/candidate-fields'
export type {
  CandidateApplicationLine as CandidateApplication,
  CandidateLine as Candidate,
  CandidatePage,
  HiringCardPage as HiringApplicationPage,
  HiringStagesOfPosting,
} from '../../contract/candidates'
/** Everything that the client takes from the contract: types alone, so that nothing of it is there at run time. */
export type { ErrorCode, Problem } from '../../contract/errors'
export type {
  Disposition,
  HiringCard as HiringApplication,
  HiringChanged,
  HiringNote,
  HiringPlacement,
  HiringStage,
  PipelineGroup,
} from '../../contract/hiring'
export type {
  HookAttempt as WebhookAttempt,
  HookDelivery as WebhookDelivery,
  HookDeliveryDetail as WebhookDeliveryDetail,
  HookDeliveryPage as WebhookDeliveryPage,
  HookEndpoint as WebhookEndpoint,
  HookMessage as WebhookEvent,
  HookType as WebhookType,
  IssuedHookEndpoint as IssuedWebhookEndpoint,
} from '../../contract/hooks'
export type { Interview } from '../../contract/interviews'
export type {
  ClosedBecause,
  Company,
  EmploymentType,
  FacetName,
  FacetValue,
  GhostEvidence,
  Job,
  JobCard,
  JobCheck,
  JobFacets,
  JobFilters as WireFilters,
  JobPage,
  JobReport as WireReport,
  JobSearch as WireSearch,
  PayPeriod,
  QueryReading,
  Remote,
  Salary,
  Seniority,
} from '../../contract/jobs'
export type { Evidence, ExtractedJob, PastedPost, PostPreview, PostScore, Verdict } from '../../contract/leads'
export type { EventsSince, LiveEvent, RoomFrame, Ticket } from '../../contract/live'

export type { Market, MarketRegion, MarketRole, PayFigures } from '../../contract/market'

export type {
  MatchEvidence,
  MatchSettings,
  MatchWeights,
  MatchWishes,
  OpenedReceipt as MatchReceipt,
  ReceiptPage as MatchReceiptPage,
  Recommendations,
  RecommendedJob,
  SentInvitation as JobInvitation,
  SentInvitations as JobInvitations,
} from '../../contract/matching'

export type { FollowedCompanies, Hidden, JobNews, NewsPage, NewsReason, SavedSearch } from '../../contract/searches'

/** What happens to a job. Each event carries the final state; `seq` is where to go on from with `since`. */
export type JobEvent = Extract<LiveEvent, { type: `job.${string}` }>

export type {
  Digest,
  Notification,
  NotificationData,
  NotificationEvent,
  NotificationPreferences,
  NotifyChannel,
} from '../../contract/notifications'
export type {
  PostingCloseReason,
  PostingFields,
  PostingFinding,
  PostingHistory,
  PostingPage,
  PostingQuestion,
  PostingState,
  PostingSummary,
  PostingView as Posting,
} from '../../contract/postings'
export type { DataExport, ExportState } from '../../contract/privacy'
export type {
  JsonResume,
  Resume,
  ResumeFile,
  ResumeFileRead,
  ResumeFormat,
  ResumeLink,
  ResumeReading,
  ResumeSummary,
  Revision,
  RevisionShown,
} from '../../contract/resumes'
export type {
  ChangedEntry as ChangedShortlistEntry,
  Shortlist,
  ShortlistEntry,
  ShortlistFile,
  ShortlistsOfPosting,
  ShortlistView,
  Vote as ShortlistVote,
} from '../../contract/shortlists'
export type { SkillReading } from '../../contract/skills'
export type { OutcomeKind, OutcomeReason, StageGroup } from '../../contract/stages'
export type { TitleReading } from '../../contract/titles'

export interface ApplicationPage extends Page<ApplicationCard> {
  total: number
}
export type HistoryPage = Page<HistoryEntry>
export type InterviewPage = Page<Interview>
export type ResumeFilePage = Page<ResumeFile>
export type RevisionPage = Page<Revision>
export interface NotificationPage extends Page<Notification> {
  unread: number
}

/** What happens to your own applications, interviews and reminders; of notes and contacts, that they changed. */
export type PersonEvent = Extract<
  LiveEvent,
  {
    type:
      | `application.${string}`
      | `applications.${string}`
      | `contact.${string}`
      | `interview.${string}`
      | `note.${string}`
      | `reminder.${string}`
  }
>

/** What happens on one shortlist: it or an entry changed, or an entry was removed. */
export type ShortlistEventLive = Extract<LiveEvent, { type: `shortlist.${string}` }>
