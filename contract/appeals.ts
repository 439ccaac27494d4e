import { z } from 'zod'
import { EmailAddress } from './identity'
import { ReportReason } from './jobs'
import { AppealId, IsoInstant, JobId } from './wire'

/** So long after a job was closed may somebody object. */
export const APPEAL_DAYS = 14
/** So many people may object to one decision: an advert may have several who answer for it, and no crowd. */
export const APPEALS_OF_DECISION_MAX = 5
export const APPEAL_TEXT_MAX = 3_000

/** `restored`: the job is open again. `upheld`: it stays closed. */
export const AppealOutcome = z.enum(['restored', 'upheld'])
export type AppealOutcome = z.infer<typeof AppealOutcome>

/** An operator's decision to close a job, as who is affected by it reads it. */
export const TakenDown = z.object({
  jobId: JobId,
  jobTitle: z.string(),
  companyName: z.string().nullable(),
  reason: ReportReason,
  decidedAt: IsoInstant,
  /** Until then it can be objected to. */
  appealUntil: IsoInstant,
  /** `members`: the job was posted here, and its organisation objects, signed in. `anybody`: it was found elsewhere, and its poster may have no account. */
  appealBy: z.enum(['members', 'anybody']),
  /** `waiting`, `restored` and `upheld` are said to who objected; `other`: the asker may not object. */
  state: z.enum(['open', 'waiting', 'restored', 'upheld', 'too-late', 'other']),
  /** What the deciding operator told who objected. */
  answer: z.string().nullable(),
  /** The asker is signed in: the answer reaches them here, and no address is asked for. */
  hasAccount: z.boolean(),
})
export type TakenDown = z.infer<typeof TakenDown>
export const AskTakenDown = z.strictObject({ jobId: JobId })

export const FileAppeal = z.strictObject({
  jobId: JobId,
  text: z.string().trim().min(20, 'Say in a sentence or two why the decision is wrong.').max(APPEAL_TEXT_MAX),
  /** Where who has no account is told the answer. It is erased with that mail. */
  email: EmailAddress.nullable().default(null),
})
export type FileAppeal = z.infer<typeof FileAppeal>

/** An objection as operators see it. Never an address; the name of a member only with their organisation. */
export const Appeal = z.object({
  id: AppealId,
  jobId: JobId,
  jobTitle: z.string(),
  companyName: z.string().nullable(),
  reason: ReportReason,
  decidedAt: IsoInstant,
  decidedBy: z.string(),
  /** The organisation that objects; `null` for a poster whose job was found elsewhere. */
  organisationName: z.string().nullable(),
  text: z.string(),
  filedAt: IsoInstant,
  outcome: AppealOutcome.nullable(),
  answer: z.string().nullable(),
  answeredAt: IsoInstant.nullable(),
  answeredBy: z.string().nullable(),
  /** Whoever closed the job answered the objection too, since there was no other operator. */
  isBySame: z.boolean(),
  /** The asker closed this job: another operator answers, where there is one. */
  isOwnDecision: z.boolean(),
})
export type Appeal = z.infer<typeof Appeal>

/** How often decisions did not hold, by the reason that the job was closed for. */
export const AppealFigures = z.array(z.object({ reason: ReportReason, restored: z.int(), upheld: z.int() }))
export type AppealFigures = z.infer<typeof AppealFigures>
export const AppealQueue = z.object({
  /** The longest-waiting first. */
  open: z.array(Appeal),
  /** The last answered, newest first. */
  answered: z.array(Appeal),
  figures: AppealFigures,
})
export type AppealQueue = z.infer<typeof AppealQueue>

export const AnswerAppeal = z.strictObject({
  appealId: AppealId,
  outcome: AppealOutcome,
  /** Who objected reads it. */
  answer: z.string().trim().min(10, 'Say in a sentence why. Who objected reads it.').max(1_000),
})
export type AnswerAppeal = z.infer<typeof AnswerAppeal>
