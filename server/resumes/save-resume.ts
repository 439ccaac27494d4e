import { eq } from 'drizzle-orm'
import { personRoom } from '../../contract/live'
import type { ConfirmReading, ImportResume, Resume, SaveResume, StartResume } from '../../contract/resumes'
import { JsonResume } from '../../contract/resumes'
import { resumes } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import { conflict, invalid } from '../core/errors'
import { withEvents } from '../live/outbox'
import { getResumeFileFor, getResumeFor, getRevisionOf, resumeLineOf, unsealDocument } from './access'
import { addRevision, insertResume } from './add-revision'
import { tidy } from './core/tidy-resume'

/**
 * Saves an edit as a new revision. The same facts and name again change nothing.
 * @throws not_found  the résumé is not this person's
 * @throws conflict   `resume.changed-since`, when another revision came after the one that was edited
 * @throws invalid    `resume.too-long`
 */
export async function saveResume(ctx: PersonCtx, { resumeId, version, name, resume }: SaveResume): Promise<Resume> {
  return withEvents(ctx, async (tx, emit) => {
    const row = await getResumeFor(ctx, resumeId, tx)
    const held = await unsealDocument(ctx, await getRevisionOf(tx, row))
    const wanted = { resume: resume ?? held, name, cause: 'edited' } as const
    if (row.version === version) return addRevision(ctx, tx, emit, row, wanted)
    // An edit that was sent twice finds its own revision: nothing to add, nothing to refuse.
    const isSame = JSON.stringify(tidy(wanted.resume)) === JSON.stringify(tidy(held))
    if (isSame && (name === undefined || name === (await ctx.unseal(row.name, `resumes.name:${row.id}`))))
      return addRevision(ctx, tx, emit, row, wanted)
    throw conflict(
      'resume.changed-since',
      { version: row.version },
      'This résumé was changed on another screen. Load the newest state and make your change there; your text stays here until you do.',
    )
  })
}

/**
 * Makes a résumé of what a person left of a reading. A file whose reading was confirmed before gets a further revision of the same résumé.
 * @throws not_found  the file is not this person's
 * @throws conflict   `resume.not-read`, `resume.too-many`
 */
export async function confirmReading(ctx: PersonCtx, { fileId, name, resume }: ConfirmReading): Promise<Resume> {
  const file = await getResumeFileFor(ctx, fileId)
  if (file.state !== 'read') throw conflict('resume.not-read', { fileId }, 'This file is not read yet. Wait until it is, then review it.')
  return withEvents(ctx, async (tx, emit) => {
    const [held] = await tx.select().from(resumes).where(eq(resumes.fileId, fileId)).for('update')
    if (held) return addRevision(ctx, tx, emit, held, { resume, name, cause: 'confirmed' })
    const made = await insertResume(ctx, tx, emit, { name, resume, cause: 'confirmed', fileId })
    if (made) return made
    // Two screens confirmed at once: the other one's résumé takes this as its next revision.
    const [other] = await tx.select().from(resumes).where(eq(resumes.fileId, fileId)).for('update')
    if (!other) throw new Error('A résumé that was just made is missing.')
    return addRevision(ctx, tx, emit, other, { resume, name, cause: 'confirmed' })
  })
}

/** An empty résumé, or one with what is given. @throws conflict `resume.too-many` */
export async function startResume(ctx: PersonCtx, { name, resume }: StartResume): Promise<Resume> {
  return startWith(ctx, { name, resume, cause: 'started' })
}

/**
 * Brings in a `resume.json`. Fields that JSON Resume does not name, and those that are empty, are left out.
 * @throws invalid   `resume.bad-json`; with `fields`, when a value is not what JSON Resume allows
 * @throws conflict  `resume.too-many`
 */
export async function importResume(ctx: PersonCtx, { name, json }: ImportResume): Promise<Resume> {
  const read = JsonResume.safeParse(tidy(parsed(json)) ?? {})
  if (!read.success) {
    const fields = Object.fromEntries(read.error.issues.slice(0, 20).map(({ path, message }) => [path.join('.') || 'json', message]))
    const [first] = Object.entries(fields)
    throw invalid('resume.bad-json', `This is not JSON Resume: ${first?.[0] ?? 'json'}: ${first?.[1] ?? ''}`, fields)
  }
  if (Object.keys(read.data).length === 0)
    throw invalid(
      'resume.bad-json',
      'There is nothing of JSON Resume in this file. It has basics, work, education and the like at its top.',
      {
        json: 'Choose a resume.json.',
      },
    )
  return startWith(ctx, { name, resume: read.data, cause: 'imported' })
}

/** Forgets a résumé with its revisions and links. @throws not_found */
export async function removeResume(ctx: PersonCtx, resumeId: string): Promise<void> {
  await withEvents(ctx, async (tx, emit) => {
    const row = await getResumeFor(ctx, resumeId, tx)
    const head = await getRevisionOf(tx, row)
    await tx.delete(resumes).where(eq(resumes.id, row.id))
    const line = { ...resumeLineOf(row, head.id), version: row.version + 1 }
    emit(personRoom(row.personId), { type: 'resume.changed', version: line.version, data: { resume: line, isRemoved: true } })
  })
}

async function startWith(ctx: PersonCtx, given: StartResume & { cause: 'started' | 'imported' }): Promise<Resume> {
  const made = await withEvents(ctx, (tx, emit) => insertResume(ctx, tx, emit, { ...given, fileId: null }))
  if (!made) throw new Error('A new résumé met one with its id.')
  return made
}

function parsed(json: string): unknown {
  try {
    const value: unknown = JSON.parse(json.replace(/^\uFEFF/, ''))
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  } catch {
    // Answered below, as every text that is no object.
  }
  throw invalid('resume.bad-json', 'This is not JSON. Export a resume.json from the program that you keep your résumé in.', {
    json: 'Choose a resume.json.',
  })
}
