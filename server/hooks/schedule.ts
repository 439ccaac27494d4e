const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000

/**
 * How long after an attempt that failed the next one is made: ten attempts over 75 hours and 35 minutes.
 * Source: Standard Webhooks, "Deliverability and reliability", the example schedule.
 */
const WAITS_MS = [5_000, 5 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS, 5 * HOUR_MS, 10 * HOUR_MS, 14 * HOUR_MS, 20 * HOUR_MS, 24 * HOUR_MS]
/** What failed together does not come back together. */
const JITTER = 0.1

/** An endpoint to which nothing came through for this long is switched off. */
export const FAILING_MAX_MS = 72 * HOUR_MS

/**
 * How long to wait after so many attempts that failed; `null` when there is no next one.
 * @param retryAfterS what the endpoint asked for; the longer of both counts
 * @param chance 0 to 1
 */
export function waitAfter(attempts: number, retryAfterS: number | null, chance: number): number | null {
  const waitMs = WAITS_MS[attempts - 1]
  return waitMs === undefined ? null : Math.max(Math.round(waitMs * (1 + chance * JITTER)), (retryAfterS ?? 0) * 1_000)
}
