import { type SQL, sql } from 'drizzle-orm'
import { boolean, customType, index, integer, jsonb, pgTable, primaryKey, text, timestamp, unique, uniqueIndex } from 'drizzle-orm/pg-core'
import type { CandidateFieldKind, FieldValue, FieldValues } from '../../contract/candidate-fields'
import type { MergeableFields } from '../../contract/candidates'
import type { DispositionKind, DispositionReason, HiringChange, PipelineGroup } from '../../contract/hiring'
import type { JsonResume } from '../../contract/resumes'
import type { ViewPlace, ViewSettings } from '../../contract/views'
import { organisations, people } from './identity'
import { postings } from './postings'

const instant = () => timestamp({ withTimezone: true, mode: 'date', precision: 3 })
const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' })
/** Ranks are compared as plain bytes, as the pages compare them. */
const rank = customType<{ data: string }>({ dataType: () => 'text collate "C"' })
const organisationId = () =>
  text()
    .notNull()
    .references(() => organisations.id, { onDelete: 'cascade' })
const postingId = () =>
  text()
    .notNull()
    .references(() => postings.id, { onDelete: 'cascade' })
const member = () => text().references(() => people.id, { onDelete: 'set null' })

/** Steps of each posting's pipeline. */
export const hiringStages = pgTable(
  'hiring_stages',
  {
    id: text().primaryKey(),
    postingId: postingId(),
    name: text().notNull(),
    group: text().$type<PipelineGroup>().notNull(),
    wording: text(),
    rank: rank().notNull(),
    limit: integer(),
    version: integer().notNull().default(1),
  },
  (t) => [uniqueIndex('hiring_stages_name').on(t.postingId, sql`lower(${t.name})`)],
)

/** Seekers as one organisation knows them, with or without an account. */
export const candidates = pgTable(
  'candidates',
  {
    id: text().primaryKey(),
    organisationId: organisationId(),
    /** The account behind it; set by who signed in and applied, never guessed from an address. */
    personId: text().references(() => people.id, { onDelete: 'set null' }),
    /** Counts up within the organisation: what stands where the name is hidden. */
    number: integer().notNull(),
    name: text().notNull(),
    email: text(),
    phone: text(),
    links: text().array().notNull().default([]),
    headline: text(),
    places: text().array().notNull().default([]),
    source: text().notNull(),
    tags: text().array().notNull().default([]),
    /** What the team filled in of its own fields, by their keys. */
    fields: jsonb().$type<FieldValues>().notNull().default({}),
    /** The newest résumé that the organisation may see, as plain text: what a search looks in. */
    resumeText: text(),
    /** Since when and until when the candidate agreed to stay in the talent pool. */
    poolSince: instant(),
    poolUntil: instant(),
    /** What this candidate is called in the system that they came from: the same one imported twice is one. */
    externalId: text(),
    /** The candidate that this one was found to be: the last of a chain, so that one step leads to it. What stands in this row stays as it was. */
    mergedIntoId: text(),
    /** Everything personal was taken out at this instant; what is left are counts. */
    anonymisedAt: instant(),
    version: integer().notNull().default(1),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
    searchText: tsvector()
      .notNull()
      .generatedAlwaysAs(
        (): SQL =>
          sql`to_tsvector('simple', name || ' ' || coalesce(headline, '') || ' ' || immutable_join(tags) || ' ' || immutable_join(places) || ' ' || left(coalesce(resume_text, ''), 100000))`,
      ),
    /** Mail, phone and links in one form each, with the organisation before them: two candidates who share one may be the same person. */
    contactKeys: text()
      .array()
      .notNull()
      .generatedAlwaysAs((): SQL => sql`candidate_contact_keys(organisation_id, email, phone, links)`),
  },
  (t) => [
    unique('candidates_number').on(t.organisationId, t.number),
    uniqueIndex('candidates_person').on(t.organisationId, t.personId).where(sql`person_id is not null and merged_into_id is null`),
    index('candidates_email').on(t.organisationId, sql`lower(${t.email})`),
    index('candidates_of_person').on(t.personId),
    index('candidates_search').using('gin', t.searchText),
    index('candidates_list').on(t.organisationId, t.createdAt, t.id),
    index('candidates_merged').on(t.mergedIntoId).where(sql`merged_into_id is not null`),
    index('candidates_contact_keys').using('gin', t.contactKeys),
    uniqueIndex('candidates_external').on(t.organisationId, t.externalId).where(sql`external_id is not null`),
  ],
)

/**
 * The employer's side of an application. Its id is the application's: the seeker's side is the row of `applications` with the same id, where they have an account.
 * What the columns say is what its events add up to.
 */
