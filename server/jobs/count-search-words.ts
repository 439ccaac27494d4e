import { sql } from 'drizzle-orm'
import type { Ctx } from '../core/ctx'

/** The newest jobs say well enough which word is common; all of a million would take longer than a statement may. */
const JOBS_MAX = 100_000

/** Counts again how often each word stands in titles, companies and skills of the newest open jobs, so that a correction prefers the common word. */
export async function countSearchWords(ctx: Ctx): Promise<void> {
  await ctx.db.execute(sql`
    insert into search_words (word, count)
    select word, nentry::int from ts_stat($$
      select to_tsvector('simple', title || ' ' || coalesce(company_name, '') || ' ' || immutable_join(skills) || ' ' || immutable_join(places)) from jobs where status = 'open' and is_cluster_face
      order by found_at desc, id desc limit ${sql.raw(String(JOBS_MAX))}
    $$) where length(word) between 3 and 40
    on conflict (word) do update set count = excluded.count where search_words.count <> excluded.count`)
}
