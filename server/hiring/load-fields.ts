import { asc, eq, type SQL, sql } from 'drizzle-orm'
import type { CandidateField, FieldFilters } from '../../contract/candidate-fields'
import type { Db } from '../../db/client'
import { candidateFields, candidates } from '../../db/schema'
import { boundOf, readFieldFilter } from './core/field-values'

/** The fields of an organisation, whoever asks. */
export async function loadFields(db: Db, organisationId: string): Promise<CandidateField[]> {
  const rows = await db
    .select()
    .from(candidateFields)
    .where(eq(candidateFields.organisationId, organisationId))
    .orderBy(sql`${candidateFields.archivedAt} is not null`, asc(sql`lower(${candidateFields.name})`), asc(candidateFields.key))
  return rows.map(showField)
}

export const showField = ({ key, name, kind, options, archivedAt, version }: typeof candidateFields.$inferSelect): CandidateField => ({
  key,
  name,
  kind,
  options,
  isArchived: archivedAt !== null,
  version,
})

/** Conditions on `candidates` by the organisation's own fields. One that is unknown or put away says nothing. */
export function fieldConditions(fields: readonly CandidateField[], filters: FieldFilters | undefined): SQL[] {
  return Object.entries(filters ?? {}).flatMap(([key, given]): SQL[] => {
    const field = fields.find((each) => each.key === key && !each.isArchived)
    const filter = field ? readFieldFilter(field, given) : null
    if (!field || !filter) return []
    const text = sql`(${candidates.fields}->>${key}::text)`
    // Another organisation's field of the same key may hold texts.
    const number = sql`(case when jsonb_typeof(${candidates.fields}->${key}::text) = 'number' then ${text}::numeric end)`
    switch (field.kind) {
      case 'text':
        return [sql`position(lower(${filter.is ?? ''}::text) in lower(${text})) > 0`]
      case 'choice':
        return [sql`${text} = ${filter.is ?? ''}`]
      case 'yes-no':
        return [sql`${text} = ${filter.is === 'yes' ? 'true' : 'false'}`]
      case 'number':
        return [
          ...(filter.from === undefined ? [] : [sql`${number} >= ${boundOf(filter.from, 0)}::numeric`]),
          ...(filter.to === undefined ? [] : [sql`${number} <= ${boundOf(filter.to, 0)}::numeric`]),
        ]
      case 'date':
        return [
          ...(filter.from === undefined ? [] : [sql`${text} >= ${filter.from}`]),
          ...(filter.to === undefined ? [] : [sql`${text} <= ${filter.to}`]),
        ]
      default:
        return field.kind satisfies never
    }
  })
}
