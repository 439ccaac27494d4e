import { and, eq, inArray, isNotNull, isNull } from 'drizzle-orm'
import type { CommitImport, ImportPreview, ImportResult, ImportRowError, PreviewImport } from '../../contract/applications'
import { personRoom } from '../../contract/live'
import { STAGE_GROUPS } from '../../contract/stages'
import type { Db } from '../../db/client'
import { applicationEvents, applicationImportRows, applicationImports, applicationNotes, applications } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import { invalid } from '../core/errors'
import { yearlySalary } from '../jobs/core/normalise-salary'
import { withEvents } from '../live/outbox'
import { findDuplicates, type ImportedRow, type ParsedImport, parseImport } from './core/csv-import'
import { startState } from './core/fold-events'
import { ranksBetween } from './core/rank'
import { lastRank } from './move-application'
import { claimBatch, columnsOf } from './record-changes'
import { inStage, sourceOfUrl } from './save-application'

const BATCH_ROWS = 250
const SAMPLE_ROWS = 20
const ERRORS_MAX = 500
const DAY_MS = 86_400_000

/** What importing a file would do: mistakes with their lines, duplicates, and how the first rows would look. Nothing is stored. */
export async function previewImport(ctx: PersonCtx, input: PreviewImport): Promise<ImportPreview> {
  const parsed = readFile(ctx, input.csv, input.mapping)
  const duplicates = findDuplicates(parsed.rows, await listHeld(ctx, ctx.db))
  const byLine = new Map(parsed.rows.map((row) => [row.line, row]))
  const repeated = new Set(duplicates.map(({ line }) => line))
  return {
    format: parsed.format,
    columns: parsed.columns,
    mapping: parsed.mapping,
    rows: parsed.rowCount,
    ready: parsed.rows.filter(({ line }) => !repeated.has(line)).length,
    errors: parsed.errors.slice(0, ERRORS_MAX),
    duplicates: duplicates.slice(0, ERRORS_MAX).map((duplicate) => ({
      ...duplicate,
      title: byLine.get(duplicate.line)?.title ?? '',
      companyName: byLine.get(duplicate.line)?.companyName ?? null,
    })),
    sample: parsed.rows
      .slice(0, SAMPLE_ROWS)
      .map(({ line, title, companyName, group, outcome, appliedAt }) => ({ line, title, companyName, group, outcome, appliedAt })),
  }
}

/**
 * Saves the rows of a file, 250 at a time. Stopped half-way or sent again, it adds only what is missing: a file is known by its hash, a row by its line.
 * One undo takes the whole back; a file that was taken back can be imported anew.
 *
 * @throws invalid `import.unreadable`  the columns do not fit, or there are too many rows
 */
export async function commitImport(ctx: PersonCtx, input: CommitImport): Promise<ImportResult> {
  const parsed = readFile(ctx, input.csv, input.mapping)
  const [wrong] = parsed.errors.filter(({ line }) => line === 1)
  if (wrong) throw invalid('import.unreadable', wrong.message, { mapping: wrong.message })
  const { importId, batchId, savedLines, duplicates } = await openImport(ctx, input, parsed)
  const isLeftOut = new Set(input.withDuplicates ? [] : duplicates)
  const due = parsed.rows.filter(({ line }) => !savedLines.has(line) && !isLeftOut.has(line))
  let saved = 0
  for (let from = 0; from < due.length; from += BATCH_ROWS)
    saved += await saveRows(ctx, { importId, batchId, rows: due.slice(from, from + BATCH_ROWS) })
  return {
    importId,
    batchId,
    saved,
    alreadySaved: savedLines.size,
    duplicates: parsed.rows.filter(({ line }) => isLeftOut.has(line) && !savedLines.has(line)).length,
    errors: parsed.errors.slice(0, ERRORS_MAX),
  }
}

/** The import of this very file, begun or gone on with. What was removed since counts as never saved. */
async function openImport(ctx: PersonCtx, input: CommitImport, parsed: ParsedImport) {
  const fileHash = await sha256(JSON.stringify([input.csv, input.mapping]))
  return ctx.transact(async (tx) => {
    await tx
      .insert(applicationImports)
      .values({
        id: ctx.newId('applicationImport'),
        personId: ctx.actor.personId,
        fileHash,
        batchId: ctx.newId('batch'),
        createdAt: ctx.now(),
      })
      .onConflictDoNothing()
    const [held] = await tx
      .select({ id: applicationImports.id, batchId: applicationImports.batchId })
      .from(applicationImports)
      .where(and(eq(applicationImports.personId, ctx.actor.personId), eq(applicationImports.fileHash, fileHash)))
      .for('update')
    if (!held) throw new Error('An import was begun and is not there.')
    const gone = await tx
      .select({ line: applicationImportRows.line })
      .from(applicationImportRows)
      .innerJoin(applications, eq(applications.id, applicationImportRows.applicationId))
      .where(and(eq(applicationImportRows.importId, held.id), isNotNull(applications.removedAt)))
    let { batchId } = held
    if (gone.length > 0) {
      batchId = ctx.newId('batch')
      await tx.delete(applicationImportRows).where(
        and(
          eq(applicationImportRows.importId, held.id),
          inArray(
            applicationImportRows.line,
            gone.map(({ line }) => line),
          ),
        ),
      )
      await tx.update(applicationImports).set({ batchId }).where(eq(applicationImports.id, held.id))
    }
    const rows = await tx
      .select({ line: applicationImportRows.line, applicationId: applicationImportRows.applicationId })
      .from(applicationImportRows)
      .where(eq(applicationImportRows.importId, held.id))
    const own = new Set(rows.map(({ applicationId }) => applicationId))
    const others = (await listHeld(ctx, tx)).filter(({ id }) => !own.has(id))
    await claimBatch(ctx, tx, batchId)
    return {
      importId: held.id,
      batchId,
      savedLines: new Set(rows.map(({ line }) => line)),
      duplicates: findDuplicates(parsed.rows, others).map(({ line }) => line),
    }
  })
}

