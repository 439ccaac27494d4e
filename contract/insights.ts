import { z } from 'zod'
import { OutcomeKind, StageGroup } from './applications'
import { IsoInstant } from './wire'

/** Fewer than so many is too little to read much into; every figure over fewer is marked. */
export const SMALL_SAMPLE = 5

/** How far the applications of one row got. Each figure counts all that reached that step or a later one. */
export const FunnelRow = z.object({
  /** The source, the Monday of the week (`YYYY-MM-DD`), or the résumé version; `null` for none. */
  key: z.string().nullable(),
  saved: z.int(),
  applied: z.int(),
  answered: z.int(),
  interviewed: z.int(),
  offered: z.int(),
  accepted: z.int(),
  /** Fewer than five applied. */
  isSmall: z.boolean(),
})
export type FunnelRow = z.infer<typeof FunnelRow>

/** Days from applying to the first answer. `null` without any. */
export const ResponseTimes = z.object({
  key: z.string().nullable(),
  samples: z.int(),
  medianDays: z.number().nullable(),
  p90Days: z.number().nullable(),
  isSmall: z.boolean(),
})
export type ResponseTimes = z.infer<typeof ResponseTimes>

/** How many stood where at the end of a day (or of a week's Sunday) in UTC. */
export const InsightSnapshot = z.object({
  period: z.enum(['day', 'week']),
  /** First day of the period. */
  date: z.iso.date(),
  groups: z.record(StageGroup, z.int()),
  outcomes: z.record(OutcomeKind, z.int()),
  /** Within the period. */
  savedCount: z.int(),
  appliedCount: z.int(),
  answeredCount: z.int(),
})
export type InsightSnapshot = z.infer<typeof InsightSnapshot>

export const AskInsights = z.strictObject({
  /** Applications that were saved from here on. */
  from: IsoInstant.optional(),
  before: IsoInstant.optional(),
})
export type AskInsights = z.infer<typeof AskInsights>
export const Insights = z.object({
  total: z.int(),
  groups: z.record(StageGroup, z.int()),
  outcomes: z.record(OutcomeKind, z.int()),
  funnel: FunnelRow,
  bySource: z.array(FunnelRow),
  /** By the week they were saved in, oldest first, at most the last 26. */
  byWeek: z.array(FunnelRow),
  byResume: z.array(FunnelRow),
  responses: ResponseTimes,
  responsesBySource: z.array(ResponseTimes),
})
export type Insights = z.infer<typeof Insights>
export const AskSnapshots = z.strictObject({
  period: z.enum(['day', 'week']).default('week'),
  limit: z.coerce.number().int().min(1).max(400).default(90),
})
export const InsightSnapshots = z.object({ data: z.array(InsightSnapshot) })
