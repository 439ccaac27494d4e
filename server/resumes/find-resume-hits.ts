import { and, desc, eq } from 'drizzle-orm'
import { resumes, resumeVersions } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import type { HitRow, Sought } from '../core/sought'
import { unsealDocument } from './access'

/** What a person finds in their résumés, names and newest texts. Both are kept sealed, so they are opened and read here. */
export async function findResumeHits(ctx: PersonCtx, sought: Sought): Promise<HitRow[]> {
  const rows = await ctx.db
    .select({ id: resumes.id, name: resumes.name, versionId: resumeVersions.id, document: resumeVersions.document })
    .from(resumes)
    .innerJoin(resumeVersions, and(eq(resumeVersions.resumeId, resumes.id), eq(resumeVersions.version, resumes.version)))
    .where(eq(resumes.personId, ctx.actor.personId))
    .orderBy(desc(resumes.updatedAt), desc(resumes.id))
  const opened = await Promise.all(
    rows.map(async ({ id, name, versionId, document }): Promise<HitRow> => {
      const [title, resume] = await Promise.all([ctx.unseal(name, `resumes.name:${id}`), unsealDocument(ctx, { id: versionId, document })])
      return { kind: 'resume', id, parent: null, title, about: null, at: null, body: textsOf(resume).join(' · ') }
    }),
  )
  const holds = ({ title, body }: HitRow) => {
    const text = `${title} ${body}`.toLowerCase()
    return sought.words.every((word) => text.includes(word))
  }
  return opened.filter(holds).slice(0, sought.limit)
}

/** Every text within a value, in its order. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(textsOf)
}
