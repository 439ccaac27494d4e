import { z } from 'zod'
import { ReportReason } from './jobs'
import { NewsReason } from './searches'
import { Cursor, IsoInstant, JobId, MessageId, NotificationId, PersonId, pageOf } from './wire'

/** Ways a message leaves us. */
export const MESSAGE_CHANNELS = ['mail', 'sms'] as const
export const MessageChannel = z.enum(MESSAGE_CHANNELS)
export type MessageChannel = z.infer<typeof MessageChannel>

/**
 * What became of a message. `sent`: a transport took it. `delivered`: its server said so. `bounced`: the address does not take it.
 * `failed`: we or the transport gave up. `never_attempted`: we did not even try, for the reason beside it.
 */
export const MESSAGE_STATES = ['queued', 'sent', 'delivered', 'failed', 'bounced', 'never_attempted'] as const
export const MessageState = z.enum(MESSAGE_STATES)
export type MessageState = z.infer<typeof MessageState>

/** Why a message is where it is. `null` where the state says it all. */
export const MESSAGE_REASONS = [
  'no-consent',
  'unsubscribed',
  'stopped',
  'address-bounced',
  'address-complained',
  'no-transport',
  'content-erased',
  'address-refused',
  'refused-by-transport',
  'transport-unreachable',
] as const
export const MessageReason = z.enum(MESSAGE_REASONS)
export type MessageReason = z.infer<typeof MessageReason>

/** What a person may agree to. Messages about their own account (codes, links, receipts) need no agreement and are not among these. */
export const CONSENT_PURPOSES = ['reminders', 'updates', 'jobs'] as const
export const ConsentPurpose = z.enum(CONSENT_PURPOSES)
export type ConsentPurpose = z.infer<typeof ConsentPurpose>

/** The words a person agrees to. A change of words is a new version; what was agreed to earlier keeps the version it was given for. */
export const CONSENT_TEXTS = [
  {
    id: 'mail-reminders',
    version: 1,
    purpose: 'reminders',
    channel: 'mail',
    text: 'Send me e-mail reminders of my interviews and of what I planned for my applications. I can end this at any time, with one click in each mail or here.',
  },
  {
    id: 'mail-updates',
    version: 1,
    purpose: 'updates',
    channel: 'mail',
    text: 'Tell me by e-mail when something happens with my applications, saved jobs and résumés, at once or in a digest. I can end this at any time, with one click in each mail or here.',
  },
  {
    id: 'mail-jobs',
    version: 1,
    purpose: 'jobs',
    channel: 'mail',
    text: 'Send me the new jobs that my saved searches, the companies I follow and my matches found, all together in one e-mail a day or a week. I can end this at any time, with one click in each mail or here.',
  },
  {
    id: 'sms-reminders',
    version: 1,
    purpose: 'reminders',
    channel: 'sms',
    text: 'Send me text messages that remind me of my interviews and of what I planned for my applications. Message and data rates may apply. I can end this at any time by answering STOP, or here; HELP answers with help.',
  },
  {
    id: 'sms-updates',
    version: 1,
    purpose: 'updates',
    channel: 'sms',
    text: 'Tell me by text message when something happens with my applications. Message and data rates may apply. I can end this at any time by answering STOP, or here; HELP answers with help.',
  },
] as const satisfies readonly { id: string; version: number; purpose: ConsentPurpose; channel: MessageChannel; text: string }[]
export type ConsentTextId = (typeof CONSENT_TEXTS)[number]['id']
export const ConsentTextId = z.enum([
  'mail-reminders',
  'mail-updates',
  'mail-jobs',
  'sms-reminders',
  'sms-updates',
]) satisfies z.ZodType<ConsentTextId>

/** How a line of the ledger came about. */
export const ConsentHow = z.enum(['settings', 'one-click', 'keyword', 'complaint'])
export type ConsentHow = z.infer<typeof ConsentHow>

/** One agreement as it stands now, with the words of today. */
export const Consent = z.object({
  textId: ConsentTextId,
  purpose: ConsentPurpose,
  channel: MessageChannel,
  text: z.string(),
  textVersion: z.int(),
  given: z.boolean(),
  /** Version of the words that were agreed to or withdrawn from; `null` when nothing was ever said. */
  saidVersion: z.int().nullable(),
  saidAt: IsoInstant.nullable(),
  how: ConsentHow.nullable(),
})
export type Consent = z.infer<typeof Consent>
export const ConsentList = z.object({ data: z.array(Consent) })
export const SetConsent = z.strictObject({
  textId: ConsentTextId,
  /** The version that was on the screen. An older one than today's is refused, since other words were read. */
  textVersion: z.int(),
  given: z.boolean(),
})
export type SetConsent = z.infer<typeof SetConsent>

