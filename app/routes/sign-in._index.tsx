import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/cloudflare'
import { useActionData, useLoaderData } from '@remix-run/react'
import { EmailAddress } from '../../contract/identity'
import { AccountFrame } from '../account/account-frame'
import { HOME, withTo } from '../account/after-sign-in'
import { type FormAnswer, refused, secretOf, textOf } from '../account/form-answer'
import { SignInForm } from '../account/sign-in-form'
import { providerProblem, stepProblem } from '../account/step-words'
import { safePath, takeStep } from '../api/sign-in.server'
import { whoAsks } from '../api/who-asks.server'
import { Button } from '../ui/button'
import { TextLink } from '../ui/text-link'

export function loader({ request, context }: LoaderFunctionArgs) {
  const query = new URL(request.url).searchParams
  const to = safePath(query.get('to'))
  if (whoAsks(context).person) throw redirect(to ?? HOME)
  const changed = query.get('changed') === 'password' ? 'Your new password counts from now on. Every device was signed out.' : null
  return { to, providers: context.signIn.providers, problem: providerProblem(query.get('problem')), changed }
}

/** Sends a code, or signs in by a password. A code is promised for every address: who has an account is nobody else's business. */
export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const to = safePath(textOf(form, 'to'))
  const values = { email: textOf(form, 'email') }
  context.signIn.keepWay(to)
  const email = EmailAddress.safeParse(values.email)
  if (!email.success) return data(refused(values, stepProblem('INVALID_EMAIL')), 400)

  const password = secretOf(form, 'password')
  // Enter sends the form without naming a button: what was typed tells which one was meant.
  if (textOf(form, 'intent') !== 'code' && password) {
    const answer = await takeStep(context, '/sign-in/email', { email: email.data, password })
    if (answer.code === 'EMAIL_NOT_VERIFIED') {
      await takeStep(context, '/email-otp/send-verification-otp', { email: email.data, type: 'email-verification' })
      throw redirect(withTo('/sign-up/code', to, { email: email.data }))
    }
    if (!answer.isDone) return data(refused(values, stepProblem(answer.code)), 400)
    throw redirect(answer.needsSecondStep ? withTo('/sign-in/second-step', to) : (to ?? HOME))
  }
  if (textOf(form, 'intent') === 'password') return data(refused(values, { field: 'password', words: 'Type your password.' }), 400)

  const answer = await takeStep(context, '/email-otp/send-verification-otp', { email: email.data, type: 'sign-in' })
  if (!answer.isDone) return data(refused(values, stepProblem(answer.code)), 400)
  throw redirect(withTo('/sign-in/code', to, { email: email.data }))
}

export const meta: MetaFunction = () => [{ title: 'Sign in · Numerojobs' }, { name: 'robots', content: 'noindex' }]

export default function SignInPage() {
  const { to, providers, problem, changed } = useLoaderData<typeof loader>()
  const answer: FormAnswer | undefined = useActionData<typeof action>()
  return (
    <AccountFrame
      title="Sign in"
      lead="Looking at jobs needs no account. Saving, applying and hiring do."
      below={
        <>
          <form method="post" action="/demo" className="mb-3">
            <Button type="submit" size="sm">
              Try it without an account
            </Button>
          </form>
          <p>
            New here? A code makes your account, too. Or <TextLink to={withTo('/sign-up', to)}>sign up with a password</TextLink>.
          </p>
        </>
      }
    >
      <SignInForm to={to} providers={providers} answer={answer ?? { values: {}, errors: {}, error: problem, done: changed }} />
    </AccountFrame>
  )
}
