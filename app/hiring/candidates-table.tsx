import { Link } from '@remix-run/react'
import type { CandidateField } from '../../contract/candidate-fields'
import type { CandidateLine } from '../../contract/candidates'
import { fieldWords } from '../../server/hiring/core/field-values'
import { Table, Td, Th } from '../ui/table'
import { formatDay } from '../ui/time-ago'
import { columnWords } from './view-words'
import { dispositionWords } from './words'

/** Candidates as a table, with the columns that were chosen. */
export function CandidatesTable({
  rows,
  columns,
  fields,
}: {
  rows: CandidateLine[]
  columns: readonly string[]
  fields: readonly CandidateField[]
}) {
  const shown = columns.filter((column) => columnWords(column, fields) !== null)
  return (
    <Table caption="Candidates">
      <thead>
        <tr>
          <Th>Name</Th>
          {shown.map((column) => (
            <Th key={column}>{columnWords(column, fields)}</Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((candidate) => (
          <tr key={candidate.id}>
            <Td>
              <Link to={`/candidates/${candidate.id}`} className="font-semibold break-words text-ink">
                {candidate.name}
              </Link>
            </Td>
            {shown.map((column) => (
              <Td key={column}>{cellOf(candidate, column)}</Td>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

function cellOf(candidate: CandidateLine, column: string): string {
  switch (column) {
    case 'headline':
      return candidate.headline ?? ''
    case 'place':
      return candidate.places.join(', ')
    case 'source':
      return candidate.source
    case 'tags':
      return candidate.tags.join(', ')
    case 'applications':
      return candidate.applications
        .map(
          ({ postingTitle, stageName, disposition }) =>
            `${postingTitle}: ${disposition ? dispositionWords(disposition).toLowerCase() : (stageName ?? 'closed')}`,
        )
        .join('; ')
    case 'pool':
      return candidate.poolUntil ? `Until ${formatDay(candidate.poolUntil)}` : ''
    case 'added':
      return formatDay(candidate.createdAt)
    case 'changed':
      return formatDay(candidate.updatedAt)
    default:
      return fieldWords(candidate.fields[column.slice(2)])
  }
}
