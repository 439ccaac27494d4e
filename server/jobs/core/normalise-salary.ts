import type { PayPeriod, Salary } from '../../../contract/jobs'

/** How often a period of pay comes in a year: full time, as DESIGN's yearly value counts it. */
const PERIODS_A_YEAR: Record<PayPeriod, number> = { hour: 2_080, day: 260, week: 52, month: 12, year: 1 }

export interface StatedPay {
  minCents: number | null
  maxCents: number | null
  currency: string
  period: PayPeriod
  isEstimate: boolean
  /** Weekly hours, when they are stated; they stand in for full time where pay is by the hour, and the yearly value is then an estimate. */
  hoursAWeek?: number | undefined
}

/**
 * Pay as stated, with its yearly value beside it: 2,080 hours, 260 days, 52 weeks or 12 months a year.
 * Where fewer weekly hours are stated, pay by the hour is counted with those for 52 weeks.
 * A range given the wrong way round is turned; one amount alone stays one amount.
 */
export function yearlySalary(pay: StatedPay): Salary {
  const isTurned = pay.minCents !== null && pay.maxCents !== null && pay.minCents > pay.maxCents
  const minCents = isTurned ? pay.maxCents : pay.minCents
  const maxCents = isTurned ? pay.minCents : pay.maxCents
  const isPartTime = pay.period === 'hour' && pay.hoursAWeek !== undefined
  const times = isPartTime ? (pay.hoursAWeek ?? 0) * 52 : PERIODS_A_YEAR[pay.period]
  return {
    minCents,
    maxCents,
    currency: pay.currency,
    period: pay.period,
    yearlyMinCents: minCents === null ? null : Math.round(minCents * times),
    yearlyMaxCents: maxCents === null ? null : Math.round(maxCents * times),
    isEstimate: pay.isEstimate || isPartTime,
  }
}
