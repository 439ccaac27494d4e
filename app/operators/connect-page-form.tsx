import { Form } from '@remix-run/react'
import { Button } from '../ui/button'
import { Card } from '../ui/card'
import { Field, Input } from '../ui/field'

type ConnectPageFormProps = { values: Record<string, string>; errors: Record<string, string>; isBusy: boolean }

/** Enters a Page by the id that Facebook gives it. */
export function ConnectPageForm({ values, errors, isBusy }: ConnectPageFormProps) {
  return (
    <Card className="p-4 max-lg:mt-6 sm:p-5">
      <h2 className="mb-4 text-lg font-semibold">Connect a Page</h2>
      <Form method="post" className="space-y-4">
        <Field label="Page id" hint="Digits. Facebook shows it under About, Page transparency." error={errors.externalId}>
          {(control) => (
            <Input {...control} name="externalId" required inputMode="numeric" autoComplete="off" defaultValue={values.externalId} />
          )}
        </Field>
        <Field label="Name" error={errors.name}>
          {(control) => <Input {...control} name="name" required maxLength={200} autoComplete="off" defaultValue={values.name} />}
        </Field>
        <Button type="submit" name="intent" value="connect" tone="primary" isBusy={isBusy}>
          Connect
        </Button>
      </Form>
    </Card>
  )
}
