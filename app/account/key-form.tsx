import { Form, useNavigation } from '@remix-run/react'
import { SCOPES } from '../../contract/identity'
import { Button } from '../ui/button'
import { Card } from '../ui/card'
import { Checkbox, Field, Input, Select } from '../ui/field'
import type { KeyAnswer } from './key-answer'
import { SCOPE_WORDS } from './scope-words'

const SPANS: [string, string][] = [
  ['7', '7 days'],
  ['30', '30 days'],
  ['90', '90 days'],
  ['365', 'A year'],
]

/** Asks for a new key. No right is chosen beforehand: a leaked key should open as little as it can. */
export function KeyForm({ answer }: { answer: KeyAnswer | undefined }) {
  const isBusy = useNavigation().formData?.get('intent') === 'issue'
  const scopesError = answer?.errors.scopes
  return (
    <Card className="self-start p-5">
      <h2 className="text-lg font-semibold">New key</h2>
      <Form method="post" className="mt-4 space-y-4">
        <Field label="Name" hint="What will use it." error={answer?.errors.name}>
          {(control) => (
            <Input
              {...control}
              name="name"
              required
              maxLength={80}
              autoComplete="off"
              defaultValue={answer?.values.name}
              placeholder="My spreadsheet"
            />
          )}
        </Field>
        <fieldset className="min-w-0" aria-describedby={scopesError ? 'scopes-error' : undefined}>
          <legend className="mb-1 text-sm font-medium">It may</legend>
          {SCOPES.map((scope) => (
            // What a right lets somebody do is read whole.
            <Checkbox
              key={scope}
              name="scope"
              value={scope}
              defaultChecked={answer?.scopes.includes(scope)}
              className="[&>span]:whitespace-normal"
            >
              {SCOPE_WORDS[scope]}
            </Checkbox>
          ))}
          {scopesError ? (
            <p id="scopes-error" className="mt-1 text-sm font-medium text-bad">
              {scopesError}
            </p>
          ) : null}
        </fieldset>
        <Field label="It ends after" error={answer?.errors.days}>
          {(control) => (
            <Select {...control} name="days" defaultValue={answer?.values.days ?? '90'}>
              {SPANS.map(([days, words]) => (
                <option key={days} value={days}>
                  {words}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Button type="submit" name="intent" value="issue" tone="primary" className="w-full" isBusy={isBusy}>
          Make the key
        </Button>
      </Form>
    </Card>
  )
}
