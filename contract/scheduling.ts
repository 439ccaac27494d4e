import { z } from 'zod'
import { TimeZone } from './identity'
import { InterviewKind } from './interviews'
import {
  ApplicationId,
  AvailabilityTimeId,
  BusyFeedId,
  HiringStageId,
  InterviewInvitationId,
  IsoInstant,
  OrganisationId,
  PersonId,
  PostingId,
  WebUrl,
} from './wire'

export const DAY_MINUTES = 1_440
export const AVAILABILITY_TIMES_MAX = 200
export const BUSY_FEEDS_MAX = 5
export const PANEL_MAX = 8
export const INVITATION_DAYS_MAX = 60
/** A calendar that was read within this time is believed when somebody picks; an older one is read again first. */
export const FEED_FRESH_MS = 5 * 60_000
/** Busy times that were read so long ago say nothing any more: their owner is offered to nobody until the calendar can be read again. */
export const FEED_BELIEVED_MS = 24 * 3_600_000

const MinuteOfDay = z.int().min(0).max(DAY_MINUTES)
/** Part of a day on the clock of whoever works then, in minutes from midnight. */
export const WorkingSpan = z
  .strictObject({ from: MinuteOfDay, to: MinuteOfDay })
  .refine(({ from, to }) => from < to, { message: 'It must end after it begins.', path: ['to'] })
export type WorkingSpan = z.infer<typeof WorkingSpan>
/** Seven days, Monday first, each with its spans. */
export const WeeklyHours = z.array(z.array(WorkingSpan).max(4)).length(7)
export type WeeklyHours = z.infer<typeof WeeklyHours>
export const SetHours = z.strictObject({ timeZone: TimeZone, weekly: WeeklyHours })
export type SetHours = z.infer<typeof SetHours>

/** A time of one's own: `open` beside the weekly hours, or `blocked` within them. */
export const AvailabilityTime = z.object({
  id: AvailabilityTimeId,
  kind: z.enum(['open', 'blocked']),
  startsAt: IsoInstant,
  endsAt: IsoInstant,
})
export type AvailabilityTime = z.infer<typeof AvailabilityTime>
const TIME_MS_MAX = 62 * 86_400_000
export const AddAvailabilityTime = z.strictObject({ kind: z.enum(['open', 'blocked']), startsAt: IsoInstant, endsAt: IsoInstant }).refine(
  ({ startsAt, endsAt }) => {
    const lengthMs = Date.parse(endsAt) - Date.parse(startsAt)
    return lengthMs > 0 && lengthMs <= TIME_MS_MAX
  },
  { message: 'It must end after it begins, within two months.', path: ['endsAt'] },
)
export type AddAvailabilityTime = z.infer<typeof AddAvailabilityTime>

/** Why a calendar could not be read the last time. */
export const FEED_FAULTS = [
  'not-https',
  'not-public',
  'unreachable',
  'timed-out',
  'refused',
  'too-large',
  'too-many-redirects',
  'not-a-calendar',
  'too-complex',
] as const
export const FeedFault = z.enum(FEED_FAULTS)
export type FeedFault = z.infer<typeof FeedFault>

/** A calendar that says when its owner is busy. Its address is a secret, and is never shown again. */
export const BusyFeed = z.object({
  id: BusyFeedId,
  host: z.string(),
  addedAt: IsoInstant,
  /** When it was read well the last time; `null`: never. */
  readAt: IsoInstant.nullable(),
  /** What went wrong the last time; `null`: nothing. */
  fault: FeedFault.nullable(),
  /** Repeating events whose rule we cannot expand: of each only its first time counts as busy. */
  unreadCount: z.int(),
  busyCount: z.int(),
})
export type BusyFeed = z.infer<typeof BusyFeed>
export const AddBusyFeed = z.strictObject({ url: z.url({ error: 'Give the address of a calendar.' }).max(2_000) })
export type AddBusyFeed = z.infer<typeof AddBusyFeed>

/** When somebody can be met, as they set it. */
export const Availability = z.object({
  timeZone: z.string(),
  weekly: WeeklyHours,
  /** Nothing was set yet: weekdays from 9 to 17 are assumed. */
  isAssumed: z.boolean(),
  times: z.array(AvailabilityTime),
  feeds: z.array(BusyFeed),
})
export type Availability = z.infer<typeof Availability>

