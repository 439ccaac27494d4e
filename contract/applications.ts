import { z } from 'zod'
import { Interview } from './interviews'
import { ClosedBecause, Remote, Salary } from './jobs'
import { ALL_REASONS, defaultReasonOf, OUTCOMES, reasonsOf, STAGE_GROUPS } from './stages'
import {
  ApplicationEventId,
  ApplicationId,
  ApplicationImportId,
  AttachmentId,
  BatchId,
  ContactId,
  Cursor,
  IsoInstant,
  JobId,
  NoteId,
  pageOf,
  ReminderId,
  StageId,
  WebUrl,
} from './wire'

export const StageGroup = z.enum(STAGE_GROUPS)
export const OutcomeKind = z.enum(OUTCOMES)
export const OutcomeReason = z.enum(ALL_REASONS)

export const Outcome = z.object({ kind: OutcomeKind, reason: OutcomeReason })
export type Outcome = z.infer<typeof Outcome>
/** An outcome as a caller gives it: the reason must be one of its kind's list. */
export const GivenOutcome = z
  .strictObject({ kind: OutcomeKind, reason: OutcomeReason.optional() })
  .refine(({ kind, reason }) => reason === undefined || reasonsOf(kind).includes(reason), {
    message: 'This reason belongs to another outcome.',
    path: ['reason'],
  })
  .transform(({ kind, reason }): Outcome => ({ kind, reason: reason ?? defaultReasonOf(kind) }))

/** A step of a person's own within a stage group. Each group has one unnamed stage besides, whose id is `null`. */
export const Stage = z.object({ id: StageId, group: StageGroup, name: z.string(), rank: z.string(), version: z.int() })
export type Stage = z.infer<typeof Stage>
export const StageName = z.string().trim().min(1, 'Give the stage a name.').max(40)

export const AddStage = z.strictObject({ group: StageGroup, name: StageName })
export type AddStage = z.infer<typeof AddStage>
/** Renames a stage, puts it right behind another one of its group (`null`: first), or both. */
export const UpdateStage = z
  .strictObject({ stageId: StageId, name: StageName.optional(), afterId: StageId.nullable().optional() })
  .refine(({ name, afterId }) => name !== undefined || afterId !== undefined, 'Give a name or a place.')
export type UpdateStage = z.infer<typeof UpdateStage>

/** Which column a card stands in. */
export const StageRef = z.object({ group: StageGroup, stageId: StageId.nullable() })
export type StageRef = z.infer<typeof StageRef>
export const GivenStage = z.strictObject({ group: StageGroup, stageId: StageId.nullable().default(null) })

export const POSTING_TEXT_MAX = 20_000
export const NOTE_BYTES_MAX = 20_480
export const ATTACHMENT_BYTES_MAX = 10 * 1_048_576
export const ATTACHMENTS_MAX = 20
export const CHANGE_MAX = 500
export const IMPORT_ROWS_MAX = 5_000
export const IMPORT_BYTES_MAX = 5 * 1_048_576
/** A removed application can be brought back for so long; then it is erased. */
export const REMOVED_KEEP_DAYS = 30

const Tag = z.string().trim().min(1).max(30)
const Tags = z
  .array(Tag)
  .max(20)
  .transform((tags) => [...new Set(tags)])
export const Priority = z.int().min(1).max(3)

/** The job as it was when it was saved. Nothing that happens to the job later changes it. */
export const FrozenJob = z.object({
  jobId: JobId.nullable(),
  title: z.string(),
  companyName: z.string().nullable(),
  places: z.array(z.string()),
  remote: Remote.nullable(),
  salary: Salary.nullable(),
  url: z.string().nullable(),
  /** Where it was found: `facebook`, `linkedin`, `referral`, whatever the person or the job says. Lower case. */
  source: z.string(),
})
export type FrozenJob = z.infer<typeof FrozenJob>

/**
 * What the employer's own pipeline says of an application that was sent here: the truth, live, in the employer's words.
 * Internal names of stages, notes and scores are never part of it.
 */
