import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { VERDICTS } from '../../contract/scheduling'
import { Button } from '../ui/button'
import { Field, Textarea } from '../ui/field'
import { VERDICT_WORDS } from './words'

/** One's own scorecard: a score for each competency, what one would decide, and why. */
export function FeedbackForm({
  competencies,
  note,
  isBusy,
}: {
  competencies: readonly string[]
  note: string | undefined
  isBusy: boolean
}) {
  return (
    <Form method="post" preventScrollReset className="mt-4 space-y-4 rounded-lg border border-line bg-surface p-4">
      <p className="text-sm text-ink-2">1 is clearly not, 5 is clearly yes. What is in stays as it is.</p>
      {competencies.map((name, index) => (
        <Choice key={name} legend={name} name={`score-${index}`} options={[1, 2, 3, 4, 5].map((score) => [String(score), String(score)])}>
          <input type="hidden" name="competency" value={name} />
        </Choice>
      ))}
      <Choice legend="I would decide" name="verdict" options={VERDICTS.map((verdict) => [verdict, VERDICT_WORDS[verdict]])} />
      <Field label="What you saw">
        {(control) => <Textarea {...control} name="note" rows={4} maxLength={10_000} defaultValue={note} />}
      </Field>
      <Button type="submit" tone="primary" isBusy={isBusy}>
        Give my scorecard
      </Button>
    </Form>
  )
}

function Choice(props: { legend: string; name: string; options: readonly (readonly [string, string])[]; children?: ReactNode }) {
  const { legend, name, options, children } = props
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">{legend}</legend>
      {children}
      <div className="flex flex-wrap gap-x-4">
        {options.map(([value, label]) => (
          <label key={value} className="flex min-h-9 items-center gap-1.5 text-sm">
            <input type="radio" name={name} value={value} required className="size-4 accent-accent" />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
