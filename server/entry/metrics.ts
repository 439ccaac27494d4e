import { sql } from 'drizzle-orm'
import type { Db } from '../../db/client'
import { metricCounters } from '../../db/schema'
import type { MetricSeries } from '../core/ctx'

/** What this isolate counted since it last added its part to the table. Figures only, of nobody in particular. */
const counted = new Map<MetricSeries, number>()
let flushedAtMs = 0
const FLUSH_EVERY_MS = 5_000

export function addCount(series: MetricSeries, by = 1): void {
  if (by !== 0) counted.set(series, (counted.get(series) ?? 0) + by)
}

/**
 * Adds what was counted to the table that all isolates share, at most every five seconds and behind the answer.
 * An isolate that ends loses at most its last five seconds: these are trends, and the tables hold what must be exact.
 */
export function flushCounts(db: Db, waitUntil: (promise: Promise<unknown>) => void): void {
  const nowMs = Date.now()
  if (counted.size === 0 || !isFlushDue(nowMs)) return
  flushedAtMs = nowMs
  const rows = [...counted].sort(([a], [b]) => (a < b ? -1 : 1)).map(([series, value]) => ({ series, value }))
  counted.clear()
  waitUntil(
    db
      .insert(metricCounters)
      .values(rows)
      .onConflictDoUpdate({ target: metricCounters.series, set: { value: sql`${metricCounters.value} + excluded.value` } })
      .catch(() => {
        for (const row of rows) addCount(row.series, row.value)
      }),
  )
}

/** Whether the next count goes to the table. */
export function isFlushDue(nowMs: number): boolean {
  return nowMs - flushedAtMs >= FLUSH_EVERY_MS
}
