import type { DraftEntry, FieldShape, PartShape } from '../../server/resumes/core/draft'
import { Field, Input, Textarea } from '../ui/field'

type EntryFieldsProps = {
  shape: PartShape
  entry: DraftEntry
  errors: Record<string, string>
  /** Without it the form keeps what is typed. */
  onChange?: (field: string, value: string) => void
  /** Long fields that are empty stand behind “More”: there is nothing in them to look through. */
  isReview?: boolean
}

/** The fields of one entry. Each is named by its path, so that a form without scripts says the same. */
export function EntryFields({ shape, entry, errors, onChange, isReview }: EntryFieldsProps) {
  const isFolded = (field: FieldShape) => field.isRare || (isReview && isLong(field))
  const isOpen = (field: FieldShape) => !isFolded(field) || Boolean(entry.values[field.key]) || Boolean(errors[`${entry.key}.${field.key}`])
  const hidden = shape.fields.filter((field) => !isOpen(field))
  const row = (field: FieldShape) => (
    <OneField key={field.key} field={field} entry={entry} error={errors[`${entry.key}.${field.key}`]} onChange={onChange} />
  )
  return (
    <>
      <div className="grid gap-3 sm:grid-cols-2">{shape.fields.filter(isOpen).map(row)}</div>
      {hidden.length > 0 ? (
        <details className="mt-3">
          <summary className="inline-flex min-h-8 items-center text-sm font-medium text-ink-2">More fields</summary>
          <div className="mt-2 grid gap-3 sm:grid-cols-2">{hidden.map(row)}</div>
        </details>
      ) : null}
    </>
  )
}

const isLong = ({ kind }: FieldShape) => kind === 'text' || kind === 'lines' || kind === 'words'

type OneFieldProps = { field: FieldShape; entry: DraftEntry; error: string | undefined; onChange: EntryFieldsProps['onChange'] }
function OneField({ field, entry, error, onChange }: OneFieldProps) {
  const { key, kind, label } = field
  const held = entry.values[key] ?? ''
  const value = onChange
    ? { value: held, onChange: (event: { target: { value: string } }) => onChange(key, event.target.value) }
    : { defaultValue: held }
  const rows = kind === 'words' ? 2 : Math.min(12, Math.max(3, Math.ceil(held.length / 70)))
  return (
    <Field label={label} {...(error ? { error } : {})} className={isLong(field) ? 'sm:col-span-2' : ''}>
      {(control) =>
        isLong(field) ? (
          <Textarea {...control} {...value} name={`${entry.key}.${key}`} rows={rows} maxLength={20_000} />
        ) : (
          <Input
            {...control}
            {...value}
            name={`${entry.key}.${key}`}
            maxLength={2_000}
            autoComplete="off"
            {...(kind === 'date' ? { placeholder: 'YYYY-MM' } : {})}
          />
        )
      }
    </Field>
  )
}