export const EmployerSide = z.object({
  organisationName: z.string(),
  /** The employer's wording for where it stands. */
  label: z.string(),
  group: StageGroup,
  /** Since when it stands there. */
  since: IsoInstant,
  /** Until when an answer was promised. */
  replyDueAt: IsoInstant,
  /** `kept`: an answer came in time. `late`: it came after that. `broken`: none has come, and the time is over. */
  promise: z.enum(['waiting', 'kept', 'late', 'broken']),
  repliedAt: IsoInstant.nullable(),
  /** Whether the employer can see the résumé now. */
  sharesResume: z.boolean(),
  /** The posting rests for a while; the application stays where it is. */
  isPaused: z.boolean().default(false),
})
export type EmployerSide = z.infer<typeof EmployerSide>

/** An application as lists and boards show it. */
export const ApplicationCard = FrozenJob.extend({
  id: ApplicationId,
  /** Grows with every change; an event with a lower version than what is shown is old news. */
  version: z.int(),
  group: StageGroup,
  stageId: StageId.nullable(),
  /** Where it stands within its stage: compared as plain bytes, equal ones by id. */
  rank: z.string(),
  /** When it came into its stage, as far as the person knows. */
  stageSince: IsoInstant,
  /** Set exactly when `group` is `closed`. */
  outcome: Outcome.nullable(),
  /** 1 is the most important. */
  priority: Priority.nullable(),
  tags: z.array(z.string()),
  resumeVersionId: z.string().nullable(),
  /** `null` while it is being prepared. */
  appliedAt: IsoInstant.nullable(),
  savedAt: IsoInstant,
  updatedAt: IsoInstant,
  /** The earliest open reminder. */
  nextAction: z.object({ reminderId: ReminderId, text: z.string(), dueAt: IsoInstant }).nullable(),
  /** The earliest interview that is not over, called off or older than the card. */
  nextInterview: z.object({ interviewId: z.string(), startsAt: IsoInstant, timeZone: z.string() }).nullable(),
  /** Set when it was sent to an employer who works here: then the employer moves it, and the person may only withdraw. */
  employer: EmployerSide.nullable(),
  /** When it was removed; it is erased 30 days later. */
  removedAt: IsoInstant.nullable(),
})
export type ApplicationCard = z.infer<typeof ApplicationCard>

/** What each kind of event changed. `from` is what undo goes back to. */
const Placement = z.object({ group: StageGroup, stageId: StageId.nullable(), rank: z.string(), outcome: Outcome.nullable() })
export type Placement = z.infer<typeof Placement>
/** What a person may set on an application besides its stage. */
export const ApplicationFields = z.object({
  title: z.string(),
  companyName: z.string().nullable(),
  places: z.array(z.string()),
  url: z.string().nullable(),
  source: z.string(),
  priority: Priority.nullable(),
  tags: z.array(z.string()),
  resumeVersionId: z.string().nullable(),
})
export type ApplicationFields = z.infer<typeof ApplicationFields>
const FieldsChange = ApplicationFields.partial()

export const ApplicationChange = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('saved'), to: Placement, fields: ApplicationFields, appliedAt: IsoInstant.nullable() }),
  z.object({ kind: z.literal('moved'), from: Placement, to: Placement }),
  z.object({ kind: z.literal('reordered'), stage: StageRef, fromRank: z.string(), rank: z.string() }),
  z.object({ kind: z.literal('changed'), from: FieldsChange, to: FieldsChange }),
  z.object({ kind: z.literal('date-corrected'), eventId: ApplicationEventId, from: IsoInstant, to: IsoInstant }),
  /** The posting that it was saved from was closed. It changes nothing here: the frozen posting stays. */
  z.object({ kind: z.literal('posting-closed'), because: ClosedBecause.nullable(), closedAt: IsoInstant }),
  z.object({ kind: z.literal('removed') }),
  z.object({ kind: z.literal('restored') }),
  /** The person took their résumé back from the employer, or let them see it again. */
  z.object({ kind: z.literal('resume-access'), isShared: z.boolean() }),
  /** Takes another event back, which may itself be an undo. Both stay in the history. */
  z.object({ kind: z.literal('undone'), eventId: ApplicationEventId, of: z.string() }),
])
export type ApplicationChange = z.infer<typeof ApplicationChange>

