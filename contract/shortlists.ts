import { z } from 'zod'
import { StageGroup } from './applications'
import { OrganisationRole } from './identity'

import {
  ApplicationId,
  BatchId,
  IsoInstant,
  OrganisationId,
  PersonId,
  PostingId,
  ShortlistCommentId,
  ShortlistEntryId,
  ShortlistGuestId,
  ShortlistId,
} from './wire'

export const SHORTLIST_NAME_MAX = 80
export const SHORTLIST_ENTRIES_MAX = 500
export const COMMENT_MAX = 4_000

/** An ordered, discussed subset of a posting's applications. */
export const Shortlist = z.object({
  id: ShortlistId,
  organisationId: OrganisationId,
  postingId: PostingId,
  name: z.string(),
  /** Names, places, contact data and résumés are hidden from everybody in it. */
  isAnonymous: z.boolean(),
  version: z.int(),
  /** `seq` of the newest line of its history: what is shown is as of then. */
  eventSeq: z.int(),
  createdAt: IsoInstant,
  /** Set when it is put away: nothing in it changes any more. */
  closedAt: IsoInstant.nullable(),
})
export type Shortlist = z.infer<typeof Shortlist>

export const Vote = z.enum(['yes', 'maybe', 'no'])
export type Vote = z.infer<typeof Vote>

/** One application on a shortlist. A stage belongs to the application; this has rank, votes and comments. */
export const ShortlistEntry = z.object({
  id: ShortlistEntryId,
  shortlistId: ShortlistId,
  applicationId: ApplicationId,
  /** Compared as plain bytes, equal ones by id. */
  rank: z.string(),
  votes: z.object({ yes: z.int(), maybe: z.int(), no: z.int() }),
  commentCount: z.int(),
  version: z.int(),
})
export type ShortlistEntry = z.infer<typeof ShortlistEntry>

/** What a guest with a link may do. */
export const GuestRight = z.enum(['view', 'vote'])
export type GuestRight = z.infer<typeof GuestRight>

/** Somebody outside the organisation with a link to one shortlist. */
export const ShortlistGuest = z.object({
  id: ShortlistGuestId,
  shortlistId: ShortlistId,
  name: z.string(),
  right: GuestRight,
  createdAt: IsoInstant,
  expiresAt: IsoInstant,
  revokedAt: IsoInstant.nullable(),
  lastSeenAt: IsoInstant.nullable(),
})
export type ShortlistGuest = z.infer<typeof ShortlistGuest>

/** Who did something in a shortlist: a member, or a guest by name. */
export const ShortlistActor = z.object({ personId: PersonId.nullable(), guestId: ShortlistGuestId.nullable(), name: z.string() })
export type ShortlistActor = z.infer<typeof ShortlistActor>

/** A change to a shortlist, as its replay needs it. */
export const ShortlistChange = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('created'), name: z.string(), isAnonymous: z.boolean() }),
  z.object({
    kind: z.literal('changed'),
    name: z.string().optional(),
    isAnonymous: z.boolean().optional(),
    isClosed: z.boolean().optional(),
  }),
  z.object({ kind: z.literal('added'), entryId: ShortlistEntryId, applicationId: ApplicationId, rank: z.string(), reason: z.string() }),
  z.object({ kind: z.literal('moved'), entryId: ShortlistEntryId, from: z.string(), to: z.string(), reason: z.string() }),
  z.object({ kind: z.literal('removed'), entryId: ShortlistEntryId, rank: z.string(), reason: z.string() }),
  z.object({ kind: z.literal('voted'), entryId: ShortlistEntryId, by: z.string(), from: Vote.nullable(), to: Vote.nullable() }),
  z.object({ kind: z.literal('commented'), entryId: ShortlistEntryId, commentId: ShortlistCommentId, isRemoved: z.boolean() }),
])
export type ShortlistChange = z.infer<typeof ShortlistChange>

/** A line of a shortlist's history. Lines are added and never changed. */
export const ShortlistEvent = z.object({
  /** Dense and growing within its shortlist, from 1. */
  seq: z.int().positive(),
  change: ShortlistChange,
  /** `null`: somebody who is erased. */
  by: ShortlistActor.nullable(),
  at: IsoInstant,
})
export type ShortlistEvent = z.infer<typeof ShortlistEvent>