/** `all`: each of the panel takes part. `one`: one of them does, whoever has the fewest interviews. */
export const PanelMode = z.enum(['all', 'one'])
export type PanelMode = z.infer<typeof PanelMode>

export const InviteToInterview = z
  .strictObject({
    applicationId: ApplicationId,
    /** An id of the caller's own making, so that sending it twice invites once. */
    invitationId: InterviewInvitationId.optional(),
    kind: InterviewKind,
    lengthMinutes: z.int().min(15).max(480),
    /** Kept free behind it, for the panel alone. */
    bufferMinutes: z.int().min(0).max(120).default(0),
    windowFrom: IsoInstant,
    windowUntil: IsoInstant,
    /** Nobody picks a time that is nearer than this. */
    noticeHours: z.int().min(0).max(336).default(24),
    /** Up to so long before it starts, the candidate may pick another time or call it off. */
    changeHours: z.int().min(0).max(336).default(12),
    panel: z.array(PersonId).min(1, 'Choose at least one interviewer.').max(PANEL_MAX),
    mode: PanelMode.default('all'),
    timeZone: TimeZone,
    place: z.string().trim().max(300).nullable().default(null),
    link: WebUrl.nullable().default(null),
  })
  .refine(({ windowFrom, windowUntil }) => Date.parse(windowFrom) < Date.parse(windowUntil), {
    message: 'The last day must be after the first.',
    path: ['windowUntil'],
  })
  .refine(({ windowFrom, windowUntil }) => Date.parse(windowUntil) - Date.parse(windowFrom) <= INVITATION_DAYS_MAX * 86_400_000, {
    message: `Choose a window of at most ${INVITATION_DAYS_MAX} days.`,
    path: ['windowUntil'],
  })
export type InviteToInterview = z.infer<typeof InviteToInterview>
export type InviteToInterviewInput = z.input<typeof InviteToInterview>

export const InvitationState = z.enum(['open', 'agreed', 'called-off'])
export type InvitationState = z.infer<typeof InvitationState>

/** How far somebody of a panel can be relied on to be free when we think so. */
export const Reliance = z.enum(['sure', 'assumed-hours', 'calendar-stale', 'calendar-unread', 'left'])
export type Reliance = z.infer<typeof Reliance>

/** An invitation as the team sees it. */
export const InterviewInvitation = z.object({
  id: InterviewInvitationId,
  applicationId: ApplicationId,
  postingId: PostingId,
  organisationId: OrganisationId,
  kind: InterviewKind,
  lengthMinutes: z.int(),
  bufferMinutes: z.int(),
  windowFrom: IsoInstant,
  windowUntil: IsoInstant,
  mode: PanelMode,
  timeZone: z.string(),
  place: z.string().nullable(),
  link: z.string().nullable(),
  state: InvitationState,
  startsAt: IsoInstant.nullable(),
  endsAt: IsoInstant.nullable(),
  calledOffBy: z.enum(['candidate', 'team']).nullable(),
  /** A calendar of somebody who takes part could not be read when the time was picked. */
  isUnchecked: z.boolean(),
  panel: z.array(
    z.object({
      personId: PersonId,
      name: z.string(),
      /** Takes part in what was agreed. */
      isSeated: z.boolean(),
      reliance: Reliance,
    }),
  ),
  /** How many starts the candidate can choose from now; `null` once it is agreed or called off. */
  freeCount: z.int().nullable(),
  createdAt: IsoInstant,
  version: z.int(),
})
export type InterviewInvitation = z.infer<typeof InterviewInvitation>

/** The invitations of one application, the newest first, with what a page beside them says. */
export const InvitationsOfApplication = z.object({
  organisationId: OrganisationId,
  postingTitle: z.string(),
  /** As the reader may see it: a name, or `Candidate 7`. */
  candidate: z.string(),
  /** Whether the reader may invite now: they have the right, and the application runs. */
  mayInvite: z.boolean(),
  data: z.array(InterviewInvitation),
})
export type InvitationsOfApplication = z.infer<typeof InvitationsOfApplication>

export const InterviewToken = z.string().regex(/^[0-9a-f]{40}$/, 'This is not a link to an interview.')