/** One line of an application's history. Lines are added and never changed. */
export const ApplicationEvent = z.object({
  id: ApplicationEventId,
  applicationId: ApplicationId,
  /** Dense and growing within its application: 1, 2, 3 … */
  seq: z.int().positive(),
  change: ApplicationChange,
  /** When it happened, as far as the person knows. */
  happenedAt: IsoInstant,
  /** When we learned of it. */
  learnedAt: IsoInstant,
  /** `person` in a browser, `key` a program, `import` a file, `employer` their own system, `system` we ourselves. */
  actor: z.enum(['person', 'key', 'import', 'employer', 'system']),
  /** What was changed together is undone together. */
  batchId: BatchId,
})
export type ApplicationEvent = z.infer<typeof ApplicationEvent>

/** An event with what its history makes of it. */
export const HistoryEntry = ApplicationEvent.extend({
  title: z.string(),
  companyName: z.string().nullable(),
  /** Set when a later event took it back. */
  isUndone: z.boolean(),
  /** How many applications were changed together with it, this one included. */
  batchSize: z.int(),
})
export type HistoryEntry = z.infer<typeof HistoryEntry>
export const HistoryList = z.strictObject({
  applicationId: ApplicationId.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: Cursor.optional(),
})
export const HistoryPage = pageOf(HistoryEntry)

const UrlOrNull = WebUrl.nullable().default(null)
const SourceWord = z.string().trim().toLowerCase().min(1).max(60)
const GivenFacts = {
  title: z.string().trim().min(1, 'Give the job a title.').max(200),
  companyName: z.string().trim().max(200).nullable().default(null),
  places: z.array(z.string().trim().min(1).max(100)).max(10).default([]),
  remote: Remote.nullable().default(null),
  salary: Salary.nullable().default(null),
  url: UrlOrNull,
  source: SourceWord.default('own'),
  /** The posting's text, frozen as it is now: Markdown or plain. */
  text: z.string().max(POSTING_TEXT_MAX).nullable().default(null),
}
const GivenStart = {
  /** Where it stands already. */
  stage: GivenStage.default({ group: 'preparing', stageId: null }),
  outcome: GivenOutcome.optional(),
  /** When it came there; now when it is not said. */
  happenedAt: IsoInstant.optional(),
  /** When it was sent, where that was before it came to its stage. */
  appliedAt: IsoInstant.optional(),
  priority: Priority.nullable().default(null),
  tags: Tags.default([]),
  resumeVersionId: z.string().max(60).nullable().default(null),
  /** Made by the caller: sent again, it saves nothing twice. */
  batchId: BatchId.optional(),
}
/** How an application begins: from a job here, from a text as it was found, or typed. */
export const SaveApplication = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('job'), jobId: JobId, ...GivenStart }),
  z.strictObject({
    from: z.literal('text'),
    text: z.string().trim().min(20, 'Give the whole text: at least 20 characters.').max(POSTING_TEXT_MAX),
    url: UrlOrNull,
    ...GivenStart,
  }),
  z.strictObject({ from: z.literal('form'), ...GivenFacts, ...GivenStart }),
])
export type SaveApplication = z.infer<typeof SaveApplication>
export type SaveApplicationInput = z.input<typeof SaveApplication>

/** An earlier application to the same company: for the same title, or a nearly equal one, or another. */
export const EarlierApplication = z.object({
  id: ApplicationId,
  title: z.string(),
  companyName: z.string().nullable(),
  group: StageGroup,
  outcome: Outcome.nullable(),
  appliedAt: IsoInstant.nullable(),
  savedAt: IsoInstant,
  likeness: z.enum(['same-job', 'same-title', 'near-title', 'same-company']),
})
export type EarlierApplication = z.infer<typeof EarlierApplication>
export const FindEarlier = z.strictObject({
  title: z.string().trim().max(200).default(''),
  companyName: z.string().trim().max(200).nullable().default(null),
  jobId: JobId.optional(),
  /** Where the posting is: the same address is the same job. */
  url: WebUrl.optional(),
  /** Left out of the answer. */
  exceptId: ApplicationId.optional(),
})
export type FindEarlier = z.infer<typeof FindEarlier>

/** `isNew` is false when this job, or this very request, was saved before: the card is then the one that was there. */
export const SavedApplication = z.object({
  card: ApplicationCard,
  isNew: z.boolean(),
  /** Set when the job that it was saved from takes no more applications: do not spend your evening on it. */
  closedBecause: ClosedBecause.nullable(),
  isJobClosed: z.boolean(),
  batchId: BatchId,
  earlier: z.array(EarlierApplication),
})
export type SavedApplication = z.infer<typeof SavedApplication>

