import { index, integer, pgTable, real, text, timestamp, unique } from 'drizzle-orm/pg-core'
import type { ResumeFailure, ResumeFileKind, ResumeFileState } from '../../contract/resumes'
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
    /** Text, pages, reading and category as JSON, sealed for `resume_files.reading:<id>`. */
    reading: text(),
    version: integer().notNull().default(1),
    uploadedAt: instant().notNull(),
    readAt: instant(),
  },
  (t) => [unique('resume_files_content').on(t.personId, t.contentHash), index('resume_files_person').on(t.personId, t.uploadedAt, t.id)],
)
