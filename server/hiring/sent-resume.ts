import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { APPLY_FILE_BYTES_MAX } from '../../contract/hiring'
import { hiringRoom } from '../../contract/live'
import type { JsonResume } from '../../contract/resumes'
import { candidates, hiringApplications } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { AppError, invalid, tooMany } from '../core/errors'
import { readBody } from '../core/raw-body'
import { withEvents } from '../live/outbox'
import { sniffKind } from '../resumes/sniff-kind'

/** What a form adds around its file. */
const FORM_BYTES_MAX = 16_384
/** A file that nobody sent off is forgotten after so long. */
const UNSENT_MS = 86_400_000
const UNSENT = 'hiring-unsent'
const FileToken = z.object({ key: z.string(), name: z.string(), type: z.string(), at: z.number() })

/**
 * The door for an applicant's résumé file, with or without an account: a form with the field `file`. It is kept for a day under a token that
 * only who put it up has, until it is sent off with an application. A form may say in `next` which application form it goes on with.
 *
 * @throws invalid  with a reason of `RESUME_FAILURES`; 413 over 10 MB
 * @throws too_many `hiring.too-many-files`
 */
export async function receiveSentFile(ctx: Ctx, request: Request): Promise<{ fileToken: string; name: string; next: string | null }> {
  if (!(await ctx.allow('paste', ctx.actor.key))) throw tooMany('hiring.too-many-files', 60)
  const tooLarge = () =>
    new AppError('invalid', 'resume.too-large', { message: 'This file is over 10 MB. Save it with smaller pictures.', httpStatus: 413 })
  const body = await readBody(request, APPLY_FILE_BYTES_MAX + FORM_BYTES_MAX, tooLarge)
  const form = await new Response(body, { headers: { 'content-type': request.headers.get('content-type') ?? '' } })
    .formData()
    .catch(() => null)
  const file = form?.get('file')
  if (!file || typeof file === 'string')
    throw invalid('resume.no-file', 'Choose a file, then send the form again.', { file: 'Choose a file.' })
  const bytes = new Uint8Array(await file.arrayBuffer())
  const kind = sniffKind(bytes)
  if (kind === 'linkedin') throw invalid('resume.not-supported', 'Send a PDF or a Word file.', { file: 'Send a PDF or a Word file.' })
  const key = `${UNSENT}/${ctx.newId('resumeFile')}`
  await ctx.files.put(key, bytes)
  const name = cleanName(file.name, kind)
  const fileToken = await ctx.seal(JSON.stringify({ key, name, type: MEDIA_TYPES[kind], at: ctx.now().getTime() }), 'hiring.file-token')
  const next = form?.get('next')
  return { fileToken, name, next: typeof next === 'string' && /^\/apply\/pos_[0-9a-f]{32}$/.test(next) ? next : null }
}

/**
 * Takes a file that was put up before into an application.
 * @throws invalid `hiring.file-gone`
 */
export async function takeSentFile(
  ctx: Ctx,
  { token, organisationId, applicationId }: { token: string; organisationId: string; applicationId: string },
): Promise<{ key: string; name: string; type: string }> {
  const gone = () =>
    invalid('hiring.file-gone', 'This file was put up too long ago. Choose it once more; everything else is still here.', {
      fileToken: 'Choose the file once more.',
    })
  const opened = await ctx.unseal(token, 'hiring.file-token').catch(() => {
    throw gone()
  })
  const { key, name, type, at } = FileToken.parse(JSON.parse(opened))
  const bytes = at + UNSENT_MS > ctx.now().getTime() ? await ctx.files.get(key) : null
  if (!bytes) throw gone()
  const kept = `hiring/${organisationId}/${applicationId}`
  await ctx.files.put(kept, bytes)
  return { key: kept, name, type }
}

/**
 * Task: reads the file that came with an application, so that it can be searched and shown as text. One that cannot be read stays a file.
 * What the candidate took back meanwhile is not read.
 */
export async function readSentResume(ctx: Ctx, applicationId: string): Promise<void> {
  const [row] = await ctx.db.select().from(hiringApplications).where(eq(hiringApplications.id, applicationId))
  if (!row?.fileKey || row.resume !== null || row.resumeWithdrawnAt !== null) return
  const bytes = await ctx.files.get(row.fileKey)
  if (!bytes) return
  const [{ extractText }, { readResume }] = await Promise.all([import('../resumes/extract-text'), import('../resumes/read-resume')])
  const read = await extractText(bytes, async () => {})
    .then(({ text }) => ({ text, resume: readResume(text).resume }))
    .catch((error) => {
      if (error instanceof AppError) return null
      throw error
    })
  if (read === null) return
  await withEvents(ctx, async (tx, emit) => {
    const [kept] = await tx
      .update(hiringApplications)
      .set({ resume: read.resume, version: sql`${hiringApplications.version} + 1` })
      .where(
        sql`${hiringApplications.id} = ${applicationId} and ${hiringApplications.resumeWithdrawnAt} is null and ${hiringApplications.fileKey} is not null`,
      )
      .returning({
        candidateId: hiringApplications.candidateId,
        postingId: hiringApplications.postingId,
        version: hiringApplications.version,
      })
    if (!kept) return
    const headline = read.resume.basics?.label ?? null
    await tx
      .update(candidates)
      .set({ resumeText: read.text.slice(0, RESUME_TEXT_MAX), headline: sql`coalesce(${candidates.headline}, ${headline})` })
      .where(eq(candidates.id, kept.candidateId))
    emit(hiringRoom(kept.postingId), { type: 'hiring.card-changed', version: kept.version, data: { applicationId } })
  })
}

/** Cron: forgets files that nobody sent off. */
export async function forgetUnsentFiles(ctx: Ctx): Promise<number> {
  // Ids sort by the time they were made, so the oldest come first; a file's own age is not told by every store.
  const { files } = await ctx.files.listByPrefix(`${UNSENT}/`, { limit: 200 })
  const old = files.flatMap(({ key }) => (madeAt(key) + UNSENT_MS < ctx.now().getTime() ? [key] : []))
  if (old.length > 0) await ctx.files.delete(old)
  return old.length
}

const RESUME_TEXT_MAX = 100_000

/** A résumé as the plain text that a search looks in. */
export function resumeText(resume: JsonResume): string {
  return textsIn(resume).join('\n').slice(0, RESUME_TEXT_MAX)
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(textsIn)
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(textsIn) : []
}

/** The first twelve digits of an id are the milliseconds of its making. */
const madeAt = (key: string) => Number.parseInt(key.split('_').at(-1)?.slice(0, 12) ?? '0', 16)

const MEDIA_TYPES = { pdf: 'application/pdf', docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' } as const
const cleanName = (name: string, kind: 'pdf' | 'docx') => name.replace(/[^\p{L}\p{N} ._-]/gu, '').slice(0, 100) || `resume.${kind}`
