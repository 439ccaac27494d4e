import { and, desc, eq } from 'drizzle-orm'
import type { JsonResume } from '../../contract/resumes'
import { resumes, resumeVersions } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { unsealDocument } from './access'

/** The newest state of a résumé, sealed as it is kept. */
export interface ResumeHead {
  resumeId: string
  versionId: string
  document: string
}

/** The newest state of one résumé of a person, or of the one they changed last. `null` when there is none, or it is not theirs. */
export async function findResumeHead(ctx: Ctx, personId: string, resumeId: string | null): Promise<ResumeHead | null> {
  const [row] = await ctx.db
    .select({ resumeId: resumes.id, versionId: resumeVersions.id, document: resumeVersions.document })
    .from(resumes)
    .innerJoin(resumeVersions, and(eq(resumeVersions.resumeId, resumes.id), eq(resumeVersions.version, resumes.version)))
    .where(and(eq(resumes.personId, personId), resumeId === null ? undefined : eq(resumes.id, resumeId)))
    .orderBy(desc(resumes.updatedAt), desc(resumes.id))
    .limit(1)
  return row ?? null
}

/** What a résumé says. */
export const openResumeHead = (ctx: Ctx, head: ResumeHead): Promise<JsonResume> =>
  unsealDocument(ctx, { id: head.versionId, document: head.document })