/** A text as it was found: a pasted posting, or the text of a page. Nothing is stored. */
/** A posting's text as it was found, or only its address, whose page is then fetched and read. */
export const PreviewApplication = z
  .strictObject({
    text: z.string().trim().min(20, 'Paste the whole text: at least 20 characters.').max(POSTING_TEXT_MAX).optional(),
    url: UrlOrNull,
  })
  .refine(({ text, url }) => text !== undefined || url !== null, 'Give a text or an address.')
export type PreviewApplication = z.infer<typeof PreviewApplication>
export const ApplicationPreview = z.object({
  title: z.string().nullable(),
  companyName: z.string().nullable(),
  places: z.array(z.string()),
  remote: Remote.nullable(),
  salary: Salary.nullable(),
  url: z.string().nullable(),
  source: z.string(),
  text: z.string(),
  earlier: z.array(EarlierApplication),
})
export type ApplicationPreview = z.infer<typeof ApplicationPreview>

const list = <T extends z.ZodType>(item: T) => z.array(item).max(30).default([])
/** Lists mean any of; different filters mean all of. */
export const ApplicationFilters = z.strictObject({
  /** Words of title, company, tags, notes and posting. */
  q: z.string().trim().max(200).default(''),
  group: list(StageGroup),
  stageId: list(StageId),
  outcome: list(OutcomeKind),
  tag: list(Tag),
  source: list(SourceWord),
  priority: list(z.coerce.number().int().min(1).max(3)),
  resumeVersionId: z.string().max(60).optional(),
  appliedFrom: IsoInstant.optional(),
  appliedBefore: IsoInstant.optional(),
  /** Only what was removed and is not erased yet. */
  isRemoved: z.stringbool().or(z.boolean()).default(false),
})
export type ApplicationFilters = z.infer<typeof ApplicationFilters>
export const APPLICATION_SORTS = ['board', 'updated', 'saved', 'applied', 'company'] as const
export const ApplicationList = ApplicationFilters.extend({
  /** `board` by stage and rank; `updated`, `saved` and `applied` newest first; `company` by its name. */
  sort: z.enum(APPLICATION_SORTS).default('updated'),
  limit: z.coerce.number().int().min(1).max(500).default(50),
  cursor: Cursor.optional(),
})
export type ApplicationList = z.infer<typeof ApplicationList>
export type ApplicationListInput = z.input<typeof ApplicationList>
export const ApplicationPage = pageOf(ApplicationCard).extend({ total: z.int() })

export const MoveApplication = z.strictObject({
  applicationId: ApplicationId,
  to: GivenStage,
  /** Right after this card of that stage; `null` for first. Left out: last, or where it is when the stage stays. */
  afterId: ApplicationId.nullable().optional(),
  /** Needed when it goes to `closed`, and only then. */
  outcome: GivenOutcome.optional(),
  happenedAt: IsoInstant.optional(),
  /** The stage the mover saw it in. A move that was made since is then not overruled but told. */
  from: GivenStage.optional(),
  /** Made by the caller, so that undo can name it before the answer is there, and a move sent twice counts once. */
  batchId: BatchId.optional(),
})
export type MoveApplication = z.infer<typeof MoveApplication>
export type MoveApplicationInput = z.input<typeof MoveApplication>
export const ChangedApplication = z.object({ card: ApplicationCard, batchId: BatchId })
export type ChangedApplication = z.infer<typeof ChangedApplication>
export const CloseApplication = z.strictObject({
  applicationId: ApplicationId,
  outcome: GivenOutcome,
  happenedAt: IsoInstant.optional(),
  from: GivenStage.optional(),
  batchId: BatchId.optional(),
})
export type CloseApplication = z.infer<typeof CloseApplication>

export const UpdateApplication = z.strictObject({
  applicationId: ApplicationId,
  change: z
    .strictObject({
      title: GivenFacts.title.optional(),
      companyName: z.string().trim().max(200).nullable().optional(),
      places: z.array(z.string().trim().min(1).max(100)).max(10).optional(),
      url: WebUrl.nullable().optional(),
      source: SourceWord.optional(),
      priority: Priority.nullable().optional(),
      tags: Tags.optional(),
      resumeVersionId: z.string().max(60).nullable().optional(),
    })
    .refine((change) => Object.keys(change).length > 0, 'Name at least one field to change.'),
  batchId: BatchId.optional(),
})
export type UpdateApplication = z.infer<typeof UpdateApplication>

