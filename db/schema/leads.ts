import { index, integer, jsonb, pgTable, real, text, timestamp, unique } from 'drizzle-orm/pg-core'
import type { ReportReason } from '../../contract/jobs'
import type { ExtractedJob, JobDraft, LeadState, PostScore, Verdict } from '../../contract/leads'

/** A lead as it was before a person decided, with its job as that stood. */
export interface BeforeDecision {
  state: LeadState
  decidedAt: string | null
  decidedBy: string | null
  /** `null` when no job of it was open. */
  job: JobDraft | null
  /** Whether a person had approved that job, with its contact. */
  isApproved: boolean
  /** Why an operator had closed the job after reports. */
  closedFor: ReportReason | null
}

const instant = () => timestamp({ withTimezone: true, mode: 'date', precision: 3 })

/** A message from a source, as received. The pair (source, externalId) is unique: a source may deliver twice. */
export const posts = pgTable(
  'posts',
  {
    id: text().primaryKey(),
    source: text().notNull(),
    externalId: text().notNull(),
    /** Facebook's id of the Page, for posts that came from one. */
    pageExternalId: text(),
    authorExternalId: text(),
    text: text().notNull(),
    url: text(),
    postedAt: instant(),
    receivedAt: instant().notNull(),
    /** The source's own time of the last change we hold; an older change that arrives late is ignored. */
    changedAt: instant().notNull(),
    removedAt: instant(),
    /** Grows with every edit or removal. */
    version: integer().notNull().default(1),
    /** Version that was last read; `null` before the first reading. */
    readVersion: integer(),
    readAt: instant(),
  },
  (t) => [
    unique('posts_source_external').on(t.source, t.externalId),
    index('posts_author').on(t.source, t.authorExternalId),
    index('posts_received').on(t.receivedAt),
  ],
)

/** Our reading of a post. One a post. */
export const leads = pgTable(
  'leads',
  {
    id: text().primaryKey(),
    postId: text()
      .notNull()
      .unique()
      .references(() => posts.id, { onDelete: 'cascade' }),
    state: text().$type<LeadState>().notNull(),
    verdict: text().$type<Verdict>().notNull(),
    confidenceRatio: real().notNull(),
    score: jsonb().$type<PostScore>().notNull(),
    extracted: jsonb().$type<ExtractedJob>().notNull(),
    jobId: text(),
    decidedAt: instant(),
    decidedBy: text(),
    /** What taking the decision back restores; `null` when there is nothing to take back. */
    beforeDecision: jsonb().$type<BeforeDecision>(),
    /** Version of the decision that was taken back last: taking it back again changes nothing. */
    takenBackVersion: integer(),
    createdAt: instant().notNull(),
    version: integer().notNull().default(1),
  },
  (t) => [index('leads_state').on(t.state, t.createdAt, t.id), index('leads_created').on(t.createdAt), index('leads_job').on(t.jobId)],
)

/** What people decided, kept as labels for the next training. Goes with its post. */
export const leadLabels = pgTable(
  'lead_labels',
  {
    id: text().primaryKey(),
    postId: text()
      .notNull()
      .references(() => posts.id, { onDelete: 'cascade' }),
    label: text().$type<Verdict>().notNull(),
    modelVersion: text().notNull(),
    predicted: text().$type<Verdict>().notNull(),
    decidedBy: text().notNull(),
    decidedAt: instant().notNull(),
  },
  (t) => [index('lead_labels_at').on(t.decidedAt)],
)
