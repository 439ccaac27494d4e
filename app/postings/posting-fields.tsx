import type { ReactNode } from 'react'
import { EmploymentType, PayPeriod, Remote, Seniority } from '../../contract/jobs'
import type { PostingFields, PostingFinding } from '../../contract/postings'
import { PERIOD_WORDS, REMOTE_WORDS, SENIORITY_WORDS, TYPE_WORDS } from '../jobs/words'
import { Button } from '../ui/button'
import { Field, Input, Select, Textarea } from '../ui/field'
import type { DraftField, PostingDraft } from './posting-draft'
import { FIELD_WORDS, PLACES_OF_LAW } from './words'

export interface PostingFieldsProps {
  draft: PostingDraft
  errors: Record<string, string>
  findings: PostingFinding[]
  /** Whether what is wrong with a control is said already. */
  isMarked(control: DraftField): boolean
  isLocked: boolean
  overtaken: readonly (keyof PostingFields)[]
  onChange(field: DraftField, value: string): void
  onSettle(field: keyof PostingFields, whose: 'mine' | 'theirs'): void
  /** Title and description, which are typed together. */
  children: ReactNode
}

/** Everything of a posting but its questions. The names are those that a form without scripts sends. */
export function PostingFieldsForm({
  draft,
  errors,
  findings,
  isMarked,
  isLocked,
  overtaken,
  onChange,
  onSettle,
  children,
}: PostingFieldsProps) {
  const said = (field: keyof PostingFields, control: DraftField) => {
    const words =
      errors[control] ?? errors[field] ?? findings.find((finding) => finding.field === field && finding.level === 'block')?.message
    return words && isMarked(control) ? { error: words } : {}
  }
  const saidOf = (control: DraftField) => (errors[control] && isMarked(control) ? { error: errors[control] } : {})
  const bind = (name: DraftField) => ({
    name,
    value: draft[name],
    readOnly: isLocked,
    onChange: (event: { target: { value: string } }) => onChange(name, event.target.value),
  })
  const choose = (name: DraftField) => {
    const { readOnly: _, ...rest } = bind(name)
    return { ...rest, disabled: isLocked }
  }
  return (
    <div className="space-y-8">
      {overtaken.map((field) => (
        <p
          key={field}
          role="alert"
          className="flex flex-wrap items-center gap-2 rounded-md bg-warn-soft px-3 py-2 text-sm font-medium text-warn"
        >
          <span className="mr-auto">Somebody else changed “{FIELD_WORDS[field]}” too.</span>
          <Button size="sm" onClick={() => onSettle(field, 'theirs')}>
            Take theirs
          </Button>
          <Button size="sm" onClick={() => onSettle(field, 'mine')}>
            Keep mine
          </Button>
        </p>
      ))}
      <Group title="The advert">{children}</Group>
      <Group title="Where and how">
        <Field label="Places of work" hint="One a line, such as Lyon, France." {...said('places', 'places')} className="sm:col-span-2">
          {(control) => <Textarea {...control} {...bind('places')} rows={2} />}
        </Field>
        <Field label={FIELD_WORDS.jurisdiction} hint="The rules of this place are checked." {...said('jurisdiction', 'jurisdiction')}>
          {(control) => (
            <Select {...control} {...choose('jurisdiction')}>
              <option value="">Choose a place</option>
              {PLACES_OF_LAW.map(({ label, places }) => (
                <optgroup key={label} label={label}>
                  {places.map(({ code, name }) => (
                    <option key={code} value={code}>
                      {name}
                    </option>
                  ))}
                </optgroup>
              ))}
            </Select>
          )}
        </Field>
        <Choice label={FIELD_WORDS.remote} none="Not said" options={Remote.options} words={REMOTE_WORDS} control={choose('remote')} />
        {draft.remote === 'remote' || draft.remoteRegions !== '' ? (
          <Field
            label={FIELD_WORDS.remoteRegions}
            hint="Country codes or regions: DE, FR, EU, WORLDWIDE."
            {...said('remoteRegions', 'remoteRegions')}
          >
            {(control) => <Input {...control} {...bind('remoteRegions')} />}
          </Field>
        ) : null}
        <Choice
          label={FIELD_WORDS.employmentType}
          none="Not said"
          options={EmploymentType.options}
          words={TYPE_WORDS}
          control={choose('employmentType')}
        />
        <Choice
          label={FIELD_WORDS.seniority}
          none="Not said"
          options={Seniority.options}
          words={SENIORITY_WORDS}
          control={choose('seniority')}
        />
        <Field label="Skills" hint="Apart by commas." {...said('skills', 'skills')} className="sm:col-span-2">
          {(control) => <Input {...control} {...bind('skills')} />}
        </Field>
      </Group>
      <Group title="Pay" hint="Before tax. Give the least and the most; the same twice for fixed pay.">
        <Field label="From" {...said('salary', 'payMin')}>
          {(control) => <Input {...control} {...bind('payMin')} inputMode="decimal" autoComplete="off" />}
        </Field>
        <Field label="To" {...saidOf('payMax')}>
          {(control) => <Input {...control} {...bind('payMax')} inputMode="decimal" autoComplete="off" />}
        </Field>
        <Field label="Currency" hint="Three letters: EUR, USD, CAD." {...saidOf('currency')}>
          {(control) => <Input {...control} {...bind('currency')} maxLength={3} autoComplete="off" className="uppercase" />}
        </Field>
        <Choice label="For" options={PayPeriod.options} words={PERIOD_WORDS} control={choose('period')} />
      </Group>
      <Group title="What applicants should know">
        <YesNo
          label="Does software take part in screening or assessing?"
          yes="Yes, people decide with its help"
          no="No, people alone"
          control={choose('usesAi')}
          {...said('statements', 'usesAi')}
        />
        <YesNo label="Does the vacancy exist now?" yes="Yes" no="No, for later" control={choose('isExistingVacancy')} />
        <Field
          label="Answer promised within"
          hint="Days after an application. Kept or broken, everybody sees it."
          {...said('replyPromiseDays', 'replyPromiseDays')}
        >
          {(control) => <Input {...control} {...bind('replyPromiseDays')} type="number" min={1} max={60} />}
        </Field>
        <Field label="Last day to apply" hint="It closes by itself then." {...said('validThrough', 'lastDay')}>
          {(control) => <Input {...control} {...bind('lastDay')} type="date" />}
        </Field>
        <Field label="People to be hired" {...said('openings', 'openings')}>
          {(control) => <Input {...control} {...bind('openings')} type="number" min={1} max={1000} />}
        </Field>
        <Field label="Requisition" hint="Your own number. Applicants never see it." {...said('requisition', 'requisition')}>
          {(control) => <Input {...control} {...bind('requisition')} maxLength={60} />}
        </Field>
      </Group>
    </div>
  )
}

