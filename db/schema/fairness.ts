import { boolean, index, integer, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import type { Criterion, SelfDimension } from '../../contract/fairness'
import { privateSchema } from './birth-data'
import { hiringApplications } from './hiring'
import { people } from './identity'
import { postings } from './postings'

const instant = () => timestamp({ withTimezone: true, mode: 'date', precision: 3 })

/** What applicants said of themselves, sealed one by one. No list of candidates, no export of an organisation and no ranking reads it; counts are all that leaves. */
export const selfIdentifications = privateSchema.table('self_identifications', {
  applicationId: text()
    .primaryKey()
    .references(() => hiringApplications.id, { onDelete: 'cascade' }),
  /** Sealed for `self_identifications.sealed:<application>`. */
  sealed: text().notNull(),
  updatedAt: instant().notNull(),
})

/** Groups with how many applied and how many of them were selected. */
export type ImpactCounts = Record<string, [applicants: number, selected: number]>

/** Every figure that was ever shown, and who stood where then, so that the next one cannot name a person by what changed. */
export const impactFigures = privateSchema.table(
  'impact_figures',
  {
    /** `organisation:<id>:posting:<id>:…` or `organisation:<id>:year:<year>:<step>`; of what another figure has replaced, with `@` and when it was shown. */
    scope: text().notNull(),
    dimension: text().$type<SelfDimension>().notNull(),
    /** By application: 1 when selected. No group stands here. */
    standings: jsonb().$type<Record<string, 0 | 1>>().notNull(),
    counts: jsonb().$type<ImpactCounts>().notNull(),
    total: jsonb().$type<[applicants: number, selected: number]>().notNull(),
    shownAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.scope, t.dimension] })],
)

/** Versions of what candidates for a posting are judged by. Rows are added; only `scoresSeenAt` is set later, once. */
export const postingCriteria = pgTable(
  'posting_criteria',
  {
    postingId: text()
      .notNull()
      .references(() => postings.id, { onDelete: 'cascade' }),
    version: integer().notNull(),
    criteria: jsonb().$type<Criterion[]>().notNull(),
    fixedBy: text().references(() => people.id, { onDelete: 'set null' }),
    fixedAt: instant().notNull(),
    isAfterScores: boolean().notNull(),
    scoresSeenAt: instant(),
  },
  (t) => [primaryKey({ columns: [t.postingId, t.version] }), index('posting_criteria_fixed_by').on(t.fixedBy)],
)
