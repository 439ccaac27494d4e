import { Form, useSubmit } from '@remix-run/react'
import type { FormEvent } from 'react'
import { hashCommitment } from '../../server/shortlists/core/commitment'
import { Button } from '../ui/button'
import { Field, Textarea } from '../ui/field'

const LABELS = ['1, clearly not', '2', '3', '4, clearly yes']

type CommitFormProps = { entryId: string; competencies: readonly string[]; note: string | undefined; isBusy: boolean }

/** One's own scores. The browser binds them by a hash with a salt of its own before anything leaves it. */
export function CommitForm({ entryId, competencies, note, isBusy }: CommitFormProps) {
  const submit = useSubmit()
  async function commit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const scores = Object.fromEntries(competencies.map((name, index) => [name, Number(form.get(`score-${index}`))]))
    const salt = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
    const written = String(form.get('note') ?? '')
      .trim()
      .replace(/\r\n?/g, '\n')
    form.set('note', written)
    form.set('salt', salt)
    form.set('hash', await hashCommitment({ entryId, scores, note: written, salt }))
    submit(form, { method: 'post', preventScrollReset: true })
  }
  return (
    <Form method="post" preventScrollReset onSubmit={commit} className="space-y-4 rounded-lg border border-line bg-surface p-4">
      <input type="hidden" name="intent" value="score" />
      <input type="hidden" name="entryId" value={entryId} />
      {competencies.map((name, index) => (
        <fieldset key={name}>
          <legend className="mb-1 text-sm font-medium">{name}</legend>
          <input type="hidden" name="competency" value={name} />
          <div className="flex flex-wrap gap-x-4">
            {LABELS.map((label, at) => (
              <label key={label} className="flex min-h-9 items-center gap-1.5 text-sm">
                <input type="radio" name={`score-${index}`} value={at + 1} required className="size-4 accent-accent" />
                {label}
              </label>
            ))}
          </div>
        </fieldset>
      ))}
      <Field label="Why">{(control) => <Textarea {...control} name="note" rows={3} maxLength={4_000} defaultValue={note} />}</Field>
      <Button type="submit" tone="primary" isBusy={isBusy}>
        Commit my scores
      </Button>
    </Form>
  )
}
