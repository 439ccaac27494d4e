import { z } from 'zod'
import { IsoInstant, PersonId, SupportVisitId } from './wire'

export const SUPPORT_MINUTES_MAX = 30

/** An operator looks as a person: only reads, for a stated reason, and for half an hour at most. */
export const EnterSupport = z.strictObject({
  /** The person's address or id. */
  who: z.string().trim().min(3, 'Give an address or an id.').max(320),
  /** The person reads it. */
  reason: z.string().trim().min(10, 'Say in a sentence why. The person reads it.').max(500),
  minutes: z.coerce.number().int().min(1).max(SUPPORT_MINUTES_MAX).default(15),
})
export type EnterSupport = z.infer<typeof EnterSupport>
export const EnteredSupport = z.object({
  visitId: SupportVisitId,
  personId: PersonId,
  /** What the operator's browser shows; kept as a hash. */
  token: z.string(),
  expiresAt: IsoInstant,
})
export type EnteredSupport = z.infer<typeof EnteredSupport>

/** A visit as the person it was about sees it. */
export const SupportVisit = z.object({
  id: SupportVisitId,
  operatorName: z.string(),
  reason: z.string(),
  startedAt: IsoInstant,
  /** When it ended or, while it goes on, will end at the latest. */
  endsAt: IsoInstant,
})
export type SupportVisit = z.infer<typeof SupportVisit>

/** Whether anything may be changed now. */
export const ReadOnlyMode = z.object({
  isOn: z.boolean(),
  /** What people read on every page. */
  reason: z.string(),
  changedAt: IsoInstant.nullable(),
})
export type ReadOnlyMode = z.infer<typeof ReadOnlyMode>
export const SetReadOnly = z.strictObject({ isOn: z.boolean(), reason: z.string().trim().max(300).default('') })
export type SetReadOnly = z.infer<typeof SetReadOnly>
