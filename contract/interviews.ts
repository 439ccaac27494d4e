import { z } from 'zod'
import { TimeZone } from './identity'
import { ApplicationId, Cursor, InterviewId, IsoInstant, pageOf, WebUrl } from './wire'

export const INTERVIEW_KINDS = ['phone', 'video', 'onsite', 'technical', 'task', 'panel', 'informal'] as const
export const InterviewKind = z.enum(INTERVIEW_KINDS)
export type InterviewKind = z.infer<typeof InterviewKind>

/** A conversation about an application, as both sides' calendars show it. */
export const Interview = z.object({
  id: InterviewId,
  applicationId: ApplicationId,
  kind: InterviewKind,
  /** Who will be there, as the person typed it. */
  people: z.array(z.string()),
  link: z.string().nullable(),
  place: z.string().nullable(),
  /** What to bring, ask or prepare. Plain text. */
  notes: z.string().nullable(),
  startsAt: IsoInstant,
  endsAt: IsoInstant,
  /** The seeker's zone and the employer's: each side reads the same instant on its own clock. */
  timeZone: z.string(),
  employerTimeZone: z.string(),
  /** Called off interviews stay, and stay in calendars as cancelled. */
  calledOffAt: IsoInstant.nullable(),
  createdAt: IsoInstant,
  updatedAt: IsoInstant,
  /** Grows with every change; calendars get it as the sequence of the event. */
  version: z.int(),
})
export type Interview = z.infer<typeof Interview>

const HOUR_MS = 3_600_000
const DURATION_MS_MAX = 24 * HOUR_MS
const GivenInterview = {
  kind: InterviewKind.describe('How one meets.'),
  people: z.array(z.string().trim().min(1).max(120)).max(20).default([]).describe('Who takes part, by name.'),
  link: WebUrl.nullable().default(null).describe('Where a call is joined.'),
  place: z.string().trim().max(300).nullable().default(null).describe('Where one meets in person.'),
  notes: z.string().trim().max(4_000).nullable().default(null).describe('What to bring and to remember.'),
  startsAt: IsoInstant.describe('When it starts, in UTC.'),
  endsAt: IsoInstant.describe('When it ends, in UTC: after it starts, within a day.'),
  timeZone: TimeZone.describe("The seeker's time zone: `Europe/Paris`."),
  /** The seeker's own when it is not said. */
  employerTimeZone: TimeZone.optional().describe("The employer's time zone; the seeker's own when it is not said."),
}
const inOrder = ({ startsAt, endsAt }: { startsAt: string; endsAt: string }) => {
  const lengthMs = Date.parse(endsAt) - Date.parse(startsAt)
  return lengthMs > 0 && lengthMs <= DURATION_MS_MAX
}
const ORDER = { message: 'It must end after it starts, within a day.', path: ['endsAt'] }
export const AddInterview = z
  .strictObject({
    applicationId: ApplicationId.describe('One of your applications.'),
    interviewId: InterviewId.optional().describe('An id of your own making, so that sending it twice adds one.'),
    ...GivenInterview,
  })
  .refine(inOrder, ORDER)
export type AddInterview = z.infer<typeof AddInterview>
export type AddInterviewInput = z.input<typeof AddInterview>
/** The whole interview anew. `version` is the one that was edited: a newer one is not overwritten but told. */
export const UpdateInterview = z.strictObject({ interviewId: InterviewId, version: z.int(), ...GivenInterview }).refine(inOrder, ORDER)
export type UpdateInterview = z.infer<typeof UpdateInterview>
export const CallOffInterview = z.strictObject({ interviewId: InterviewId })

export const InterviewList = z.strictObject({
  from: IsoInstant.optional(),
  before: IsoInstant.optional(),
  applicationId: ApplicationId.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: Cursor.optional(),
})
export type InterviewList = z.infer<typeof InterviewList>
/** By start, the earliest first. */
export const InterviewPage = pageOf(Interview)

/** One version of an interview as it was. */
export const InterviewVersion = Interview.pick({
  kind: true,
  people: true,
  link: true,
  place: true,
  notes: true,
  startsAt: true,
  endsAt: true,
  timeZone: true,
  employerTimeZone: true,
  calledOffAt: true,
  version: true,
  updatedAt: true,
})
export type InterviewVersion = z.infer<typeof InterviewVersion>

/** A secret address that a calendar program reads. The address itself is shown once, when it is made. */
export const CalendarFeed = z.object({
  createdAt: IsoInstant,
  /** When a calendar last asked; `null` when none ever did. To the hour. */
  lastReadAt: IsoInstant.nullable(),
  hasReminders: z.boolean(),
})
export type CalendarFeed = z.infer<typeof CalendarFeed>
export const IssuedCalendarFeed = CalendarFeed.extend({ url: z.string() })
export type IssuedCalendarFeed = z.infer<typeof IssuedCalendarFeed>
/** One file as calendar programs take it (RFC 5545). */
export const CalendarFile = z.object({ name: z.string(), mediaType: z.literal('text/calendar'), body: z.string() })
export type CalendarFile = z.infer<typeof CalendarFile>