/** What a reader may see of a candidate on a shortlist. In an anonymous one everything that names a person, a place or an age is left out, on the server. */
export const ShortlistCard = z.object({
  applicationId: ApplicationId,
  /** `Candidate 7`: what is shown where the name is hidden. */
  label: z.string(),
  /** `null` in an anonymous shortlist, and where the candidate was erased. */
  name: z.string().nullable(),
  headline: z.string().nullable(),
  places: z.array(z.string()),
  summary: z.string().nullable(),
  skills: z.array(z.string()),
  /** Newest first. `period` is as the résumé writes it, and `null` in an anonymous shortlist: there `months` alone is shown. */
  work: z.array(
    z.object({
      position: z.string().nullable(),
      company: z.string().nullable(),
      period: z.string().nullable(),
      months: z.int().nullable(),
    }),
  ),
  education: z.array(z.object({ what: z.string(), institution: z.string().nullable(), period: z.string().nullable() })),
  languages: z.array(z.string()),
  group: StageGroup,
  appliedAt: IsoInstant,
  /** `false`: there is none, or its candidate has withdrawn it. */
  hasResume: z.boolean(),
})
export type ShortlistCard = z.infer<typeof ShortlistCard>

export const ShortlistLine = z.object({ entry: ShortlistEntry, card: ShortlistCard, myVote: Vote.nullable() })
export type ShortlistLine = z.infer<typeof ShortlistLine>

/** What the reader may do in it. `edit` holds `vote`, which holds `view`. */
export const ShortlistRight = z.enum(['view', 'vote', 'edit'])
export type ShortlistRight = z.infer<typeof ShortlistRight>

/** A shortlist as one page shows it, its entries in their order. */
export const ShortlistView = z.object({
  shortlist: Shortlist,
  organisationName: z.string(),
  postingTitle: z.string(),
  right: ShortlistRight,
  /** `key` is what presence and votes name the reader by. `role` is `null` for a guest. */
  me: z.object({ key: z.string(), name: z.string(), role: OrganisationRole.nullable() }),
  lines: z.array(ShortlistLine),
  /** Who can be called in a comment; nobody for a guest. */
  members: z.array(z.object({ personId: PersonId, name: z.string() })),
})
export type ShortlistView = z.infer<typeof ShortlistView>

/** The shortlists of one posting, newest first; there is no second page. */
export const ShortlistsOfPosting = z.object({
  data: z.array(z.object({ shortlist: Shortlist, entryCount: z.int() })),
  /** Whether the reader may start one. */
  mayEdit: z.boolean(),
})
export type ShortlistsOfPosting = z.infer<typeof ShortlistsOfPosting>
export const SHORTLISTS_OF_POSTING_MAX = 100

const Reason = z.string().trim().max(500)
const ShortlistName = z.string().trim().min(1, 'Give it a name.').max(SHORTLIST_NAME_MAX)
const ofShortlist = { shortlistId: ShortlistId }
/** Made by the caller: the same change sent twice counts once. */
const once = { batchId: BatchId.optional() }

export const OneShortlist = z.strictObject(ofShortlist)
export const OneShortlistEntry = z.strictObject({ ...ofShortlist, entryId: ShortlistEntryId })

export const CreateShortlist = z.strictObject({
  /** Whose applications it holds. */
  postingId: PostingId,
  /** What the team calls it. */
  name: ShortlistName,
  /** Hides names, places, contact data and résumés from everybody in it. */
  isAnonymous: z.boolean().default(false),
  /** In this order. */
  applicationIds: z.array(ApplicationId).max(SHORTLIST_ENTRIES_MAX).default([]),
  /** An id of the caller's own, made like ours: the same shortlist sent twice is one. */
  shortlistId: ShortlistId.optional(),
})
export type CreateShortlist = z.infer<typeof CreateShortlist>

export const UpdateShortlist = z.strictObject({
  ...ofShortlist,
  name: ShortlistName.optional(),
  isAnonymous: z.boolean().optional(),
  isClosed: z.boolean().optional(),
  ...once,
})
export type UpdateShortlist = z.infer<typeof UpdateShortlist>

export const AddEntries = z.strictObject({
  ...ofShortlist,
  /** In this order; those that are on it already stay where they are. One that was removed comes back with its votes and comments. */
  applicationIds: z.array(ApplicationId).min(1).max(SHORTLIST_ENTRIES_MAX),
  /** Right after this one; first for `null`, last when left out. */
  afterEntryId: ShortlistEntryId.nullable().optional(),
  reason: Reason.default(''),
  ...once,
})
export type AddEntries = z.infer<typeof AddEntries>

