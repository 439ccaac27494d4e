import { boolean, index, integer, pgTable, real, text, timestamp, unique } from 'drizzle-orm/pg-core'
import type { ResumeFailure, ResumeFileKind, ResumeFileState, ResumeSection, RevisionCause } from '../../contract/resumes'
import { people } from './identity'

const instant = () => timestamp({ withTimezone: true, mode: 'date', precision: 3 })

/**
 * Files that a person uploaded to be read. The bytes lie in R2 under `objectKey`, encrypted; what was read from them is sealed here.
 * The same file of the same person is one row, however often it is uploaded.
 */
export const resumeFiles = pgTable(
  'resume_files',
  {
    id: text().primaryKey(),
    personId: text()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    objectKey: text().notNull().unique(),
    /** A keyed hash of the bytes: enough to know a repeat, not to recognise a file elsewhere. */
    contentHash: text().notNull(),
    byteSize: integer().notNull(),
    kind: text().$type<ResumeFileKind>().notNull(),
    /** The name its owner's machine gave it, sealed for `resume_files.name:<id>`. */
    name: text().notNull(),
    state: text().$type<ResumeFileState>().notNull().default('waiting'),
    failure: text().$type<ResumeFailure>(),
    progressRatio: real().notNull().default(0),
    /** How often reading began. A file whose reading never ends is given up. */
    attempts: integer().notNull().default(0),
    /** Text, pages and reading as JSON, sealed for `resume_files.reading:<id>`. */
    reading: text(),
    version: integer().notNull().default(1),
    uploadedAt: instant().notNull(),
    readAt: instant(),
  },
  (t) => [unique('resume_files_content').on(t.personId, t.contentHash), index('resume_files_person').on(t.personId, t.uploadedAt, t.id)],
)

/** A résumé that its owner keeps. What is in it lies in its revisions; `version` names the newest. */
export const resumes = pgTable(
  'resumes',
  {
    id: text().primaryKey(),
    personId: text()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    /** What its owner calls it, sealed for `resumes.name:<id>`. */
    name: text().notNull(),
    version: integer().notNull().default(1),
    /** The file it was read from. Removing the file leaves the résumé. */
    fileId: text().references(() => resumeFiles.id, { onDelete: 'set null' }),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
  },
  (t) => [index('resumes_person').on(t.personId, t.updatedAt, t.id), unique('resumes_file').on(t.fileId)],
)

/** Every state a résumé was in. Rows are added and never changed, but for their label; old ones without one, that nobody was sent, are let go. */
export const resumeVersions = pgTable(
  'resume_versions',
  {
    id: text().primaryKey(),
    resumeId: text()
      .notNull()
      .references(() => resumes.id, { onDelete: 'cascade' }),
    version: integer().notNull(),
    cause: text().$type<RevisionCause>().notNull(),
    /** Which parts differ from the version before. */
    sections: text().$type<ResumeSection>().array().notNull(),
    /** JSON Resume, sealed for `resume_versions.document:<id>`. */
    document: text().notNull(),
    /** Sealed for `resume_versions.label:<id>`. */
    label: text(),
    /** Whether it went out with an application. */
    isSent: boolean().notNull().default(false),
    createdAt: instant().notNull(),
  },
  (t) => [unique('resume_versions_version').on(t.resumeId, t.version)],
)

/** Public addresses of résumés. Who opens one is nowhere kept, only how often. */
export const resumeLinks = pgTable(
  'resume_links',
  {
    id: text().primaryKey(),
    resumeId: text()
      .notNull()
      .references(() => resumes.id, { onDelete: 'cascade' }),
    /** A keyed hash, by which a visitor's token is found. */
    tokenHash: text().notNull().unique(),
    /** The token, so that its owner can copy the address again, sealed for `resume_links.token:<id>`. */
    token: text().notNull(),
    showsContact: boolean().notNull().default(false),
    views: integer().notNull().default(0),
    createdAt: instant().notNull(),
    expiresAt: instant().notNull(),
    revokedAt: instant(),
  },
  (t) => [index('resume_links_resume').on(t.resumeId, t.createdAt, t.id)],
)