/** An invitation as its candidate sees it. No name of the team, no stage, no word about anybody else. */
export const OfferedInterview = z.object({
  organisationName: z.string(),
  title: z.string(),
  kind: InterviewKind,
  lengthMinutes: z.int(),
  place: z.string().nullable(),
  link: z.string().nullable(),
  /** The employer's. */
  timeZone: z.string(),
  /** The candidate's own, where they have an account. */
  ownTimeZone: z.string().nullable(),
  state: InvitationState,
  startsAt: IsoInstant.nullable(),
  endsAt: IsoInstant.nullable(),
  /** Whether another time may be picked, or the interview be called off, now. */
  mayChange: z.boolean(),
  /** Until when that is so for the time that was agreed. */
  changeUntil: IsoInstant.nullable(),
  /** Starts that are free now, the earliest first. */
  starts: z.array(IsoInstant),
})
export type OfferedInterview = z.infer<typeof OfferedInterview>
export const PickTime = z.strictObject({ token: InterviewToken, startsAt: IsoInstant, timeZone: TimeZone })
export type PickTime = z.infer<typeof PickTime>

/** An invitation to the person who asks, with the page where they answer it. */
export const MyInvitation = z.object({
  kind: InterviewKind,
  state: InvitationState,
  startsAt: IsoInstant.nullable(),
  timeZone: z.string(),
  path: z.string(),
})
export type MyInvitation = z.infer<typeof MyInvitation>

/** What interviewers of one stage look at, ask and score. */
export const InterviewKit = z.object({
  stageId: HiringStageId,
  focus: z.string(),
  questions: z.array(z.string()),
  competencies: z.array(z.string()),
  guide: z.string(),
  version: z.int(),
})
export type InterviewKit = z.infer<typeof InterviewKit>
/** The stages of a posting, each with its kit where it has one. */
export const StageKits = z.object({
  title: z.string(),
  mayEdit: z.boolean(),
  stages: z.array(z.object({ stageId: HiringStageId, name: z.string(), kit: InterviewKit.nullable() })),
})
export type StageKits = z.infer<typeof StageKits>
const Line = (max: number) => z.string().trim().min(1).max(max)
export const SaveKit = z.strictObject({
  stageId: HiringStageId,
  focus: z.string().trim().max(300),
  questions: z.array(Line(500)).max(30),
  competencies: z
    .array(Line(80))
    .max(12)
    .refine((names) => new Set(names.map((name) => name.toLowerCase())).size === names.length, 'Name each competency once.'),
  guide: z.string().trim().max(10_000),
  /** Of the kit that was edited; 0 for a new one. */
  version: z.int().min(0),
})
export type SaveKit = z.infer<typeof SaveKit>

export const VERDICTS = ['strong-no', 'no', 'yes', 'strong-yes'] as const
export const Verdict = z.enum(VERDICTS)
export const GivenFeedback = z.strictObject({
  invitationId: InterviewInvitationId,
  /** 1 to 5 for each competency of the kit. */
  scores: z.record(z.string().max(80), z.int().min(1).max(5)),
  verdict: Verdict,
  note: z.string().trim().max(10_000),
})
export type GivenFeedback = z.infer<typeof GivenFeedback>
/** One interviewer's scorecard. */
export const InterviewFeedback = GivenFeedback.omit({ invitationId: true }).extend({
  by: z.object({ personId: PersonId, name: z.string() }),
  at: IsoInstant,
})
export type InterviewFeedback = z.infer<typeof InterviewFeedback>
/** What an interviewer opens at the interview. */
export const InterviewRoom = z.object({
  invitation: InterviewInvitation,
  title: z.string(),
  /** As the reader may see it: a name, or `Candidate 7`. */
  candidate: z.string(),
  kit: InterviewKit.nullable(),
  /** Notes of the team, as they stand; typed together under the id of the invitation. */
  notes: z.string(),
  mayWrite: z.boolean(),
  /** Whether the reader is to give a scorecard and has not yet. */
  owesFeedback: z.boolean(),
  /** Who took part and has not given theirs. */
  missing: z.array(z.string()),
  /** The reader's own, and the others' once theirs is in, or they take no part. */
  feedback: z.array(InterviewFeedback),
  /** How many scorecards stay hidden from the reader for now. */
  hiddenCount: z.int(),
})
export type InterviewRoom = z.infer<typeof InterviewRoom>
/** Notes that are typed together become too long beyond this. */
export const INTERVIEW_NOTES_MAX = 50_000
