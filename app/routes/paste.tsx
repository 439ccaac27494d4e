import { type ActionFunctionArgs, data, type MetaFunction } from '@remix-run/cloudflare'
import { useActionData } from '@remix-run/react'
import { type PageReading, PastedPost } from '../../contract/leads'
import { serverApi } from '../api/server'
import { type DraftValues, draftValuesOf } from '../leads/draft-values'
import type { PasteAnswer } from '../leads/paste-answer'
import { PasteDone } from '../leads/paste-done'
import { PasteForm } from '../leads/paste-form'
import { PastePreview } from '../leads/paste-preview'
import { readDraftForm } from '../leads/read-draft-form.server'
import { problemSentence, readProblem } from '../problems/read-problem.server'
import { Page } from '../ui/page-shell'

/** Reads a pasted post, then takes what its reader confirmed. Every refusal gives back all that was typed. */
export async function action({ request, context }: ActionFunctionArgs) {
  const api = serverApi(context)
  const { values, confirm, fields } = readDraftForm(await request.clone().formData())
  const isConfirming = (await request.formData()).get('intent') === 'confirm'
  const asked = PastedPost.safeParse({ text: values.text, url: values.url?.trim() || null })
  // An address alone: its page is read as if its text had been pasted.
  if (!isConfirming && values.text?.trim() === '' && values.url?.trim())
    return readAddress(values, () => api.leads.readPage({ url: values.url?.trim() ?? '' }))
  if (!asked.success) {
    const errors: Record<string, string> = {}
    for (const issue of asked.error.issues) errors[String(issue.path[0])] ??= issue.message
    return data<PasteAnswer>({ step: 'paste', values, errors, error: null }, 400)
  }
  try {
    if (isConfirming && confirm) return data<PasteAnswer>({ step: 'done', result: await api.leads.confirmPasted(confirm) })
    const preview = await api.leads.preview(asked.data)
    return isConfirming
      ? data<PasteAnswer>(
          { step: 'check', preview, values, errors: fields ?? {}, error: 'Some fields cannot be used as they are. They are marked below.' },
          400,
        )
      : data<PasteAnswer>({ step: 'check', preview, values: { ...values, ...draftValuesOf(preview.extracted) }, errors: {}, error: null })
  } catch (thrown) {
    const problem = await readProblem(thrown)
    const error = problemSentence(problem)
    if (isConfirming) return data<PasteAnswer>({ step: 'retry', values, errors: problem.fields ?? {}, error }, problem.status)
    return data<PasteAnswer>({ step: 'paste', values, errors: problem.fields ?? {}, error }, problem.status)
  }
}

async function readAddress(values: DraftValues, read: () => Promise<PageReading>) {
  try {
    const { text, url, isCut, ...preview } = await read()
    const error = isCut ? 'The page is longer than 20,000 characters. Only its beginning was read; look through it.' : null
    const filled = { ...values, ...draftValuesOf(preview.extracted), text, url }
    return data<PasteAnswer>({ step: 'check', preview, values: filled, errors: {}, error })
  } catch (thrown) {
    const problem = await readProblem(thrown)
    return data<PasteAnswer>(
      { step: 'paste', values, errors: problem.fields ?? {}, error: problem.fields ? null : problemSentence(problem) },
      problem.status,
    )
  }
}

export const meta: MetaFunction = () => [
  { title: 'Paste a post · Numerojobs' },
  {
    name: 'description',
    content: 'Paste a post that offers a job. See what is read in it and on which words, put right what is wrong, and share it.',
  },
]

export default function PastePage() {
  const answer = useActionData<typeof action>()
  switch (answer?.step) {
    case 'done':
      return <PasteDone result={answer.result} />
    case 'check':
    case 'retry':
      return (
        <Page className="py-8 sm:py-12">
          <PastePreview answer={answer} />
        </Page>
      )
    default:
      return (
        <Page className="py-8 sm:py-12">
          <PasteForm values={answer?.values ?? {}} errors={answer?.errors ?? {}} error={answer?.error ?? null} />
        </Page>
      )
  }
}
