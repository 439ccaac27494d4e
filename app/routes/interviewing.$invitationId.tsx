import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/cloudflare'
import { useActionData, useLoaderData, useNavigation, useRevalidator } from '@remix-run/react'
import { Verdict } from '../../contract/scheduling'
import { done, type FormAnswer, refused, textOf } from '../account/form-answer'
import { FormNotice } from '../account/form-notice'
import { personFor } from '../api/person.server'
import { serverApi } from '../api/server'
import { LiveMark } from '../applications/live-mark'
import { KIND_WORDS } from '../interviews/words'
import { useRoom } from '../live/use-room'
import { problemSentence, readProblem } from '../problems/read-problem.server'
import { FeedbackForm } from '../scheduling/feedback-form'
import { FeedbackList } from '../scheduling/feedback-list'
import { SharedNotes } from '../scheduling/shared-notes'
import { spanOf } from '../scheduling/words'
import { Page } from '../ui/page-shell'
import { TextLink } from '../ui/text-link'

export async function loader({ params, context }: LoaderFunctionArgs) {
  const person = await personFor(context)
  const api = serverApi(context)
  const room = await api.scheduling.room({ invitationId: params.invitationId ?? '' })
  const { last } = await api.live.last({ room: `hiring/${room.invitation.postingId}` })
  return { person, room, last }
}

export async function action({ params, request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const names = form.getAll('competency').flatMap((name) => (typeof name === 'string' ? [name] : []))
  const scores = Object.fromEntries(names.map((name, index) => [name, Number(textOf(form, `score-${index}`))]))
  const verdict = Verdict.safeParse(textOf(form, 'verdict'))
  const note = textOf(form, 'note')
  if (!verdict.success) return data(refused({ note }, { field: null, words: 'Say what you would decide.' }), 400)
  try {
    await serverApi(context).scheduling.giveFeedback({ invitationId: params.invitationId ?? '', scores, verdict: verdict.data, note })
    return data(done('Your scorecard is in. You see the others’ now.'))
  } catch (thrown) {
    const problem = await readProblem(thrown)
    return data(refused({ note }, { field: null, words: problemSentence(problem) }), problem.status)
  }
}

export const meta: MetaFunction = () => [{ title: 'Interview · Numerojobs' }, { name: 'robots', content: 'noindex, nofollow' }]

/** What interviewers have open while they interview: the kit, notes typed together, and their scorecard. */
export default function InterviewingPage() {
  const { person, room, last } = useLoaderData<typeof loader>()
  const answer: FormAnswer | undefined = useActionData<typeof action>()
  const isBusy = useNavigation().state === 'submitting'
  const { revalidate } = useRevalidator()
  const { invitation, title, candidate, kit, owesFeedback, missing } = room
  const roomState = useRoom({
    party: 'hiring',
    room: invitation.postingId,
    startAt: last,
    onEvent: (event) => {
      if (event.type === 'scheduling.changed' && event.data.invitationId === invitation.id) revalidate()
    },
    onReload: revalidate,
  })
  return (
    <Page className="pt-6 sm:pt-8">
      <p className="mb-2 text-sm">
        <TextLink to={`/hiring/${invitation.postingId}/${invitation.applicationId}`}>{candidate}</TextLink> · {title}
      </p>
      <div className="mb-1 flex items-center gap-4">
        <h1 className="text-2xl font-semibold tracking-[-0.025em]">Interview with {candidate}</h1>
        <LiveMark state={roomState} />
      </div>
      <p className="mb-6 text-ink-2">
        {KIND_WORDS[invitation.kind]}
        {invitation.startsAt && invitation.endsAt ? `, ${spanOf(invitation.startsAt, invitation.endsAt, person.timeZone)}` : ''}
        {invitation.state === 'called-off' ? '. It is called off.' : ''}
      </p>
      <FormNotice answer={answer} />
      <div className="gap-10 lg:grid lg:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="min-w-0 space-y-8">
          <SharedNotes invitationId={invitation.id} notes={room.notes} personId={person.id} mayWrite={room.mayWrite} />
          <section aria-labelledby="scorecards">
            <h2 id="scorecards" className="mb-3 text-lg font-semibold">
              Scorecards
            </h2>
            {missing.length > 0 ? <p className="mb-3 text-sm text-ink-2">Not given yet: {missing.join(', ')}.</p> : null}
            {room.hiddenCount > 0 ? (
              <p className="mb-3 rounded-md bg-surface-2 px-3 py-2 text-sm text-ink-2">
                {room.hiddenCount === 1 ? 'One scorecard is' : `${room.hiddenCount} scorecards are`} in. You see{' '}
                {room.hiddenCount === 1 ? 'it' : 'them'} when yours is.
              </p>
            ) : null}
            <FeedbackList feedback={room.feedback} />
            {owesFeedback ? <FeedbackForm competencies={kit?.competencies ?? []} note={answer?.values.note} isBusy={isBusy} /> : null}
          </section>
        </div>
        <aside aria-labelledby="kit" className="mt-8 lg:mt-0">
          <h2 id="kit" className="mb-3 text-lg font-semibold">
            Kit
          </h2>
          {kit ? (
            <div className="space-y-4 rounded-lg border border-line bg-surface p-4 text-sm">
              {kit.focus ? <p className="font-medium">{kit.focus}</p> : null}
              {kit.questions.length > 0 ? (
                <ol className="list-decimal space-y-1.5 pl-5">
                  {kit.questions.map((question) => (
                    <li key={question}>{question}</li>
                  ))}
                </ol>
              ) : null}
              {kit.guide ? <p className="whitespace-pre-line text-ink-2">{kit.guide}</p> : null}
            </div>
          ) : (
            <p className="text-sm text-ink-2">
              This stage has no kit. <TextLink to={`/hiring/${invitation.postingId}/kits`}>Write one</TextLink>, and the next interviews
              have it.
            </p>
          )}
        </aside>
      </div>
    </Page>
  )
}
