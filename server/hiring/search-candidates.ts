import { and, eq, sql } from 'drizzle-orm'
import type { CandidateHitPage, SearchCandidates } from '../../contract/candidates'
import { candidates } from '../../db/schema'
import { recordAudit } from '../audit/record-audit'
import type { PersonCtx } from '../core/actor'
import { toPage } from '../core/page'
import { rowsOf } from '../core/rows'
import { getOrganisationFor } from '../identity/access'
import { isFindable } from './candidate-access'
import { fieldsFor, fits, lineColumns, linesOf, showCandidate } from './list-candidates'
import { cursorOf, orderOf, sortName } from './order-candidates'

/** Marks that no text holds. */
const OPEN = '\u0002'
const CLOSE = '\u0003'

/**
 * Candidates of an organisation by words of their name, headline, tags and résumé, in the order asked for, each with the words around the hit. Also by
 * those of a candidate who was merged into them. A résumé that was taken back is not searched.
 * That somebody searched is written to the audit log, what they typed is not.
 *
 * @throws not_found, forbidden as `getOrganisationFor`
 */
export async function searchCandidates(ctx: PersonCtx, search: SearchCandidates): Promise<CandidateHitPage> {
  const { organisationId, query, limit } = search
  const { role } = await getOrganisationFor(ctx, organisationId, 'candidate.contact')
  const { orderBy, after } = orderOf(search)
  const rows = await ctx.db
    .select({ ...lineColumns, sortName })
    .from(candidates)
    .where(
      and(
        eq(candidates.organisationId, organisationId),
        isFindable(ctx.now()),
        fits(ctx, search, await fieldsFor(ctx.db, search)),
        sql`${candidates.id} in (select coalesce(c.merged_into_id, c.id) from candidates c
          where c.organisation_id = ${organisationId} and c.search_text @@ websearch_to_tsquery('simple', ${query}))`,
        after,
      ),
    )
    .orderBy(...orderBy)
    .limit(limit + 1)
  const ids = rows.slice(0, limit).map(({ id }) => id)
  const [lines, excerpts] = await Promise.all([linesOf(ctx.db, ids), excerptsOf(ctx, ids, query)])
  await ctx.transact((tx) =>
    recordAudit(ctx, tx, { organisationId, act: 'candidate.searched', subjectId: null, details: { hits: ids.length } }),
  )
  return toPage(
    rows,
    limit,
    (row) => ({
      candidate: showCandidate(row, lines.get(row.id) ?? [], { role, now: ctx.now() }),
      excerpt: excerpts.get(row.id) ?? [],
    }),
    (row) => cursorOf(search.sort, row),
  )
}

/** The words around the hit in each candidate's résumé or headline, or in that of one who was merged into them. */
async function excerptsOf(ctx: PersonCtx, ids: readonly string[], query: string): Promise<Map<string, string[]>> {
  if (ids.length === 0) return new Map()
  const options = `StartSel=${OPEN}, StopSel=${CLOSE}, MaxWords=24, MinWords=8, MaxFragments=1`
  const answer = await ctx.db.execute(sql`
    select distinct on (1) coalesce(c.merged_into_id, c.id) as id,
      ts_headline('simple', left(coalesce(c.resume_text, c.headline, ''), 100000), asked, ${options}) as excerpt
    from candidates c, websearch_to_tsquery('simple', ${query}) as asked
    where (c.id in ${ids} or c.merged_into_id in ${ids}) and c.search_text @@ asked
    order by 1, c.merged_into_id nulls first, c.id`)
  return new Map(
    rowsOf<{ id: string; excerpt: string }>(answer).flatMap(({ id, excerpt }) => {
      const pieces = excerpt.split(new RegExp(`[${OPEN}${CLOSE}]`))
      return pieces.length > 1 ? [[id, pieces] as const] : []
    }),
  )
}
