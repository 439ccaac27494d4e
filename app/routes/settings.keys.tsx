import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/cloudflare'
import { useActionData, useLoaderData } from '@remix-run/react'
import { NewApiKey } from '../../contract/identity'
import { done, refused, textOf } from '../account/form-answer'
import { IssuedKey } from '../account/issued-key'
import type { KeyAnswer } from '../account/key-answer'
import { KeyForm } from '../account/key-form'
import { KeyList } from '../account/key-list'
import { readAnew } from '../account/read-anew'
import { SettingsHeading } from '../account/settings-frame'
import { serverApi } from '../api/server'
import { problemSentence, readProblem } from '../problems/read-problem.server'
import { TextLink } from '../ui/text-link'

export const shouldRevalidate = readAnew

export async function loader({ context }: LoaderFunctionArgs) {
  return { keys: await serverApi(context).keys.list(), now: context.ctx.now().toISOString() }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const api = serverApi(context)
  const form = await request.formData()
  const values = { name: textOf(form, 'name'), days: textOf(form, 'days') }
  const scopes = form.getAll('scope').map(String)
  const nothing = { scopes: [], issued: null }
  try {
    switch (textOf(form, 'intent')) {
      case 'rotate': {
        const { key, apiKey } = await api.keys.rotate({ id: textOf(form, 'id') })
        return data<KeyAnswer>({
          ...done('The old key goes on for a day, then it is over.'),
          scopes: [],
          issued: { key, name: apiKey.name, isSuccessor: true },
        })
      }
      case 'revoke':
        await api.keys.revoke({ id: textOf(form, 'id') })
        return data<KeyAnswer>({ ...done('Revoked. Programs that use it are refused from now on.'), ...nothing })
      default: {
        const wanted = NewApiKey.safeParse({ name: values.name, scopes, days: Number(values.days) })
        if (!wanted.success) {
          const errors: Record<string, string> = {}
          for (const { path, message } of wanted.error.issues) errors[String(path[0])] ??= message
          return data<KeyAnswer>({ values, errors, error: null, done: null, scopes, issued: null }, 400)
        }
        const { key, apiKey } = await api.keys.issue(wanted.data)
        return data<KeyAnswer>({ ...done('The key is made.'), scopes: [], issued: { key, name: apiKey.name, isSuccessor: false } })
      }
    }
  } catch (thrown) {
    const problem = await readProblem(thrown)
    return data<KeyAnswer>({ ...refused(values, { field: null, words: problemSentence(problem) }), scopes, issued: null }, problem.status)
  }
}

export default function KeysPage() {
  const { keys, now } = useLoaderData<typeof loader>()
  const answer: KeyAnswer | undefined = useActionData<typeof action>()
  return (
    <>
      <SettingsHeading title="API keys">
        Let a program of yours read or write for you. Each key has its own rights and its own end.{' '}
        <TextLink to="/developers">How programs use it</TextLink>
      </SettingsHeading>
      {answer?.issued ? <IssuedKey issued={answer.issued} /> : null}
      <div className="grid grid-cols-1 gap-x-14 gap-y-10 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <KeyList keys={keys} now={now} answer={answer} />
        <KeyForm answer={answer} key={answer?.issued?.key} />
      </div>
    </>
  )
}
