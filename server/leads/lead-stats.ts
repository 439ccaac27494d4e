import { sql } from 'drizzle-orm'
import type { LeadStats } from '../../contract/leads'
import type { Ctx } from '../core/ctx'
import { rowsOf } from '../core/rows'

/** What the operators' dashboard draws. One statement. */
export async function getLeadStats(ctx: Ctx): Promise<LeadStats> {
  const now = ctx.now().toISOString()
  const answer = await ctx.db.execute(sql`
    select
      (select json_agg(json_build_object('minute', to_char(minute at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'received', received) order by minute) from (
        select minutes.minute, count(posts.id)::int as received
        from generate_series(date_trunc('minute', ${now}::timestamptz) - interval '59 minutes', date_trunc('minute', ${now}::timestamptz), interval '1 minute') as minutes(minute)
        left join posts on posts.received_at >= minutes.minute and posts.received_at < minutes.minute + interval '1 minute'
        group by minutes.minute) counted) as per_minute,
      (select coalesce(json_object_agg(verdict, total), '{}') from (select verdict, count(*)::int as total from leads where created_at > ${now}::timestamptz - interval '24 hours' group by verdict) v) as verdicts,
      (select coalesce(json_object_agg(state, total), '{}') from (select state, count(*)::int as total from leads where created_at > ${now}::timestamptz - interval '24 hours' or state = 'queued' group by state) s) as states,
      (select json_build_object('p50', percentile_cont(0.5) within group (order by ms), 'p95', percentile_cont(0.95) within group (order by ms))
        from (select extract(epoch from read_at - received_at) * 1000 as ms from posts where read_at is not null and version = 1 order by received_at desc limit 1000) reading) as reading`)
  const [row] = rowsOf<Row>(answer)
  if (!row) throw new Error('The statistics statement answered no row.')
  const { p50, p95 } = row.reading
  return {
    perMinute: row.per_minute,
    verdicts: { offer: 0, seeking: 0, chatter: 0, scam: 0, ...row.verdicts },
    states: { published: 0, queued: 0, unseen: 0, confirmed: 0, rejected: 0, withdrawn: 0, ...row.states },
    readingMs: p50 === null || p95 === null ? null : { p50: Math.round(p50), p95: Math.round(p95) },
  }
}

interface Row {
  per_minute: LeadStats['perMinute']
  verdicts: Partial<LeadStats['verdicts']>
  states: Partial<LeadStats['states']>
  reading: { p50: number | null; p95: number | null }
}
