import { and, eq } from 'drizzle-orm'
import type { ResumeFile, ResumeFileLine } from '../../contract/resumes'
import { resumeFiles } from '../../db/schema'
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
