import { sql } from 'drizzle-orm'
import type { Ctx } from '../core/ctx'
import { rowsOf } from '../core/rows'
import { wordsOf } from './open-jobs'

/** A word this long may differ in two letters, a shorter one in one. */
const LONG_WORD = 6

/**
 * The query with each word that no job holds replaced by the nearest word that one does, or `null` when every word is known.
 * Words in quotes or after a minus are left as they stand.
 */
export async function correctQuery(ctx: Ctx, query: string): Promise<string | null> {
  if (query.includes('"')) return null
  const words = wordsOf(query.replace(/(^|\s)-\S+/g, ' ')).slice(0, 10)
  if (words.length === 0) return null
  const answer = await ctx.db.execute(sql`
    select asked.word, (
      select near.word from search_words near
      where near.word % asked.word and levenshtein(near.word, asked.word) <= case when length(asked.word) >= ${LONG_WORD} then 2 else 1 end
      order by levenshtein(near.word, asked.word), near.count desc, similarity(near.word, asked.word) desc, near.word limit 1) as nearest
    from unnest(array[${sql.join(
      words.map((word) => sql`${word}`),
      sql`, `,
    )}]::text[]) as asked(word)
    where not exists (select 1 from search_words known where known.word = asked.word)
      and not exists (select 1 from search_words stem where to_tsvector('english', stem.word) @@ plainto_tsquery('english', asked.word) and stem.word % asked.word)`)
  const nearest = new Map(
    rowsOf<{ word: string; nearest: string | null }>(answer).flatMap((row) => (row.nearest ? [[row.word, row.nearest]] : [])),
  )
  if (nearest.size === 0) return null
  return query.replace(/[\p{L}\p{N}][\p{L}\p{N}+#.]*/gu, (word) => nearest.get(word.toLowerCase()) ?? word)
}
