import { z } from 'zod'
import { ApplicationCard, Reminder } from './applications'
import { HiringActor, HiringPlacement, HiringStage } from './hiring'
import { Interview } from './interviews'
import { JobCard } from './jobs'
import { LeadState, Verdict } from './leads'
import { Notification } from './notifications'
import { PostingLine } from './postings'
import { DataExport } from './privacy'
import { ResumeFileLine, ResumeLine } from './resumes'
import { Shortlist, ShortlistActor, ShortlistEntry } from './shortlists'
import {
  ApplicationId,
  ContactId,
  ConversationMessageId,
  HiringNoteId,
  InterviewInvitationId,
  IsoInstant,
  JobId,
  JobInvitationId,
  LeadId,
  NoteId,
  NotificationId,
  SessionId,
  ShortlistEntryId,
} from './wire'

export const PARTIES = ['feed', 'operators', 'person', 'hiring', 'shortlist', 'text'] as const
export type Party = (typeof PARTIES)[number]

/** The rooms there are: `party/room`. `feed/jobs` is public; `operators/all` needs an operator's ticket; `person/<id>` is for that person alone. */
export const rooms = {
  jobs: { party: 'feed', room: 'jobs' },
  operators: { party: 'operators', room: 'all' },
} as const satisfies Record<string, RoomAddress>
/** What happens to one person's own things, on all their screens. */
export const personRoom = (personId: string): RoomAddress => ({ party: 'person', room: personId })
/** The pipeline of one posting, for who may see its candidates. */
export const hiringRoom = (postingId: string): RoomAddress => ({ party: 'hiring', room: postingId })
/** The live session on one shortlist, for members and its guests. */
export const shortlistRoom = (shortlistId: string): RoomAddress => ({ party: 'shortlist', room: shortlistId })
/** A text that several people type at once, by the id of what it belongs to. */
export const textRoom = (id: string): RoomAddress => ({ party: 'text', room: id })
export type RoomAddress = { party: Party; room: string }
export const roomKey = (address: RoomAddress) => `${address.party}/${address.room}`
/** The address that a key of `roomKey` names. */
export const roomOf = (key: string): RoomAddress => {
  const [party, ...room] = key.split('/')
  return { party: z.enum(PARTIES).parse(party), room: room.join('/') }
}

/** One operator-side line: a post was read. Ids and figures only, so that it stays right when the post is erased. */
const LeadLine = z.object({
  leadId: LeadId,
  state: LeadState,
  verdict: Verdict,
  source: z.string(),
  title: z.string().nullable(),
  receivedAt: IsoInstant,
  readAt: IsoInstant,
})

/** A job was reported, or its reports were answered. */
const ReportsLine = z.object({
  jobId: JobId,
  /** How many people's reports of this job wait; 0 when they were answered. */
  people: z.int(),
  /** How many jobs have reports that wait. */
  waiting: z.int(),
})

const eventOf = <T extends string, D extends z.ZodType>(type: T, data: D) =>
  z.object({
    room: z.string(),
    /** Dense and growing within its room: 1, 2, 3 … */
    seq: z.int().positive(),
    type: z.literal(type),
    /** Version of the row it carries. Older than what is shown means old news. */
    version: z.int(),
    data,
    at: IsoInstant,
  })

