import { type SQL, sql } from 'drizzle-orm'
import {
  boolean,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import type { ApplicationChange, ApplicationEvent, EmployerSide, TodayWeights } from '../../contract/applications'
import type { Remote, Salary } from '../../contract/jobs'
import type { OutcomeKind, OutcomeReason, StageGroup } from '../../contract/stages'
import { people } from './identity'
import { jobs } from './jobs'

const instant = () => timestamp({ withTimezone: true, mode: 'date', precision: 3 })
const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' })
/** Ranks are compared as plain bytes, as the pages compare them. */
const rank = customType<{ data: string }>({ dataType: () => 'text collate "C"' })

const personId = () =>
  text()
    .notNull()
    .references(() => people.id, { onDelete: 'cascade' })
const applicationId = () =>
  text()
    .notNull()
    .references(() => applications.id, { onDelete: 'cascade' })

/** Steps of a person's own within a stage group. The unnamed stage that each group has besides is no row. */
export const applicationStages = pgTable(
  'application_stages',
  {
    id: text().primaryKey(),
    personId: personId(),
    group: text().$type<StageGroup>().notNull(),
    name: text().notNull(),
    rank: rank().notNull(),
    version: integer().notNull().default(1),
  },
  (t) => [uniqueIndex('application_stages_name').on(t.personId, t.group, sql`lower(${t.name})`)],
)

/** One person and one job. What the columns say is what its events add up to; only facts frozen when it was saved stand here alone. */
export const applications = pgTable(
  'applications',
  {
    id: text().primaryKey(),
    personId: personId(),
    /** The job here that it began from, as long as that exists. */
    jobId: text().references(() => jobs.id, { onDelete: 'set null' }),
    title: text().notNull(),
    companyName: text(),
    /** Company and title as they are compared to find an earlier application. */
    companyKey: text(),
    titleKey: text().notNull(),
    places: text().array().notNull().default([]),
    remote: text().$type<Remote>(),
    salary: jsonb().$type<Salary>(),
    url: text(),
    source: text().notNull(),
    /** The posting as it was. Never changed. */
    postingText: text(),
    stageGroup: text().$type<StageGroup>().notNull(),
    stageId: text().references(() => applicationStages.id, { onDelete: 'set null' }),
    rank: rank().notNull(),
    stageSince: instant().notNull(),
    outcomeKind: text().$type<OutcomeKind>(),
    outcomeReason: text().$type<OutcomeReason>(),
    priority: smallint(),
    tags: text().array().notNull().default([]),
    resumeVersionId: text(),
    appliedAt: instant(),
    /** The first sign of the employer after applying: a step forward, or a refusal. */
    answeredAt: instant(),
    /** The furthest stage group it has been in, as its place among them; `closed` does not count. */
    furthest: smallint().notNull(),
    savedAt: instant().notNull(),
    updatedAt: instant().notNull(),
    removedAt: instant(),
    /** What the employer says, where it was sent to one who works here. Written by what their pipeline does. */
    employer: jsonb().$type<EmployerSide>(),
    /** When the person was told of the employer's silence in this stage. */
    silenceToldAt: instant(),
    version: integer().notNull().default(1),
    /** `seq` of its newest event. */
    eventSeq: integer().notNull().default(1),
    searchText: tsvector()
      .notNull()
      .generatedAlwaysAs(
        (): SQL =>
          sql`to_tsvector('simple', title || ' ' || coalesce(company_name, '') || ' ' || immutable_join(tags) || ' ' || immutable_join(places) || ' ' || left(coalesce(posting_text, ''), 20000))`,
      ),
  },
  (t) => [
    uniqueIndex('applications_job').on(t.personId, t.jobId).where(sql`job_id is not null and removed_at is null`),
    // What erasing a job or a stage looks for.
    index('applications_of_job').on(t.jobId).where(sql`job_id is not null`),
    index('applications_stage').on(t.stageId).where(sql`stage_id is not null`),
    index('applications_board').on(t.personId, t.stageGroup, t.stageId, t.rank, t.id),
    index('applications_updated').on(t.personId, t.updatedAt, t.id),
    // All that the dashboard looks at, so that it reads the index alone.
    index('applications_insights').on(
      t.personId,
      t.savedAt,
      t.removedAt,
      t.source,
      t.stageGroup,
      t.outcomeKind,
      t.resumeVersionId,
      t.furthest,
      t.appliedAt,
      t.answeredAt,
    ),
    index('applications_company').on(t.personId, t.companyKey),
    index('applications_removed').on(t.removedAt).where(sql`removed_at is not null`),
    index('applications_search').using('gin', t.searchText),
    // Misspelt words of a title or a company.
    index('applications_words').using('gin', sql`lower(${t.title} || ' ' || coalesce(${t.companyName}, '')) gin_trgm_ops`),
    index('applications_waiting').on(t.stageSince).where(sql`removed_at is null and silence_told_at is null and stage_group <> 'closed'`),
  ],
)

/** The history: lines are added and never changed. */
export const applicationEvents = pgTable(
  'application_events',
  {
    id: text().primaryKey(),
    applicationId: applicationId(),
    personId: personId(),
    seq: integer().notNull(),
    change: jsonb().$type<ApplicationChange>().notNull(),
    happenedAt: instant().notNull(),
    learnedAt: instant().notNull(),
    actor: text().$type<ApplicationEvent['actor']>().notNull(),
    batchId: text().notNull(),
  },
  (t) => [
    unique('application_events_seq').on(t.applicationId, t.seq),
    index('application_events_batch').on(t.personId, t.batchId),
    index('application_events_learned').on(t.personId, t.learnedAt, t.id),
  ],
)

/** What was changed together. Its id may come from the caller, so that the same change sent twice counts once. */
export const applicationBatches = pgTable(
  'application_batches',
  { personId: personId(), id: text().notNull(), createdAt: instant().notNull() },
  (t) => [primaryKey({ columns: [t.personId, t.id] })],
)

export const applicationContacts = pgTable(
  'application_contacts',
  {
    id: text().primaryKey(),
    applicationId: applicationId(),
    personId: personId(),
    name: text().notNull(),
    role: text(),
    email: text(),
    phone: text(),
    url: text(),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
  },
  (t) => [index('application_contacts_application').on(t.applicationId), index('application_contacts_person').on(t.personId)],
)

export const applicationNotes = pgTable(
  'application_notes',
  {
    id: text().primaryKey(),
    applicationId: applicationId(),
    personId: personId(),
    /** Markdown as typed. It is made safe when it is shown, never when it is kept. */
    markdown: text().notNull(),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
    version: integer().notNull().default(1),
  },
  (t) => [
    index('application_notes_application').on(t.applicationId),
    index('application_notes_person').on(t.personId),
    index('application_notes_search').using('gin', sql`to_tsvector('simple', ${t.markdown})`),
  ],
)

/** Files of an application. Their bytes lie under `applications/<person>/<id>`. */
export const applicationAttachments = pgTable(
  'application_attachments',
  {
    id: text().primaryKey(),
    applicationId: applicationId(),
    personId: personId(),
    name: text().notNull(),
    mediaType: text().notNull(),
    byteSize: integer().notNull(),
    createdAt: instant().notNull(),
  },
  (t) => [index('application_attachments_application').on(t.applicationId), index('application_attachments_person').on(t.personId)],
)

export const reminders = pgTable(
  'reminders',
  {
    id: text().primaryKey(),
    applicationId: applicationId(),
    personId: personId(),
    text: text().notNull(),
    dueAt: instant().notNull(),
    firstDueAt: instant().notNull(),
    isAllDay: boolean().notNull().default(false),
    doneAt: instant(),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
    /** When the person was told that it is due. */
    toldAt: instant(),
    version: integer().notNull().default(1),
  },
  (t) => [
    index('reminders_application').on(t.applicationId, t.dueAt).where(sql`done_at is null`),
    index('reminders_person').on(t.personId, t.dueAt, t.id),
    index('reminders_untold').on(t.dueAt).where(sql`done_at is null and told_at is null`),
  ],
)

/** How a person wants "today" ordered. */
export const todayPreferences = pgTable('today_preferences', {
  personId: text()
    .primaryKey()
    .references(() => people.id, { onDelete: 'cascade' }),
  weights: jsonb().$type<TodayWeights>().notNull(),
})

/** A file that was imported, known again by its hash. */
export const applicationImports = pgTable(
  'application_imports',
  {
    id: text().primaryKey(),
    personId: personId(),
    /** SHA-256 of the file and of how its columns were mapped. */
    fileHash: text().notNull(),
    batchId: text().notNull(),
    createdAt: instant().notNull(),
  },
  (t) => [unique('application_imports_file').on(t.personId, t.fileHash)],
)

/** Which line became which application, so that the same file again adds only what is missing. */
export const applicationImportRows = pgTable(
  'application_import_rows',
  {
    importId: text()
      .notNull()
      .references(() => applicationImports.id, { onDelete: 'cascade' }),
    line: integer().notNull(),
    applicationId: applicationId(),
  },
  (t) => [
    primaryKey({ columns: [t.importId, t.line] }),
    // Erasing an application looks for its row here.
    index('application_import_rows_application').on(t.applicationId),
  ],
)
