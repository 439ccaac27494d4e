import { Form, useNavigation } from '@remix-run/react'
import { Button } from '../ui/button'
import { Field, Input } from '../ui/field'
import { TextLink } from '../ui/text-link'
import { HOME } from './after-sign-in'
import type { FormAnswer } from './form-answer'
import { FormNotice } from './form-notice'
import { PasskeySignIn } from './passkey-sign-in'
import { ProviderLinks, type ProviderName } from './provider-links'

type SignInFormProps = { to: string | null; providers: ProviderName[]; answer: FormAnswer }

/** All ways in. The address comes first: with it alone, a code is sent. */
export function SignInForm({ to, providers, answer }: SignInFormProps) {
  const navigation = useNavigation()
  const busyIntent = navigation.state === 'idle' ? null : (navigation.formData?.get('intent') ?? null)
  return (
    <>
      <FormNotice answer={answer} />
      <Form method="post" className="space-y-4">
        {/* Stands first so that Enter presses it: with a password it means the password, without one the code. */}
        <button type="submit" name="intent" value="typed" tabIndex={-1} aria-hidden="true" className="sr-only">
          Continue
        </button>
        <input type="hidden" name="to" value={to ?? ''} />
        <Field label="E-mail address" error={answer.errors.email}>
          {(control) => (
            <Input
              {...control}
              name="email"
              type="email"
              required
              autoComplete="username webauthn"
              autoCapitalize="off"
              spellCheck={false}
              maxLength={254}
              defaultValue={answer.values.email}
              className="h-12"
            />
          )}
        </Field>
        <Button type="submit" name="intent" value="code" tone="primary" size="lg" className="w-full" isBusy={busyIntent === 'code'}>
          Send me a code
        </Button>
        <details open={answer.errors.password !== undefined} className="group">
          <summary className="inline-flex min-h-8 items-center rounded-md text-sm font-medium text-accent underline underline-offset-3 group-open:mb-2">
            Use a password instead
          </summary>
          <Field label="Password" error={answer.errors.password}>
            {(control) => (
              <Input {...control} name="password" type="password" autoComplete="current-password" maxLength={128} className="h-12" />
            )}
          </Field>
          <div className="mt-3 flex flex-wrap items-center justify-between gap-3">
            <Button type="submit" name="intent" value="password" isBusy={busyIntent === 'password'}>
              Sign in
            </Button>
            <TextLink to="/reset-password" className="text-sm">
              Forgot your password?
            </TextLink>
          </div>
        </details>
      </Form>
      <div className="mt-5 space-y-2.5 border-t border-line pt-5 empty:hidden">
        <PasskeySignIn to={to ?? HOME} />
        <ProviderLinks providers={providers} to={to} />
      </div>
    </>
  )
}
