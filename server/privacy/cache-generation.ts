import { sql } from 'drizzle-orm'
import { setCacheGeneration } from '../core/cache'
import type { Ctx } from '../core/ctx'
import { rowsOf } from '../core/rows'

/** How long an isolate goes on with what it knows. Within this time after an erasure every cache has forgotten. */
export const GENERATION_AGE_MS = 10_000
let readAtMs = 0

/**
 * Keeps this isolate's cache generation at the newest erasure. The first request of an isolate waits for it; later ones look behind the answer.
 * When the database does not answer, the isolate goes on with what it knows: pages that can be shown at all are then better than none.
 */
export async function followErasures(ctx: Ctx): Promise<void> {
  const nowMs = ctx.now().getTime()
  if (areErasuresKnown(nowMs)) return
  const isFirst = readAtMs === 0
  readAtMs = nowMs
  const reading = readCacheGeneration(ctx).catch(() => {
    readAtMs = 0
  })
  if (isFirst) await reading
  else ctx.waitUntil(reading)
}

/** Whether this isolate need not look for erasures yet. */
export function areErasuresKnown(nowMs: number): boolean {
  return nowMs - readAtMs < GENERATION_AGE_MS
}

/** Reads it now: for whoever has just erased. */
export async function readCacheGeneration(ctx: Ctx): Promise<void> {
  const answer = await ctx.db.execute(
    sql`select coalesce((extract(epoch from max(completed_at)) * 1000)::bigint, 0)::text as newest from deletion_requests`,
  )
  setCacheGeneration(rowsOf<{ newest: string }>(answer)[0]?.newest ?? '0')
}
