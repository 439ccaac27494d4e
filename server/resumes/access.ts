import { and, eq } from 'drizzle-orm'
import { JsonResume, type ResumeFile, type ResumeFileLine, type ResumeLine } from '../../contract/resumes'
import type { Db } from '../../db/client'
import { resumeFiles, resumes, resumeVersions } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import type { Ctx } from '../core/ctx'
import { notFound } from '../core/errors'

export type ResumeFileRow = typeof resumeFiles.$inferSelect

/**
 * A file of the person who asks.
 * @throws not_found  there is none with this id, or it is somebody else's
 */
export async function getResumeFileFor(ctx: PersonCtx, fileId: string): Promise<ResumeFileRow> {
  const [row] = await ctx.db
    .select()
    .from(resumeFiles)
    .where(and(eq(resumeFiles.id, fileId), eq(resumeFiles.personId, ctx.actor.personId)))
  if (!row) throw notFound('resume-file', fileId)
  return row
}

/** A row as its owner sees it. */
export async function shownFile(ctx: Ctx, row: ResumeFileRow): Promise<ResumeFile> {
  return { ...lineOf(row), name: await ctx.unseal(row.name, `resume_files.name:${row.id}`) }
}

/** A row as an event tells of it. */
export function lineOf(row: ResumeFileRow): ResumeFileLine {
  return {
    id: row.id,
    kind: row.kind,
    byteSize: row.byteSize,
    state: row.state,
    progressRatio: row.progressRatio,
    failure: row.failure,
    version: row.version,
    uploadedAt: row.uploadedAt.toISOString(),
    readAt: row.readAt?.toISOString() ?? null,
  }
}

export type ResumeRow = typeof resumes.$inferSelect
export type RevisionRow = typeof resumeVersions.$inferSelect

/**
 * A résumé of the person who asks. In a transaction it stays locked until the end.
 * @throws not_found  there is none with this id, or it is somebody else's
 */
export async function getResumeFor(ctx: PersonCtx, resumeId: string, tx?: Db): Promise<ResumeRow> {
  const read = (tx ?? ctx.db)
    .select()
    .from(resumes)
    .where(and(eq(resumes.id, resumeId), eq(resumes.personId, ctx.actor.personId)))
  const [row] = tx ? await read.for('update') : await read
  if (!row) throw notFound('resume', resumeId)
  return row
}

/**
 * One revision of a résumé that was loaded for its owner.
 * @throws not_found  it never was, or was let go
 */
export async function getRevisionOf(db: Db, { id, version }: Pick<ResumeRow, 'id' | 'version'>): Promise<RevisionRow> {
  const [row] = await db
    .select()
    .from(resumeVersions)
    .where(and(eq(resumeVersions.resumeId, id), eq(resumeVersions.version, version)))
  if (!row) throw notFound('resume-version', `${id}:${version}`)
  return row
}

/** What a revision holds. */
export async function unsealDocument(ctx: Ctx, { id, document }: Pick<RevisionRow, 'id' | 'document'>): Promise<JsonResume> {
  return JsonResume.parse(JSON.parse(await ctx.unseal(document, `resume_versions.document:${id}`)))
}

/** A résumé as an event tells of it. */
export function resumeLineOf(row: ResumeRow, versionId: string): ResumeLine {
  return {
    id: row.id,
    version: row.version,
    versionId,
    fileId: row.fileId,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}