/** Every event that any room carries. Each holds the final state, so that a repeat does no harm. */
export const LiveEvent = z.discriminatedUnion('type', [
  eventOf('job.opened', z.object({ job: JobCard })),
  eventOf('job.changed', z.object({ job: JobCard })),
  eventOf('job.closed', z.object({ jobId: JobId })),
  eventOf('lead.read', LeadLine),
  eventOf('lead.decided', LeadLine),
  eventOf('resume.changed', z.object({ resume: ResumeLine, isRemoved: z.boolean() })),
  eventOf('resume.reading-changed', z.object({ file: ResumeFileLine })),
  eventOf('application.changed', z.object({ card: ApplicationCard })),
  eventOf('application.removed', z.object({ applicationId: ApplicationId })),
  /** So many changed at once that reading the list anew is cheaper than an event for each. */
  eventOf('applications.reload', z.object({ count: z.int() })),
  eventOf('interview.changed', z.object({ interview: Interview })),
  eventOf('reminder.changed', z.object({ reminder: Reminder, isRemoved: z.boolean() })),
  /** What stands in a note or of a contact is asked for where it is shown: rooms carry no words of theirs. */
  eventOf('note.changed', z.object({ applicationId: ApplicationId, noteId: NoteId, isRemoved: z.boolean() })),
  eventOf('contact.changed', z.object({ applicationId: ApplicationId, contactId: ContactId, isRemoved: z.boolean() })),
  eventOf('notification.added', z.object({ notification: Notification, unread: z.int() })),
  /** `ids` of what was read; `null`: everything up to then. */
  eventOf('notification.read', z.object({ ids: z.array(NotificationId).nullable(), readAt: IsoInstant, unread: z.int() })),
  eventOf('privacy.export-changed', z.object({ export: DataExport })),
  eventOf('session.ended', z.object({ sessionId: SessionId })),
  /** A decision was taken back: `state` is what the lead is again. */
  eventOf('lead.taken-back', LeadLine),
  /** Its post was removed where it was written. */
  eventOf('lead.withdrawn', LeadLine),
  eventOf('reports.changed', ReportsLine),
  eventOf('posting.changed', z.object({ posting: PostingLine })),
  /** Rooms of hiring carry ids and places, never a name or a word about a candidate: what is shown beside them is asked for, under the reader's own rights. */
  eventOf('hiring.received', z.object({ placement: HiringPlacement })),
  eventOf('hiring.changed', z.object({ placement: HiringPlacement, by: HiringActor.nullable() })),
  /** So many changed at once that reading the pipeline anew is cheaper than an event for each. */
  eventOf('hiring.reload', z.object({ count: z.int() })),
  /** Something that a card shows besides its place changed: a résumé was withdrawn, a candidate was renamed or merged. */
  eventOf('hiring.card-changed', z.object({ applicationId: ApplicationId })),
  eventOf('hiring.stages-changed', z.object({ stages: z.array(HiringStage) })),
  eventOf('hiring.note-changed', z.object({ applicationId: ApplicationId, noteId: HiringNoteId, isRemoved: z.boolean() })),
  /** Somebody who was found for this posting was invited, or declined. Who they are stands in no room. */
  eventOf('hiring.invitation-changed', z.object({ invitationId: JobInvitationId })),
  /** Somebody of the team wrote, changed or cancelled a message, it left, or the candidate answered. */
  eventOf('hiring.message-changed', z.object({ applicationId: ApplicationId, messageId: ConversationMessageId })),
  /** For the candidate: the thread with an employer has a new message. */
  eventOf('conversation.changed', z.object({ applicationId: ApplicationId, messageId: ConversationMessageId })),
  /** An invitation to an interview was sent, agreed, moved or called off, or its scorecards changed. What it says is asked for, under the reader's own rights. */
  eventOf('scheduling.changed', z.object({ applicationId: ApplicationId, invitationId: InterviewInvitationId })),
  eventOf('shortlist.changed', z.object({ shortlist: Shortlist, by: ShortlistActor.nullable() })),
  eventOf('shortlist.entry-changed', z.object({ entry: ShortlistEntry, by: ShortlistActor.nullable(), eventSeq: z.int() })),
  eventOf('shortlist.entry-removed', z.object({ entryId: ShortlistEntryId, by: ShortlistActor.nullable(), eventSeq: z.int() })),
])
export type LiveEvent = z.infer<typeof LiveEvent>
type WithoutAddress<E> = E extends LiveEvent ? Pick<E, 'type' | 'data' | 'version'> : never
/** An event as a domain function emits it: the outbox adds room, sequence and time. */
export type EmittedEvent = WithoutAddress<LiveEvent>

export const TicketClaims = z.object({
  sub: z.string().max(100),
  name: z.string().max(100),
  party: z.enum(PARTIES),
  room: z.string().max(100),
  role: z.enum(['view', 'edit']),
  iat: z.int(),
  exp: z.int(),
})
export type TicketClaims = z.infer<typeof TicketClaims>
export const TICKET_ISSUER = 'numerojobs'
export const TICKET_AUDIENCE = 'party'
export const TICKET_AGE_MAX_S = 300

/** A right to listen in one room for at most five minutes, and where that room stands now. */
export const Ticket = z.object({ ticket: z.string(), party: z.enum(PARTIES), room: z.string(), expiresAt: IsoInstant, last: z.int() })
export type Ticket = z.infer<typeof Ticket>

/** At most so many people of a room are named; those beyond are there unseen. */
export const PRESENT_MAX = 200
/** Somebody in a room, once for each of their windows. */
export const Present = z.object({
  /** Of the window. */
  id: z.string(),
  /** Of the person: their id, or a guest's. */
  key: z.string(),
  name: z.string(),
  /** Id of what they look at; `null`: nothing in particular. */
  at: z.string().nullable(),
  /** They ask the others to follow them. */
  leads: z.boolean(),
})
export type Present = z.infer<typeof Present>

/** What a room sends. `resync`: it cannot bridge the gap, so ask `events.since`. */
export const RoomFrame = z.discriminatedUnion('t', [
  z.object({ t: z.literal('hello'), last: z.int(), replay: z.array(LiveEvent).optional(), resync: z.literal(true).optional() }),
  z.object({ t: z.literal('events'), events: z.array(LiveEvent) }),
  /** Who is here now, in rooms where people work together. */
  z.object({ t: z.literal('presence'), people: z.array(Present) }),
  /** In rooms of text: somebody asks for what they lack, and what somebody typed. Yjs, in Base64. */
  z.object({ t: z.literal('text-vector'), vector: z.string(), from: z.string() }),
  z.object({ t: z.literal('text-update'), update: z.string() }),
])
export type RoomFrame = z.infer<typeof RoomFrame>

/** Answer of `events.since`: the next events in order. `reload` when the reader is too far behind to catch up event by event. */
export const EventsSince = z.object({ events: z.array(LiveEvent), last: z.int(), reload: z.boolean() })
export type EventsSince = z.infer<typeof EventsSince>
