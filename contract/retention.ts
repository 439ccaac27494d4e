import { z } from 'zod'
import { CandidateId, IsoInstant, OrganisationId } from './wire'

/** `anonymise` leaves the bare application, so that counts stay true; `delete` leaves nothing. */
export const RetentionAct = z.enum(['anonymise', 'delete'])
export type RetentionAct = z.infer<typeof RetentionAct>

/** `*`: everywhere else. */
export const RetentionCountry = z.string().regex(/^(?:[A-Z]{2}|\*)$/, 'Give a country as two letters.')

/** What becomes of candidates of postings of a country so many days after their last application there ended. */
export const RetentionRule = z.strictObject({
  country: RetentionCountry,
  days: z.coerce.number().int().min(1, 'Give at least one day.').max(3_650, 'Give ten years at most.'),
  act: RetentionAct,
})
export type RetentionRule = z.infer<typeof RetentionRule>
export const RETENTION_RULES_MAX = 60

/** A law or guideline that speaks of how long records of applicants are kept. */
export const RetentionSource = z.object({
  country: RetentionCountry,
  days: z.int(),
  /** `least`: a rule of fewer days is refused. `usual`: by then the time to sue is over, so that keeping longer wants a reason. */
  kind: z.enum(['least', 'usual']),
  because: z.string(),
  source: z.string(),
})
export type RetentionSource = z.infer<typeof RetentionSource>

/** Somebody whom a rule reaches now. */
export const DueCandidate = z.object({
  candidateId: CandidateId,
  label: z.string(),
  name: z.string(),
  applications: z.int(),
  /** When the last of their applications ended. */
  endedAt: IsoInstant,
  country: RetentionCountry,
  act: RetentionAct,
})
export type DueCandidate = z.infer<typeof DueCandidate>
export const DUE_LIST_MAX = 100

/** Lines of the audit log are kept so long at least: what deployers of AI systems must keep of their logs, half a year (EU AI Act, Art. 26(6)). */
export const LOG_DAYS_MIN = 183
/** After so many days lines leave the audit log; `null`: never. */
const LogDays = z.coerce
  .number()
  .int()
  .min(LOG_DAYS_MIN, `Keep the log for ${LOG_DAYS_MIN} days at least.`)
  .max(3_650, 'Give ten years at most.')

/** What rules would do now. Nothing is changed by asking. */
export const RetentionPreview = z.object({
  due: z.int(),
  byRule: z.array(z.object({ country: RetentionCountry, act: RetentionAct, candidates: z.int(), applications: z.int() })),
  /** The first of them, the longest ended first. */
  data: z.array(DueCandidate),
  /** Would be reached, but are held. */
  held: z.int(),
  /** Lines that leave the audit log. */
  logLines: z.int(),
})
export type RetentionPreview = z.infer<typeof RetentionPreview>

export const LegalHold = z.object({
  candidateId: CandidateId,
  label: z.string(),
  name: z.string(),
  reason: z.string(),
  /** `null`: somebody who has left. */
  setBy: z.string().nullable(),
  setAt: IsoInstant,
})
export type LegalHold = z.infer<typeof LegalHold>

export const Retention = z.object({
  organisationId: OrganisationId,
  /** Nothing happens without any. */
  rules: z.array(RetentionRule),
  /** How long the audit log is kept; `null`: for good. */
  logDays: z.int().nullable(),
  holds: z.array(LegalHold),
  sources: z.array(RetentionSource),
  preview: RetentionPreview,
})
export type Retention = z.infer<typeof Retention>
const Rules = z
  .array(RetentionRule)
  .max(RETENTION_RULES_MAX)
  .refine((rules) => new Set(rules.map(({ country }) => country)).size === rules.length, 'Give each country one rule.')
export const AskRetention = z.strictObject({
  organisationId: OrganisationId,
  /** Rules to try out; left out: those that are saved. */
  rules: Rules.optional(),
  /** The same for the audit log. */
  logDays: LogDays.nullable().optional(),
})
export type AskRetention = z.infer<typeof AskRetention>
export const SetRetention = z.strictObject({
  organisationId: OrganisationId,
  rules: Rules,
  /** Left out, it stays as it is. */
  logDays: LogDays.nullable().optional(),
})
export type SetRetention = z.infer<typeof SetRetention>
export const SetHold = z.strictObject({
  organisationId: OrganisationId,
  candidateId: CandidateId,
  /** `null` ends the hold. */
  reason: z.string().trim().min(3, 'Say why: a claim, a request of an authority.').max(500).nullable(),
})
export type SetHold = z.infer<typeof SetHold>