export const OneApplication = z.strictObject({ applicationId: ApplicationId, batchId: BatchId.optional() })
export type OneApplication = z.infer<typeof OneApplication>

/** One change to up to 500 applications. */
export const ManyChange = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('move'),
    to: GivenStage,
    outcome: GivenOutcome.optional(),
    happenedAt: IsoInstant.optional(),
    /** The stage the mover saw each in, by its id. One that was moved since is then not overruled but told in `refused`. */
    from: z.record(ApplicationId, GivenStage).optional(),
  }),
  z.strictObject({
    kind: z.literal('fields'),
    priority: Priority.nullable().optional(),
    addTags: Tags.default([]),
    removeTags: Tags.default([]),
    resumeVersionId: z.string().max(60).nullable().optional(),
  }),
  z.strictObject({ kind: z.literal('remove') }),
  z.strictObject({ kind: z.literal('restore') }),
])
export type ManyChange = z.infer<typeof ManyChange>
export const ChangeMany = z.strictObject({
  applicationIds: z.array(ApplicationId).min(1).max(CHANGE_MAX),
  change: ManyChange,
  batchId: BatchId.optional(),
})
export type ChangeMany = z.infer<typeof ChangeMany>
export type ChangeManyInput = z.input<typeof ChangeMany>
export const Refusal = z.object({ applicationId: ApplicationId, reason: z.string(), message: z.string() })
export type Refusal = z.infer<typeof Refusal>
/** `cards` are those that changed. What a rule forbids is told in `refused`; the rest was changed. An id that is not the caller's fails the whole. */
export const ChangedMany = z.object({ batchId: BatchId, cards: z.array(ApplicationCard), refused: z.array(Refusal) })
export type ChangedMany = z.infer<typeof ChangedMany>

/** Takes back one event, or everything that was changed together. */
export const UndoChange = z.union([
  z.strictObject({ eventId: ApplicationEventId }),
  z.strictObject({
    batchId: BatchId,
    /** `true`: what was changed since stays as it is, and is told in `refused`. Otherwise one such refuses the whole. */
    skipConflicts: z.boolean().default(false),
  }),
])
export type UndoChange = z.infer<typeof UndoChange>
export const CorrectDate = z.strictObject({ applicationId: ApplicationId, eventId: ApplicationEventId, happenedAt: IsoInstant })
export type CorrectDate = z.infer<typeof CorrectDate>

/** One file as a program takes it. */
export const TextFile = z.object({ name: z.string(), mediaType: z.string(), body: z.string() })
export type TextFile = z.infer<typeof TextFile>

export const Contact = z.object({
  id: ContactId,
  applicationId: ApplicationId,
  name: z.string(),
  role: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  url: z.string().nullable(),
  createdAt: IsoInstant,
  updatedAt: IsoInstant,
})
export type Contact = z.infer<typeof Contact>
const GivenContact = {
  name: z.string().trim().min(1, 'Give a name.').max(120),
  role: z.string().trim().max(120).nullable().default(null),
  email: z.string().trim().max(254).pipe(z.email('Give an e-mail address, like name@example.com.')).nullable().default(null),
  phone: z
    .string()
    .trim()
    .max(40)
    .regex(/^[+\d][\d\s().\-/]*$/, 'Give a phone number, like +49 30 123456.')
    .nullable()
    .default(null),
  url: UrlOrNull,
}
export const AddContact = z.strictObject({ applicationId: ApplicationId, ...GivenContact })
export type AddContact = z.infer<typeof AddContact>
export const UpdateContact = z.strictObject({ contactId: ContactId, ...GivenContact })
export type UpdateContact = z.infer<typeof UpdateContact>

export const Note = z.object({
  id: NoteId,
  applicationId: ApplicationId,
  /** Markdown as it was typed. */
  markdown: z.string(),
  /** The same as HTML that is safe on our page: text, lists and links, nothing that runs or loads. */
  html: z.string(),
  createdAt: IsoInstant,
  updatedAt: IsoInstant,
  version: z.int(),
})
export type Note = z.infer<typeof Note>
const NoteMarkdown = z
  .string()
  .refine((text) => text.trim() !== '', 'Write something.')
  .refine((text) => new TextEncoder().encode(text).length <= NOTE_BYTES_MAX, 'This note is over 20 kB. Make two of it, or attach a file.')