export const MoveEntry = z.strictObject({
  ...ofShortlist,
  entryId: ShortlistEntryId,
  /** Right after this one; first for `null`. */
  afterEntryId: ShortlistEntryId.nullable(),
  reason: Reason.default(''),
  /** `eventSeq` of what the mover saw. When somebody else has moved the same entry since, nothing is moved and the mover is told. Left out: moved whatever happened. */
  seenSeq: z.int().min(0).optional(),
  ...once,
})
export type MoveEntry = z.infer<typeof MoveEntry>

/** One move that was made without a network. */
export const OfflineMove = z.strictObject({
  entryId: ShortlistEntryId,
  afterEntryId: ShortlistEntryId.nullable(),
  reason: Reason.default(''),
  batchId: BatchId,
  /** The mover has seen that somebody else moved it meanwhile, and wants their own place. */
  overrides: z.boolean().default(false),
})
export type OfflineMove = z.infer<typeof OfflineMove>
export const OFFLINE_MOVES_MAX = 200

export const MergeMoves = z.strictObject({
  ...ofShortlist,
  /** `eventSeq` of what all these moves were made on. */
  baseSeq: z.int().min(0),
  /** In the order in which they were made. */
  moves: z.array(OfflineMove).min(1).max(OFFLINE_MOVES_MAX),
})
export type MergeMoves = z.infer<typeof MergeMoves>

/** An entry that two people moved without knowing of each other, or that was removed meanwhile. What is there stands until somebody decides. */
export const MoveConflict = z.object({
  entryId: ShortlistEntryId,
  kind: z.enum(['moved', 'removed']),
  /** The last of the mover's own moves of it, to be sent again with `overrides` when it is to count. */
  batchId: BatchId,
  afterEntryId: ShortlistEntryId.nullable(),
  /** Who moved or removed it. */
  by: ShortlistActor.nullable(),
  at: IsoInstant,
  reason: z.string(),
})
export type MoveConflict = z.infer<typeof MoveConflict>
export const MergedMoves = z.object({ entries: z.array(ShortlistEntry), conflicts: z.array(MoveConflict), eventSeq: z.int() })
export type MergedMoves = z.infer<typeof MergedMoves>

export const RemoveEntry = z.strictObject({
  ...ofShortlist,
  entryId: ShortlistEntryId,
  reason: Reason.min(1, 'Say why it leaves the shortlist.'),
  ...once,
})
export type RemoveEntry = z.infer<typeof RemoveEntry>

export const CastVote = z.strictObject({
  ...ofShortlist,
  entryId: ShortlistEntryId,
  /** `null` takes the vote back. */
  vote: Vote.nullable(),
  ...once,
})
export type CastVote = z.infer<typeof CastVote>

/** What an entry is after a change, and the `eventSeq` of its shortlist then. */
export const ChangedEntry = z.object({ entry: ShortlistEntry, eventSeq: z.int() })
export type ChangedEntry = z.infer<typeof ChangedEntry>

export const ShortlistComment = z.object({
  id: ShortlistCommentId,
  entryId: ShortlistEntryId,
  by: ShortlistActor.nullable(),
  isOwn: z.boolean(),
  markdown: z.string(),
  /** The same, safe to stand in our page. */
  html: z.string(),
  createdAt: IsoInstant,
  editedAt: IsoInstant.nullable(),
})
export type ShortlistComment = z.infer<typeof ShortlistComment>

/** What was said about one entry: votes by name, comments oldest first. */
export const ShortlistDiscussion = z.object({
  votes: z.array(z.object({ by: ShortlistActor, vote: Vote })),
  comments: z.array(ShortlistComment),
})
export type ShortlistDiscussion = z.infer<typeof ShortlistDiscussion>

const CommentWords = {
  markdown: z.string().trim().min(1, 'Write something.').max(COMMENT_MAX),
  /** Members who are told of it. */
  mentions: z.array(PersonId).max(20).default([]),
}
export const AddShortlistComment = z.strictObject({
  ...ofShortlist,
  entryId: ShortlistEntryId,
  ...CommentWords,
  /** An id of the caller's own: the same comment sent twice is one. */
  commentId: ShortlistCommentId.optional(),
})
export type AddShortlistComment = z.infer<typeof AddShortlistComment>
export const EditShortlistComment = z.strictObject({ ...ofShortlist, commentId: ShortlistCommentId, ...CommentWords })
export type EditShortlistComment = z.infer<typeof EditShortlistComment>
export const OneShortlistComment = z.strictObject({ ...ofShortlist, commentId: ShortlistCommentId })

