import { and, eq, sql } from 'drizzle-orm'
import { RESUME_FILE_BYTES_MAX, type ResumeFile } from '../../contract/resumes'
import { resumeFiles } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import { describeError } from '../core/describe-error'
import { conflict, tooMany } from '../core/errors'
import { rowsOf } from '../core/rows'
import { getResumeFileFor, shownFile } from './access'
import { sniffKind } from './sniff-kind'
import { unreadable } from './unreadable'

/** How many files a person may keep. */
const FILES_MAX = 50
const NAME_CHARS_MAX = 200

/**
 * Keeps an uploaded file and starts to read it: bytes to R2, then row and task in one statement. The same bytes again are the same file,
 * read no second time. What stops half-way leaves at most an object under the key that the next try writes again.
 *
 * @throws invalid   with a reason of `RESUME_FAILURES`, for what is plainly no PDF, DOCX or ZIP of LinkedIn
 * @throws conflict  `resume.too-many-files`
 * @throws too_many  `resume.uploads-too-many`
 */
export async function startReading(ctx: PersonCtx, upload: { name: string; bytes: Uint8Array<ArrayBuffer> }): Promise<ResumeFile> {
  const { personId } = ctx.actor
  if (!(await ctx.allow('paste', `resume:${personId}`))) throw tooMany('resume.uploads-too-many', 60)
  if (upload.bytes.length > RESUME_FILE_BYTES_MAX) throw unreadable('resume.too-large')
  const kind = sniffKind(upload.bytes)
  const contentHash = await ctx.hash(`resume:${await sha256(upload.bytes)}`)
  const known = await ctx.db
    .select({ id: resumeFiles.id })
    .from(resumeFiles)
    .where(and(eq(resumeFiles.personId, personId), eq(resumeFiles.contentHash, contentHash)))
  const [held] = known
  if (held) return shownFile(ctx, await getResumeFileFor(ctx, held.id))
  const [count] = await ctx.db.select({ files: sql<number>`count(*)::int` }).from(resumeFiles).where(eq(resumeFiles.personId, personId))
  if ((count?.files ?? 0) >= FILES_MAX)
    throw conflict('resume.too-many-files', {}, `You keep ${FILES_MAX} files already. Remove one you no longer need, then upload this one.`)

  const fileId = ctx.newId('resumeFile')
  const objectKey = `resumes/${personId}/${contentHash.slice(0, 40)}`
  // Of a copy of everything LinkedIn knows, only what a résumé can hold is kept.
  const bytes = kind === 'linkedin' ? (await import('./read-linkedin')).keepProfileOnly(upload.bytes) : upload.bytes
  await ctx.files.put(objectKey, bytes)
  const now = ctx.now().toISOString()
  const name = await ctx.seal(
    upload.name.trim().slice(0, NAME_CHARS_MAX).toWellFormed() || `résumé.${kind === 'linkedin' ? 'zip' : kind}`,
    `resume_files.name:${fileId}`,
  )
  const answer = await ctx.db.execute(sql`
    with added as (
      insert into resume_files (id, person_id, object_key, content_hash, byte_size, kind, name, uploaded_at)
      values (${fileId}, ${personId}, ${objectKey}, ${contentHash}, ${bytes.length}, ${kind}, ${name}, ${now}::timestamptz)
      on conflict do nothing
      returning id
    ), task as (
      insert into tasks (id, kind, key, payload, created_at, run_after, sent_at)
      select ${ctx.newId('task')}, 'resumes.read-file', id || ':1', jsonb_build_object('kind', 'resumes.read-file', 'fileId', id),
        ${now}::timestamptz, ${now}::timestamptz, ${now}::timestamptz
      from added on conflict (kind, key) do nothing returning id
    )
    select array(select id from task) as task_ids`)
  const taskIds = rowsOf<{ task_ids: string[] }>(answer)[0]?.task_ids ?? []
  await ctx.enqueue(taskIds).catch((error) => ctx.log.warn('tasks.send-later', { error: describeError(error) }))
  if (taskIds.length > 0) return shownFile(ctx, await getResumeFileFor(ctx, fileId))
  // Two uploads of the same bytes at once: the other one's row counts.
  const [other] = await ctx.db
    .select({ id: resumeFiles.id })
    .from(resumeFiles)
    .where(and(eq(resumeFiles.personId, personId), eq(resumeFiles.contentHash, contentHash)))
  return shownFile(ctx, await getResumeFileFor(ctx, other?.id ?? fileId))
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes)
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
