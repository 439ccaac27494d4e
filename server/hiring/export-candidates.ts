import { and, eq, sql } from 'drizzle-orm'
import { type AskCandidateExport, CANDIDATES_EXPORT_MAX } from '../../contract/candidates'
import { candidates } from '../../db/schema'
import { recordAudit } from '../audit/record-audit'
import type { PersonCtx } from '../core/actor'
import { getOrganisationFor } from '../identity/access'
import { isFindable } from './candidate-access'
import { csvLine } from './core/csv-line'
import { fieldWords } from './core/field-values'
import { fits, lineColumns, linesOf, showCandidate } from './list-candidates'
import { loadFields } from './load-fields'
import { orderOf } from './order-candidates'

const COLUMNS = [
  'Numerojobs id',
  'Name',
  'E-mail address',
  'Phone',
  'Links',
  'Headline',
  'Places',
  'Came from',
  'Tags',
  'In the talent pool until',
  'Postings',
  'Stages',
  'Applied on',
  'External id',
]

/**
 * Everybody who fits, as a CSV file with the organisation's own fields as columns behind ours: what the import reads again. Nothing of a résumé is
 * in it. No cell is one that a spreadsheet takes for a formula. That somebody took a file, and of how many, is written to the audit log.
 *
 * @throws not_found, forbidden as `getOrganisationFor`
 */
export async function exportCandidates(ctx: PersonCtx, asked: AskCandidateExport): Promise<{ csv: string; isCut: boolean }> {
  const { organisationId, query } = asked
  const { role } = await getOrganisationFor(ctx, organisationId, 'candidate.contact')
  const fields = await loadFields(ctx.db, organisationId)
  const rows = await ctx.db
    .select(lineColumns)
    .from(candidates)
    .where(
      and(
        eq(candidates.organisationId, organisationId),
        isFindable(ctx.now()),
        fits(ctx, asked, fields),
        query === undefined
          ? undefined
          : sql`${candidates.id} in (select coalesce(c.merged_into_id, c.id) from candidates c
              where c.organisation_id = ${organisationId} and c.search_text @@ websearch_to_tsquery('simple', ${query}))`,
      ),
    )
    .orderBy(...orderOf(asked).orderBy)
    .limit(CANDIDATES_EXPORT_MAX + 1)
  const shown = rows.slice(0, CANDIDATES_EXPORT_MAX)
  const lines = await linesOf(
    ctx.db,
    shown.map(({ id }) => id),
  )
  await ctx.transact((tx) =>
    recordAudit(ctx, tx, { organisationId, act: 'candidate.exported', subjectId: null, details: { rows: shown.length } }),
  )
  const inUse = fields.filter(({ isArchived }) => !isArchived)
  const cells = shown.map((row) => {
    const candidate = showCandidate(row, lines.get(row.id) ?? [], { role, now: ctx.now() })
    const { applications, contact } = candidate
    return [
      candidate.id,
      candidate.name,
      contact?.email ?? '',
      contact?.phone ?? '',
      contact?.links.join('; ') ?? '',
      candidate.headline ?? '',
      candidate.places.join('; '),
      candidate.source,
      candidate.tags.join('; '),
      candidate.poolUntil?.slice(0, 10) ?? '',
      applications.map(({ postingTitle }) => postingTitle).join('; '),
      applications.map(({ stageName, disposition }) => stageName ?? disposition?.kind ?? '').join('; '),
      applications[0]?.appliedAt ?? '',
      candidate.externalId ?? '',
      ...inUse.map(({ key }) => fieldWords(candidate.fields[key])),
    ]
  })
  return {
    csv: [[...COLUMNS, ...inUse.map(({ name }) => name)], ...cells].map(csvLine).join('\r\n'),
    isCut: rows.length > shown.length,
  }
}
