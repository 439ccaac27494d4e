import type { CandidateField } from '../../contract/candidate-fields'
import type { ViewPlace, ViewSettings } from '../../contract/views'
import { USUAL_COLUMNS } from '../../server/hiring/core/view-settings'
import { Checkbox, Field, Input, Select } from '../ui/field'
import { columnsOf, columnWords, sortsOf } from './view-words'

/** Filters by the team's own fields, as controls of the form around them. */
export function FieldFilterControls({ fields, settings }: { fields: readonly CandidateField[]; settings: ViewSettings }) {
  return fields
    .filter(({ isArchived }) => !isArchived)
    .map(({ key, name, kind, options }) => {
      const held = settings.fields?.[key]
      if (kind === 'number' || kind === 'date')
        return (
          <fieldset key={key} className="min-w-0">
            <legend className="mb-1.5 text-sm font-medium text-ink">{name}</legend>
            <div className="grid grid-cols-2 gap-2">
              {(['from', 'to'] as const).map((bound) => (
                <Input
                  key={bound}
                  name={`f.${key}.${bound}`}
                  type={kind === 'date' ? 'date' : 'text'}
                  inputMode={kind === 'number' ? 'decimal' : undefined}
                  placeholder={bound === 'from' ? 'From' : 'To'}
                  aria-label={`${name}, ${bound}`}
                  defaultValue={held?.[bound]}
                />
              ))}
            </div>
          </fieldset>
        )
      return (
        <Field key={key} label={name}>
          {(control) =>
            kind === 'text' ? (
              <Input {...control} name={`f.${key}`} defaultValue={held?.is} maxLength={200} />
            ) : (
              <Select {...control} name={`f.${key}`} defaultValue={held?.is ?? ''}>
                <option value="">Any</option>
                {(kind === 'choice' ? [...new Set([...options, ...(held?.is ? [held.is] : [])])] : ['yes', 'no']).map((option) => (
                  <option key={option} value={option}>
                    {kind === 'choice' ? option : option === 'yes' ? 'Yes' : 'No'}
                  </option>
                ))}
              </Select>
            )
          }
        </Field>
      )
    })
}

/** How it is laid out, which columns a table has, and in which order. */
export function LayoutControls({
  place,
  fields,
  settings,
}: {
  place: ViewPlace
  fields: readonly CandidateField[]
  settings: ViewSettings
}) {
  const shown = settings.columns ?? USUAL_COLUMNS[place]
  const plain = place === 'pipeline' ? 'board' : 'list'
  return (
    <>
      <Field label="Shown as">
        {(control) => (
          <Select {...control} name="layout" defaultValue={settings.layout === 'table' ? 'table' : ''}>
            <option value="">{plain === 'board' ? 'Board' : 'List'}</option>
            <option value="table">Table</option>
          </Select>
        )}
      </Field>
      <Field label="Order" hint={place === 'pipeline' ? 'Of a table; a board stands as the team ordered it.' : undefined}>
        {(control) => (
          <Select {...control} name="sort" defaultValue={settings.sort ?? ''}>
            {sortsOf(place, fields).map(({ value, words }, index) => (
              <option key={value} value={index === 0 ? '' : value}>
                {words}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <fieldset className="min-w-0 sm:col-span-2 lg:col-span-4">
        <legend className="mb-1 text-sm font-medium text-ink">Columns of a table</legend>
        <div className="flex flex-wrap gap-x-2">
          {columnsOf(place, fields).map((column) => (
            <Checkbox key={column} name="col" value={column} defaultChecked={shown.includes(column)}>
              {columnWords(column, fields)}
            </Checkbox>
          ))}
        </div>
      </fieldset>
    </>
  )
}

/** The usual columns need no place in an address: a form that names exactly them asks for nothing. */
export const withoutUsualColumns = (place: ViewPlace, { columns, ...settings }: ViewSettings): ViewSettings =>
  columns === undefined || columns.join() === USUAL_COLUMNS[place].join() ? settings : { ...settings, columns }