export const AddNote = z.strictObject({
  applicationId: ApplicationId,
  markdown: NoteMarkdown,
  /** Made by the caller: sent again, it adds nothing twice. */
  noteId: NoteId.optional(),
})
export type AddNote = z.infer<typeof AddNote>
export const UpdateNote = z.strictObject({
  noteId: NoteId,
  markdown: NoteMarkdown,
  /** The version that was edited. A newer one is not overwritten but told. */
  version: z.int(),
})
export type UpdateNote = z.infer<typeof UpdateNote>

export const Attachment = z.object({
  id: AttachmentId,
  applicationId: ApplicationId,
  name: z.string(),
  /** As its bytes say, not its name: one of `ATTACHMENT_TYPES`. */
  mediaType: z.string(),
  byteSize: z.int(),
  createdAt: IsoInstant,
})
export type Attachment = z.infer<typeof Attachment>

export const Reminder = z.object({
  id: ReminderId,
  applicationId: ApplicationId,
  text: z.string(),
  /** When it is due. Snoozing moves it; `firstDueAt` stays. */
  dueAt: IsoInstant,
  firstDueAt: IsoInstant,
  /** Due on the whole day of `dueAt` in the person's time zone. */
  isAllDay: z.boolean(),
  doneAt: IsoInstant.nullable(),
  createdAt: IsoInstant,
  version: z.int(),
})
export type Reminder = z.infer<typeof Reminder>
const ReminderText = z.string().trim().min(1, 'Say what is to be done.').max(300)
export const AddReminder = z.strictObject({
  applicationId: ApplicationId,
  text: ReminderText,
  dueAt: IsoInstant,
  isAllDay: z.boolean().default(false),
  reminderId: ReminderId.optional(),
})
export type AddReminder = z.infer<typeof AddReminder>
export const UpdateReminder = z.strictObject({
  reminderId: ReminderId,
  text: ReminderText.optional(),
  dueAt: IsoInstant.optional(),
  isAllDay: z.boolean().optional(),
})
export type UpdateReminder = z.infer<typeof UpdateReminder>
export const SnoozeReminder = z.strictObject({ reminderId: ReminderId, until: IsoInstant })
export const ReminderList = z.strictObject({
  state: z.enum(['open', 'done', 'all']).default('open'),
  from: IsoInstant.optional(),
  before: IsoInstant.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: Cursor.optional(),
})
export const ReminderPage = pageOf(Reminder)

/** Whether an employer has been silent for longer than is usual, and how we know what is usual. */
export const Silence = z.object({
  applicationId: ApplicationId,
  /** Since the application came into its stage, whole days. */
  silentDays: z.int(),
  thresholdDays: z.int(),
  isSilent: z.boolean(),
  /** `own`: nine of ten answers this person got came within it. `default`: fewer than five answers are known, so a named default stands in. */
  from: z.enum(['own', 'default']),
  /** How many of the person's own answers stand behind it. */
  samples: z.int(),
  /** The above in a sentence. */
  because: z.string(),
})
export type Silence = z.infer<typeof Silence>

/** How much each thing counts in the order of "today", 0 to 100. All zero: by due date alone. */
export const TodayWeights = z.object({
  due: z.int().min(0).max(100),
  priority: z.int().min(0).max(100),
  stage: z.int().min(0).max(100),
  freshness: z.int().min(0).max(100),
})
export type TodayWeights = z.infer<typeof TodayWeights>
export const DEFAULT_TODAY_WEIGHTS: TodayWeights = { due: 60, priority: 20, stage: 15, freshness: 5 }
export const TodayItem = z.object({
  kind: z.enum(['reminder', 'interview', 'silence']),
  /** Id of the reminder or interview; for silence of the application. */
  id: z.string(),
  when: z.enum(['overdue', 'today', 'upcoming']),
  dueAt: IsoInstant,
  isAllDay: z.boolean(),
  text: z.string(),
  card: ApplicationCard,
  reminder: Reminder.nullable(),
  interview: Interview.nullable(),
  silence: Silence.nullable(),
  /** What the order goes by, 0 to 1, highest first, and what each part brought. */
  score: z.number(),
  parts: z.object({ due: z.number(), priority: z.number(), stage: z.number(), freshness: z.number() }),
})
export type TodayItem = z.infer<typeof TodayItem>
/** `upcoming` reaches seven days ahead. Each list is ordered by `score`, then due date, then id; at most 200 each. */
export const Today = z.object({
  date: z.iso.date(),
  timeZone: z.string(),
  weights: TodayWeights,
  overdue: z.array(TodayItem),
  today: z.array(TodayItem),
  upcoming: z.array(TodayItem),
})
export type Today = z.infer<typeof Today>

