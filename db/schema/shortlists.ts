import { sql } from 'drizzle-orm'
import { boolean, customType, index, integer, jsonb, pgTable, primaryKey, text, timestamp, unique, uniqueIndex } from 'drizzle-orm/pg-core'
import type { GuestRight, ShortlistChange, Vote } from '../../contract/shortlists'
import { hiringApplications } from './hiring'
import { organisations, people } from './identity'
import { postings } from './postings'

const instant = () => timestamp({ withTimezone: true, mode: 'date', precision: 3 })
const rank = customType<{ data: string }>({ dataType: () => 'text collate "C"' })
const member = () => text().references(() => people.id, { onDelete: 'set null' })
const shortlistId = () =>
  text()
    .notNull()
    .references(() => shortlists.id, { onDelete: 'cascade' })
const entryId = () =>
  text()
    .notNull()
    .references(() => shortlistEntries.id, { onDelete: 'cascade' })

export const shortlists = pgTable(
  'shortlists',
  {
    id: text().primaryKey(),
    organisationId: text()
      .notNull()
      .references(() => organisations.id, { onDelete: 'cascade' }),
    postingId: text()
      .notNull()
      .references(() => postings.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    isAnonymous: boolean().notNull().default(false),
    /** What its candidates are scored by; empty while nobody scores. */
    competencies: text().array().notNull().default([]),
    /** Ids of those whose scores are revealed together. Empty: each sees the others' once their own is in. */
    panel: text().array().notNull().default([]),
    createdBy: member(),
    createdAt: instant().notNull(),
    closedAt: instant(),
    version: integer().notNull().default(1),
    /** `seq` of its newest event. */
    eventSeq: integer().notNull().default(0),
  },
  (t) => [index('shortlists_posting').on(t.postingId, t.createdAt, t.id), index('shortlists_created_by').on(t.createdBy)],
)

export const shortlistEntries = pgTable(
  'shortlist_entries',
  {
    id: text().primaryKey(),
    shortlistId: shortlistId(),
    applicationId: text()
      .notNull()
      .references(() => hiringApplications.id, { onDelete: 'cascade' }),
    rank: rank().notNull(),
    addedBy: member(),
    addedAt: instant().notNull(),
    removedAt: instant(),
    /** From then on everybody sees the scores of its panel. */
    revealedAt: instant(),
    version: integer().notNull().default(1),
  },
  (t) => [
    uniqueIndex('shortlist_entries_once').on(t.shortlistId, t.applicationId).where(sql`removed_at is null`),
    index('shortlist_entries_order').on(t.shortlistId, t.rank, t.id),
    index('shortlist_entries_application').on(t.applicationId),
  ],
)

/** One vote for each voter and entry. `voter` is a member's id or a guest's. */
export const shortlistVotes = pgTable(
  'shortlist_votes',
  {
    entryId: entryId(),
    voter: text().notNull(),
    vote: text().$type<Vote>().notNull(),
    at: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.entryId, t.voter] }), index('shortlist_votes_voter').on(t.voter)],
)

export const shortlistComments = pgTable(
  'shortlist_comments',
  {
    id: text().primaryKey(),
    entryId: entryId(),
    authorId: member(),
    guestId: text(),
    markdown: text().notNull(),
    /** Members whom it calls. */
    mentions: text().array().notNull().default([]),
    createdAt: instant().notNull(),
    editedAt: instant(),
    removedAt: instant(),
  },
  (t) => [index('shortlist_comments_entry').on(t.entryId, t.createdAt, t.id), index('shortlist_comments_author').on(t.authorId)],
)

/**
 * One scorecard for each member and entry. `sealed` holds scores and salt, encrypted; `hash` binds its author to them before anybody sees them.
 * A revealed one is never changed.
 */
export const shortlistScorecards = pgTable(
  'shortlist_scorecards',
  {
    id: text().primaryKey(),
    entryId: entryId(),
    personId: text()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    hash: text().notNull(),
    sealed: text().notNull(),
    committedAt: instant().notNull(),
  },
  (t) => [unique('shortlist_scorecards_once').on(t.entryId, t.personId), index('shortlist_scorecards_person').on(t.personId)],
)

/** Links for people outside. Only a hash of each is kept. */
export const shortlistGuests = pgTable(
  'shortlist_guests',
  {
    id: text().primaryKey(),
    shortlistId: shortlistId(),
    name: text().notNull(),
    right: text().$type<GuestRight>().notNull(),
    tokenHash: text().notNull().unique(),
    invitedBy: member(),
    createdAt: instant().notNull(),
    expiresAt: instant().notNull(),
    revokedAt: instant(),
    lastSeenAt: instant(),
  },
  (t) => [index('shortlist_guests_list').on(t.shortlistId, t.createdAt, t.id)],
)

/** Every change to a shortlist, in order: what its replay is made from. Lines are added and never changed. */
export const shortlistEvents = pgTable(
  'shortlist_events',
  {
    id: text().primaryKey(),
    shortlistId: shortlistId(),
    seq: integer().notNull(),
    change: jsonb().$type<ShortlistChange>().notNull(),
    actorId: member(),
    guestId: text(),
    at: instant().notNull(),
    /** Made by the caller: the same change sent twice counts once. */
    batchId: text(),
  },
  (t) => [
    unique('shortlist_events_seq').on(t.shortlistId, t.seq),
    index('shortlist_events_actor').on(t.actorId),
    uniqueIndex('shortlist_events_batch').on(t.shortlistId, t.batchId).where(sql`batch_id is not null`),
  ],
)