/** Up to 250 rows in one transaction. Two runs of one import wait for each other, and the second adds nothing twice. */
async function saveRows(
  ctx: PersonCtx,
  { importId, batchId, rows }: { importId: string; batchId: string; rows: ImportedRow[] },
): Promise<number> {
  return withEvents(ctx, async (tx, emit) => {
    await tx.select({ id: applicationImports.id }).from(applicationImports).where(eq(applicationImports.id, importId)).for('update')
    const held = await tx
      .select({ line: applicationImportRows.line })
      .from(applicationImportRows)
      .where(eq(applicationImportRows.importId, importId))
    const savedLines = new Set(held.map(({ line }) => line))
    const fresh = rows.filter(({ line }) => !savedLines.has(line))
    if (fresh.length === 0) return 0
    const ranks = await ranksOf(ctx, tx, fresh)
    const now = ctx.now()
    const made = fresh.map((row, index) => {
      const id = ctx.newId('application')
      const happenedAt = row.appliedAt ?? row.savedAt ?? now.toISOString()
      const source = row.source ?? sourceOfUrl(row.url)
      const change = {
        kind: 'saved' as const,
        to: { group: row.group, stageId: null, rank: ranks[index] ?? 'a0', outcome: row.outcome },
        fields: {
          title: row.title,
          companyName: row.companyName,
          places: row.places,
          url: row.url,
          source,
          priority: row.priority,
          tags: row.tags,
          resumeVersionId: null,
        },
        appliedAt: row.appliedAt,
      }
      return { id, row, change, happenedAt: new Date(happenedAt) }
    })
    await tx.insert(applications).values(
      made.map(({ id, row, change, happenedAt }) => ({
        id,
        personId: ctx.actor.personId,
        salary: row.salary && yearlySalary({ ...row.salary, isEstimate: false }),
        postingText: row.text,
        ...columnsOf(startState(change, happenedAt.getTime())),
        savedAt: row.savedAt === null ? now : new Date(row.savedAt),
        updatedAt: now,
      })),
    )
    await tx.insert(applicationEvents).values(
      made.map(({ id, change, happenedAt }) => ({
        id: ctx.newId('applicationEvent'),
        applicationId: id,
        personId: ctx.actor.personId,
        seq: 1,
        change,
        happenedAt,
        learnedAt: now,
        actor: 'import' as const,
        batchId,
      })),
    )
    const notes = made.flatMap(({ id, row }) =>
      row.note === null
        ? []
        : [{ id: ctx.newId('note'), applicationId: id, personId: ctx.actor.personId, markdown: row.note, createdAt: now, updatedAt: now }],
    )
    if (notes.length > 0) await tx.insert(applicationNotes).values(notes)
    await tx.insert(applicationImportRows).values(made.map(({ id, row }) => ({ importId, line: row.line, applicationId: id })))
    emit(personRoom(ctx.actor.personId), { type: 'applications.reload', version: 1, data: { count: made.length } })
    return made.length
  })
}

/** One rank for each row, behind what stands in its stage, in the order of the file. */
async function ranksOf(ctx: PersonCtx, tx: Db, rows: readonly ImportedRow[]): Promise<string[]> {
  const ranks: string[] = []
  for (const group of STAGE_GROUPS) {
    const indexes = rows.flatMap((row, index) => (row.group === group ? [index] : []))
    if (indexes.length === 0) continue
    const last = await lastRank(tx, and(eq(applications.personId, ctx.actor.personId), inStage({ group, stageId: null })))
    for (const [at, rank] of ranksBetween(last, null, indexes.length).entries()) ranks[indexes[at] ?? 0] = rank
  }
  return ranks
}

/** A row whose dates have not come yet is a mistake of the file. */
function readFile(ctx: PersonCtx, csv: string, mapping: PreviewImport['mapping']): ParsedImport {
  const parsed = parseImport(csv, mapping)
  const latest = new Date(ctx.now().getTime() + DAY_MS).toISOString()
  const errors: ImportRowError[] = parsed.rows.flatMap(({ line, appliedAt, savedAt }) => [
    ...(appliedAt !== null && appliedAt > latest ? [{ line, field: 'appliedAt' as const, message: 'This date has not come yet.' }] : []),
    ...(savedAt !== null && savedAt > latest ? [{ line, field: 'savedAt' as const, message: 'This date has not come yet.' }] : []),
  ])
  const wrong = new Set(errors.map(({ line }) => line))
  return {
    ...parsed,
    rows: parsed.rows.filter(({ line }) => !wrong.has(line)),
    errors: [...parsed.errors, ...errors].sort((a, b) => a.line - b.line),
  }
}

async function listHeld(ctx: PersonCtx, db: Db) {
  return db
    .select({ id: applications.id, title: applications.title, companyName: applications.companyName, url: applications.url })
    .from(applications)
    .where(and(eq(applications.personId, ctx.actor.personId), isNull(applications.removedAt)))
}

async function sha256(text: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
