import { z } from 'zod'
import {
  ApplicationId,
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
