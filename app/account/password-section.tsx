import { Form, useNavigation } from '@remix-run/react'
import { Button } from '../ui/button'
import { Checkbox, Field, Input } from '../ui/field'
import { FormNotice } from './form-notice'
import type { SecurityAnswer } from './security-answer'
import { SettingsSection } from './settings-frame'

type PasswordSectionProps = { hasPassword: boolean; email: string; answer: SecurityAnswer | undefined }

/** The password: changed by who knows it, set by who reads the mail. */
export function PasswordSection({ hasPassword, email, answer }: PasswordSectionProps) {
  const navigation = useNavigation()
  const isBusy = navigation.formData?.get('intent') === 'change-password'
  return (
    <SettingsSection
      id="password"
      title="Password"
      lead={hasPassword ? 'Change it here when you know it.' : 'You have none, and need none.'}
    >
      <FormNotice answer={answer} />
      {hasPassword ? (
        <Form method="post" className="max-w-[24rem] space-y-4" key={answer?.done}>
          <input type="email" name="username" value={email} readOnly autoComplete="username" hidden />
          <Field label="Password now" error={answer?.errors.password}>
            {(control) => <Input {...control} name="password" type="password" required maxLength={128} autoComplete="current-password" />}
          </Field>
          <Field label="New password" hint="At least 10 characters." error={answer?.errors.newPassword}>
            {(control) => (
              <Input {...control} name="newPassword" type="password" required minLength={10} maxLength={128} autoComplete="new-password" />
            )}
          </Field>
          <Checkbox name="others" defaultChecked>
            Sign out all other devices
          </Checkbox>
          <Button type="submit" name="intent" value="change-password" isBusy={isBusy}>
            Change the password
          </Button>
        </Form>
      ) : (
        <Form method="post" action="/reset-password">
          <input type="hidden" name="email" value={email} />
          <p className="text-sm text-ink-2">
            With a password you get in without waiting for a mail. A code to {email} proves that it is you.
          </p>
          <Button type="submit" name="intent" value="ask" className="mt-3">
            Set a password
          </Button>
        </Form>
      )}
    </SettingsSection>
  )
}
