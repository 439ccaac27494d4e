import { sql } from 'drizzle-orm'
import type { Db } from '../../db/client'
import type { Ctx } from '../core/ctx'
import { ownerWhoForbids } from '../vendors/never-fetched'

const HOUR_MS = 3_600_000
const FIRST_AFTER_MS = 24 * HOUR_MS

interface PlannedJob {
  id: string
  origin: 'detected' | 'synced' | 'posted'
  applyUrl: string | null
  sourceUrl: string | null
}

/**
 * Plans the first look at the original link of jobs that were just opened: a day later, spread over another day, so that an import is no flood.
 * One that is planned already keeps its time; a link that has changed is a new one. All in the caller's transaction.
 */
export async function planChecks(ctx: Ctx, tx: Db, jobs: PlannedJob[]): Promise<void> {
  const planned = jobs.flatMap((job) => {
    const link = linkToCheck(job)
    return link ? [{ id: job.id, url: link.href, host: link.hostname, due: new Date(firstDueMs(ctx, job.id)).toISOString() }] : []
  })
  if (planned.length === 0) return
  // Sorted, so that two transactions take the same rows in the same order and none waits for the other in a circle.
  const rows = JSON.stringify(planned)
  await tx.execute(sql`
    with planned as (select * from jsonb_to_recordset(${rows}::jsonb) as p(id text, url text, host text, due timestamptz)),
    sites as (
      insert into link_sites (host, window_at, used) select distinct host, ${ctx.now().toISOString()}::timestamptz, 0 from planned order by host
      on conflict (host) do nothing)
    insert into link_checks (job_id, url, host, due_at) select distinct on (id) id, url, host, due from planned order by id
    on conflict (job_id) do update set host = excluded.host, url = excluded.url, due_at = excluded.due_at,
      finding = null, finding_since = null, failures = 0, text_hash = null, text_since = null, text_looks = 0
      where link_checks.url <> excluded.url or link_checks.due_at is null`)
}

/** Where a job stands in the original, as far as we may ask there; `null` for our own postings, which their organisation closes. */
export function linkToCheck({ origin, applyUrl, sourceUrl }: Omit<PlannedJob, 'id'>): URL | null {
  if (origin === 'posted') return null
  for (const address of [applyUrl, sourceUrl]) {
    if (address === null || !URL.canParse(address)) continue
    const url = new URL(address)
    if (url.protocol === 'https:' && url.port === '' && url.username === '' && ownerWhoForbids(url.hostname) === null) return url
  }
  return null
}

/** The last digits of an id are random: they spread what came together. */
function firstDueMs(ctx: Ctx, jobId: string): number {
  const share = Number.parseInt(jobId.slice(-6), 16) / 0x1000000
  return ctx.now().getTime() + FIRST_AFTER_MS + Math.floor((Number.isNaN(share) ? 0 : share) * FIRST_AFTER_MS)
}
