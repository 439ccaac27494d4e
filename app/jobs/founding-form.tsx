import { Form } from '@remix-run/react'
import type { Company } from '../../contract/jobs'
import type { FormAnswer } from '../account/form-answer'
import { FormNotice } from '../account/form-notice'
import { Button } from '../ui/button'
import { Field, Input } from '../ui/field'

/** For operators: when a company was founded, and where that stands. */
export function FoundingForm({ company, answer }: { company: Company; answer: FormAnswer | undefined }) {
  return (
    <details className="group mt-6 rounded-lg border border-line bg-surface p-4" open={answer !== undefined}>
      <summary className="font-semibold">
        <span aria-hidden className="mr-2 inline-block text-ink-3 transition-transform group-open:rotate-90">
          ›
        </span>
        When it was founded
      </summary>
      <FormNotice answer={answer} />
      <Form method="post" className="mt-3 flex flex-wrap items-start gap-4">
        <Field label="Founded on" error={answer?.errors.foundedOn}>
          {(control) => (
            <Input
              {...control}
              type="date"
              name="foundedOn"
              defaultValue={answer?.values.foundedOn ?? company.foundedOn ?? ''}
              className="max-w-48"
            />
          )}
        </Field>
        <Field
          label="Where that stands"
          hint="An address of a page. Leave both empty to forget the day."
          error={answer?.errors.foundedSource}
          className="min-w-0 flex-1"
        >
          {(control) => (
            <Input
              {...control}
              type="url"
              name="foundedSource"
              defaultValue={answer?.values.foundedSource ?? company.foundedSource ?? ''}
            />
          )}
        </Field>
        <Button type="submit" className="mt-6.5">
          Save
        </Button>
      </Form>
    </details>
  )
}