export const hiringApplications = pgTable(
  'hiring_applications',
  {
    id: text().primaryKey(),
    organisationId: organisationId(),
    postingId: postingId(),
    candidateId: text()
      .notNull()
      .references(() => candidates.id, { onDelete: 'cascade' }),
    /** The seeker who sees it in their own tracker. */
    personId: text().references(() => people.id, { onDelete: 'set null' }),
    /** `null` once it has ended. */
    stageId: text().references(() => hiringStages.id, { onDelete: 'restrict' }),
    rank: rank().notNull(),
    stageSince: instant().notNull(),
    dispositionKind: text().$type<DispositionKind>(),
    dispositionReason: text().$type<DispositionReason>(),
    tags: text().array().notNull().default([]),
    source: text().notNull(),
    answers: jsonb().$type<Record<string, string>>().notNull().default({}),
    knockOuts: text().array().notNull().default([]),
    /** The résumé as it was sent. Kept apart from the profile: later edits do not change it. */
    resume: jsonb().$type<JsonResume>(),
    resumeVersionId: text(),
    /** Key of the file that came with it. */
    fileKey: text(),
    fileName: text(),
    fileType: text(),
    /** While it is set, the organisation sees no résumé (M11). */
    resumeWithdrawnAt: instant(),
    coverLetter: text(),
    refusesAi: boolean().notNull().default(false),
    appliedAt: instant().notNull(),
    /** When the candidate first got an answer: a stage beyond `applied`, a message, or the end. */
    repliedAt: instant(),
    /** When the promised reply is due. */
    replyDueAt: instant().notNull(),
    /** When the promise was found broken and the closing message was prepared. */
    promiseBrokenAt: instant(),
    /** What the candidate was last told by mail or notification, so that an undone change tells nobody. */
    toldLabel: text(),
    /** Hash of the capability by which an applicant without an account sees the status. */
    statusTokenHash: text().unique(),
    /** The same capability, sealed, for the mails that carry it. */
    sealedStatusToken: text(),
    version: integer().notNull().default(1),
    eventSeq: integer().notNull().default(1),
    updatedAt: instant().notNull(),
  },
  (t) => [
    uniqueIndex('hiring_applications_once').on(t.postingId, t.candidateId),
    index('hiring_applications_pipeline').on(t.postingId, t.stageId, t.rank, t.id),
    index('hiring_applications_candidate').on(t.candidateId),
    index('hiring_applications_person').on(t.personId),
    index('hiring_applications_organisation').on(t.organisationId, t.appliedAt, t.id),
    index('hiring_applications_stage').on(t.stageId),
    index('hiring_applications_due')
      .on(t.replyDueAt)
      .where(sql`replied_at is null and promise_broken_at is null and disposition_kind is null`),
  ],
)

/** The employer's history: lines are added and never changed. */
export const hiringEvents = pgTable(
  'hiring_events',
  {
    id: text().primaryKey(),
    applicationId: text()
      .notNull()
      .references(() => hiringApplications.id, { onDelete: 'cascade' }),
    seq: integer().notNull(),
    change: jsonb().$type<HiringChange>().notNull(),
    actorId: member(),
    at: instant().notNull(),
    batchId: text().notNull(),
  },
  (t) => [
    unique('hiring_events_seq').on(t.applicationId, t.seq),
    index('hiring_events_batch').on(t.batchId),
    index('hiring_events_actor').on(t.actorId),
  ],
)

/** Changes that were made, so that one sent twice counts once. */
export const hiringBatches = pgTable('hiring_batches', {
  id: text().primaryKey(),
  organisationId: organisationId(),
  actorId: member(),
  createdAt: instant().notNull(),
})

/** What the team writes about an application. No candidate receives it. */
export const hiringNotes = pgTable(
  'hiring_notes',
  {
    id: text().primaryKey(),
    applicationId: text()
      .notNull()
      .references(() => hiringApplications.id, { onDelete: 'cascade' }),
    authorId: member(),
    markdown: text().notNull(),
    version: integer().notNull().default(1),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
  },
  (t) => [index('hiring_notes_application').on(t.applicationId, t.createdAt, t.id), index('hiring_notes_author').on(t.authorId)],
)

