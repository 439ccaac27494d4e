import { Form } from '@remix-run/react'
import type { CandidateField, FieldValues } from '../../contract/candidate-fields'
import type { CandidateFieldChange } from '../../contract/candidates'
import { fieldWords } from '../../server/hiring/core/field-values'
import type { FormAnswer } from '../account/form-answer'
import { Button } from '../ui/button'
import { Field, Input, Select } from '../ui/field'
import { TextLink } from '../ui/text-link'
import { TimeAgo } from '../ui/time-ago'

type Props = {
  fields: readonly CandidateField[]
  values: FieldValues
  changes: CandidateFieldChange[]
  mayFill: boolean
  /** Where fields are made, for who may. */
  manageAt: string | null
  answer: FormAnswer | undefined
  isBusy: boolean
}

/** What the team filled in of its own fields, changed in place, with who changed what. */
export function CandidateFieldsSection({ fields, values, changes, mayFill, manageAt, answer, isBusy }: Props) {
  const inUse = fields.filter(({ isArchived }) => !isArchived)
  if (inUse.length === 0 && manageAt === null) return null
  const nameOf = (key: string) => fields.find((field) => field.key === key)?.name ?? key
  return (
    <section className="mt-6" aria-labelledby="own-fields">
      <h2 id="own-fields" className="mb-2 text-lg font-semibold">
        Your team’s fields
      </h2>
      {inUse.length === 0 ? (
        <p className="text-sm text-ink-2">None yet. {manageAt ? <TextLink to={manageAt}>Add the first</TextLink> : null}</p>
      ) : mayFill ? (
        <Form method="post" preventScrollReset key={JSON.stringify(values)}>
          {inUse.map(({ key }) => (
            <input key={key} type="hidden" name={`was.${key}`} value={fieldWords(values[key])} />
          ))}
          <div className="grid gap-3 sm:grid-cols-2">
            {inUse.map((field) => (
              <Field key={field.key} label={field.name} error={answer?.errors[`field.${field.key}`]}>
                {(control) => (
                  <FieldValueInput
                    control={control}
                    field={field}
                    value={answer?.values[`field.${field.key}`] ?? fieldWords(values[field.key])}
                  />
                )}
              </Field>
            ))}
          </div>
          <p className="mt-3 flex flex-wrap items-center gap-3">
            <Button type="submit" name="intent" value="fields" size="sm" isBusy={isBusy}>
              Save fields
            </Button>
            <span className="text-xs text-ink-3">The candidate never sees them here.</span>
            {manageAt ? <TextLink to={manageAt}>Change the fields</TextLink> : null}
          </p>
        </Form>
      ) : (
        <dl className="grid gap-2 text-sm sm:grid-cols-2">
          {inUse.map(({ key, name }) => (
            <div key={key}>
              <dt className="text-ink-3">{name}</dt>
              <dd className="font-medium break-words">{fieldWords(values[key]) || '–'}</dd>
            </div>
          ))}
        </dl>
      )}
      {changes.length > 0 ? (
        <details className="mt-3 text-sm">
          <summary className="inline-flex min-h-8 cursor-pointer items-center text-accent">Who changed what</summary>
          <ul className="mt-1 space-y-1 text-ink-2">
            {changes.map(({ key, before, after, by, at }) => (
              <li key={`${at} ${key}`} className="break-words">
                {by?.name ?? 'Somebody who has left'}: {nameOf(key)}, {fieldWords(before) || 'empty'} → {fieldWords(after) || 'empty'},{' '}
                <TimeAgo at={at} />
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </section>
  )
}

type Control = { id: string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined }

function FieldValueInput({ control, field: { key, kind, options }, value }: { control: Control; field: CandidateField; value: string }) {
  const name = `field.${key}`
  switch (kind) {
    case 'text':
      return <Input {...control} name={name} defaultValue={value} maxLength={500} />
    case 'number':
      return <Input {...control} name={name} defaultValue={value} inputMode="decimal" maxLength={30} />
    case 'date':
      return <Input {...control} name={name} defaultValue={value} type="date" />
    case 'choice':
    case 'yes-no': {
      // An option that was taken away stays where it was chosen.
      const given = kind === 'choice' ? [...new Set([...options, ...(value ? [value] : [])])] : ['Yes', 'No']
      return (
        <Select {...control} name={name} defaultValue={value}>
          <option value="">–</option>
          {given.map((option) => (
            <option key={option} value={option}>
              {option}
            </option>
          ))}
        </Select>
      )
    }
    default:
      return kind satisfies never
  }
}
