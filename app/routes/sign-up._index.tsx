import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/cloudflare'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { EmailAddress, PersonName } from '../../contract/identity'
import { AccountFrame } from '../account/account-frame'
import { HOME, withTo } from '../account/after-sign-in'
import { type FormAnswer, refused, secretOf, textOf } from '../account/form-answer'
import { FormNotice } from '../account/form-notice'
import { ProviderLinks } from '../account/provider-links'
import { stepProblem } from '../account/step-words'
import { safePath, takeStep } from '../api/sign-in.server'
import { whoAsks } from '../api/who-asks.server'
import { Button } from '../ui/button'
import { Field, Input } from '../ui/field'
import { TextLink } from '../ui/text-link'

export function loader({ request, context }: LoaderFunctionArgs) {
  const to = safePath(new URL(request.url).searchParams.get('to'))
  if (whoAsks(context).person) throw redirect(to ?? HOME)
  return { to, providers: context.signIn.providers }
}

/** The answer is the same whether the address is known or not; a known one is told so by mail. */
export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const to = safePath(textOf(form, 'to'))
  context.signIn.keepWay(to)
  const values = { name: textOf(form, 'name'), email: textOf(form, 'email') }
  const name = PersonName.safeParse(values.name)
  const email = EmailAddress.safeParse(values.email)
  const errors: Record<string, string> = {}
  if (!name.success) errors.name = 'Give the name that others should see, up to 120 characters.'
  if (!email.success) errors.email = stepProblem('INVALID_EMAIL').words
  const password = secretOf(form, 'password')
  if (password && password.length < 10) errors.newPassword = stepProblem('PASSWORD_TOO_SHORT').words
  if (!name.success || !email.success || errors.newPassword) return data<FormAnswer>({ values, errors, error: null, done: null }, 400)
  if (!password) {
    const answer = await takeStep(context, '/email-otp/send-verification-otp', { email: email.data, type: 'sign-in' })
    if (!answer.isDone) return data(refused(values, stepProblem(answer.code)), 400)
    throw redirect(withTo('/sign-in/code', to, { email: email.data, name: name.data }))
  }
  const answer = await takeStep(context, '/sign-up/email', { name: name.data, email: email.data, password })
  if (!answer.isDone) return data(refused(values, stepProblem(answer.code)), 400)
  throw redirect(withTo('/sign-up/code', to, { email: email.data }))
}

export const meta: MetaFunction = () => [
  { title: 'Sign up · Numerojobs' },
  { name: 'description', content: 'An account costs nothing: save jobs, follow every application to its end, hire together.' },
]

export default function SignUpPage() {
  const { to, providers } = useLoaderData<typeof loader>()
  const answer: FormAnswer | undefined = useActionData<typeof action>()
  const isBusy = useNavigation().state !== 'idle'
  return (
    <AccountFrame
      title="Sign up"
      lead="It costs nothing, and seekers never pay to be seen."
      below={
        <p>
          Have an account? <TextLink to={withTo('/sign-in', to)}>Sign in</TextLink>.
        </p>
      }
    >
      <FormNotice answer={answer} />
      <Form method="post" className="space-y-4">
        <input type="hidden" name="to" value={to ?? ''} />
        <Field label="Name" error={answer?.errors.name}>
          {(control) => (
            <Input
              {...control}
              name="name"
              required
              maxLength={120}
              autoComplete="name"
              defaultValue={answer?.values.name}
              className="h-12"
            />
          )}
        </Field>
        <Field label="E-mail address" error={answer?.errors.email}>
          {(control) => (
            <Input
              {...control}
              name="email"
              type="email"
              required
              maxLength={254}
              autoComplete="email"
              autoCapitalize="off"
              spellCheck={false}
              defaultValue={answer?.values.email}
              className="h-12"
            />
          )}
        </Field>
        <Field
          label="Password (optional)"
          hint="At least 10 characters. Without one, we send you a code each time you sign in."
          error={answer?.errors.newPassword}
        >
          {(control) => (
            <Input
              {...control}
              name="password"
              type="password"
              minLength={10}
              maxLength={128}
              autoComplete="new-password"
              className="h-12"
            />
          )}
        </Field>
        <Button type="submit" tone="primary" size="lg" className="w-full" isBusy={isBusy}>
          Sign up
        </Button>
        <p className="text-xs text-ink-3">
          We keep your name and address to run your account, send no advertising, and delete everything when you say so:{' '}
          <TextLink to="/privacy">what is kept, and why</TextLink>.
        </p>
      </Form>
      {providers.length > 0 ? (
        <div className="mt-5 border-t border-line pt-5">
          <ProviderLinks providers={providers} to={to} />
        </div>
      ) : null}
    </AccountFrame>
  )
}
