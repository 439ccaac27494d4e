import { z } from 'zod'
import { ApplicationId, IsoInstant, OrganisationId, PersonId, PostingId } from './wire'

/**
 * What an applicant may say of themselves so that fairness can be measured, each apart from the others. Ethnicity: the categories of the EEO-1 report
 * (29 CFR 1602.7); age: the line that the ADEA draws (29 U.S.C. 631).
 */
export const SELF_GROUPS = {
  sex: ['female', 'male', 'another'],
  ethnicity: ['hispanic', 'white', 'black', 'pacific', 'asian', 'american-indian', 'two-or-more'],
  age: ['under-40', '40-or-over'],
  disability: ['disabled', 'not-disabled'],
} as const
export const SelfDimension = z.enum(['sex', 'ethnicity', 'age', 'disability'])
export type SelfDimension = z.infer<typeof SelfDimension>
export const SELF_DIMENSIONS = SelfDimension.options

/** `null`: not said. Nothing tells "not said" from "I prefer not to say": neither is kept. */
export const SelfAnswers = z.strictObject({
  sex: z.enum(SELF_GROUPS.sex).nullable().default(null),
  ethnicity: z.enum(SELF_GROUPS.ethnicity).nullable().default(null),
  age: z.enum(SELF_GROUPS.age).nullable().default(null),
  disability: z.enum(SELF_GROUPS.disability).nullable().default(null),
})
export type SelfAnswers = z.infer<typeof SelfAnswers>

/** One's own answers for one application, with whom it went to. */
export const SelfIdentification = z.object({
  applicationId: ApplicationId,
  title: z.string(),
  organisationName: z.string(),
  /** They asked that people alone look at this application (#99). */
  refusesAi: z.boolean(),
  answers: SelfAnswers,
})
export type SelfIdentification = z.infer<typeof SelfIdentification>
export const SetSelfIdentification = z.strictObject({ applicationId: ApplicationId, answers: SelfAnswers })
export type SetSelfIdentification = z.infer<typeof SetSelfIdentification>

/** A group smaller than this is silent: no figure of it leaves the server. */
export const IMPACT_GROUP_MIN = 10
/** A figure moves only when at least so many people stand elsewhere than when it was last shown (docs/decisions/070). */
export const IMPACT_CHANGE_MIN = 5
/** So many new figures about the same people, of one dimension, are shown within `IMPACT_MOVES_DAYS`; then they stay as they are. */
export const IMPACT_MOVES_MAX = 6
export const IMPACT_MOVES_DAYS = 30

/** How far somebody came: what counts as selected. */
export const ImpactStep = z.enum(['interview', 'offer', 'hired'])
export type ImpactStep = z.infer<typeof ImpactStep>
export const IMPACT_STEPS = ImpactStep.options

/** A group as the meter shows it. All `null`: silent. */
export const MeterGroup = z.object({
  group: z.string(),
  /** Of its applicants, how many were selected. */
  ratePercent: z.int().nullable(),
  /** Its rate divided by the highest group's, to two digits; 1 is the highest. */
  impactRatio: z.number().nullable(),
  /** Below four fifths. */
  isBelow: z.boolean(),
})
export const ImpactMeter = z.object({
  dimensions: z.array(z.object({ dimension: SelfDimension, shownAt: IsoInstant.nullable(), groups: z.array(MeterGroup) })),
})
export type ImpactMeter = z.infer<typeof ImpactMeter>

/** A year's figures of one dimension: what an outside auditor is given. Only groups of at least `IMPACT_GROUP_MIN` have a line. */
export const ImpactTable = z.object({
  dimension: SelfDimension,
  /** When these figures last moved; `null`: there is nothing that may be shown. */
  shownAt: IsoInstant.nullable(),
  groups: z.array(
    z.object({
      group: z.string(),
      applicants: z.int(),
      selected: z.int(),
      /** 0 to 1, to three digits. */
      selectionRate: z.number(),
      /** `null` when nobody was selected. */
      impactRatio: z.number().nullable(),
      isBelow: z.boolean(),
    }),
  ),
  /** Everybody else: who did not say, and groups too small to be shown, which cannot be told apart. */
  unknown: z.object({ applicants: z.int(), selected: z.int() }),
})
export type ImpactTable = z.infer<typeof ImpactTable>
export const AskImpact = z.strictObject({
  organisationId: OrganisationId,
  /** Of the applications, in UTC. */
  year: z.coerce.number().int().min(2020).max(2999),
  step: ImpactStep.default('hired'),
})
export type AskImpact = z.infer<typeof AskImpact>
export const ImpactReport = z.object({
  organisationName: z.string(),
  year: z.int(),
  step: ImpactStep,
  /** Applications of the year that were not withdrawn. */
  applicants: z.int(),
  selected: z.int(),
  tables: z.array(ImpactTable),
})
export type ImpactReport = z.infer<typeof ImpactReport>

export const CRITERIA_MAX = 12
/** What candidates for one posting are judged by. */
export const Criterion = z.strictObject({
  text: z.string().trim().min(3, 'Say what somebody should be able to do.').max(200),
  isMust: z.boolean(),
})
export type Criterion = z.infer<typeof Criterion>

/** A version of a posting's criteria. What is fixed is never changed: another version follows it. */
export const CriteriaVersion = z.object({
  version: z.int(),
  criteria: z.array(Criterion),
  fixedAt: IsoInstant,
  /** `null`: somebody who has left. */
  fixedBy: z.object({ personId: PersonId, name: z.string() }).nullable(),
  /** When a score was first shown under it; `null`: none was. */
  scoresSeenAt: IsoInstant.nullable(),
  /** It was made after scores of the version before had been seen. */
  isAfterScores: z.boolean(),
})
export type CriteriaVersion = z.infer<typeof CriteriaVersion>
export const PostingCriteria = z.object({
  postingId: PostingId,
  title: z.string(),
  organisationId: OrganisationId,
  /** Newest first; empty while none are fixed. */
  versions: z.array(CriteriaVersion),
  mayFix: z.boolean(),
})
export type PostingCriteria = z.infer<typeof PostingCriteria>
export const FixCriteria = z.strictObject({
  postingId: PostingId,
  criteria: z.array(Criterion).min(1, 'Name at least one criterion.').max(CRITERIA_MAX),
  /** The newest version that the fixer saw; 0: none. */
  afterVersion: z.int().min(0),
})
export type FixCriteria = z.infer<typeof FixCriteria>