/** The id of something of another area, of which only the address of its page is made. */
const SubjectId = z.string().regex(/^[a-z]{3}_[0-9a-f]{32}$/)
const Role = { jobTitle: z.string().max(300), companyName: z.string().max(300).nullable() }

/** What a notification is about, by event. Whoever notifies fills it; how it is worded is `server/notifications/core/notification-words.ts`. */
export const NotificationData = z.discriminatedUnion('event', [
  z.object({ event: z.literal('application.moved'), applicationId: SubjectId, ...Role, stage: z.string().max(100) }),
  z.object({ event: z.literal('application.messaged'), applicationId: SubjectId, ...Role }),
  z.object({ event: z.literal('application.silent'), applicationId: SubjectId, ...Role, days: z.int().positive() }),
  z.object({ event: z.literal('application.reminder'), applicationId: SubjectId, ...Role, note: z.string().max(500), dueAt: IsoInstant }),
  z.object({
    event: z.literal('interview.reminder'),
    interviewId: SubjectId,
    applicationId: SubjectId,
    ...Role,
    startsAt: IsoInstant,
    /** IANA zone that the interview was agreed in. */
    timeZone: z.string().max(60),
  }),
  z.object({ event: z.literal('job.closed'), jobId: JobId, ...Role }),
  z.object({
    event: z.literal('job.found'),
    jobId: JobId,
    ...Role,
    /** Why this one is told. */
    reason: NewsReason,
    /** How many others came with it. */
    more: z.int().min(0),
  }),
  /** An organisation that found the person for a job asks them to apply. */
  z.object({ event: z.literal('job.invited'), invitationId: SubjectId, ...Role }),
  z.object({ event: z.literal('resume.read'), resumeId: SubjectId, outcome: z.enum(['ready', 'unreadable']) }),
  z.object({ event: z.literal('organisation.invited'), organisationId: SubjectId, organisationName: z.string().max(200) }),
  /** An employer who works here asks the candidate to choose a time, or called it off. */
  z.object({ event: z.literal('interview.invited'), applicationId: SubjectId, ...Role, what: z.enum(['invited', 'called-off']) }),
  /** For who takes part on the employer's side. */
  z.object({
    event: z.literal('interviewing.changed'),
    postingId: SubjectId,
    applicationId: SubjectId,
    jobTitle: z.string().max(300),
    what: z.enum(['agreed', 'moved', 'called-off', 'near']),
    startsAt: IsoInstant,
    timeZone: z.string().max(60),
  }),
  z.object({
    event: z.literal('interviewing.feedback'),
    invitationId: SubjectId,
    jobTitle: z.string().max(300),
    startsAt: IsoInstant,
    timeZone: z.string().max(60),
  }),
  z.object({
    event: z.literal('candidate.answered'),
    postingId: SubjectId,
    applicationId: SubjectId,
    jobTitle: z.string().max(300),
  }),
  z.object({
    event: z.literal('posting.paused-idle'),
    postingId: SubjectId,
    ...Role,
    /** So many days nobody had looked. */
    days: z.int().positive(),
  }),
  /** An operator closed the job of a posting. */
  z.object({ event: z.literal('posting.taken-down'), jobId: JobId, ...Role, reason: ReportReason }),
  /** An objection to that was answered. */
  z.object({ event: z.literal('appeal.answered'), jobId: JobId, ...Role, outcome: z.enum(['restored', 'upheld']) }),
  z.object({
    event: z.literal('shortlist.mentioned'),
    organisationId: SubjectId,
    shortlistId: SubjectId,
    shortlistName: z.string().max(100),
    /** Who wrote the comment. */
    byName: z.string().max(200),
  }),
])
export type NotificationData = z.infer<typeof NotificationData>
export const NOTIFICATION_EVENTS = [
  'application.moved',
  'application.messaged',
  'application.silent',
  'application.reminder',
  'interview.reminder',
  'interview.invited',
  'interviewing.changed',
  'interviewing.feedback',
  'job.closed',
  'job.found',
  'job.invited',
  'resume.read',
  'organisation.invited',
  'candidate.answered',
  'shortlist.mentioned',
  'posting.paused-idle',
  'posting.taken-down',
  'appeal.answered',
] as const satisfies readonly NotificationData['event'][]
export const NotificationEvent = z.enum(NOTIFICATION_EVENTS)
export type NotificationEvent = z.infer<typeof NotificationEvent>

