import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/cloudflare'
import { Form, useActionData, useLoaderData, useNavigation, useRevalidator } from '@remix-run/react'
import { done, type FormAnswer, refused, textOf } from '../account/form-answer'
import { FormNotice } from '../account/form-notice'
import { personFor } from '../api/person.server'
import { serverApi } from '../api/server'
import { LiveMark } from '../applications/live-mark'
import { instantOf } from '../applications/local-time.server'
import { INTERVIEW_KINDS } from '../interviews/words'
import { useRoom } from '../live/use-room'
import { problemSentence, readProblem } from '../problems/read-problem.server'
import { InvitationCard } from '../scheduling/invitation-card'
import { InviteForm } from '../scheduling/invite-form'
import { Button } from '../ui/button'
import { Page } from '../ui/page-shell'
import { EmptyState } from '../ui/states'
import { TextLink } from '../ui/text-link'

export async function loader({ params, context }: LoaderFunctionArgs) {
  const person = await personFor(context)
  const api = serverApi(context)
  const [applicationId, postingId] = [params.applicationId ?? '', params.postingId ?? '']
  const { last } = await api.live.last({ room: `hiring/${postingId}` })
  const { data: invitations, organisationId, postingTitle, candidate, mayInvite } = await api.scheduling.ofApplication({ applicationId })
  const { members } = await api.organisations.members({ id: organisationId })
  const today = context.ctx.now()
  const dayAhead = (days: number) => new Date(today.getTime() + days * 86_400_000).toISOString().slice(0, 10)
  return {
    person,
    last,
    invitations,
    posting: { id: postingId, title: postingTitle },
    mayInvite,
    name: candidate,
    applicationId,
    interviewers: members.flatMap(({ personId, name, role }) => (role === 'viewer' ? [] : [{ personId, name }])),
    window: { from: dayAhead(1), until: dayAhead(14) },
    newId: `ivn_${crypto.randomUUID().replaceAll('-', '')}`,
  }
}

export async function action({ params, request, context }: ActionFunctionArgs) {
  const api = serverApi(context).scheduling
  const form = await request.formData()
  const values = Object.fromEntries([...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])))
  try {
    if (textOf(form, 'intent') === 'call-off') {
      await api.callOff({ invitationId: textOf(form, 'invitationId') })
      return data(done('It is called off, and everybody knows.'))
    }
    const timeZone = textOf(form, 'timeZone')
    const until = textOf(form, 'until')
    // The last day counts whole.
    const dayAfter = until === '' ? '' : new Date(Date.parse(`${until}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
    await api.invite({
      applicationId: params.applicationId ?? '',
      invitationId: textOf(form, 'newId'),
      kind: kindIn(textOf(form, 'kind')),
      lengthMinutes: Number(textOf(form, 'length')),
      bufferMinutes: Number(textOf(form, 'buffer')),
      noticeHours: Number(textOf(form, 'notice')),
      changeHours: Number(textOf(form, 'change')),
      windowFrom: instantOf(textOf(form, 'from'), timeZone) ?? '',
      windowUntil: instantOf(dayAfter, timeZone) ?? '',
      panel: form.getAll('panel').flatMap((id) => (typeof id === 'string' ? [id] : [])),
      mode: textOf(form, 'mode') === 'one' ? 'one' : 'all',
      timeZone,
      place: textOf(form, 'place') || null,
      link: textOf(form, 'link') || null,
    })
    return data(done('The invitation is sent.'))
  } catch (thrown) {
    const problem = await readProblem(thrown)
    return data({ ...refused(values, { field: null, words: problemSentence(problem) }), errors: problem.fields ?? {} }, problem.status)
  }
}

const kindIn = (word: string) => INTERVIEW_KINDS.find((kind) => kind === word) ?? 'video'

export const meta: MetaFunction = () => [{ title: 'Interviews · Numerojobs' }, { name: 'robots', content: 'noindex, nofollow' }]

/** Interviews with one candidate: what is agreed, who can be relied on to be free, and a new invitation. */
export default function InterviewsPage() {
  const { person, last, invitations, posting, mayInvite, name, applicationId, interviewers, window, newId } = useLoaderData<typeof loader>()
  const answer: FormAnswer | undefined = useActionData<typeof action>()
  const isBusy = useNavigation().state === 'submitting'
  const { revalidate } = useRevalidator()
  const roomState = useRoom({
    party: 'hiring',
    room: posting.id,
    startAt: last,
    onEvent: (event) => {
      if (event.type === 'scheduling.changed' && event.data.applicationId === applicationId) revalidate()
    },
    onReload: revalidate,
  })
  return (
    <Page className="max-w-[56rem]! pt-6 sm:pt-8">
      <p className="mb-2 text-sm">
        <TextLink to={`/hiring/${posting.id}/${applicationId}`}>{name}</TextLink> · {posting.title}
      </p>
      <div className="mb-6 flex items-center gap-4">
        <h1 className="text-2xl font-semibold tracking-[-0.025em]">Interviews</h1>
        <LiveMark state={roomState} />
      </div>
      <FormNotice answer={answer} />
      {invitations.length === 0 ? (
        <EmptyState title="No interview yet">
          <p>{name} chooses from times at which the interviewers are free.</p>
        </EmptyState>
      ) : (
        <ul className="space-y-4" aria-live="polite">
          {invitations.map((invitation) => (
            <InvitationCard key={invitation.id} invitation={invitation} timeZone={person.timeZone}>
              {mayInvite && invitation.state !== 'called-off' ? (
                <Form method="post" preventScrollReset>
                  <input type="hidden" name="intent" value="call-off" />
                  <input type="hidden" name="invitationId" value={invitation.id} />
                  <Button type="submit" size="sm" tone="quiet" isBusy={isBusy}>
                    Call off
                  </Button>
                </Form>
              ) : null}
            </InvitationCard>
          ))}
        </ul>
      )}
      {mayInvite ? (
        <InviteForm
          // What is being typed stays when the room tells of something; a sent one is begun anew.
          key={answer?.done ?? 'form'}
          name={name}
          interviewers={interviewers}
          timeZone={person.timeZone}
          window={window}
          newId={newId}
          answer={answer}
          isBusy={isBusy}
        />
      ) : null}
    </Page>
  )
}
