import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/cloudflare'
import { useActionData, useLoaderData } from '@remix-run/react'
import { EmailAddress } from '../../contract/identity'
import { AccountFrame } from '../account/account-frame'
import { digitsOf, isCode } from '../account/code-field'
import { done, type FormAnswer, refused, secretOf, textOf } from '../account/form-answer'
import { AskResetForm, NewPasswordForm } from '../account/reset-forms'
import { stepProblem } from '../account/step-words'
import { takeStep } from '../api/sign-in.server'
import { whoAsks } from '../api/who-asks.server'
import { TextLink } from '../ui/text-link'

export function loader({ request }: LoaderFunctionArgs) {
  const query = new URL(request.url).searchParams
  const email = EmailAddress.safeParse(query.get('email') ?? '')
  return { email: email.success ? email.data : null, code: digitsOf(query.get('code') ?? '').slice(0, 12) }
}

/** Asks for a code, or sets the new password with it. Whether an address is known shows in neither answer. */
export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const values = { email: textOf(form, 'email'), code: digitsOf(textOf(form, 'code')) }
  const email = EmailAddress.safeParse(values.email)
  if (!email.success) return data(refused(values, stepProblem('INVALID_EMAIL')), 400)
  if (textOf(form, 'intent') === 'ask' || textOf(form, 'intent') === 'resend') {
    const sent = await takeStep(context, '/email-otp/request-password-reset', { email: email.data })
    if (!sent.isDone) return data(refused(values, stepProblem(sent.code)), 400)
    if (textOf(form, 'intent') === 'resend') return data(done('A new code is on its way. Older ones no longer count.'))
    throw redirect(`/reset-password?${new URLSearchParams({ email: email.data })}`)
  }
  const password = secretOf(form, 'password')
  if (password.length < 10) return data(refused(values, stepProblem('PASSWORD_TOO_SHORT')), 400)
  if (!isCode(values.code)) return data(refused(values, { field: 'code', words: 'Type all digits of the code.' }), 400)
  const answer = await takeStep(context, '/email-otp/reset-password', { email: email.data, otp: values.code, password })
  if (!answer.isDone) return data(refused(values, stepProblem(answer.code)), 400)
  throw redirect(whoAsks(context).person ? '/settings/security?changed=password' : '/sign-in?changed=password')
}

export const meta: MetaFunction = () => [{ title: 'Reset your password · Numerojobs' }, { name: 'robots', content: 'noindex' }]

export default function ResetPasswordPage() {
  const { email, code } = useLoaderData<typeof loader>()
  const answer: FormAnswer | undefined = useActionData<typeof action>()
  return (
    <AccountFrame
      title={email ? 'Set a new password' : 'Reset your password'}
      lead={
        email ? (
          <>
            If there is an account for <strong className="font-medium text-ink">{email}</strong>, a code is on its way there. Setting the
            password signs out every other device.
          </>
        ) : (
          'We send a code to your address; with it you set a new password.'
        )
      }
      below={
        <p>
          <TextLink to="/sign-in">Sign in by a code instead</TextLink>: that needs no password at all.
        </p>
      }
    >
      {email ? <NewPasswordForm email={email} code={code} answer={answer} /> : <AskResetForm answer={answer} />}
    </AccountFrame>
  )
}
