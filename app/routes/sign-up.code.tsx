import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/cloudflare'
import { useActionData, useLoaderData } from '@remix-run/react'
import { EmailAddress } from '../../contract/identity'
import { AccountFrame } from '../account/account-frame'
import { withTo } from '../account/after-sign-in'
import { digitsOf, isCode } from '../account/code-field'
import { CodeForm } from '../account/code-form'
import { done, type FormAnswer, refused, textOf } from '../account/form-answer'
import { stepProblem } from '../account/step-words'
import { safePath, takeStep } from '../api/sign-in.server'
import { TextLink } from '../ui/text-link'

export function loader({ request, context }: LoaderFunctionArgs) {
  const query = new URL(request.url).searchParams
  const to = safePath(query.get('to')) ?? context.signIn.keptWay()
  const email = EmailAddress.safeParse(query.get('email') ?? '')
  if (!email.success) throw redirect(withTo('/sign-up', to))
  return { email: email.data, code: digitsOf(query.get('code') ?? '').slice(0, 12), to }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const to = safePath(textOf(form, 'to'))
  const email = EmailAddress.safeParse(textOf(form, 'email'))
  if (!email.success) throw redirect(withTo('/sign-up', to))
  if (textOf(form, 'intent') === 'resend') {
    const sent = await takeStep(context, '/email-otp/send-verification-otp', { email: email.data, type: 'email-verification' })
    return sent.isDone
      ? data(done('A new code is on its way. Older ones no longer count.'))
      : data(refused({}, stepProblem(sent.code)), 400)
  }
  const code = digitsOf(textOf(form, 'code'))
  if (!isCode(code)) return data(refused({ code }, { field: 'code', words: 'Type all digits of the code.' }), 400)
  const answer = await takeStep(context, '/email-otp/verify-email', { email: email.data, otp: code })
  if (!answer.isDone) return data(refused({ code }, stepProblem(answer.code)), 400)
  context.signIn.keepWay(null)
  throw redirect(answer.needsSecondStep ? withTo('/sign-in/second-step', to) : withTo('/welcome', to))
}

export const meta: MetaFunction = () => [{ title: 'Confirm your address · Numerojobs' }, { name: 'robots', content: 'noindex' }]

export default function ConfirmPage() {
  const { email, code, to } = useLoaderData<typeof loader>()
  const answer: FormAnswer | undefined = useActionData<typeof action>()
  return (
    <AccountFrame
      title="Confirm your address"
      lead={
        <>
          We wrote to <strong className="font-medium text-ink">{email}</strong>. Type the code of that mail; it counts for ten minutes.
        </>
      }
      below={
        <p>
          Does the mail say that you have an account already? <TextLink to={withTo('/sign-in', to)}>Sign in</TextLink>.
        </p>
      }
    >
      <CodeForm email={email} code={code} to={to} answer={answer} send="Confirm" />
    </AccountFrame>
  )
}
