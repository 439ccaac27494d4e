import { and, asc, eq, sql } from 'drizzle-orm'
import { resumeFiles, resumeLinks, resumes, resumeVersions } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { countAll, type ExportPart, eraseFirst, PERSON_BATCH, type PersonStore, rowsInBatches } from '../core/person-data'
import { unsealDocument } from './access'

const HELD = [
  { table: resumes, personId: resumes.personId },
  { table: resumeFiles, personId: resumeFiles.personId },
]
const MEDIA_TYPES = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  linkedin: 'application/zip',
}
/** Readings are whole texts: few at once, so that they fit into memory. */
const READ_AT_ONCE = 20

/** Résumés with their revisions and links, which go with them, and uploaded files with what was read from them. */
export const resumesOfPerson: PersonStore = {
  store: 'resumes',
  tables: ['resumes', 'resume_files'],
  fileArea: 'resumes',
  countPerson: (ctx, { personId }) => countAll(ctx.db, personId, HELD),
  exportPerson,
  erasePerson: (ctx, { personId }) => eraseFirst(ctx.db, personId, HELD),
}

async function* exportPerson(ctx: Ctx, personId: string): AsyncGenerator<ExportPart> {
  yield* exportKept(ctx, personId)
  const about = 'Files that you uploaded, and what was read from them. The files themselves lie beside this list.'
  yield { file: 'resumes/files.json', about, rows: [] }
  const read = (after: string | null) =>
    ctx.db
      .select({ id: resumeFiles.id })
      .from(resumeFiles)
      .where(and(eq(resumeFiles.personId, personId), after === null ? undefined : sql`${resumeFiles.id} > ${after}`))
      .orderBy(asc(resumeFiles.id))
      .limit(PERSON_BATCH)
  const ids: string[] = []
  for await (const batch of rowsInBatches(read, ({ id }) => id)) ids.push(...batch.map(({ id }) => id))
  for (let at = 0; at < ids.length; at += READ_AT_ONCE) {
    const rows = await Promise.all(ids.slice(at, at + READ_AT_ONCE).map((id) => readRow(ctx, id)))
    yield { file: 'resumes/files.json', about, rows: rows.flatMap((row) => (row ? [row.shown] : [])) }
  }
  for (const id of ids) {
    const row = await readRow(ctx, id)
    if (row)
      yield {
        file: `resumes/${id}-${row.shown.name}`,
        about: row.shown.name,
        objectKey: row.objectKey,
        mediaType: MEDIA_TYPES[row.shown.kind],
      }
  }
}

async function* exportKept(ctx: Ctx, personId: string): AsyncGenerator<ExportPart> {
  const file = 'resumes/resumes.json'
  const about = 'Your résumés with every revision kept, and the public links to them.'
  yield { file, about, rows: [] }
  const rows = await ctx.db.select().from(resumes).where(eq(resumes.personId, personId)).orderBy(asc(resumes.id))
  for (const { personId: _owner, name, ...row } of rows) {
    const links = await ctx.db.select().from(resumeLinks).where(eq(resumeLinks.resumeId, row.id)).orderBy(asc(resumeLinks.id))
    const shownLinks = links.map(({ token: _token, tokenHash: _hash, resumeId: _resume, ...link }) => link)
    yield { file, about, rows: [{ ...row, name: await ctx.unseal(name, `resumes.name:${row.id}`), links: shownLinks }] }
    for (let after = 0; ; ) {
      const batch = await ctx.db
        .select()
        .from(resumeVersions)
        .where(and(eq(resumeVersions.resumeId, row.id), sql`${resumeVersions.version} > ${after}`))
        .orderBy(asc(resumeVersions.version))
        .limit(READ_AT_ONCE)
      const last = batch.at(-1)
      if (!last) break
      after = last.version
      yield {
        file: 'resumes/revisions.json',
        about: 'Every revision of your résumés that is kept.',
        rows: await Promise.all(batch.map((each) => openRevision(ctx, each))),
      }
    }
  }
}

async function openRevision(ctx: Ctx, { document, label, ...revision }: typeof resumeVersions.$inferSelect) {
  return {
    ...revision,
    label: label === null ? null : await ctx.unseal(label, `resume_versions.label:${revision.id}`),
    resume: await unsealDocument(ctx, { id: revision.id, document }),
  }
}

async function readRow(ctx: Ctx, id: string) {
  const [row] = await ctx.db.select().from(resumeFiles).where(eq(resumeFiles.id, id))
  if (!row) return null
  const reading: unknown = row.reading === null ? null : JSON.parse(await ctx.unseal(row.reading, `resume_files.reading:${id}`))
  const name = await ctx.unseal(row.name, `resume_files.name:${id}`)
  const { kind, state, failure, byteSize, uploadedAt, readAt, version } = row
  return { objectKey: row.objectKey, shown: { id, name, kind, state, failure, byteSize, uploadedAt, readAt, version, reading } }
}
