import { and, desc, eq, lt, or, sql } from 'drizzle-orm'
import { type ResumeFile, ResumeFileRead } from '../../contract/resumes'
import type { Page } from '../../contract/wire'
import { resumeFiles } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import type { Ctx } from '../core/ctx'
import { conflict } from '../core/errors'
import { rowsOf } from '../core/rows'
import { getResumeFileFor, shownFile } from './access'

/** The person's files, newest first. */
export async function listResumeFiles(ctx: PersonCtx, input: { limit: number; cursor?: string | undefined }): Promise<Page<ResumeFile>> {
  const after = input.cursor?.split('~')
  const [at, id] = [after?.[0] ?? '', after?.[1] ?? '']
  const isGiven = after !== undefined && !Number.isNaN(Date.parse(at))
  const rows = await ctx.db
    .select()
    .from(resumeFiles)
    .where(
      and(
        eq(resumeFiles.personId, ctx.actor.personId),
        isGiven
          ? or(lt(resumeFiles.uploadedAt, new Date(at)), and(eq(resumeFiles.uploadedAt, new Date(at)), lt(resumeFiles.id, id)))
          : undefined,
      ),
    )
    .orderBy(desc(resumeFiles.uploadedAt), desc(resumeFiles.id))
    .limit(input.limit + 1)
  const shown = rows.slice(0, input.limit)
  const last = shown.at(-1)
  return {
    data: await Promise.all(shown.map((row) => shownFile(ctx, row))),
    next: rows.length > shown.length && last ? `${last.uploadedAt.toISOString()}~${last.id}` : null,
  }
}

/**
 * A file with its text and reading, which are `null` until it is read.
 * @throws not_found  `resume-file.not-found`
 */
export async function getResumeFile(ctx: PersonCtx, fileId: string): Promise<ResumeFileRead> {
  const row = await getResumeFileFor(ctx, fileId)
  const file = await shownFile(ctx, row)
  if (row.reading === null) return { ...file, text: null, pages: null, reading: null }
  const sealed: unknown = JSON.parse(await ctx.unseal(row.reading, `resume_files.reading:${row.id}`))
  return ResumeFileRead.parse({ ...Object(sealed), ...file })
}

/**
 * Reads a file anew: one that could not be read, or one that a better reader may read better.
 * @throws not_found  `resume-file.not-found`
 * @throws conflict   `resume.already-reading`
 */
export async function readFileAgain(ctx: PersonCtx, fileId: string): Promise<ResumeFile> {
  const row = await getResumeFileFor(ctx, fileId)
  const now = ctx.now().toISOString()
  const answer = await ctx.db.execute(sql`
    with woken as (
      update resume_files set state = 'waiting', failure = null, attempts = 0, progress_ratio = 0, version = version + 1
      where id = ${row.id} and person_id = ${ctx.actor.personId} and state in ('read', 'failed')
      returning id, version
    )
    insert into tasks (id, kind, key, payload, created_at, run_after, sent_at)
    select ${ctx.newId('task')}, 'resumes.read-file', id || ':' || version, jsonb_build_object('kind', 'resumes.read-file', 'fileId', id),
      ${now}::timestamptz, ${now}::timestamptz, ${now}::timestamptz
    from woken returning id`)
  const taskIds = rowsOf<{ id: string }>(answer).map(({ id }) => id)
  if (taskIds.length === 0) throw conflict('resume.already-reading', { fileId }, 'This file is being read already. Wait until it is done.')
  await ctx.enqueue(taskIds).catch(() => ctx.log.warn('tasks.send-later'))
  return shownFile(ctx, await getResumeFileFor(ctx, fileId))
}

/**
 * Forgets a file: its bytes first, so that nothing is left behind that no row knows of.
 * @throws not_found  `resume-file.not-found`
 */
export async function removeResumeFile(ctx: PersonCtx, fileId: string): Promise<void> {
  const row = await getResumeFileFor(ctx, fileId)
  await ctx.files.delete([row.objectKey])
  await ctx.db.delete(resumeFiles).where(and(eq(resumeFiles.id, row.id), eq(resumeFiles.personId, ctx.actor.personId)))
}

/** Forgets every file of a person, those without a row as well. Returns how many objects there were. */
export async function eraseResumeFilesOf(ctx: Ctx, personId: string): Promise<number> {
  let erased = 0
  for (;;) {
    const { files } = await ctx.files.listByPrefix(`resumes/${personId}/`)
    if (files.length === 0) break
    await ctx.files.delete(files.map(({ key }) => key))
    erased += files.length
  }
  await ctx.db.delete(resumeFiles).where(eq(resumeFiles.personId, personId))
  return erased
}
