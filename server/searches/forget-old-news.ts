import { type SQL, sql } from 'drizzle-orm'
import { jobNews, jobs } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { rowsOf } from '../core/rows'

/** A vacancy that is gone for so long helps nobody in a list. */
const CLOSED_DAYS = 30
/** Nor does one that came half a year ago, seen or not. */
const OLD_DAYS = 180
const AT_ONCE = 5_000
const DAY_MS = 86_400_000

/** Cron: takes from people's lists what has been closed for 30 days or stands there for 180. Answers how many lines. */
export async function forgetOldNews(ctx: Ctx): Promise<number> {
  const before = (days: number) => new Date(ctx.now().getTime() - days * DAY_MS).toISOString()
  const forget = async (which: SQL) => {
    const gone = await ctx.db.execute(
      sql`delete from ${jobNews} where (person_id, cluster_id) in (${which} limit ${AT_ONCE}) returning person_id`,
    )
    return rowsOf(gone).length
  }
  const old = await forget(sql`select person_id, cluster_id from ${jobNews} where at < ${before(OLD_DAYS)}::timestamptz`)
  const closed = await forget(sql`
    select news.person_id, news.cluster_id from ${jobNews} news join ${jobs} on ${jobs.id} = news.job_id
    where ${jobs.status} = 'closed' and ${jobs.closedAt} < ${before(CLOSED_DAYS)}::timestamptz`)
  return old + closed
}
