import { Form, useNavigation } from '@remix-run/react'
import { Button } from '../ui/button'
import { Field, Input } from '../ui/field'

/** The number that text messages go to: asked for, confirmed by a code, forgotten on request. */
export function PhoneForm({
  phoneEnding,
  isWaiting,
  error,
  typed,
}: {
  phoneEnding: string | null
  isWaiting: boolean
  error: Record<string, string> | null
  /** What was typed and could not be used. */
  typed: string
}) {
  const busy = useNavigation().formData?.get('intent')
  if (phoneEnding !== null)
    return (
      <Form method="post" className="flex flex-wrap items-center gap-4">
        <input type="hidden" name="intent" value="remove-phone" />
        <p>
          Your confirmed number ends in <strong className="tabular-nums">{phoneEnding}</strong>.
        </p>
        <Button type="submit" size="sm" isBusy={busy === 'remove-phone'}>
          Forget it
        </Button>
      </Form>
    )
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <Form method="post" className="flex flex-wrap items-end gap-3">
        <input type="hidden" name="intent" value="phone" />
        <Field label="Your number" hint="With its country code." error={error?.phone} className="min-w-48 flex-1">
          {(control) => (
            <Input {...control} type="tel" name="phone" defaultValue={typed} autoComplete="tel" required placeholder="+49 151 12345678" />
          )}
        </Field>
        <Button type="submit" isBusy={busy === 'phone'} className={error?.phone ? 'self-start mt-6.5' : 'mb-6'}>
          Send a code
        </Button>
      </Form>
      {isWaiting || error?.code ? (
        <Form method="post" className="flex flex-wrap items-end gap-3">
          <input type="hidden" name="intent" value="confirm-phone" />
          <Field label="The code from the text message" hint="Good for ten minutes." error={error?.code} className="min-w-40 flex-1">
            {(control) => (
              <Input {...control} name="code" inputMode="numeric" autoComplete="one-time-code" pattern="\d{6}" maxLength={6} required />
            )}
          </Field>
          <Button type="submit" tone="primary" isBusy={busy === 'confirm-phone'} className={error?.code ? 'self-start mt-6.5' : 'mb-6'}>
            Confirm
          </Button>
        </Form>
      ) : null}
    </div>
  )
}
