import { and, eq, inArray, sql } from 'drizzle-orm'
import type { CandidateField } from '../../contract/candidate-fields'
import type { CandidateImport, CandidateImportError, CandidateImportPreview, CandidateImportResult } from '../../contract/candidates'
import { hiringRoom } from '../../contract/live'
import type { Db } from '../../db/client'
import { candidates } from '../../db/schema'
import { recordAudit } from '../audit/record-audit'
import type { PersonCtx } from '../core/actor'
import { conflict, invalid } from '../core/errors'
import { rowsOf } from '../core/rows'
import { getOrganisationFor } from '../identity/access'
import { withEvents } from '../live/outbox'
import { enterApplications, insertCandidates, openPostingOf, poolEnd } from './add-candidate'
import { lockCandidates } from './candidate-access'
import { type CandidateCsvRow, errorFileOf, type ParsedCandidates, parseCandidates } from './core/candidate-csv'
import { linesOf } from './list-candidates'
import { loadFields } from './load-fields'

const BATCH_ROWS = 250
const SAMPLE_ROWS = 10
const ERRORS_SHOWN = 100

/**
 * What importing a file would do: mistakes with their lines, who is known already, and how the first rows would look. Nothing is stored.
 * @throws not_found, forbidden as `getOrganisationFor` and `getPostingFor`
 */
export async function previewCandidateImport(ctx: PersonCtx, input: CandidateImport): Promise<CandidateImportPreview> {
  await refuseBadTarget(ctx, input)
  const fields = await fieldsInUse(ctx, input)
  const parsed = readFile(ctx, input, fields)
  const due = await findDue(ctx.db, input, parsed.rows)
  return {
    format: parsed.format,
    columns: parsed.columns,
    mapping: parsed.mapping,
    fieldMapping: parsed.fieldMapping,
    fields: fields.map(({ key, name }) => ({ key, name })),
    rows: parsed.rowCount,
    ready: due.length,
    known: parsed.rows.length - due.length,
    wrong: wrongLines(parsed.errors),
    errors: parsed.errors.slice(0, ERRORS_SHOWN),
    sample: due.slice(0, SAMPLE_ROWS).map(({ row: { line, name, email, headline } }) => ({ line, name, email, headline })),
  }
}

/**
 * Enters the rows of a file, 250 at a time; the room of the posting hears of each batch. A row is known by its external id or its address: stopped
 * half-way, sent again, or sent by two at once, it adds only what is missing. Nobody writes to the people of the file.
 *
 * @throws invalid `import.unreadable`  the columns do not fit, or there are too many rows
 */
export async function commitCandidateImport(ctx: PersonCtx, input: CandidateImport): Promise<CandidateImportResult> {
  await refuseBadTarget(ctx, input)
  const parsed = readFile(ctx, input, await fieldsInUse(ctx, input))
  const [unreadable] = parsed.errors.filter(({ line }) => line === 1)
  if (unreadable) throw invalid('import.unreadable', unreadable.message, { mapping: unreadable.message })
  let saved = 0
  for (let from = 0; from < parsed.rows.length; from += BATCH_ROWS)
    saved += await enterRows(ctx, input, parsed.rows.slice(from, from + BATCH_ROWS))
  return { saved, known: parsed.rows.length - saved, wrong: wrongLines(parsed.errors) }
}

/** The rows that an import leaves out for their mistakes, as a file to be put right. Throws as `previewCandidateImport`. */
export async function candidateImportErrors(ctx: PersonCtx, input: CandidateImport): Promise<{ csv: string }> {
  await refuseBadTarget(ctx, input)
  return { csv: errorFileOf(input.csv, readFile(ctx, input, await fieldsInUse(ctx, input)).errors) }
}

/** A row that adds something: to whom, when they are here already. */
interface DueRow {
  row: CandidateCsvRow
  candidateId: string | null
}

/** Up to 250 rows in one transaction. Two runs of one import wait for each other, and the second adds nothing twice. */
async function enterRows(ctx: PersonCtx, input: CandidateImport, rows: readonly CandidateCsvRow[]): Promise<number> {
  const { organisationId, postingId } = input
  return withEvents(ctx, async (tx, emit) => {
    await lockCandidates(tx, organisationId)
    const due = await findDue(tx, input, rows)
    if (due.length === 0) return 0
    const fresh = due.filter(({ candidateId }) => candidateId === null).map(({ row }) => row)
    const made =
      fresh.length === 0
        ? []
        : await insertCandidates(
            ctx,
            tx,
            organisationId,
            fresh.map((row) => newCandidateOf(row, ctx.now())),
          )
    if (made.length < fresh.length)
      throw conflict('candidate.known', {}, 'Somebody entered the same candidate meanwhile. Import the file again.')
    // Numbers were given in the order of the rows.
    const inOrder = made.toSorted((one, other) => one.number - other.number)
    const idOf = new Map(fresh.map((row, index) => [row.line, inOrder[index]?.id ?? '']))
    await recordAudit(ctx, tx, {
      organisationId,
      act: 'candidate.imported',
      subjectId: postingId,
      details: { rows: due.length, added: made.length },
    })
    if (postingId === null) {
      await recordAudit(
        ctx,
        tx,
        made.map(({ id, source }) => ({
          organisationId,
          act: 'candidate.added' as const,
          subjectId: id,
          details: { source, inPool: true },
        })),
      )
      return due.length
    }
    const posting = await openPostingOf(ctx, tx, organisationId, postingId)
    const entries = due.map(({ row, candidateId }) => ({
      candidateId: candidateId ?? idOf.get(row.line) ?? '',
      source: row.source,
      appliedAt: row.appliedAt === null ? ctx.now() : new Date(row.appliedAt),
    }))
    await enterApplications(ctx, tx, () => {}, posting, entries, { tellsPrograms: false })
    emit(hiringRoom(postingId), { type: 'hiring.reload', version: 1, data: { count: entries.length } })
    return due.length
  })
}

