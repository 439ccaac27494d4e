import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/cloudflare'
import { type ClientActionFunctionArgs, useLoaderData, useRevalidator, useRouteLoaderData } from '@remix-run/react'
import { personFor } from '../api/person.server'
import { serverApi } from '../api/server'
import { unlessClosed } from '../api/unless-closed.server'
import { ActForm } from '../applications/act-form'
import { answerDetail } from '../applications/answer-detail.server'
import { ApplicationHeader } from '../applications/application-header'
import { ContactsSection } from '../applications/contacts-section'
import { EarlierNotice } from '../applications/earlier-notice'
import { FactsSection } from '../applications/facts-section'
import { FilesSection } from '../applications/files-section'
import { HistorySection } from '../applications/history-section'
import { sendOrKeep } from '../applications/keep-form'
import { LiveMark } from '../applications/live-mark'
import { NotesSection } from '../applications/notes-section'
import { RemindersSection } from '../applications/reminders-section'
import { Section } from '../applications/section'
import { newBatchId } from '../applications/send-change'
import { OwnThread } from '../conversations/own-thread'
import { InterviewsSection } from '../interviews/interviews-section'
import { useRoom } from '../live/use-room'
import { OfflineSlot } from '../offline/offline-slot'
import { revalidatesWhenSent } from '../offline/revalidates-when-sent'
import { readProblem } from '../problems/read-problem.server'
import type { loader as rootLoader } from '../root'
import { InvitedNotice } from '../scheduling/invited-notice'
import { Button } from '../ui/button'
import { Page } from '../ui/page-shell'
import { TextLink } from '../ui/text-link'

export async function loader({ params, context }: LoaderFunctionArgs) {
  const person = await personFor(context)
  const api = serverApi(context)
  const { last } = await api.live.last({ room: 'person/me' })
  const applicationId = params.id ?? ''
  const closedParts: string[] = []
  const [application, stages, invitations] = await Promise.all([
    api.applications.get({ applicationId }),
    api.stages.list(),
    unlessClosed(api.scheduling.mine({ applicationId }), 'interviews agreed with the employer', closedParts),
  ])
  const thread =
    application.employer === null ? null : await unlessClosed(readThread(api, applicationId), 'messages with the employer', closedParts)
  return { person, last, application, stages, thread, batchId: newBatchId(), invitations: invitations?.data ?? [], closedParts }
}

/** `null` where the employer's side is gone: an organisation that was deleted. */
async function readThread(api: ReturnType<typeof serverApi>, applicationId: string) {
  try {
    return await api.conversations.mine({ applicationId })
  } catch (thrown) {
    if (thrown instanceof Response && (await readProblem(thrown.clone())).status === 404) return null
    throw thrown
  }
}

export async function action({ params, request, context }: ActionFunctionArgs) {
  const person = await personFor(context)
  const form = await request.formData()
  const asked = { applicationId: params.id ?? '', timeZone: person.timeZone, form }
  const { answer, status } = await answerDetail(serverApi(context), asked)
  return data(answer, status)
}

/** Without a network, what can wait is kept on this device. */
export const clientAction = (args: ClientActionFunctionArgs) => sendOrKeep(args)

export const shouldRevalidate = revalidatesWhenSent

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.application.title ?? 'Application'} · Numerojobs` },
  { name: 'robots', content: 'noindex' },
]

export default function ApplicationPage() {
  const { person, last, application, stages, thread, batchId, invitations, closedParts } = useLoaderData<typeof loader>()
  const root = useRouteLoaderData<typeof rootLoader>('root')
  const { revalidate } = useRevalidator()
  const roomState = useRoom({
    party: 'person',
    room: person.id,
    startAt: last,
    onEvent: (event) => {
      if (JSON.stringify(event.data).includes(application.id) || event.type === 'applications.reload') revalidate()
    },
    onReload: revalidate,
  })
  const nowMs = Date.parse(root?.now ?? application.updatedAt)
  const { timeZone } = person
  const isRemoved = application.removedAt !== null
  return (
    <Page className="pt-6">
      <OfflineSlot personId={person.id} />
      <div className="mb-4 flex items-center justify-between gap-4 text-sm">
        <nav aria-label="Breadcrumb">
          <TextLink to="/applications">Applications</TextLink>
        </nav>
        <LiveMark state={roomState} />
      </div>
      <div className="gap-10 lg:grid lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="min-w-0 space-y-6">
          <ApplicationHeader application={application} stages={stages} timeZone={timeZone} />
          {closedParts.length > 0 ? (
            <p className="rounded-lg bg-surface-2 px-4 py-3 text-sm text-ink-2">
              Closed to support: {closedParts.join(', ')}. The person alone sees that.
            </p>
          ) : null}
          <InvitedNotice invitations={invitations} timeZone={timeZone} />
          {thread ? (
            <OwnThread thread={thread} action={`/applications/${application.id}/messages`} timeZone={timeZone} batchId={batchId} />
          ) : null}
          <EarlierNotice earlier={application.earlier} timeZone={timeZone} />
          {application.silence?.isSilent ? (
            <p className="rounded-lg bg-warn-soft px-4 py-3 text-sm text-warn">{application.silence.because}</p>
          ) : null}
          <InterviewsSection interviews={application.interviews} nowMs={nowMs} timeZone={timeZone} />
          <NotesSection notes={application.notes} />
          <Section id="posting" title="The posting as you saved it">
            {application.textHtml ? (
              // biome-ignore lint/security/noDangerouslySetInnerHtml: The server let only harmless elements through.
              <div className="prose" dangerouslySetInnerHTML={{ __html: application.textHtml }} />
            ) : (
              <p className="text-sm text-ink-2">
                It was saved with its facts alone. {application.url ? 'The text stays where the employer keeps it.' : ''}
              </p>
            )}
          </Section>
          <HistorySection history={application.history} timeZone={timeZone} />
        </div>
        <div className="mt-8 space-y-6 lg:mt-0">
          <RemindersSection reminders={application.reminders} nowMs={nowMs} timeZone={timeZone} />
          <FactsSection application={application} timeZone={timeZone} />
          <ContactsSection contacts={application.contacts} />
          <FilesSection applicationId={application.id} files={application.attachments} />
          <Section id="removal" title={isRemoved ? 'Removed' : 'Remove'}>
            <p className="text-sm text-ink-2">
              {isRemoved
                ? 'It is erased 30 days after it was removed. Until then it can be brought back.'
                : 'It can be brought back for 30 days.'}
            </p>
            <ActForm intent={isRemoved ? 'restore' : 'remove'} className="mt-3">
              {({ isBusy }) => (
                <Button type="submit" size="sm" isBusy={isBusy}>
                  {isRemoved ? 'Bring it back' : 'Remove this application'}
                </Button>
              )}
            </ActForm>
          </Section>
        </div>
      </div>
    </Page>
  )
}
