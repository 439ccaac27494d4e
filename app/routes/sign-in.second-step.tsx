import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/cloudflare'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { AccountFrame } from '../account/account-frame'
import { HOME, withTo } from '../account/after-sign-in'
import { CodeField, digitsOf } from '../account/code-field'
import { type FormAnswer, refused, textOf } from '../account/form-answer'
import { FormNotice } from '../account/form-notice'
import { stepProblem } from '../account/step-words'
import { safePath, takeStep } from '../api/sign-in.server'
import { Button } from '../ui/button'
import { Checkbox, Field, Input } from '../ui/field'
import { TextLink } from '../ui/text-link'

export function loader({ request }: LoaderFunctionArgs) {
  const query = new URL(request.url).searchParams
  return { to: safePath(query.get('to')), isBackup: query.get('by') === 'backup' }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const trustDevice = form.get('trust') === 'on'
  const typed = textOf(form, 'code')
  const answer =
    textOf(form, 'intent') === 'backup'
      ? await takeStep(context, '/two-factor/verify-backup-code', { code: typed, trustDevice })
      : await takeStep(context, '/two-factor/verify-totp', { code: digitsOf(typed), trustDevice })
  if (!answer.isDone) return data(refused({}, stepProblem(answer.code)), 400)
  throw redirect(safePath(textOf(form, 'to')) ?? HOME)
}

export const meta: MetaFunction = () => [{ title: 'Second step · Numerojobs' }, { name: 'robots', content: 'noindex' }]

export default function SecondStepPage() {
  const { to, isBackup } = useLoaderData<typeof loader>()
  const answer: FormAnswer | undefined = useActionData<typeof action>()
  const isBusy = useNavigation().state !== 'idle'
  return (
    <AccountFrame
      title="Second step"
      lead={
        isBackup
          ? 'Type one of the backup codes that you kept. Each counts once.'
          : 'Type the six digits that your authenticator app shows now.'
      }
      below={
        <>
          <p>
            {isBackup ? (
              <TextLink to={withTo('/sign-in/second-step', to)}>Use the app instead</TextLink>
            ) : (
              <TextLink to={withTo('/sign-in/second-step', to, { by: 'backup' })}>No app at hand? Use a backup code</TextLink>
            )}
          </p>
          <p>
            <TextLink to={withTo('/sign-in', to)}>Start again</TextLink>
          </p>
        </>
      }
    >
      <FormNotice answer={answer} />
      <Form method="post" className="space-y-4" key={String(isBackup)}>
        <input type="hidden" name="to" value={to ?? ''} />
        <input type="hidden" name="intent" value={isBackup ? 'backup' : 'app'} />
        {isBackup ? (
          <Field label="Backup code" error={answer?.errors.code}>
            {(control) => (
              <Input
                {...control}
                name="code"
                required
                autoComplete="off"
                autoCapitalize="off"
                spellCheck={false}
                maxLength={40}
                className="h-12 font-mono"
              />
            )}
          </Field>
        ) : (
          <CodeField label="Code of your app" error={answer?.errors.code} />
        )}
        <Checkbox name="trust">Do not ask again on this device for 30 days</Checkbox>
        <Button type="submit" tone="primary" size="lg" className="w-full" isBusy={isBusy}>
          Sign in
        </Button>
      </Form>
    </AccountFrame>
  )
}