function newCandidateOf(row: CandidateCsvRow, now: Date) {
  const poolUntil = poolEnd(row.consentAt, now)
  return { ...row, poolSince: poolUntil === null ? null : row.consentAt, poolUntil }
}

/** The rows that add something, each person once: who is not here, and who is here and has not applied to the posting. */
async function findDue(db: Db, { organisationId, postingId }: CandidateImport, rows: readonly CandidateCsvRow[]): Promise<DueRow[]> {
  const known = await findKnown(db, organisationId, rows)
  const held = postingId === null ? new Map() : await linesOf(db, [...new Set(known.values())])
  const seen = new Set<string>()
  return rows.flatMap((row): DueRow[] => {
    const keys = keysOf(row)
    const candidateId = keys.map((key) => known.get(key)).find((id) => id !== undefined) ?? null
    const isRepeat = keys.some((key) => seen.has(key)) || (candidateId !== null && seen.has(candidateId))
    for (const key of keys) seen.add(key)
    if (candidateId !== null) seen.add(candidateId)
    if (isRepeat) return []
    if (candidateId === null) return [{ row, candidateId }]
    const lines: { postingId: string }[] = held.get(candidateId) ?? []
    return postingId === null || lines.some((line) => line.postingId === postingId) ? [] : [{ row, candidateId }]
  })
}

/** By what a row is known: its external id, else its address; one that has neither is known by its name alone, so that the same file adds nothing. */
function keysOf({ externalId, email, name }: CandidateCsvRow): string[] {
  const keys = [...(externalId === null ? [] : [`id ${externalId}`]), ...(email === null ? [] : [`mail ${email}`])]
  return keys.length > 0 ? keys : [`name ${name.toLowerCase()}`]
}

/** Ids of the candidates behind the keys of these rows, after merges. */
async function findKnown(db: Db, organisationId: string, rows: readonly CandidateCsvRow[]): Promise<Map<string, string>> {
  const keys = [...new Set(rows.flatMap(keysOf))]
  if (keys.length === 0) return new Map()
  const answer = await db.execute(sql`
    with asked as (select value as key from jsonb_array_elements_text(${JSON.stringify(keys)}::jsonb))
    select asked.key, coalesce(c.merged_into_id, c.id) as id from asked join candidates c
      on c.organisation_id = ${organisationId} and c.external_id = substr(asked.key, 4) where asked.key like 'id %'
    union all
    select asked.key, coalesce(c.merged_into_id, c.id) from asked join candidates c
      on c.contact_keys @> array[${organisationId} || ' mail:' || substr(asked.key, 6)] where asked.key like 'mail %'
    union all
    select asked.key, coalesce(c.merged_into_id, c.id) from asked join candidates c
      on c.organisation_id = ${organisationId} and lower(c.name) = substr(asked.key, 6) and c.email is null and c.external_id is null
      where asked.key like 'name %'
    order by 1, 2`)
  const found = rowsOf<{ key: string; id: string }>(answer)
  const live = await db
    .select({ id: candidates.id })
    .from(candidates)
    .where(and(eq(candidates.organisationId, organisationId), inArray(candidates.id, [...new Set(found.map(({ id }) => id)), ''])))
  const ids = new Set(live.map(({ id }) => id))
  return new Map(found.toReversed().flatMap(({ key, id }) => (ids.has(id) ? [[key, id] as const] : [])))
}

/** A day that has not come is a mistake of the file, and so is a consent to the pool that is over. */
function readFile(
  ctx: PersonCtx,
  { csv, mapping, fieldMapping, postingId }: CandidateImport,
  fields: readonly CandidateField[],
): ParsedCandidates {
  const parsed = parseCandidates(csv, { mapping, needsConsent: postingId === null, fields, fieldMapping })
  const now = ctx.now()
  const errors = parsed.rows.flatMap(({ line, appliedAt, consentAt }): CandidateImportError[] => [
    ...(appliedAt !== null && new Date(appliedAt) > now
      ? [{ line, field: 'appliedAt' as const, message: 'This day has not come yet.' }]
      : []),
    ...(postingId === null && poolEnd(consentAt, now) === null
      ? [{ line, field: 'consentAt' as const, message: 'This consent is over, or lies ahead: it counts for a year.' }]
      : []),
  ])
  const wrong = new Set(errors.map(({ line }) => line))
  return {
    ...parsed,
    rows: parsed.rows.filter(({ line }) => !wrong.has(line)),
    errors: [...parsed.errors, ...errors].sort((a, b) => a.line - b.line),
  }
}

const fieldsInUse = async ({ db }: PersonCtx, { organisationId }: CandidateImport) =>
  (await loadFields(db, organisationId)).filter(({ isArchived }) => !isArchived)

const wrongLines = (errors: readonly CandidateImportError[]) => new Set(errors.flatMap(({ line }) => (line === 1 ? [] : [line]))).size

async function refuseBadTarget(ctx: PersonCtx, { organisationId, postingId }: CandidateImport): Promise<void> {
  await getOrganisationFor(ctx, organisationId, 'candidate.manage')
  if (postingId !== null) await openPostingOf(ctx, ctx.db, organisationId, postingId)
}
