import { type SQL, sql } from 'drizzle-orm'
import type { JobFilters } from '../../contract/jobs'
import type { Ctx } from '../core/ctx'
import { rowsOf } from '../core/rows'
import { anyTerm, requiredTerms } from '../jobs/search-conditions'

/** More than so many open jobs are common; which of two common parts is rarer makes no difference that is worth counting. */
const COMMON = 2_000
/** Where somebody lives and may work from leaves nearly every job in. */
const NARROWS_NOTHING = 'livesIn'

/**
 * Terms of which every job that a search finds has at least one: those of its rarest part, by how many open jobs have them.
 * A new job is then compared with the searches that one of its own terms names, rather than with all.
 *
 * @param companyId of `filters.company`
 * @returns `null` when nothing that is asked leaves jobs out
 */
export async function findKeys(ctx: Ctx, filters: JobFilters, companyId: string | null): Promise<string[] | null> {
  const groups = [
    ...(companyId === null ? [] : [[`e:${companyId}`]]),
    ...(await requiredWords(ctx, filters.q)),
    ...requiredTerms(filters).flatMap(({ filter, terms }) => (filter === NARROWS_NOTHING ? [] : [terms])),
  ]
  const [first, ...others] = groups
  if (!first) return null
  if (others.length === 0) return first
  const counted = rowsOf<{ place: number; jobs: number }>(await ctx.db.execute(sql.join(groups.map(countOf), sql` union all `))).toSorted(
    (a, b) => Number(a.jobs) - Number(b.jobs) || Number(a.place) - Number(b.place),
  )
  return groups[Number(counted[0]?.place ?? 0)] ?? first
}

const countOf = (terms: string[], place: number): SQL => sql`
  select ${place}::int as place, (select count(*)::int from (
    select 1 from jobs where status = 'open' and is_cluster_face and search_text @@ ${anyTerm(terms)} limit ${COMMON}) as those) as jobs`

/** The words that a query needs, each alone; with an `or` in it, all of them together as alternatives. Words that must not occur are no help. */
async function requiredWords(ctx: Ctx, query: string): Promise<string[][]> {
  if (query === '') return []
  const [row] = rowsOf<{ tree: string }>(await ctx.db.execute(sql`select querytree(websearch_to_tsquery('english', ${query})) as tree`))
  const words = [...(row?.tree ?? '').matchAll(/'((?:[^']|'')+)'/g)].map(([, word = '']) =>
    word.replaceAll("''", "'").replaceAll('\\\\', '\\'),
  )
  if (words.length === 0) return []
  return row?.tree.includes('|') ? [words] : words.map((word) => [word])
}
