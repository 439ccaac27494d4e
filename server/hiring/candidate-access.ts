import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Db } from '../../db/client'
import { candidates, hiringApplications } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import { notFound } from '../core/errors'
import { getOrganisationFor, type Right } from '../identity/access'

export type CandidateRow = typeof candidates.$inferSelect

/**
 * A candidate of one of the person's organisations. Of one that was merged, the candidate that they were found to be.
 * @throws not_found  it does not exist, is not to be found any more, or they are no member: all alike
 * @throws forbidden  `organisation.right-missing`
 */
export async function getCandidateFor(ctx: PersonCtx, candidateId: string, right: Right, db: Db = ctx.db) {
  const [asked] = await db
    .select({ organisationId: candidates.organisationId, rootId: sql<string>`coalesce(${candidates.mergedIntoId}, ${candidates.id})` })
    .from(candidates)
    .where(eq(candidates.id, candidateId))
  if (!asked) throw notFound('candidate', candidateId)
  const { role, organisation } = await getOrganisationFor(ctx, asked.organisationId, right, db).catch((error) => {
    throw error instanceof Error && 'code' in error && error.code === 'not_found' ? notFound('candidate', candidateId) : error
  })
  const [candidate] = await db
    .select()
    .from(candidates)
    .where(and(eq(candidates.id, asked.rootId), isFindable(ctx.now())))
  if (!candidate) throw notFound('candidate', candidateId)
  return { candidate, role, organisationName: organisation.name }
}

/** Rows of candidates that somebody was not merged away from, nor taken out of: their own and those merged into them apply. */
export const isLive = and(isNull(candidates.mergedIntoId), isNull(candidates.anonymisedAt))

/** Who did not agree to the talent pool is found through what they applied to, and nowhere else. */
export function isFindable(now: Date) {
  return and(
    isLive,
    sql`(${candidates.poolUntil} > ${now.toISOString()}::timestamptz
      or exists (select 1 from hiring_applications h where h.candidate_id = ${candidates.id})
      or exists (select 1 from candidates m join hiring_applications h on h.candidate_id = m.id where m.merged_into_id = ${candidates.id}))`,
  )
}

/** The candidate that an application belongs to, after merges. */
export const rootCandidateId = sql<string>`coalesce(${candidates.mergedIntoId}, ${candidates.id})`
export const ofCandidate = eq(candidates.id, hiringApplications.candidateId)

/** Numbers count up within the organisation, one at a time; whoever merges or adds waits here. */
export async function lockCandidates(tx: Db, organisationId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`candidates:${organisationId}`}, 0))`)
}
