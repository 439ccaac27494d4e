import { and, desc, eq, gt, isNull, sql } from 'drizzle-orm'
import type { Resume, ResumeSummary } from '../../contract/resumes'
import { applications, resumeLinks, resumes, resumeVersions } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import { getResumeFor, getRevisionOf, resumeLineOf, unsealDocument } from './access'

/** The person's résumés, the one changed last first: never more than `RESUMES_MAX`. */
export async function listResumes(ctx: PersonCtx): Promise<ResumeSummary[]> {
  const { personId } = ctx.actor
  const openLinks = ctx.db
    .select({ count: sql<number>`count(*)::int` })
    .from(resumeLinks)
    .where(and(eq(resumeLinks.resumeId, resumes.id), isNull(resumeLinks.revokedAt), gt(resumeLinks.expiresAt, ctx.now())))
  const sent = ctx.db
    .select({ count: sql<number>`count(*)::int` })
    .from(applications)
    .innerJoin(sql`resume_versions sent`, sql`sent.id = ${applications.resumeVersionId}`)
    .where(and(sql`sent.resume_id = ${resumes.id}`, eq(applications.personId, personId), isNull(applications.removedAt)))
  const rows = await ctx.db
    .select({ row: resumes, versionId: resumeVersions.id, openLinks: sql<number>`(${openLinks})`, applications: sql<number>`(${sent})` })
    .from(resumes)
    .innerJoin(resumeVersions, and(eq(resumeVersions.resumeId, resumes.id), eq(resumeVersions.version, resumes.version)))
    .where(eq(resumes.personId, personId))
    .orderBy(desc(resumes.updatedAt), desc(resumes.id))
  return Promise.all(
    rows.map(async ({ row, versionId, ...counts }) => ({
      ...resumeLineOf(row, versionId),
      ...counts,
      name: await ctx.unseal(row.name, `resumes.name:${row.id}`),
    })),
  )
}

/** A résumé as it stands now. @throws not_found  it is not this person's */
export async function getResume(ctx: PersonCtx, resumeId: string): Promise<Resume> {
  const row = await getResumeFor(ctx, resumeId)
  const head = await getRevisionOf(ctx.db, row)
  const name = await ctx.unseal(row.name, `resumes.name:${row.id}`)
  return { ...resumeLineOf(row, head.id), name, resume: await unsealDocument(ctx, head) }
}