/** One application with everything that belongs to it. Lists are in order of time; history newest first and at most 100 lines. */
export const Application = ApplicationCard.extend({
  /** The posting's text when it was saved: Markdown or plain. */
  text: z.string().nullable(),
  /** The same as HTML that is safe on our page. */
  textHtml: z.string().nullable(),
  history: z.array(HistoryEntry),
  contacts: z.array(Contact),
  notes: z.array(Note),
  attachments: z.array(Attachment),
  reminders: z.array(Reminder),
  interviews: z.array(Interview),
  silence: Silence.nullable(),
  earlier: z.array(EarlierApplication),
})
export type Application = z.infer<typeof Application>

/** Where the columns of a file go. A name of the file's own header, or `null` for a field it lacks. */
export const IMPORT_FIELDS = [
  'title',
  'companyName',
  'place',
  'url',
  'stage',
  'outcome',
  'savedAt',
  'appliedAt',
  'salary',
  'priority',
  'tags',
  'source',
  'note',
  'text',
] as const
export type ImportField = (typeof IMPORT_FIELDS)[number]
export const ImportMapping = z.partialRecord(z.enum(IMPORT_FIELDS), z.string().max(200).nullable())
export type ImportMapping = z.infer<typeof ImportMapping>
const ImportCsv = z
  .string()
  .min(1, 'This file is empty.')
  .refine((csv) => csv.length <= IMPORT_BYTES_MAX, 'This file is over 5 MB. Split it in two.')
export const PreviewImport = z.strictObject({ csv: ImportCsv, mapping: ImportMapping.optional() })
export type PreviewImport = z.infer<typeof PreviewImport>
export const ImportRowError = z.object({
  /** Line of the file, the header being 1. */
  line: z.int(),
  field: z.enum(IMPORT_FIELDS).nullable(),
  message: z.string(),
})
export type ImportRowError = z.infer<typeof ImportRowError>
/** What an import would do. Nothing is stored. */
export const ImportPreview = z.object({
  /** Whose columns these are: known by name, or mapped by hand. */
  format: z.enum(['huntr', 'teal', 'numerojobs', 'other']),
  columns: z.array(z.string()),
  mapping: ImportMapping,
  rows: z.int(),
  ready: z.int(),
  errors: z.array(ImportRowError),
  /** Rows that say what an application here, or an earlier row, says already. They are left out unless asked for. */
  duplicates: z.array(
    z.object({
      line: z.int(),
      title: z.string(),
      companyName: z.string().nullable(),
      applicationId: ApplicationId.nullable(),
      ofLine: z.int().nullable(),
    }),
  ),
  /** The first twenty rows as they would be saved. */
  sample: z.array(
    z.object({
      line: z.int(),
      title: z.string(),
      companyName: z.string().nullable(),
      group: StageGroup,
      outcome: Outcome.nullable(),
      appliedAt: IsoInstant.nullable(),
    }),
  ),
})
export type ImportPreview = z.infer<typeof ImportPreview>
export const CommitImport = z.strictObject({
  csv: ImportCsv,
  mapping: ImportMapping,
  /** Also saves rows that are duplicates. */
  withDuplicates: z.boolean().default(false),
})
export type CommitImport = z.infer<typeof CommitImport>
/** The same file again adds only what is missing. `batchId` undoes the whole. */
export const ImportResult = z.object({
  importId: ApplicationImportId,
  batchId: BatchId,
  saved: z.int(),
  /** Rows of this file that an earlier run had saved. */
  alreadySaved: z.int(),
  duplicates: z.int(),
  errors: z.array(ImportRowError),
})
export type ImportResult = z.infer<typeof ImportResult>
