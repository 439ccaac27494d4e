import { z } from 'zod'
import {
  ApplicationId,
  BusyFeedId,
  ConversationMessageId,
  Cursor,
  ExportId,
  HookDeliveryId,
  HookEventId,
  IsoInstant,
  JobId,
  MessageId,
  OrganisationId,
  PersonId,
  PostId,
  PostingId,
  pageOf,
  ResumeFileId,
  TaskId,
} from './wire'

/** Background work, by kind, with what each needs. A queue message carries only the id of its row. */
export const TaskPayload = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('leads.detect'), postId: PostId }),
  z.object({ kind: z.literal('privacy.rotate-keys'), keyId: z.string(), part: z.string(), after: z.string() }),
  z.object({ kind: z.literal('matching.read-profile'), personId: PersonId }),
  z.object({ kind: z.literal('resumes.read-file'), fileId: ResumeFileId }),
  z.object({ kind: z.literal('privacy.erase-author'), source: z.string(), authorExternalId: z.string(), confirmationCode: z.string() }),
  z.object({
    kind: z.literal('privacy.erase-person'),
    key: z.string(),
    /** Whom it is about, sealed for `tasks.payload:<key>`; empty when it is done. */
    sealedPerson: z.string(),
    /** `null` without a public page. */
    confirmationCode: z.string().nullable(),
    /** The last look, when no old token is believed any more. */
    isSweep: z.boolean(),
  }),
  z.object({
    kind: z.literal('searches.tell-new-jobs'),
    jobIds: z.array(JobId).min(1).max(50),
    /** Counts on when there are more people to tell than one task may take time for. */
    part: z.int().min(0),
    /** Of the first of them, so that each change of a job is looked at. */
    version: z.int().min(1).default(1),
  }),
  z.object({ kind: z.literal('jobs.check-links'), jobIds: z.array(JobId).min(1).max(20) }),
  /** Tells those who saved jobs that these are closed. */
  z.object({ kind: z.literal('applications.tell-closed'), jobIds: z.array(JobId).min(1).max(200) }),
  /** An operator closed a job: the organisation that posted it learns so, and how to object. */
  z.object({ kind: z.literal('appeals.tell-taken-down'), jobId: JobId }),
  z.object({ kind: z.literal('privacy.export'), exportId: ExportId }),
  /** The candidate withdrew in their own tracker. */
  z.object({ kind: z.literal('hiring.withdraw'), applicationId: ApplicationId, reason: z.string().max(60) }),
  /** A posting was closed: everybody whose application is open learns so. */
  z.object({ kind: z.literal('hiring.tell-closed'), postingId: PostingId }),
  /** A posting was paused, or goes on: everybody whose application is open learns so. `after`: on from this application. */
  z.object({ kind: z.literal('hiring.tell-paused'), postingId: PostingId, after: z.string() }),
  /** Tells a candidate by mail or notification where their application stands, if they do not know yet. */
  z.object({ kind: z.literal('hiring.tell-candidate'), applicationId: ApplicationId }),
  /** A member left or has other rights: everybody in the rooms of the organisation shows a new ticket. */
  z.object({ kind: z.literal('hiring.close-rooms'), organisationId: OrganisationId }),
  /** Reads the file that came with an application. */
  z.object({ kind: z.literal('hiring.read-resume'), applicationId: ApplicationId }),
  /** Lets a message to a candidate leave, if it is still as it was then. */
  z.object({ kind: z.literal('conversations.send'), messageId: ConversationMessageId, version: z.int() }),
  /** Prepares the closing message of an application whose promised answer did not come. */
  z.object({ kind: z.literal('conversations.prepare-closing'), applicationId: ApplicationId }),
  /** An application has ended: what was offered or agreed for it is called off. */
  z.object({ kind: z.literal('scheduling.call-off'), applicationId: ApplicationId }),
  /** Reads a calendar that says when a member is busy. */
  z.object({ kind: z.literal('scheduling.read-feed'), feedId: BusyFeedId }),
  z.object({ kind: z.literal('notifications.send'), messageId: MessageId }),
  z.object({ kind: z.literal('notifications.digest'), personId: PersonId }),
  z.object({ kind: z.literal('billing.sync'), customerId: z.string() }),
  z.object({ kind: z.literal('billing.book-checkout'), checkoutId: z.string() }),
  z.object({ kind: z.literal('billing.book-refund'), chargeId: z.string() }),
  z.object({ kind: z.literal('billing.end-orphan'), organisationId: OrganisationId }),
  z.object({ kind: z.literal('hooks.fan-out'), eventId: HookEventId }),
  z.object({ kind: z.literal('hooks.deliver'), deliveryId: HookDeliveryId, round: z.int(), attempt: z.int() }),
])
export type TaskPayload = z.infer<typeof TaskPayload>
export type TaskKind = TaskPayload['kind']

export const TaskMessage = z.object({
  taskId: TaskId,
  /** W3C `traceparent` of the request that sent it, so that its trace leads on to the work. */
  traceparent: z.string().max(100).optional(),
})
export type TaskMessage = z.infer<typeof TaskMessage>

export const TaskState = z.enum(['open', 'done', 'dead'])
export const Task = z.object({
  id: TaskId,
  kind: z.string(),
  state: TaskState,
  attempts: z.int(),
  createdAt: IsoInstant,
  runAfter: IsoInstant,
  doneAt: IsoInstant.nullable(),
  /** What the last attempt failed with: a reason code and ids, never text of a post. */
  lastError: z.string().nullable(),
})
export type Task = z.infer<typeof Task>
export const TaskList = z.object({
  state: TaskState.default('dead'),
  limit: z.int().min(1).max(100).default(50),
  cursor: Cursor.optional(),
})
export const TaskPage = pageOf(Task).extend({ counts: z.record(TaskState, z.int()) })