/** Two candidates that somebody found to be one person: what it changed, so that it can be taken back. */
export const candidateMerges = pgTable(
  'candidate_merges',
  {
    /** The batch of the caller: the same merge sent twice counts once. */
    id: text().primaryKey(),
    organisationId: organisationId(),
    keptId: text()
      .notNull()
      .references(() => candidates.id, { onDelete: 'cascade' }),
    mergedId: text()
      .notNull()
      .references(() => candidates.id, { onDelete: 'cascade' }),
    /** Counts up for the candidate that was kept: the last one is taken back first. */
    seq: integer().notNull(),
    /** Those that had been merged into the merged one before, and came along. */
    carriedIds: text().array().notNull().default([]),
    /** The fields of the kept one that the merge changed: as they were, and as it left them. */
    before: jsonb().$type<Partial<MergeableFields>>().notNull(),
    after: jsonb().$type<Partial<MergeableFields>>().notNull(),
    actorId: member(),
    at: instant().notNull(),
    undoneAt: instant(),
    undoneById: member(),
  },
  (t) => [
    unique('candidate_merges_seq').on(t.keptId, t.seq),
    uniqueIndex('candidate_merges_live').on(t.mergedId).where(sql`undone_at is null`),
    index('candidate_merges_organisation').on(t.organisationId, t.at, t.id),
    index('candidate_merges_actor').on(t.actorId),
    index('candidate_merges_undone_by').on(t.undoneById),
  ],
)

/** Candidates who were asked by mail whether they want to stay in the talent pool. */
export const candidatePoolAsks = pgTable(
  'candidate_pool_asks',
  {
    id: text().primaryKey(),
    candidateId: text()
      .notNull()
      .references(() => candidates.id, { onDelete: 'cascade' }),
    /** Hash of the capability by which the candidate answers, and leaves the pool again. */
    tokenHash: text().notNull().unique(),
    /** `null`: the candidate joined by themselves, when they applied. */
    askedById: member(),
    askedAt: instant().notNull(),
    /** Until then an answer counts. */
    expiresAt: instant().notNull(),
    answer: text().$type<'joined' | 'declined' | 'left'>(),
    answeredAt: instant(),
    /** Which words were agreed to. */
    wordsVersion: text(),
  },
  (t) => [index('candidate_pool_asks_candidate').on(t.candidateId, t.askedAt, t.id), index('candidate_pool_asks_by').on(t.askedById)],
)

/** Fields that an organisation added to its candidates. One that is put away keeps its values. */
export const candidateFields = pgTable(
  'candidate_fields',
  {
    organisationId: organisationId(),
    /** Made of the first name it had, and never changed: values, views and programs go by it. */
    key: text().notNull(),
    name: text().notNull(),
    kind: text().$type<CandidateFieldKind>().notNull(),
    options: text().array().notNull().default([]),
    archivedAt: instant(),
    version: integer().notNull().default(1),
    createdAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.key] }),
    uniqueIndex('candidate_fields_name').on(t.organisationId, sql`lower(${t.name})`),
  ],
)

/** Who filled in what: lines are added and never changed. */
export const candidateFieldChanges = pgTable(
  'candidate_field_changes',
  {
    id: text().primaryKey(),
    candidateId: text()
      .notNull()
      .references(() => candidates.id, { onDelete: 'cascade' }),
    key: text().notNull(),
    before: jsonb().$type<FieldValue>(),
    after: jsonb().$type<FieldValue>(),
    actorId: member(),
    at: instant().notNull(),
  },
  (t) => [index('candidate_field_changes_candidate').on(t.candidateId, t.at, t.id), index('candidate_field_changes_actor').on(t.actorId)],
)

/** Ways to look at pipelines and candidates that somebody gave a name: their own, or the team's. */
export const hiringViews = pgTable(
  'hiring_views',
  {
    id: text().primaryKey(),
    organisationId: organisationId(),
    place: text().$type<ViewPlace>().notNull(),
    /** Who made it; `null` for one of the team whose maker is erased. */
    ownerId: member(),
    isShared: boolean().notNull().default(false),
    name: text().notNull(),
    settings: jsonb().$type<ViewSettings>().notNull(),
    version: integer().notNull().default(1),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
  },
  (t) => [index('hiring_views_place').on(t.organisationId, t.place), index('hiring_views_owner').on(t.ownerId)],
)

/** The view in which somebody opens a page. */
export const hiringDefaultViews = pgTable(
  'hiring_default_views',
  {
    personId: text()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    organisationId: organisationId(),
    place: text().$type<ViewPlace>().notNull(),
    viewId: text()
      .notNull()
      .references(() => hiringViews.id, { onDelete: 'cascade' }),
  },
  (t) => [
    primaryKey({ columns: [t.personId, t.organisationId, t.place] }),
    index('hiring_default_views_organisation').on(t.organisationId),
    index('hiring_default_views_view').on(t.viewId),
  ],
)