function Group({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <fieldset className="min-w-0">
      <legend className="mb-3 text-lg font-semibold">{title}</legend>
      {hint ? <p className="-mt-2 mb-3 text-sm text-ink-3">{hint}</p> : null}
      <div className="grid gap-4 sm:grid-cols-2">{children}</div>
    </fieldset>
  )
}

type Chosen = { name: string; value: string; disabled: boolean; onChange(event: { target: { value: string } }): void }

function Choice<T extends string>({
  label,
  none,
  options,
  words,
  control: chosen,
}: {
  label: string
  none?: string
  options: readonly T[]
  words: Record<T, string>
  control: Chosen
}) {
  return (
    <Field label={label}>
      {(control) => (
        <Select {...control} {...chosen}>
          {none ? <option value="">{none}</option> : null}
          {options.map((option) => (
            <option key={option} value={option}>
              {words[option]}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}

function YesNo({ label, yes, no, control: chosen, error }: { label: string; yes: string; no: string; control: Chosen; error?: string }) {
  return (
    <Field label={label} {...(error ? { error } : {})}>
      {(control) => (
        <Select {...control} {...chosen}>
          <option value="">Not said</option>
          <option value="yes">{yes}</option>
          <option value="no">{no}</option>
        </Select>
      )}
    </Field>
  )
}
