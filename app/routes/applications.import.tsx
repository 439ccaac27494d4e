import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/cloudflare'
import { useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { personFor } from '../api/person.server'
import { serverApi } from '../api/server'
import { answerImport } from '../imports/answer-import.server'
import { ChooseFile, ImportDone, ImportUndone, LookAtFile } from '../imports/import-steps'
import { useRoom } from '../live/use-room'
import { Page } from '../ui/page-shell'
import { TextLink } from '../ui/text-link'

export async function loader({ context }: LoaderFunctionArgs) {
  const person = await personFor(context)
  const { last } = await serverApi(context).live.last({ room: 'person/me' })
  return { person, last }
}

export async function action({ request, context }: ActionFunctionArgs) {
  await personFor(context)
  const { answer, status } = await answerImport(await request.formData(), serverApi(context).applications)
  return data(answer, status)
}

export const meta: MetaFunction = () => [{ title: 'Import applications · Numerojobs' }, { name: 'robots', content: 'noindex' }]

export default function ImportPage() {
  const { person, last } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const navigation = useNavigation()
  const isBusy = navigation.state !== 'idle'
  const isSaving = isBusy && navigation.formData?.get('intent') === 'commit'
  const [saved, setSaved] = useState(0)
  useEffect(() => {
    if (!isSaving) setSaved(0)
  }, [isSaving])
  // Each batch of rows is told in the person's room as it is saved.
  useRoom({
    party: 'person',
    room: person.id,
    startAt: last,
    onEvent: (event) => {
      if (event.type === 'applications.reload') setSaved((count) => count + event.data.count)
    },
    onReload: () => {},
  })
  return (
    <Page className="space-y-6 pt-6">
      <nav aria-label="Breadcrumb" className="text-sm">
        <TextLink to="/applications">Applications</TextLink>
      </nav>
      <div>
        <h1 className="text-2xl font-semibold tracking-[-0.025em]">Import applications</h1>
        <p className="mt-1 max-w-2xl text-ink-2">
          From Huntr, from Teal, from any spreadsheet saved as CSV, or from <TextLink to="/applications/export">our own export</TextLink>.
          One undo takes all of it back.
        </p>
      </div>
      {answer?.step === 'undone' ? <ImportUndone {...answer} /> : null}
      {answer?.step === 'preview' ? (
        <LookAtFile key={JSON.stringify(answer.preview.mapping)} answer={answer} isBusy={isSaving} saved={saved} />
      ) : answer?.step === 'done' ? (
        <ImportDone answer={answer} isBusy={isBusy} />
      ) : (
        <ChooseFile error={answer?.step === 'refused' ? answer.error : undefined} isBusy={isBusy} />
      )}
    </Page>
  )
}
