import { sql } from 'drizzle-orm'
import type { Ctx } from '../core/ctx'

/** Counts again how often each word stands in titles, companies and skills of open jobs, so that a correction prefers the common word. */
export async function countSearchWords(ctx: Ctx): Promise<void> {
  await ctx.db.execute(sql`
    insert into search_words (word, count)
    select word, nentry::int from ts_stat($$
      select to_tsvector('simple', title || ' ' || coalesce(company_name, '') || ' ' || immutable_join(skills) || ' ' || immutable_join(places)) from jobs where status = 'open'
    $$) where length(word) between 3 and 40
    on conflict (word) do update set count = excluded.count where search_words.count <> excluded.count`)
}
