import { Link } from '@remix-run/react'
import type { CandidateField } from '../../contract/candidate-fields'
import type { HiringCard, HiringStage } from '../../contract/hiring'
import { fieldWords } from '../../server/hiring/core/field-values'
import { Table, Td, Th } from '../ui/table'
import { formatDay, timeAgo } from '../ui/time-ago'
import { columnWords } from './view-words'
import { dispositionWords } from './words'

/** A page draws so many rows and stays quick; who looks for others narrows the view. */
const ROWS_MAX = 300

type PipelineTableProps = {
  cards: readonly HiringCard[]
  stages: readonly HiringStage[]
  columns: readonly string[]
  fields: readonly CandidateField[]
  nowMs: number
  selectedIds: ReadonlySet<string>
  mayMove: boolean
  toCard(applicationId: string): string
  onSelect(id: string, isRange: boolean): void
  onMenu(id: string): void
}

/** A pipeline in rows, in the order and with the columns of a view. */
export function PipelineTable(props: PipelineTableProps) {
  const { cards, stages, columns, fields, nowMs, selectedIds, mayMove, toCard, onSelect, onMenu } = props
  const shown = columns.filter((column) => columnWords(column, fields) !== null)
  return (
    <>
      <Table caption="Candidates of this pipeline">
        <thead>
          <tr>
            {mayMove ? (
              <Th>
                <span className="sr-only">Selected</span>
              </Th>
            ) : null}
            <Th>Name</Th>
            {shown.map((column) => (
              <Th key={column}>{columnWords(column, fields)}</Th>
            ))}
            {mayMove ? (
              <Th>
                <span className="sr-only">Actions</span>
              </Th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {cards.slice(0, ROWS_MAX).map((card) => {
            const { applicationId: id } = card
            const name = card.name ?? card.label
            return (
              <tr key={id} data-card={id} data-selected={selectedIds.has(id) || undefined}>
                {mayMove ? (
                  <Td>
                    <input
                      type="checkbox"
                      aria-label={`Select ${name}`}
                      checked={selectedIds.has(id)}
                      onChange={() => {}}
                      onClick={(event) => onSelect(id, event.shiftKey)}
                      className="size-4 accent-accent"
                    />
                  </Td>
                ) : null}
                <Td>
                  <Link to={toCard(id)} preventScrollReset data-card-link className="font-semibold break-words text-ink">
                    {name}
                  </Link>
                </Td>
                {shown.map((column) => (
                  <Td key={column}>{cellOf(card, column, stages, nowMs)}</Td>
                ))}
                {mayMove ? (
                  <Td>
                    <button
                      type="button"
                      className="min-h-6 text-xs text-accent"
                      onClick={() => onMenu(id)}
                      aria-label={`Actions for ${name}`}
                    >
                      Actions
                    </button>
                  </Td>
                ) : null}
              </tr>
            )
          })}
        </tbody>
      </Table>
      {cards.length > ROWS_MAX ? (
        <p className="mt-2 text-sm text-ink-2">
          The first {ROWS_MAX} of {cards.length.toLocaleString('en')} are shown. Narrow the view to see the others.
        </p>
      ) : null}
    </>
  )
}

function cellOf(card: HiringCard, column: string, stages: readonly HiringStage[], nowMs: number): string {
  switch (column) {
    case 'stage':
      return card.disposition ? dispositionWords(card.disposition) : (stages.find(({ id }) => id === card.stageId)?.name ?? 'Closed')
    case 'since':
      return timeAgo(Date.parse(card.stageSince), nowMs)
    case 'applied':
      return formatDay(card.appliedAt)
    case 'due':
      return card.replyDueAt === null ? '' : formatDay(card.replyDueAt)
    case 'headline':
      return card.headline ?? ''
    case 'place':
      return card.places.join(', ')
    case 'source':
      return card.source
    case 'tags':
      return card.tags.join(', ')
    case 'knockouts':
      return card.knockOuts.join('; ')
    default:
      return fieldWords(card.fields[column.slice(2)])
  }
}
