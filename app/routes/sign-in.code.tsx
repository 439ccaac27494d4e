import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/cloudflare'
import { useActionData, useLoaderData } from '@remix-run/react'
import { EmailAddress } from '../../contract/identity'
import { AccountFrame } from '../account/account-frame'
import { HOME, withTo } from '../account/after-sign-in'
import { digitsOf, isCode } from '../account/code-field'
import { CodeForm } from '../account/code-form'
import { done, type FormAnswer, refused, textOf } from '../account/form-answer'
import { stepProblem } from '../account/step-words'
import { safePath, takeStep } from '../api/sign-in.server'
import { TextLink } from '../ui/text-link'

/** The mail's link brings the code along, but only the button sends it: a mail scanner that looks at links uses nothing up. */
export function loader({ request, context }: LoaderFunctionArgs) {
  const query = new URL(request.url).searchParams
  const to = safePath(query.get('to')) ?? context.signIn.keptWay()
  const email = EmailAddress.safeParse(query.get('email') ?? '')
  if (!email.success) throw redirect(withTo('/sign-in', to))
  return { email: email.data, code: digitsOf(query.get('code') ?? '').slice(0, 12), name: query.get('name') ?? '', to }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const to = safePath(textOf(form, 'to'))
  const email = EmailAddress.safeParse(textOf(form, 'email'))
  if (!email.success) throw redirect(withTo('/sign-in', to))
  if (textOf(form, 'intent') === 'resend') {
    const sent = await takeStep(context, '/email-otp/send-verification-otp', { email: email.data, type: 'sign-in' })
    return sent.isDone
      ? data(done('A new code is on its way. Older ones no longer count.'))
      : data(refused({}, stepProblem(sent.code)), 400)
  }
  const code = digitsOf(textOf(form, 'code'))
  if (!isCode(code)) return data(refused({ code }, { field: 'code', words: 'Type all digits of the code.' }), 400)
  const answer = await takeStep(context, '/sign-in/email-otp', {
    email: email.data,
    otp: code,
    ...(textOf(form, 'name') ? { name: textOf(form, 'name').slice(0, 120) } : {}),
  })
  if (!answer.isDone) return data(refused({ code }, stepProblem(answer.code)), 400)
  context.signIn.keepWay(null)
  if (answer.needsSecondStep) throw redirect(withTo('/sign-in/second-step', to))
  throw redirect(answer.isNewPerson ? withTo('/welcome', to) : (to ?? HOME))
}

export const meta: MetaFunction = () => [{ title: 'Your code · Numerojobs' }, { name: 'robots', content: 'noindex' }]

export default function CodePage() {
  const { email, code, name, to } = useLoaderData<typeof loader>()
  const answer: FormAnswer | undefined = useActionData<typeof action>()
  return (
    <AccountFrame
      title="Type the code"
      lead={
        <>
          If mail can reach <strong className="font-medium text-ink">{email}</strong>, a code is on its way there. It counts for ten
          minutes.
        </>
      }
      below={
        <p>
          Nothing there? Look into the folder for spam, or <TextLink to={withTo('/sign-in', to)}>take another address</TextLink>.
        </p>
      }
    >
      <CodeForm email={email} code={code} name={name} to={to} answer={answer} send="Sign in" />
    </AccountFrame>
  )
}
