import type { ReactNode } from 'react'
import type { Evidence } from '../../contract/leads'
import { PERIOD_WORDS, REMOTE_WORDS, SENIORITY_WORDS, TYPE_WORDS } from '../jobs/words'
import { Field, Input, Select, Textarea } from '../ui/field'
import type { DraftValues } from './draft-values'

type DraftFieldsProps = {
  values: DraftValues
  /** What is wrong, by the name of the control. */
  errors: Record<string, string>
  /** The post that was read, and where each value stands in it. */
  text: string
  evidence: Evidence[]
  /** The browser itself then leads to an empty title, and nothing is sent. */
  mustHaveTitle?: boolean
}

/** The fields of a job as read from a post, each with the words it was read from, all open to correction. */
export function DraftFields({ values, errors, text, evidence, mustHaveTitle }: DraftFieldsProps) {
  const readFrom = (field: Evidence['field']) => {
    const words = evidence.filter((each) => each.field === field).map((each) => text.slice(each.start, each.end))
    return words.length > 0 ? <>Read from “{[...new Set(words)].join('”, “')}”</> : 'Not in the post. Leave it empty unless you know it.'
  }
  const line = (
    name: string,
    label: string,
    field: Evidence['field'],
    more: { placeholder?: string; type?: string; hint?: ReactNode; required?: boolean } = {},
  ) => (
    <div data-reads={field}>
      <Field label={label} hint={more.hint ?? readFrom(field)} error={errors[name]}>
        {(control) => (
          <Input
            {...control}
            name={name}
            type={more.type}
            required={more.required}
            placeholder={more.placeholder}
            defaultValue={values[name]}
            autoComplete="off"
          />
        )}
      </Field>
    </div>
  )
  const choice = (name: string, label: string, field: Evidence['field'], words: Record<string, string>) => (
    <div data-reads={field}>
      <Field label={label} hint={readFrom(field)} error={errors[name]}>
        {(control) => (
          <Select {...control} name={name} defaultValue={values[name]}>
            <option value="">Not said</option>
            {Object.entries(words).map(([value, word]) => (
              <option key={value} value={value}>
                {word}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </div>
  )
  return (
    <div className="grid gap-x-4 gap-y-5 sm:grid-cols-2">
      <div className="sm:col-span-2">{line('title', 'Title', 'title', { required: mustHaveTitle })}</div>
      {line('company', 'Company', 'company')}
      <div data-reads="place">
        <Field label="Places" hint={readFrom('place')} error={errors.places}>
          {(control) => (
            <Textarea {...control} name="places" rows={2} placeholder="One a line: Berlin, Germany" defaultValue={values.places} />
          )}
        </Field>
      </div>
      {choice('remote', 'Where to work', 'remote', REMOTE_WORDS)}
      {line('remoteRegions', 'A remote worker may live in', 'remoteRegion', { placeholder: 'DE, EU, WORLDWIDE' })}
      <fieldset data-reads="salary" className="sm:col-span-2">
        <legend className="mb-1.5 text-sm font-medium">Pay</legend>
        <div className="grid grid-cols-2 gap-2 sm:grid-cols-[1fr_1fr_5.5rem_8rem]">
          <Field label="Pay from" isLabelHidden error={errors.payMin}>
            {(control) => <Input {...control} name="payMin" inputMode="decimal" placeholder="From" defaultValue={values.payMin} />}
          </Field>
          <Field label="Pay up to" isLabelHidden>
            {(control) => <Input {...control} name="payMax" inputMode="decimal" placeholder="Up to" defaultValue={values.payMax} />}
          </Field>
          <Field label="Currency" isLabelHidden>
            {(control) => (
              <Input {...control} name="currency" maxLength={3} placeholder="EUR" defaultValue={values.currency} className="uppercase" />
            )}
          </Field>
          <Field label="Pay is for" isLabelHidden>
            {(control) => (
              <Select {...control} name="period" defaultValue={values.period}>
                {Object.entries(PERIOD_WORDS).map(([value, word]) => (
                  <option key={value} value={value}>
                    {word}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        </div>
        <p className="mt-1.5 text-xs text-ink-3">{readFrom('salary')}</p>
      </fieldset>
      {choice('employmentType', 'Kind of work', 'employmentType', TYPE_WORDS)}
      {choice('seniority', 'Seniority', 'seniority', SENIORITY_WORDS)}
      <div className="sm:col-span-2">{line('skills', 'Skills', 'skill', { placeholder: 'With commas between them' })}</div>
      {line('applyUrl', 'Link to apply', 'applyUrl', { type: 'url', placeholder: 'https://' })}
      {line('contact', 'Contact', 'contact')}
    </div>
  )
}
