import { Form, useLocation, useNavigate } from '@remix-run/react'
import { type ChangeEvent, type FormEvent, type ReactNode, type RefObject, useEffect, useState } from 'react'
import type { FacetName, FacetValue, JobFacets, JobFilters, JobSearch } from '../../contract/jobs'
import { Button, buttonClass } from '../ui/button'
import { Checkbox, Field, Input, Select } from '../ui/field'
import { CloseIcon, SlidersIcon } from '../ui/icons'
import { COUNTRIES } from './countries'
import { PayBands } from './pay-bands'
import { SearchBox } from './search-box'
import { searchUrl } from './search-url'
import { ageWord, REMOTE_WORDS, SENIORITY_WORDS, SORT_WORDS, sourceWord, TYPE_WORDS } from './words'

const SHEET_ID = 'filters'
const VALUES_SHOWN = 6
/** Kept: `toLocaleString` makes a formatter for each of the hundred counts. */
const COUNTS = new Intl.NumberFormat('en')
const CURRENCIES = ['EUR', 'USD', 'GBP', 'CHF', 'CAD', 'AUD', 'INR', 'PLN', 'SEK', 'DKK', 'NOK', 'CZK', 'JPY', 'SGD', 'BRL', 'ZAR']

type SearchFormProps = {
  filters: JobFilters
  sort: JobSearch['sort']
  /** The currency of a list by pay. */
  payCurrency: string | null
  facets: JobFacets
  searchBox: RefObject<HTMLInputElement>
  /** What stands beside the filters: the result. */
  children: ReactNode
}

/**
 * The whole search as one GET form: it works as it stands without scripts. With them, a choice applies at once.
 * The address holds the state; while the next page is on its way, the boxes already show what was chosen.
 */