/** One line of the notification centre. */
export const Notification = z.object({ id: NotificationId, data: NotificationData, at: IsoInstant, readAt: IsoInstant.nullable() })
export type Notification = z.infer<typeof Notification>
export const NotificationList = z.strictObject({
  unreadOnly: z.boolean().default(false),
  limit: z.int().min(1).max(100).default(30),
  cursor: Cursor.optional(),
})
export const NotificationPage = pageOf(Notification).extend({ unread: z.int() })
export const UnreadCount = z.object({ unread: z.int() })

export const NOTIFY_CHANNELS = ['app', 'mail', 'sms'] as const
export const NotifyChannel = z.enum(NOTIFY_CHANNELS)
export type NotifyChannel = z.infer<typeof NotifyChannel>

const ClockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Give a time like 22:00.')
export const Digest = z.enum(['instant', 'daily', 'weekly'])
export type Digest = z.infer<typeof Digest>

/** How a person wants to hear of things. */
export const NotificationPreferences = z.object({
  /** Every event with the channels it goes to. Mail and text messages also need the person's consent. */
  events: z.array(z.object({ event: NotificationEvent, app: z.boolean(), mail: z.boolean(), sms: z.boolean() })),
  /** No mail and no text message leaves between these times of the person's own zone; they wait until its end. */
  quietHours: z.object({ from: ClockTime, to: ClockTime }).nullable(),
  /** Whether updates come one by one, or together in one mail a day or week. Reminders are never held back for a digest. */
  digest: Digest,
  timeZone: z.string(),
  /** The confirmed number's last digits; `null` without one. */
  phoneEnding: z.string().nullable(),
})
export type NotificationPreferences = z.infer<typeof NotificationPreferences>
export const SetPreferences = z.strictObject({
  events: z
    .array(z.strictObject({ event: NotificationEvent, channel: NotifyChannel, on: z.boolean() }))
    .max(NOTIFICATION_EVENTS.length * NOTIFY_CHANNELS.length)
    .optional(),
  quietHours: z
    .strictObject({ from: ClockTime, to: ClockTime })
    .refine(({ from, to }) => from !== to, 'Quiet hours need an end that is not their beginning.')
    .nullable()
    .optional(),
  digest: Digest.optional(),
})
export type SetPreferences = z.infer<typeof SetPreferences>

/** A phone number in E.164: `+4915112345678`. */
export const PhoneNumber = z
  .string()
  .transform((typed) => typed.replace(/[\s()./-]/g, ''))
  .pipe(z.string().regex(/^\+[1-9]\d{6,14}$/, 'Give the number with its country code, like +49 151 12345678.'))

/** One message to this person, and what became of it. Never its content. */
export const Delivery = z.object({
  id: MessageId,
  channel: MessageChannel,
  /** What it was: `sign-in-code`, `interview-reminder` … */
  template: z.string(),
  state: MessageState,
  reason: MessageReason.nullable(),
  queuedAt: IsoInstant,
  /** When it may leave at the earliest, where quiet hours hold it back. */
  notBefore: IsoInstant.nullable(),
  sentAt: IsoInstant.nullable(),
  settledAt: IsoInstant.nullable(),
})
export type Delivery = z.infer<typeof Delivery>
export const DeliveryList = z.strictObject({ limit: z.int().min(1).max(100).default(30), cursor: Cursor.optional() })
export const DeliveryPage = pageOf(Delivery)

/** For operators: messages of one state, or of all. */
export const MessageList = DeliveryList.extend({ state: MessageState.optional() })
export const MessagePage = pageOf(Delivery.extend({ attempts: z.int() })).extend({ counts: z.record(MessageState, z.int()) })

/** For operators: one line of the consent ledger. */
export const ConsentLine = z.object({
  id: z.string(),
  /** `null` for an address that belongs to nobody here. */
  personId: z.string().nullable(),
  channel: MessageChannel,
  purpose: ConsentPurpose,
  textId: ConsentTextId,
  textVersion: z.int(),
  given: z.boolean(),
  how: ConsentHow,
  at: IsoInstant,
})
export type ConsentLine = z.infer<typeof ConsentLine>
export const ConsentLedger = DeliveryList.extend({ personId: PersonId.optional() })
export const ConsentLedgerPage = pageOf(ConsentLine)

/** What a link from a message ends. It names nobody. */
export const UnsubscribeState = z.object({ channel: MessageChannel, purpose: ConsentPurpose })
