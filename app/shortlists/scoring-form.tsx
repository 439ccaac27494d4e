import { Form } from '@remix-run/react'
import { Fold } from '../applications/section'
import { Button } from '../ui/button'
import { Field, Textarea } from '../ui/field'

type ScoringFormProps = {
  competencies: readonly string[]
  panel: readonly string[]
  members: readonly { personId: string; name: string }[]
  isBusy: boolean
}

/** What is scored, and by whom together. It stays once somebody has scored. */
export function ScoringForm({ competencies, panel, members, isBusy }: ScoringFormProps) {
  return (
    <div className="mt-10 border-t border-line pt-4">
      <Fold title="What is scored, and by whom" isOpen={competencies.length === 0}>
        <Form method="post" preventScrollReset className="max-w-xl space-y-4" key={competencies.join('\n') + panel.join()}>
          <input type="hidden" name="intent" value="scoring" />
          <Field label="Competencies" hint="One a line, at most 10. They stay once somebody has scored.">
            {(control) => <Textarea {...control} name="competencies" rows={4} required defaultValue={competencies.join('\n')} />}
          </Field>
          <fieldset>
            <legend className="mb-1 text-sm font-medium">Panel</legend>
            <p className="mb-2 text-xs text-ink-3">
              Their scores are revealed together, when the last has committed. With nobody chosen each sees the others’ once their own is
              in.
            </p>
            {members.map(({ personId, name }) => (
              <label key={personId} className="flex min-h-9 items-center gap-2 text-sm">
                <input
                  type="checkbox"
                  name="panel"
                  value={personId}
                  defaultChecked={panel.includes(personId)}
                  className="size-4 accent-accent"
                />
                {name}
              </label>
            ))}
          </fieldset>
          <Button type="submit" isBusy={isBusy}>
            Set what is scored
          </Button>
        </Form>
      </Fold>
    </div>
  )
}
