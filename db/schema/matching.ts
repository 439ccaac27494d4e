import { sql } from 'drizzle-orm'
import { boolean, index, integer, jsonb, pgSchema, pgTable, primaryKey, text, timestamp, unique } from 'drizzle-orm/pg-core'
import type { FoundReason, MatchWeights, SeekerFacts } from '../../contract/matching'
import { organisations, people } from './identity'
import { postings } from './postings'

const instant = () => timestamp({ withTimezone: true, mode: 'date', precision: 3 })
const ownerId = () =>
  text()
    .primaryKey()
    .references(() => people.id, { onDelete: 'cascade' })
const personId = () =>
  text()
    .notNull()
    .references(() => people.id, { onDelete: 'cascade' })

/** What a person wants, and what counts for them. */
export const matchSettings = pgTable('match_settings', {
  personId: ownerId(),
  weights: jsonb().$type<MatchWeights>().notNull(),
  /** `MatchWishes`, sealed for `match_settings.wishes:<person>`: what somebody would work for is nobody's business. */
  wishes: text().notNull(),
  /** The résumé they go by; without one, the one that was changed last. */
  resumeId: text(),
  version: integer().notNull().default(1),
  updatedAt: instant().notNull(),
})

/** What matching read of a person's résumé and wishes, kept until one of them changes. */
export const matchProfiles = pgTable(
  'match_profiles',
  {
    personId: ownerId(),
    /** Of what it was read: version of the résumé, of the settings, and the month. Another basis is read anew. */
    basis: text().notNull(),
    resumeVersionId: text(),
    /** What `match_terms` of the database makes of titles and skills: what a new job is looked up by. */
    keys: text().array().notNull().default([]),
    factsHash: text().notNull(),
    /** `SeekerFacts`, sealed for `match_profiles.facts:<person>`. */
    facts: text().notNull(),
    updatedAt: instant().notNull(),
  },
  (t) => [index('match_profiles_keys').using('gin', t.keys)],
)

/** The facts that receipts were worked out from, each state once. */
export const matchFacts = pgTable(
  'match_facts',
  {
    /** `<person>:<hash>`. */
    id: text().primaryKey(),
    personId: personId(),
    hash: text().notNull(),
    resumeVersionId: text(),
    /** `SeekerFacts`, sealed for `match_facts.facts:<id>`. */
    facts: text().notNull(),
    madeAt: instant().notNull(),
  },
  (t) => [index('match_facts_person').on(t.personId, t.id)],
)

/** A score as it was worked out. Never changed. */
export const matchReceipts = pgTable(
  'match_receipts',
  {
    id: text().primaryKey(),
    /** Whose facts were matched. */
    personId: personId(),
    jobId: text().notNull(),
    side: text().$type<'seeker' | 'organisation'>().notNull(),
    /** The organisation that looked; `null` on the seeker's side. */
    organisationId: text(),
    version: text().notNull(),
    inputsHash: text().notNull(),
    factsHash: text().notNull(),
    weights: jsonb().$type<MatchWeights>().notNull(),
    weightsHash: text().notNull(),
    scorePermille: integer(),
    knownPermille: integer().notNull(),
    /** The job's facts, what was near, and the match with its evidence: sealed for `match_receipts.document:<id>`. */
    document: text().notNull(),
    madeAt: instant().notNull(),
  },
  (t) => [
    unique('match_receipts_once').on(t.personId, t.jobId, t.organisationId, t.inputsHash, t.weightsHash).nullsNotDistinct(),
    index('match_receipts_person').on(t.personId, t.id),
    index('match_receipts_organisation').on(t.organisationId, t.jobId).where(sql`organisation_id is not null`),
  ],
)

/** What a person said to being found, line by line; the newest counts. Nothing is agreed to before they say so. */
export const findabilityLines = pgTable(
  'findability_lines',
  {
    id: text().primaryKey(),
    personId: personId(),
    textVersion: integer().notNull(),
    given: boolean().notNull(),
    at: instant().notNull(),
  },
  (t) => [index('findability_lines_person').on(t.personId, t.at)],
)

/** Who may be found now, and by which reference: the one bridge between a ranking and a person. */
export const findablePeople = pgTable('findable_people', {
  personId: ownerId(),
  ref: text().notNull().unique(),
  since: instant().notNull(),
})

/** Somebody who was found for a posting and asked to apply, once. */
export const jobInvitations = pgTable(
  'job_invitations',
  {
    id: text().primaryKey(),
    personId: personId(),
    organisationId: text()
      .notNull()
      .references(() => organisations.id, { onDelete: 'cascade' }),
    postingId: text()
      .notNull()
      .references(() => postings.id, { onDelete: 'cascade' }),
    jobId: text().notNull(),
    invitedById: text().references(() => people.id, { onDelete: 'set null' }),
    /** What their work was called, as the ranking knew it. */
    title: text(),
    reasons: jsonb().$type<FoundReason[]>().notNull(),
    invitedAt: instant().notNull(),
    declinedAt: instant(),
  },
  (t) => [
    unique('job_invitations_once').on(t.postingId, t.personId),
    index('job_invitations_person').on(t.personId, t.invitedAt, t.id),
    index('job_invitations_organisation').on(t.organisationId, t.invitedAt),
    index('job_invitations_by').on(t.invitedById),
  ],
)

/** Organisations that a person wants no invitation of. */
export const invitationRefusals = pgTable(
  'invitation_refusals',
  {
    personId: personId(),
    organisationId: text()
      .notNull()
      .references(() => organisations.id, { onDelete: 'cascade' }),
    since: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.personId, t.organisationId] }), index('invitation_refusals_organisation').on(t.organisationId)],
)

/** All that the role which ranks candidates can read (DESIGN §9.5). */
export const rankingSchema = pgSchema('ranking')

/** A candidate to a ranking: facts of work under a reference. No name, no id of a person, no line of a résumé. */
export const rankedCandidates = rankingSchema.table(
  'candidates',
  {
    ref: text()
      .primaryKey()
      .references(() => findablePeople.ref, { onDelete: 'cascade', onUpdate: 'cascade' }),
    keys: text().array().notNull(),
    factsHash: text().notNull(),
    facts: jsonb().$type<SeekerFacts>().notNull(),
  },
  (t) => [index('ranking_candidates_keys').using('gin', t.keys)],
)