export function SearchForm({ filters, sort, payCurrency, facets, searchBox, children }: SearchFormProps) {
  const navigate = useNavigate()
  const { key } = useLocation()
  // A choice counts until the address it led to is here; then, and after Back, the loaded filters do.
  const [chosen, setChosen] = useState<URLSearchParams | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: Every new address ends the choice.
  useEffect(() => setChosen(null), [key])
  const isOn = (name: string, value: string, now: boolean) => (chosen ? chosen.getAll(name).includes(value) : now)

  const apply = (form: HTMLFormElement) => {
    const params = textOf(form)
    setChosen(params)
    // What was added by hand comes back as a box of its own; left in its field it would be added again.
    for (const input of form.querySelectorAll<HTMLInputElement>('input[data-once]')) input.value = ''
    navigate(searchUrl(params), { preventScrollReset: true })
  }
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    hideSheet()
    apply(event.currentTarget)
  }
  const onChange = (event: ChangeEvent<HTMLInputElement | HTMLSelectElement>) => {
    if (event.target.form) apply(event.target.form)
  }
  const boxes = (name: 'place' | 'remote' | 'type' | 'seniority' | 'skill' | 'source', words: (value: string) => string) =>
    withChosen(facets.facets[name], filters[name]).map(({ value, count }) => (
      <Checkbox
        key={value}
        name={name}
        value={value}
        checked={isOn(
          name,
          value,
          filters[name].some((each) => each === value),
        )}
        onChange={onChange}
        aside={countWords(name, count)}
      >
        {words(value)}
      </Checkbox>
    ))
  const countWords = (name: FacetName, count: number | undefined) =>
    count === undefined ? undefined : `${COUNTS.format(count)}${facets.cappedFacets.includes(name) ? '+' : ''}`
  const ages = withChosen(facets.facets.age, filters.maxAgeDays ? [String(filters.maxAgeDays)] : []).sort(
    (a, b) => Number(a.value) - Number(b.value),
  )
  // What most jobs of this result are paid in, so that choosing the order by pay leads to the longest list.
  const currency = filters.currency ?? payCurrency ?? facets.facets.pay[0]?.value.slice(0, 3) ?? 'EUR'
  const total = `${facets.total.toLocaleString('en')}${facets.totalIsCapped ? '+' : ''}`

  return (
    <Form method="get" action="/jobs" onSubmit={onSubmit} role="search" aria-label="Jobs">
      {filters.company ? <input type="hidden" name="company" value={filters.company} /> : null}
      <div className="flex flex-wrap gap-2">
        <div className="flex min-w-0 flex-1 basis-full gap-2 lg:basis-0">
          <SearchBox inputRef={searchBox} query={filters.q} className="min-w-0 flex-1" />
          <Button type="submit" tone="primary" size="lg">
            Search
          </Button>
        </div>
        <div className="flex flex-1 basis-full gap-2 lg:flex-none lg:basis-auto">
          <button type="button" {...{ popovertarget: SHEET_ID }} className={buttonClass({ size: 'lg' }, 'flex-1 lg:hidden')}>
            <SlidersIcon className="size-4" /> Filters
          </button>
          <Field label="Sort" isLabelHidden className="flex-1">
            {(control) => (
              <Select {...control} name="sort" value={chosen?.get('sort') ?? sort} onChange={onChange} className="h-12!">
                {Object.entries(SORT_WORDS).map(([value, word]) => (
                  <option key={value} value={value}>
                    {word}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        </div>
      </div>

      <div className="mt-5 gap-8 lg:grid lg:grid-cols-[15.5rem_minmax(0,1fr)]">
        <aside id={SHEET_ID} {...{ popover: 'auto' }} aria-label="Filters" className="sheet">
          <div className="mb-2 flex items-center justify-between lg:hidden">
            <p className="text-lg font-semibold">Filters</p>
            <button
              type="button"
              {...{ popovertarget: SHEET_ID, popovertargetaction: 'hide' }}
              aria-label="Close filters"
              className="-mr-2 inline-flex size-10 items-center justify-center rounded-md text-ink-2 hover:bg-surface-2"
            >
              <CloseIcon className="size-5" />
            </button>
          </div>

          <Group title="Where to work">{boxes('remote', (value) => wordOf(REMOTE_WORDS, value))}</Group>
          <Group
            title="Place"
            after={<AddOne name="place" label="Another place" placeholder="City or country" />}
            rest={boxes('place', String).slice(VALUES_SHOWN)}
          >
            {boxes('place', String).slice(0, VALUES_SHOWN)}
          </Group>
          <Group title="I live in">
            <Field
              label="Country I live in"
              isLabelHidden
              hint="Hides remote jobs that do not name your country or its region. All other jobs stay."
            >
              {(control) => (
                <Select
                  {...control}
                  name="livesIn"
                  value={chosen ? (chosen.get('livesIn') ?? '') : (filters.livesIn ?? '')}
                  onChange={onChange}
                >
                  <option value="">Anywhere</option>
                  {COUNTRIES.map(({ code, name }) => (
                    <option key={code} value={code} suppressHydrationWarning>
                      {name}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
          </Group>
          <Group title="Pay, yearly">
            <PayBands values={facets.facets.pay} currency={filters.currency ?? payCurrency ?? undefined} />
            <div className="flex gap-2">
              <Field label="At least" isLabelHidden className="flex-1">
                {(control) => (
                  <Input
                    {...control}
                    key={filters.payMin ?? ''}
                    name="payMin"
                    type="number"
                    inputMode="numeric"
                    min={0}
                    step="any"
                    placeholder="At least"
                    defaultValue={filters.payMin}
                    onBlur={(event) => {
                      if (event.target.form && event.target.value !== String(filters.payMin ?? '')) apply(event.target.form)
                    }}
                  />
                )}
              </Field>
              <Field label="Currency" isLabelHidden className="w-22">
                {(control) => (
                  <Select
                    {...control}
                    key={currency}
                    name="currency"
                    defaultValue={currency}
                    onChange={(event) => (filters.payMin !== undefined || sort === 'pay') && onChange(event)}
                  >
                    {[...new Set([...CURRENCIES, currency])].map((code) => (
                      <option key={code}>{code}</option>
                    ))}
                  </Select>
                )}
              </Field>
            </div>
          </Group>
          <Group title="Kind of work">{boxes('type', (value) => wordOf(TYPE_WORDS, value))}</Group>
          <Group title="Seniority">{boxes('seniority', (value) => wordOf(SENIORITY_WORDS, value))}</Group>
          <Group
            title="Skills"
            after={<AddOne name="skill" label="Another skill" placeholder="Skill" />}
            rest={boxes('skill', String).slice(VALUES_SHOWN)}
          >
            {boxes('skill', String).slice(0, VALUES_SHOWN)}
          </Group>
          <Group title="Found">
            {[{ value: '', count: undefined }, ...ages].map(({ value, count }) => (
              <Checkbox
                key={value}
                type="radio"
                name="maxAgeDays"
                value={value}
                checked={chosen ? (chosen.get('maxAgeDays') ?? '') === value : String(filters.maxAgeDays ?? '') === value}
                onChange={onChange}
                aside={countWords('age', count)}
              >
                {value ? ageWord(value) : 'Any time'}
              </Checkbox>
            ))}
          </Group>
          <Group title="Source" rest={boxes('source', sourceWord).slice(VALUES_SHOWN)}>
            {boxes('source', sourceWord).slice(0, VALUES_SHOWN)}
          </Group>
          <div className="sticky bottom-0 -mx-4 border-t border-line bg-surface p-4 lg:static lg:mx-0 lg:border-0 lg:bg-transparent lg:p-0 scripting:lg:hidden">
            <Button type="submit" tone="primary" className="w-full">
              Show {total} jobs
            </Button>
          </div>
        </aside>
        <div className="min-w-0">{children}</div>
      </div>
    </Form>
  )
}

function Group({ title, children, rest = [], after }: { title: string; children: ReactNode; rest?: ReactNode[]; after?: ReactNode }) {
  return (
    <fieldset className="border-b border-line py-3.5 first-of-type:pt-0 lg:last-of-type:border-0">
      <legend className="float-left mb-1.5 w-full text-sm font-semibold text-ink">{title}</legend>
      <div className="clear-both -mx-1.5">
        <div className="has-[select,input:not([type=checkbox],[type=radio])]:px-1.5">{children}</div>
        {rest.length > 0 ? (
          <details>
            <summary className="flex min-h-8 items-center rounded-md px-1.5 text-sm font-medium text-accent hover:bg-surface-2">
              {rest.length} more
            </summary>
            {rest}
          </details>
        ) : null}
        {after}
      </div>
    </fieldset>
  )
}

/** A value that the counted ones do not name. Enter applies it. */
function AddOne({ name, label, placeholder }: { name: string; label: string; placeholder: string }) {
  return (
    <Field label={label} isLabelHidden className="mt-1.5 px-1.5">
      {(control) => (
        <Input {...control} data-once name={name} placeholder={placeholder} autoComplete="off" maxLength={60} className="h-9! text-sm!" />
      )}
    </Field>
  )
}

/** The counted values, with the chosen ones that were not counted in front. */
function withChosen(values: FacetValue[], chosen: string[]): { value: string; count?: number }[] {
  const uncounted = chosen.filter((value) => !values.some((each) => each.value === value)).map((value) => ({ value }))
  return [...uncounted, ...values]
}

const wordOf = (words: Record<string, string>, value: string) => words[value] ?? value

function textOf(form: HTMLFormElement) {
  const params = new URLSearchParams()
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') params.append(name, value)
  return params
}

function hideSheet() {
  const sheet = document.getElementById(SHEET_ID)
  if (sheet?.matches(':popover-open')) sheet.hidePopover()
}
