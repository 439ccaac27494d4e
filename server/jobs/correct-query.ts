import { type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../core/ctx'
import { rowsOf } from '../core/rows'
import { wordsOf } from './open-jobs'

/** A word this long may differ in two letters, a shorter one in one; two letters changed round count as one. */
const LONG_WORD = 6

/**
 * The query with each word that no job holds replaced by the nearest word that one does, or `null` when every word is known.
 * Words in quotes or after a minus, and those that no search goes by (very, that), are left as they stand.
 */
export async function correctQuery(ctx: Ctx, query: string): Promise<string | null> {
  if (query.includes('"')) return null
  const words = wordsOf(query.replace(/(^|\s)-\S+/g, ' ')).slice(0, 10)
  if (words.length === 0) return null
  const swaps = words.flatMap((word) => swapsOf(word).map((swap) => ({ word, swap })))
  const answer = await ctx.db.execute(sql`
    select asked.word, (
      select near.word from (
        select candidate.word, candidate.count, levenshtein(candidate.word, asked.word) as distance from search_words candidate
        where candidate.word % asked.word and levenshtein(candidate.word, asked.word) <= case when length(asked.word) >= ${LONG_WORD} then 2 else 1 end
        union all
        select known.word, known.count, 1 from unnest(${textArray(swaps.map((each) => each.word))}, ${textArray(swaps.map((each) => each.swap))}) as swapped(word, swap)
        join search_words known on known.word = swapped.swap where swapped.word = asked.word
      ) near
      order by near.distance, near.count desc, similarity(near.word, asked.word) desc, near.word limit 1) as nearest
    from unnest(${textArray(words)}) as asked(word)
    where numnode(plainto_tsquery('english', asked.word)) > 0
      and not exists (select 1 from search_words known where known.word = asked.word)
      and not exists (select 1 from search_words stem where to_tsvector('english', stem.word) @@ plainto_tsquery('english', asked.word) and stem.word % asked.word)`)
  const nearest = new Map(
    rowsOf<{ word: string; nearest: string | null }>(answer).flatMap((row) => (row.nearest ? [[row.word, row.nearest]] : [])),
  )
  if (nearest.size === 0) return null
  return query.replace(/[\p{L}\p{N}][\p{L}\p{N}+#.]*/gu, (word) => nearest.get(word.toLowerCase()) ?? word)
}

/** The word with each two neighbouring letters changed round: one slip of the fingers, though two letters differ. */
function swapsOf(word: string): string[] {
  const swapped = Array.from(
    { length: word.length - 1 },
    (_, at) => `${word.slice(0, at)}${word.charAt(at + 1)}${word.charAt(at)}${word.slice(at + 2)}`,
  )
  return swapped.filter((swap) => swap !== word && swap.isWellFormed())
}

function textArray(values: string[]): SQL {
  return sql`array[${sql.join(
    values.map((value) => sql`${value}`),
    sql`, `,
  )}]::text[]`
}
