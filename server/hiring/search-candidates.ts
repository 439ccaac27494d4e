import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import type { CandidateHit, SearchCandidates } from '../../contract/hiring'
import { candidates, hiringApplications, postings } from '../../db/schema'
import { recordAudit } from '../audit/record-audit'
import type { PersonCtx } from '../core/actor'
import { getOrganisationFor } from '../identity/access'

/** Marks that no text holds. */
const OPEN = '\u0002'
const CLOSE = '\u0003'

/**
 * Candidates of an organisation by words of their name, headline, tags and résumé, the best hit first, each with the words around the hit.
 * A résumé that was taken back is not searched. That somebody searched is written to the audit log, what they typed is not.
 *
 * @throws not_found, forbidden as `getOrganisationFor`
 */
export async function searchCandidates(
  ctx: PersonCtx,
  { organisationId, query, limit }: SearchCandidates,
): Promise<{ data: CandidateHit[] }> {
  await getOrganisationFor(ctx, organisationId, 'candidate.contact')
  const asked = sql`websearch_to_tsquery('simple', ${query})`
  const rows = await ctx.db
    .select({
      candidateId: candidates.id,
      name: candidates.name,
      headline: candidates.headline,
      excerpt: sql<string>`ts_headline('simple', left(coalesce(${candidates.resumeText}, ${candidates.headline}, ''), 100000), ${asked}, ${`StartSel=${OPEN}, StopSel=${CLOSE}, MaxWords=24, MinWords=8, MaxFragments=1`})`,
      applicationId: sql<
        string | null
      >`(select h.id from hiring_applications h where h.candidate_id = candidates.id order by h.applied_at desc, h.id limit 1)`,
    })
    .from(candidates)
    .where(and(eq(candidates.organisationId, organisationId), isNull(candidates.mergedIntoId), sql`${candidates.searchText} @@ ${asked}`))
    .orderBy(desc(sql`ts_rank(${candidates.searchText}, ${asked})`), candidates.id)
    .limit(limit)
  const titles = await titlesOf(
    ctx,
    rows.flatMap(({ applicationId }) => applicationId ?? []),
  )
  await ctx.transact((tx) =>
    recordAudit(ctx, tx, { organisationId, act: 'candidate.searched', subjectId: null, details: { hits: rows.length } }),
  )
  return {
    data: rows.map(({ excerpt, ...row }) => ({
      ...row,
      postingTitle: titles.get(row.applicationId ?? '') ?? null,
      excerpt: excerpt.split(new RegExp(`[${OPEN}${CLOSE}]`)),
    })),
  }
}

async function titlesOf(ctx: PersonCtx, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await ctx.db
    .select({ id: hiringApplications.id, title: postings.title })
    .from(hiringApplications)
    .innerJoin(postings, eq(postings.id, hiringApplications.postingId))
    .where(sql`${hiringApplications.id} in ${ids}`)
  return new Map(rows.map(({ id, title }) => [id, title]))
}
