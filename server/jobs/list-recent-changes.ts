import { sql } from 'drizzle-orm'
import type { Ctx } from '../core/ctx'
import { rowsOf } from '../core/rows'

/** So many events back, at most: more than come within two minutes at the highest rate that we promise to take. */
const EVENTS_MAX = 30_000
const WITHIN_MS = 120_000

/**
 * The jobs and companies that changed within two minutes, each with when, in milliseconds: `job_…` for a job, its slug for a company.
 * What the events of the feed say, so nothing that was told to open pages is missing.
 */
export async function listRecentChanges(ctx: Ctx): Promise<Map<string, number>> {
  const since = new Date(ctx.now().getTime() - WITHIN_MS).toISOString()
  const answer = await ctx.db.execute(sql`
    select told.id, companies.slug, extract(epoch from max(told.at)) * 1000 as ms from (
      select coalesce(data->>'jobId', data->'job'->>'id') as id, at from outbox
      where room = 'feed/jobs' and seq > (select coalesce(max(seq), 0) - ${EVENTS_MAX}::int from live_rooms where room = 'feed/jobs')
        and at > ${since}::timestamptz) told
    left join jobs on jobs.id = told.id left join companies on companies.id = jobs.company_id
    where told.id is not null group by told.id, companies.slug`)
  const changes = new Map<string, number>()
  for (const { id, slug, ms } of rowsOf<{ id: string; slug: string | null; ms: string | number }>(answer)) {
    for (const subject of slug === null ? [id] : [id, slug]) changes.set(subject, Math.max(changes.get(subject) ?? 0, Number(ms)))
  }
  return changes
}
