import { Form, useNavigation } from '@remix-run/react'
import type { BirthData } from '../../contract/birth-data'
import type { FormAnswer } from '../account/form-answer'
import { FormNotice } from '../account/form-notice'
import { Button } from '../ui/button'
import { Field, Input } from '../ui/field'

/** Birth date and birth name: both optional, both gone in one click. */
export function BirthDataForm({ held, answer }: { held: BirthData; answer: FormAnswer | undefined }) {
  const busy = useNavigation().formData?.get('intent')
  const isRefused = answer !== undefined && answer.done === null
  return (
    <>
      <FormNotice answer={answer} />
      <Form method="post" key={held.updatedAt ?? ''} autoComplete="off" className="space-y-4">
        <Field label="Birth date" error={answer?.errors.birthDate}>
          {(control) => (
            <Input
              {...control}
              type="date"
              name="birthDate"
              min="1900-01-01"
              autoComplete="off"
              defaultValue={isRefused ? answer.values.birthDate : (held.birthDate ?? '')}
              className="max-w-56"
            />
          )}
        </Field>
        <Field label="Full name at birth" hint="As it was written then." error={answer?.errors.birthName}>
          {(control) => (
            <Input
              {...control}
              name="birthName"
              maxLength={200}
              autoComplete="off"
              spellCheck={false}
              defaultValue={isRefused ? answer.values.birthName : (held.birthName ?? '')}
            />
          )}
        </Field>
        <div className="flex flex-wrap gap-3">
          <Button type="submit" name="intent" value="birth-data" isBusy={busy === 'birth-data'}>
            Save
          </Button>
          {held.updatedAt ? (
            <Button type="submit" name="intent" value="forget-birth-data" tone="quiet" formNoValidate isBusy={busy === 'forget-birth-data'}>
              Forget both
            </Button>
          ) : null}
        </div>
      </Form>
    </>
  )
}
