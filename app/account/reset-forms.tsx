import { Form, useNavigation } from '@remix-run/react'
import { Button } from '../ui/button'
import { Field, Input } from '../ui/field'
import { CodeField } from './code-field'
import type { FormAnswer } from './form-answer'
import { FormNotice } from './form-notice'

/** Whose password it is. */
export function AskResetForm({ answer }: { answer: FormAnswer | undefined }) {
  const isBusy = useNavigation().state !== 'idle'
  return (
    <>
      <FormNotice answer={answer} />
      <Form method="post" className="space-y-4">
        <Field label="E-mail address" error={answer?.errors.email}>
          {(control) => (
            <Input
              {...control}
              name="email"
              type="email"
              required
              maxLength={254}
              autoComplete="username"
              autoCapitalize="off"
              spellCheck={false}
              defaultValue={answer?.values.email}
              className="h-12"
            />
          )}
        </Field>
        <Button type="submit" name="intent" value="ask" tone="primary" size="lg" className="w-full" isBusy={isBusy}>
          Send me a code
        </Button>
      </Form>
    </>
  )
}

/** The code of the mail, and the password that is to count from now on. */
export function NewPasswordForm({ email, code, answer }: { email: string; code: string; answer: FormAnswer | undefined }) {
  const navigation = useNavigation()
  const busyIntent = navigation.state === 'idle' ? null : (navigation.formData?.get('intent') ?? null)
  return (
    <>
      <FormNotice answer={answer} />
      <Form method="post" className="space-y-4">
        {/* A password manager keeps the password under this address. */}
        <input type="email" name="email" value={email} readOnly autoComplete="username" hidden />
        <CodeField label="Code" error={answer?.errors.code} defaultValue={answer?.values.code ?? code} />
        <Field label="New password" hint="At least 10 characters." error={answer?.errors.newPassword}>
          {(control) => (
            <Input
              {...control}
              name="password"
              type="password"
              required
              minLength={10}
              maxLength={128}
              autoComplete="new-password"
              className="h-12"
            />
          )}
        </Field>
        <Button type="submit" name="intent" value="set" tone="primary" size="lg" className="w-full" isBusy={busyIntent === 'set'}>
          Set the password
        </Button>
      </Form>
      <Form method="post" className="mt-3">
        <input type="hidden" name="email" value={email} />
        <Button type="submit" name="intent" value="resend" tone="quiet" className="w-full" isBusy={busyIntent === 'resend'}>
          Send a new code
        </Button>
      </Form>
    </>
  )
}
