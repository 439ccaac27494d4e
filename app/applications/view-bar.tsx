import { Form, Link, useSubmit } from '@remix-run/react'
import clsx from 'clsx'
import { STAGE_GROUPS } from '../../contract/stages'
import { Button } from '../ui/button'
import { RemovableChip } from '../ui/chip'
import { Field, Input, Select } from '../ui/field'
import { APPLICATIONS_PATH, FILTER_NAMES, VIEW_WORDS, VIEWS, type View, viewUrl, withParams } from './applications-url'
import { BoardIcon, CalendarIcon, RowsIcon, TimelineIcon } from './icons'
import { GROUP_WORDS, OUTCOME_WORDS, PRIORITY_WORDS } from './words'

const VIEW_ICONS = { board: BoardIcon, table: RowsIcon, calendar: CalendarIcon, timeline: TimelineIcon }

/** Which view, and what of all applications: links and a form, so that every choice is in the address. */
export function ViewBar({ view, params, total }: { view: View; params: URLSearchParams; total: number }) {
  const submit = useSubmit()
  return (
    <div className="no-print mb-4 space-y-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <nav aria-label="Views" className="-mx-1 overflow-x-auto">
          <ul className="flex rounded-lg bg-surface-2 p-1">
            {VIEWS.map((each) => {
              const Drawing = VIEW_ICONS[each]
              return (
                <li key={each}>
                  <Link
                    to={viewUrl(params, each)}
                    aria-current={each === view ? 'page' : undefined}
                    className={clsx(
                      'inline-flex min-h-8 items-center gap-1.5 rounded-md px-2.5 text-sm font-medium whitespace-nowrap no-underline',
                      each === view ? 'bg-surface text-ink shadow-low' : 'text-ink-2 hover:text-ink',
                    )}
                  >
                    <Drawing className="size-4 max-[24rem]:hidden" />
                    {VIEW_WORDS[each]}
                  </Link>
                </li>
              )
            })}
          </ul>
        </nav>
        <Form
          method="get"
          action={APPLICATIONS_PATH}
          role="search"
          className="flex min-w-0 grow basis-72 flex-wrap items-center gap-2"
          onChange={(event) => event.target instanceof HTMLSelectElement && submit(event.currentTarget)}
        >
          {view === 'board' ? null : <input type="hidden" name="view" value={view} />}
          <Field label="Words of title, company, notes or posting" isLabelHidden className="min-w-36 flex-1 sm:max-w-64">
            {(control) => (
              <Input
                {...control}
                key={params.get('q')}
                type="search"
                name="q"
                placeholder="Find in these"
                defaultValue={params.get('q') ?? ''}
                className="h-9!"
              />
            )}
          </Field>
          {view === 'board' ? null : (
            <Choice name="group" label="Stage" params={params} choices={STAGE_GROUPS.map((group) => [group, GROUP_WORDS[group]])} />
          )}
          <Choice
            name="priority"
            label="Priority"
            params={params}
            choices={[1, 2, 3].map((each) => [String(each), PRIORITY_WORDS[each] ?? ''])}
          />
          <Button type="submit" size="sm" className="h-9 scripting:sr-only scripting:focus:not-sr-only">
            Show
          </Button>
        </Form>
      </div>
      <Filters params={params} total={total} />
    </div>
  )
}

type ChoiceProps = { name: string; label: string; params: URLSearchParams; choices: (readonly [string, string])[] }

function Choice({ name, label, params, choices }: ChoiceProps) {
  const value = params.get(name) ?? ''
  return (
    <Field label={label} isLabelHidden>
      {(control) => (
        <Select {...control} key={value} name={name} defaultValue={value} className="h-9! w-auto! text-sm!">
          <option value="">{label}</option>
          {choices.map(([each, words]) => (
            <option key={each} value={each}>
              {words}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}

function Filters({ params, total }: { params: URLSearchParams; total: number }) {
  const chosen = FILTER_NAMES.flatMap((name) =>
    params
      .getAll(name)
      .filter((value) => value.trim() !== '')
      .map((value) => ({ name, value })),
  )
  if (chosen.length === 0) return null
  return (
    <ul className="flex flex-wrap items-center gap-2">
      <li className="text-sm text-ink-2" role="status">
        {total.toLocaleString('en')} {total === 1 ? 'fits' : 'fit'}
      </li>
      {chosen.map(({ name, value }) => (
        <li key={`${name} ${value}`}>
          <RemovableChip removeTo={withParams(params, { [name]: null })} name={filterWord(name, value)}>
            {filterWord(name, value)}
          </RemovableChip>
        </li>
      ))}
    </ul>
  )
}

function filterWord(name: string, value: string): string {
  const word: Record<string, Record<string, string>> = { group: GROUP_WORDS, outcome: OUTCOME_WORDS, priority: PRIORITY_WORDS }
  return word[name]?.[value] ?? (name === 'q' ? `“${value}”` : value)
}
