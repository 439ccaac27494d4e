import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/cloudflare'
import { useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { useEffect, useState } from 'react'
import type { CandidateImport, CandidateImportPreview, CandidateImportResult } from '../../contract/candidates'
import { myHiring } from '../api/my-hiring.server'
import { serverApi } from '../api/server'
import { CandidatesEntered, ChooseCandidates, LookAtCandidates } from '../hiring/import-steps'
import { readImportForm } from '../hiring/read-import-form.server'
import { readCsvFile } from '../imports/read-csv.server'
import { useRoom } from '../live/use-room'
import { problemSentence, readProblem } from '../problems/read-problem.server'
import { ButtonLink } from '../ui/button'
import { Page } from '../ui/page-shell'
import { EmptyState, NoPermissionState } from '../ui/states'
import { TextLink } from '../ui/text-link'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const api = serverApi(context)
  const asked = new URL(request.url).searchParams
  const { organisation, may } = await myHiring(api, asked.get('organisation'))
  if (!organisation || !may.manage) return { organisation, may, postings: [], chosenId: '' }
  const { data: postings } = await api.postings.list({ organisationId: organisation.id, limit: 100 })
  return {
    organisation,
    may,
    postings: postings
      .filter(({ state }) => state !== 'closed')
      .map(({ id, title }) => ({ id, title: title || 'Posting without a title' })),
    chosenId: asked.get('posting') ?? '',
  }
}

type Answer =
  | { step: 'refused'; error: string }
  | { step: 'preview'; input: CandidateImport; name: string; preview: CandidateImportPreview; error: string | null; last: number }
  | { step: 'done'; input: CandidateImport; result: CandidateImportResult }

export async function action({ request, context }: ActionFunctionArgs) {
  const api = serverApi(context)
  const form = await request.formData()
  const { answer, status } = await answerImport(form, api)
  return data(answer, status)
}

async function answerImport(form: FormData, api: ReturnType<typeof serverApi>): Promise<{ answer: Answer; status: number }> {
  const { input, name } = readImportForm(form)
  const refuse = (error: string, status = 400) => ({ answer: { step: 'refused' as const, error }, status })
  const lookAt = async (given: CandidateImport, fileName: string, error: string | null = null): Promise<Answer> => {
    const preview = await api.candidates.previewImport(given)
    const last = given.postingId === null ? 0 : (await api.live.last({ room: `hiring/${given.postingId}` })).last
    return { step: 'preview', input: given, name: fileName, preview, error, last }
  }
  try {
    if (form.get('intent') === 'commit')
      return { answer: { step: 'done', input, result: await api.candidates.commitImport(input) }, status: 200 }
    if (form.get('intent') === 'map') return { answer: await lookAt(input, name), status: 200 }
    const file = form.get('file')
    if (!(file instanceof Blob) || file.size === 0) return refuse('Choose a CSV file first.')
    const csv = await readCsvFile(file)
    if (csv === null) return refuse('This file is over 5 MB. Split it in two.')
    return { answer: await lookAt({ ...input, csv }, file instanceof File ? file.name.slice(0, 120) : name), status: 200 }
  } catch (thrown) {
    const problem = await readProblem(thrown)
    const [fieldError] = Object.values(problem.fields ?? {})
    const error = fieldError ?? problemSentence(problem)
    // What was looked at stays, when it still can be read.
    const again = input.csv === '' ? null : await lookAt(input, name, error).catch(() => null)
    return again ? { answer: again, status: problem.status } : refuse(error, problem.status)
  }
}

export const meta: MetaFunction = () => [{ title: 'Import candidates · Numerojobs' }, { name: 'robots', content: 'noindex, nofollow' }]

export default function ImportCandidatesPage() {
  const { organisation, may, postings, chosenId } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const navigation = useNavigation()
  const isSaving = navigation.state !== 'idle' && navigation.formData?.get('intent') === 'commit'
  return (
    <Page className="space-y-6 pt-6">
      <p className="text-sm">
        <TextLink to={organisation ? `/candidates?organisation=${organisation.slug}` : '/candidates'}>Candidates</TextLink>
      </p>
      <div>
        <h1 className="text-2xl font-semibold tracking-[-0.025em]">Import candidates</h1>
        <p className="mt-1 max-w-2xl text-ink-2">
          From Greenhouse, Lever, Workable, or any spreadsheet saved as CSV. Nobody in the file is written to, and the same file twice adds
          nothing.
        </p>
      </div>
      {!organisation ? (
        <EmptyState title="No organisation yet" actions={<ButtonLink to="/settings/organisations">Your organisations</ButtonLink>}>
          <p>Candidates belong to an organisation. Found one, or join one that invited you.</p>
        </EmptyState>
      ) : !may.manage ? (
        <NoPermissionState title="You may not import candidates">
          <p>Owners and recruiters of {organisation.name} do that. Ask one of them.</p>
        </NoPermissionState>
      ) : answer?.step === 'preview' ? (
        <>
          <LookAtCandidates key={JSON.stringify([answer.preview.mapping, answer.preview.fieldMapping])} answer={answer} isBusy={isSaving} />
          {isSaving && answer.input.postingId !== null ? (
            <Progress postingId={answer.input.postingId} last={answer.last} all={answer.preview.ready} />
          ) : null}
        </>
      ) : answer?.step === 'done' ? (
        <CandidatesEntered result={answer.result} input={answer.input} />
      ) : (
        <ChooseCandidates
          organisationId={organisation.id}
          postings={postings}
          chosenId={chosenId}
          error={answer?.step === 'refused' ? answer.error : undefined}
          isBusy={navigation.state !== 'idle'}
        />
      )}
    </Page>
  )
}

/** How far it is: the posting's room hears of each batch as it is entered. */
function Progress({ postingId, last, all }: { postingId: string; last: number; all: number }) {
  const [saved, setSaved] = useState(0)
  useEffect(() => setSaved(0), [])
  useRoom({
    party: 'hiring',
    room: postingId,
    startAt: last,
    onEvent: (event) => {
      if (event.type === 'hiring.reload') setSaved((count) => count + event.data.count)
    },
    onReload: () => {},
  })
  return (
    <p role="status" className="text-sm text-ink-2">
      {saved.toLocaleString('en')} of {all.toLocaleString('en')} entered.
    </p>
  )
}
