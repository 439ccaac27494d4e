import { CANDIDATE_IMPORT_FIELDS, type CandidateImport, type CandidateImportMapping, type FieldMapping } from '../../contract/candidates'
import { textOf } from '../account/form-answer'
import { withLineFeeds } from '../imports/read-csv.server'

/** An import as its form carries it from step to step: the file's text travels along, so that nothing of it is kept before it is entered. */
export function readImportForm(form: FormData): { input: CandidateImport; name: string } {
  const csv = form.get('csv')
  const postingId = textOf(form, 'postingId')
  return {
    input: {
      organisationId: textOf(form, 'organisationId'),
      postingId: postingId === '' ? null : postingId,
      csv: typeof csv === 'string' ? withLineFeeds(csv) : '',
      ...(form.has('map.name') ? { mapping: mappingIn(form), fieldMapping: fieldMappingIn(form) } : {}),
    },
    name: textOf(form, 'name').slice(0, 120),
  }
}

/** Columns of the team's own fields, as `map.f.<key>`. */
function fieldMappingIn(form: FormData): FieldMapping {
  const names = [...form.keys()].filter((name) => name.startsWith('map.f.'))
  return Object.fromEntries(names.map((name) => [name.slice('map.f.'.length), textOf(form, name) || null]))
}

function mappingIn(form: FormData): CandidateImportMapping {
  return Object.fromEntries(CANDIDATE_IMPORT_FIELDS.map((field) => [field, textOf(form, `map.${field}`) || null]))
}
