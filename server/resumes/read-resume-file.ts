import { eq, sql } from 'drizzle-orm'
import { personRoom } from '../../contract/live'
import { ResumeFailure, type ResumeFileRead } from '../../contract/resumes'
import { resumeFiles } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { AppError } from '../core/errors'
import { withEvents } from '../live/outbox'
import { notify } from '../notifications/notify'
import { lineOf, type ResumeFileRow } from './access'

/** A file that began to be read this often, and never ended, takes its reader down with it. */
const ATTEMPTS_MAX = 3
/** Progress is told when it has moved this far. */
const PROGRESS_STEP = 0.24
/** Taking the text is most of the work. */
const TEXT_SHARE = 0.8

/** What is sealed beside a file that was read. */
export type SealedReading = Pick<ResumeFileRead, 'text' | 'pages' | 'reading'>

/**
 * Task: reads an uploaded file, and tells its owner's room how far it is. A file that cannot be read is an answer, not a failed task.
 * One that is read already, or gone, is left alone.
 */
export async function readResumeFile(ctx: Ctx, fileId: string): Promise<void> {
  const [row] = await ctx.db.select().from(resumeFiles).where(eq(resumeFiles.id, fileId))
  if (!row || row.state === 'read' || row.state === 'failed') return
  if (row.attempts >= ATTEMPTS_MAX) return change(ctx, row.id, { state: 'failed', failure: 'resume.too-slow', readAt: ctx.now() })
  await change(ctx, row.id, { state: 'reading', attempts: row.attempts + 1, progressRatio: 0 })
  try {
    const sealed = await readBytes(ctx, row)
    const reading = await ctx.seal(JSON.stringify(sealed), `resume_files.reading:${row.id}`)
    await change(ctx, row.id, { state: 'read', failure: null, progressRatio: 1, reading, readAt: ctx.now() })
  } catch (error) {
    const failure = error instanceof AppError ? ResumeFailure.safeParse(error.reason).data : undefined
    if (!failure) throw error
    await change(ctx, row.id, { state: 'failed', failure, readAt: ctx.now() })
  }
}

async function readBytes(ctx: Ctx, row: ResumeFileRow): Promise<SealedReading> {
  const bytes = await ctx.files.get(row.objectKey)
  if (!bytes) throw new Error('A file that is to be read is not where it was put.')
  if (row.kind === 'linkedin') return { pages: null, ...(await import('./read-linkedin')).readLinkedIn(bytes) }
  // Loaded when there is something to read: the start of the Worker must not pay for them.
  const [{ extractText }, { readResume }] = await Promise.all([import('./extract-text'), import('./read-resume')])
  let told = 0
  const { text, pages, warnings } = await extractText(bytes, async (ratio) => {
    if (ratio - told < PROGRESS_STEP || ratio >= 1) return
    told = ratio
    await change(ctx, row.id, { progressRatio: ratio * TEXT_SHARE })
  })
  const reading = readResume(text)
  return { text, pages, reading: { ...reading, warnings: [...warnings, ...reading.warnings] } }
}

/** Changes the row and tells of it; a row that was removed meanwhile stays removed. */
async function change(
  ctx: Ctx,
  fileId: string,
  set: Partial<Pick<ResumeFileRow, 'state' | 'failure' | 'attempts' | 'progressRatio' | 'reading' | 'readAt'>>,
): Promise<void> {
  await withEvents(ctx, async (tx, emit) => {
    const [row] = await tx
      .update(resumeFiles)
      .set({ ...set, version: sql`${resumeFiles.version} + 1` })
      .where(eq(resumeFiles.id, fileId))
      .returning()
    if (!row) return
    emit(personRoom(row.personId), { type: 'resume.reading-changed', version: row.version, data: { file: lineOf(row) } })
    if (row.state !== 'read' && row.state !== 'failed') return
    const outcome = row.state === 'read' ? 'ready' : 'unreadable'
    const data = { event: 'resume.read', resumeId: row.id, outcome } as const
    await notify(ctx, tx, emit, { personId: row.personId, key: `${row.id}:${row.version}`, data })
  })
}
