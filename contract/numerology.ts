import { z } from 'zod'
import { IsoDate } from './birth-data'
import { CompanyId, IsoInstant, OrganisationId, PersonId } from './wire'

/** What calculators may disagree about; `server/numerology/core/numbers.ts` says what each means. */
export const NumerologyMethod = z.strictObject({
  lifePath: z.enum(['parts', 'digits', 'whole']),
  masters: z.enum(['none', '11-22', '11-22-33']),
  name: z.enum(['each-name', 'whole-name']),
  y: z.enum(['by-neighbours', 'vowel', 'consonant']),
})
export type NumerologyMethod = z.infer<typeof NumerologyMethod>

/** What a person chose. Everything is off until they choose it. */
export const NumerologySettings = z.object({
  /** Whether it may be a weight of their own ordering of jobs, and stand beside a job. */
  forJobs: z.boolean(),
  /** Whether their own reading may be compared with those of candidates who share theirs with an organisation of theirs. */
  forHiring: z.boolean(),
  method: NumerologyMethod,
})
export type NumerologySettings = z.infer<typeof NumerologySettings>
export const SetNumerologySettings = NumerologySettings.partial().strict()
export type SetNumerologySettings = z.infer<typeof SetNumerologySettings>

const ComparedNumber = z.enum(['lifePath', 'expression', 'soulUrge'])
/** A reading between a person and a company, for that person alone: with its arithmetic. */
export const CompanyCompatibility = z.object({
  companyId: CompanyId,
  companyName: z.string(),
  /** `null` where nobody knows it; then only the names are compared. */
  foundedOn: IsoDate.nullable(),
  /** 0 to 1; `null` when there is no number that both have. */
  score: z.number().min(0).max(1).nullable(),
  points: z.int(),
  pointsMax: z.int(),
  steps: z.array(
    z.object({
      kind: ComparedNumber,
      ofA: z.int(),
      ofB: z.int(),
      accord: z.enum(['natural', 'compatible', 'neutral', 'challenging']),
      points: z.int(),
      pointsMax: z.int(),
    }),
  ),
  /** What could not be compared, as sentences. */
  leftOut: z.array(z.string()),
  method: z.string(),
  version: z.literal('numerology-1'),
  /** Stands beside the score wherever it is shown. */
  note: z.literal('For reflection; no predictive value.'),
})
export type CompanyCompatibility = z.infer<typeof CompanyCompatibility>

/** A reading between a recruiter and a candidate who shares it: points alone, so that no number of the candidate can be read from it. */
export const SharedCompatibility = z.object({
  personId: PersonId,
  score: z.number().min(0).max(1),
  points: z.int(),
  pointsMax: z.int(),
  method: z.string(),
  note: z.literal('For reflection; no predictive value.'),
})
export type SharedCompatibility = z.infer<typeof SharedCompatibility>

/** An organisation that a person shares compatibility with, or that used it, and how. */
export const NumerologyShare = z.object({
  organisationId: OrganisationId,
  organisationName: z.string(),
  /** `null` when the person has taken it back. */
  sharedAt: IsoInstant.nullable(),
  /** Whether it weighs there in the order of recommendations now, and how much; 0 when it does not. */
  weightPercent: z.int().min(0).max(20),
  /** When it last had a part in something that its members saw; `null` for never. */
  usedAt: IsoInstant.nullable(),
  timesUsed: z.int(),
})
export type NumerologyShare = z.infer<typeof NumerologyShare>

export const ShareNumerology = z.strictObject({
  /** Of an organisation whose link the person was given. */
  organisationSlug: z.string().min(1).max(80),
  /** Version of the text that the person read. */
  textVersion: z.int(),
})
export type ShareNumerology = z.infer<typeof ShareNumerology>

/** The most that compatibility may weigh in an organisation's recommendations. */
export const ORGANISATION_WEIGHT_PERCENT_MAX = 20
export const OrganisationNumerology = z.object({
  organisationId: OrganisationId,
  /** Off until an owner has read the notice and switched it on. */
  isOn: z.boolean(),
  weightPercent: z.int().min(0).max(ORGANISATION_WEIGHT_PERCENT_MAX),
  /** Version of the notice that was accepted; `null` when none was. */
  noticeVersion: z.int().nullable(),
  /** 0 before the first change. */
  version: z.int(),
})
export type OrganisationNumerology = z.infer<typeof OrganisationNumerology>

export const SetOrganisationNumerology = z.strictObject({
  organisationId: OrganisationId,
  isOn: z.boolean(),
  weightPercent: z.int().min(0).max(ORGANISATION_WEIGHT_PERCENT_MAX, `It may weigh ${ORGANISATION_WEIGHT_PERCENT_MAX} % at most.`),
  /** Version of the notice that the owner has read; needed to switch it on. */
  noticeVersion: z.int().nullable(),
})
export type SetOrganisationNumerology = z.infer<typeof SetOrganisationNumerology>

/** `switched-on`, `switched-off`, `weight-changed`: by an owner. `weighed`: it had a part in the order of a list. `shown`: one reading was looked at. */
export const NUMEROLOGY_ACTS = ['switched-on', 'switched-off', 'weight-changed', 'weighed', 'shown'] as const
export const NumerologyAct = z.object({
  act: z.enum(NUMEROLOGY_ACTS),
  at: IsoInstant,
  /** `null` once that account is gone. */
  actorName: z.string().nullable(),
  weightPercent: z.int(),
  noticeVersion: z.int().nullable(),
  /** How many candidates it was about. */
  candidates: z.int(),
  /** What list it was, as the area that owns the list names it: a job's id. */
  about: z.string().nullable(),
})
export type NumerologyAct = z.infer<typeof NumerologyAct>
