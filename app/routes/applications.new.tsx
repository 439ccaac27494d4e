import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/cloudflare'
import { useActionData, useLoaderData } from '@remix-run/react'
import { PreviewApplication, SaveApplication } from '../../contract/applications'
import { personFor } from '../api/person.server'
import { serverApi } from '../api/server'
import { instantOf } from '../applications/local-time.server'
import type { NewAnswer, NewValues } from '../applications/new-answer'
import { CheckStep, PasteStep } from '../applications/new-form'
import { problemSentence, readProblem } from '../problems/read-problem.server'
import { Page } from '../ui/page-shell'

const NAMES = ['url', 'text', 'title', 'companyName', 'places', 'source', 'group', 'happenedAt'] as const
const TEXT_MAX = 20_000

/** What a bookmark or another app brought along stands in the form: text, never anything else. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const person = await personFor(context)
  const params = new URL(request.url).searchParams
  const brought = { url: params.get('url') ?? '', title: params.get('title') ?? '', text: (params.get('text') ?? '').slice(0, TEXT_MAX) }
  return { person, brought }
}

/** Reads what was pasted, then saves what its reader confirmed. Every refusal gives back all that was typed. */
export async function action({ request, context }: ActionFunctionArgs) {
  const person = await personFor(context)
  const api = serverApi(context)
  const form = await request.formData()
  const values: NewValues = {}
  for (const name of NAMES) {
    const value = form.get(name)
    if (typeof value === 'string' && value.trim() !== '') values[name] = value.trim()
  }
  const intent = form.getAll('intent').at(-1)
  const answer = (step: NewAnswer['step'], more: Partial<NewAnswer> = {}, status = 200) =>
    data<NewAnswer>({ step, values, earlier: [], errors: {}, error: null, ...more }, status)
  if (intent === 'type') return answer('check')
  try {
    if (intent !== 'save') {
      const asked = PreviewApplication.safeParse(values.text ? { text: values.text, url: values.url ?? null } : { url: values.url ?? '' })
      if (!asked.success)
        return answer('paste', { error: 'Give the address of a posting, or paste at least 20 characters of its text.' }, 400)
      const { title, companyName, places, url, source, text, earlier } = await api.applications.preview(asked.data)
      const read = { title: title ?? values.title, companyName: companyName ?? undefined, places: places.join('; '), url: url ?? undefined }
      return answer('check', { values: { ...values, ...read, source, text }, earlier })
    }
    const asked = SaveApplication.safeParse({
      from: 'form',
      title: values.title ?? '',
      companyName: values.companyName ?? null,
      places: (values.places ?? '')
        .split(';')
        .map((place) => place.trim())
        .filter(Boolean),
      url: values.url ?? null,
      source: values.source ?? 'own',
      text: values.text ?? null,
      stage: { group: values.group ?? 'preparing' },
      happenedAt: values.happenedAt ? (instantOf(values.happenedAt, person.timeZone) ?? '') : undefined,
    })
    if (!asked.success) {
      const errors: Record<string, string> = {}
      for (const issue of asked.error.issues) errors[String(issue.path[0])] ??= issue.message
      return answer('check', { errors, error: 'Some fields cannot be used as they are. They are marked.' }, 400)
    }
    const { card } = await api.applications.save(asked.data)
    return redirect(`/applications/${card.id}`, 303)
  } catch (thrown) {
    const problem = await readProblem(thrown)
    return answer(intent === 'save' ? 'check' : 'paste', { errors: problem.fields ?? {}, error: problemSentence(problem) }, problem.status)
  }
}

export const meta: MetaFunction = () => [{ title: 'Add an application · Numerojobs' }, { name: 'robots', content: 'noindex' }]

export default function NewApplicationPage() {
  const { person, brought } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <Page className="py-8">
      <h1 className="mb-1 text-2xl font-semibold tracking-[-0.025em]">Add an application</h1>
      <p className="mb-5 text-ink-2">
        {answer?.step === 'check'
          ? 'Look through it, put right what is wrong, and save.'
          : 'An address or the text of a posting is enough to begin.'}
      </p>
      {answer?.step === 'check' ? (
        <CheckStep answer={answer} timeZone={person.timeZone} />
      ) : (
        <PasteStep answer={answer ?? { step: 'paste', values: brought, earlier: [], errors: {}, error: null }} />
      )}
    </Page>
  )
}
