import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/cloudflare'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { EmailAddress } from '../../contract/identity'
import { AccountFrame } from '../account/account-frame'
import { CodeField, digitsOf } from '../account/code-field'
import { type FormAnswer, refused, textOf } from '../account/form-answer'
import { FormNotice } from '../account/form-notice'
import { serverApi } from '../api/server'
import { problemSentence, readProblem } from '../problems/read-problem.server'
import { Button } from '../ui/button'
import { Field, Input } from '../ui/field'
import { TextLink } from '../ui/text-link'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const me = await serverApi(context).people.me()
  if (me.demoUntil === null) throw redirect('/settings')
  return { email: EmailAddress.safeParse(new URL(request.url).searchParams.get('email') ?? '').data ?? null }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const api = serverApi(context)
  const values = { email: textOf(form, 'email'), name: textOf(form, 'name') }
  const email = EmailAddress.safeParse(values.email)
  if (!email.success)
    return data<FormAnswer>(refused(values, { field: 'email', words: 'Give an e-mail address, like name@example.com.' }), 400)
  try {
    if (textOf(form, 'intent') === 'send') await api.demo.startClaim({ email: email.data })
    else {
      await api.demo.finishClaim({ email: email.data, code: digitsOf(textOf(form, 'code')), ...(values.name ? { name: values.name } : {}) })
      // From here on the session is that of an account.
      await context.signIn.refresh()
    }
  } catch (thrown) {
    const problem = await readProblem(thrown)
    const isCode = problem.fields?.code !== undefined
    return data<FormAnswer>(refused(values, { field: isCode ? 'code' : null, words: problemSentence(problem) }), problem.status)
  }
  throw redirect(textOf(form, 'intent') === 'send' ? `/demo/keep?${new URLSearchParams({ email: email.data })}` : '/applications')
}

export const meta: MetaFunction = () => [{ title: 'Make it yours · Numerojobs' }, { name: 'robots', content: 'noindex' }]

export default function KeepDemoPage() {
  const { email } = useLoaderData<typeof loader>()
  const answer: FormAnswer | undefined = useActionData<typeof action>()
  const isBusy = useNavigation().state !== 'idle'
  return (
    <AccountFrame
      title="Make it yours"
      lead={
        email
          ? `If mail can reach ${email}, a code is on its way there. It counts for ten minutes.`
          : 'Prove an address, and this becomes your account: everything in it stays, and it is not erased.'
      }
      below={email ? <TextLink to="/demo/keep">Take another address</TextLink> : null}
    >
      <FormNotice answer={answer} />
      <Form method="post" reloadDocument className="space-y-4" key={email ?? ''}>
        {email ? (
          <>
            <input type="hidden" name="email" value={email} />
            <Field label="What you are called">
              {(control) => (
                <Input {...control} name="name" autoComplete="name" maxLength={120} defaultValue={answer?.values.name} className="h-12" />
              )}
            </Field>
            <CodeField label="Code" error={answer?.errors.code} />
            <Button type="submit" name="intent" value="keep" tone="primary" size="lg" className="w-full" isBusy={isBusy}>
              Make it my account
            </Button>
          </>
        ) : (
          <>
            <Field label="E-mail address" error={answer?.errors.email}>
              {(control) => (
                <Input
                  {...control}
                  name="email"
                  type="email"
                  required
                  autoComplete="email"
                  defaultValue={answer?.values.email}
                  className="h-12"
                />
              )}
            </Field>
            <Button type="submit" name="intent" value="send" tone="primary" size="lg" className="w-full" isBusy={isBusy}>
              Send me a code
            </Button>
          </>
        )}
      </Form>
    </AccountFrame>
  )
}