/** Applications of its posting that are not on a shortlist yet, newest first. */
export const AddableApplications = z.object({
  data: z.array(
    z.object({ applicationId: ApplicationId, label: z.string(), name: z.string().nullable(), headline: z.string().nullable() }),
  ),
})
export type AddableApplications = z.infer<typeof AddableApplications>

export const GUEST_DAYS_MAX = 30
export const GUESTS_MAX = 50
export const InviteGuest = z.strictObject({
  ...ofShortlist,
  name: z.string().trim().min(1, 'Say who it is for.').max(80),
  right: GuestRight.default('view'),
  /** Days until the link ends by itself. */
  days: z.int().min(1).max(GUEST_DAYS_MAX).default(7),
})
export type InviteGuest = z.infer<typeof InviteGuest>
/** The address is shown this once: only a hash of it is kept. */
export const InvitedGuest = z.object({ guest: ShortlistGuest, url: z.string() })
export type InvitedGuest = z.infer<typeof InvitedGuest>
export const OneShortlistGuest = z.strictObject({ ...ofShortlist, guestId: ShortlistGuestId })
/** Newest first. */
export const ShortlistGuests = z.object({ data: z.array(ShortlistGuest) })

export const COMPETENCIES_MAX = 10
const Competency = z.string().trim().min(1, 'Name the competency.').max(80)
export const SetScoring = z.strictObject({
  ...ofShortlist,
  competencies: z
    .array(Competency)
    .min(1)
    .max(COMPETENCIES_MAX)
    .refine((names) => new Set(names).size === names.length, 'Name each competency once.'),
  /** Whose scores are committed first and revealed together. Empty: each member sees the others' once their own is in. */
  panel: z.array(PersonId).max(30).default([]),
})
export type SetScoring = z.infer<typeof SetScoring>

/** What a scorecard says. */
export const ScorecardWords = {
  /** By competency: 1 (clearly not) to 4 (clearly yes). */
  scores: z.record(z.string().max(80), z.int().min(1).max(4)),
  note: z.string().trim().max(COMMENT_MAX).default(''),
  /** 16 random bytes that its author made, as hexadecimal digits. */
  salt: z.string().regex(/^[0-9a-f]{32}$/),
}
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)
export const SubmitScorecard = z.strictObject({
  ...ofShortlist,
  entryId: ShortlistEntryId,
  ...ScorecardWords,
  /** SHA-256 of the JSON text `[entryId, [[competency, score] …] in the order of their names, note, salt]`. */
  hash: Sha256,
})
export type SubmitScorecard = z.infer<typeof SubmitScorecard>
export const ShownScorecard = z.object({
  by: ShortlistActor,
  ...ScorecardWords,
  hash: z.string(),
  /** `false`: it is not what its author committed to. */
  isIntact: z.boolean(),
})
export type ShownScorecard = z.infer<typeof ShownScorecard>
export const Scorecards = z.object({
  competencies: z.array(z.string()),
  /** Whose scores are revealed together; empty without a panel. */
  panel: z.array(PersonId),
  /** The reader sees all that are in. */
  isRevealed: z.boolean(),
  /** The panel and everybody who has scored; `hash` is `null` until they have. */
  committed: z.array(z.object({ by: ShortlistActor, hash: z.string().nullable() })),
  /** Those that the reader may see: at first their own alone. */
  cards: z.array(ShownScorecard),
})
export type Scorecards = z.infer<typeof Scorecards>

/**
 * A shortlist's whole history as a file: `events` in the order of `seq`, 1, 2, 3 …; folding their changes gives the shortlist at any time.
 * Candidates stand in it by the ids of their applications alone.
 */
export const ShortlistFile = z.object({
  format: z.literal('numerojobs-shortlist-history'),
  version: z.literal(1),
  shortlistId: ShortlistId,
  exportedAt: IsoInstant,
  events: z.array(ShortlistEvent),
})
export type ShortlistFile = z.infer<typeof ShortlistFile>
/** The history for its replay, with the names that its reader may see, by application. */
export const ShortlistHistory = z.object({
  name: z.string(),
  events: z.array(ShortlistEvent),
  names: z.record(z.string(), z.string()),
})
export type ShortlistHistory = z.infer<typeof ShortlistHistory>
