import { and, eq, isNull, lt, sql } from 'drizzle-orm'
import { personRoom } from '../../contract/live'
import { type JsonResume, RESUME_CHARS_MAX, RESUMES_MAX, type Resume, type RevisionCause } from '../../contract/resumes'
import type { Db } from '../../db/client'
import { resumes, resumeVersions } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import { conflict, invalid } from '../core/errors'
import type { Emit } from '../live/outbox'
import { addTask } from '../tasks/add-task'
import { getRevisionOf, type ResumeRow, resumeLineOf, unsealDocument } from './access'
import { changedSections } from './core/changed-sections'
import { tidyResume } from './core/tidy-resume'

/** So many of the newest revisions stay whatever they are; older ones stay if they have a label or were sent. */
const REVISIONS_KEPT = 200

/**
 * Adds a revision to a résumé that is locked by this transaction, and tells its owner's screens. The same facts and name again add nothing.
 * @throws invalid  `resume.too-long`
 */
export async function addRevision(
  ctx: PersonCtx,
  tx: Db,
  emit: Emit,
  row: ResumeRow,
  next: { resume: JsonResume; name?: string | undefined; cause: RevisionCause },
): Promise<Resume> {
  const head = await getRevisionOf(tx, row)
  const heldName = await ctx.unseal(row.name, `resumes.name:${row.id}`)
  const before = await unsealDocument(ctx, head)
  const resume = bounded(next.resume)
  const name = next.name ?? heldName
  const sections = changedSections(before, resume)
  if (sections.length === 0 && name === heldName) return { ...resumeLineOf(row, head.id), name, resume: before }
  const sealedName = name === heldName ? row.name : await ctx.seal(name, `resumes.name:${row.id}`)
  const version = row.version + 1
  const updatedAt = ctx.now()
  await tx.update(resumes).set({ name: sealedName, version, updatedAt }).where(eq(resumes.id, row.id))
  const versionId = await insertRevision(ctx, tx, { resumeId: row.id, version, cause: next.cause, sections, resume })
  await tx
    .delete(resumeVersions)
    .where(
      and(
        eq(resumeVersions.resumeId, row.id),
        lt(resumeVersions.version, version - REVISIONS_KEPT),
        isNull(resumeVersions.label),
        eq(resumeVersions.isSent, false),
      ),
    )
  const line = resumeLineOf({ ...row, version, updatedAt }, versionId)
  await readForMatching(ctx, tx, versionId)
  emit(personRoom(row.personId), { type: 'resume.changed', version, data: { resume: line, isRemoved: false } })
  return { ...line, name, resume }
}

/**
 * A new résumé with its first revision.
 * @returns `null` when a résumé was made of this file already
 * @throws invalid   `resume.too-long`
 * @throws conflict  `resume.too-many`
 */
export async function insertResume(
  ctx: PersonCtx,
  tx: Db,
  emit: Emit,
  given: { name: string; resume: JsonResume; cause: RevisionCause; fileId: string | null },
): Promise<Resume | null> {
  const { personId } = ctx.actor
  const [count] = await tx.select({ held: sql<number>`count(*)::int` }).from(resumes).where(eq(resumes.personId, personId))
  if ((count?.held ?? 0) >= RESUMES_MAX)
    throw conflict('resume.too-many', {}, `You keep ${RESUMES_MAX} résumés already. Remove one you no longer need.`)
  const id = ctx.newId('resume')
  const now = ctx.now()
  const name = await ctx.seal(given.name, `resumes.name:${id}`)
  const [row] = await tx
    .insert(resumes)
    .values({ id, personId, name, fileId: given.fileId, createdAt: now, updatedAt: now })
    .onConflictDoNothing()
    .returning()
  if (!row) return null
  const resume = bounded(given.resume)
  const sections = changedSections({}, resume)
  const versionId = await insertRevision(ctx, tx, { resumeId: id, version: 1, cause: given.cause, sections, resume })
  const line = resumeLineOf(row, versionId)
  await readForMatching(ctx, tx, versionId)
  emit(personRoom(personId), { type: 'resume.changed', version: 1, data: { resume: line, isRemoved: false } })
  return { ...line, name: given.name, resume }
}

/** Jobs find people by what their résumé says now. */
function readForMatching(ctx: PersonCtx, tx: Db, versionId: string): Promise<void> {
  return addTask(ctx, tx, { payload: { kind: 'matching.read-profile', personId: ctx.actor.personId }, key: versionId })
}

type NewRevision = Pick<typeof resumeVersions.$inferInsert, 'resumeId' | 'version' | 'cause' | 'sections'> & { resume: JsonResume }

async function insertRevision(ctx: PersonCtx, tx: Db, { resume, ...revision }: NewRevision): Promise<string> {
  const id = ctx.newId('resumeVersion')
  const document = await ctx.seal(JSON.stringify(resume), `resume_versions.document:${id}`)
  await tx.insert(resumeVersions).values({ ...revision, id, document, createdAt: ctx.now() })
  return id
}

function bounded(resume: JsonResume): JsonResume {
  const tidied = tidyResume(resume)
  if (JSON.stringify(tidied).length > RESUME_CHARS_MAX)
    throw invalid('resume.too-long', 'This résumé is over 200,000 characters. Shorten it, then save again.')
  return tidied
}
