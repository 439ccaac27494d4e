import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/cloudflare'
import { Form, Link, useActionData, useLoaderData, useNavigation, useRevalidator } from '@remix-run/react'
import { AnswerInvitation, type JobInvitation } from '../../contract/matching'
import { done, type FormAnswer, refused, textOf } from '../account/form-answer'
import { FormNotice } from '../account/form-notice'
import { personFor } from '../api/person.server'
import { serverApi } from '../api/server'
import { AreaTabs } from '../applications/area-tabs'
import { LiveMark } from '../applications/live-mark'
import { useRoom } from '../live/use-room'
import { FoundReasons } from '../matching/found-reasons'
import { problemSentence, readProblem } from '../problems/read-problem.server'
import { Badge } from '../ui/badge'
import { Button, ButtonLink } from '../ui/button'
import { Page } from '../ui/page-shell'
import { EmptyState } from '../ui/states'
import { TextLink } from '../ui/text-link'
import { TimeAgo } from '../ui/time-ago'

export async function loader({ context }: LoaderFunctionArgs) {
  const person = await personFor(context)
  const api = serverApi(context)
  const { last } = await api.live.last({ room: `person/${person.id}` })
  return { personId: person.id, last, ...(await api.matching.invitations()) }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const { matching } = serverApi(context)
  try {
    if (textOf(form, 'intent') === 'allow') {
      await matching.allowInvitations({ organisationId: textOf(form, 'organisationId') })
      return data(done('They may invite you again.'))
    }
    const asked = AnswerInvitation.safeParse({ invitationId: textOf(form, 'invitationId'), answer: textOf(form, 'intent') })
    if (!asked.success) return data(refused({}, { field: null, words: 'Choose what to answer.' }), 400)
    await matching.answerInvitation(asked.data)
    return data(
      done(
        asked.data.answer === 'refuse'
          ? 'Declined. They cannot invite you any more, nor find you.'
          : 'Declined. They read that somebody declined.',
      ),
    )
  } catch (thrown) {
    const problem = await readProblem(thrown)
    return data(refused({}, { field: null, words: problemSentence(problem) }), problem.status)
  }
}

export const meta: MetaFunction = () => [{ title: 'Invitations to apply · Numerojobs' }, { name: 'robots', content: 'noindex' }]

/** Who found the person and asks them to apply, for what and why, and how to end it. */
export default function InvitationsToApplyPage() {
  const { personId, last, data: invitations, refused: organisations } = useLoaderData<typeof loader>()
  const answer: FormAnswer | undefined = useActionData<typeof action>()
  const { revalidate } = useRevalidator()
  const roomState = useRoom({
    party: 'person',
    room: personId,
    startAt: last,
    onEvent: ({ type }) => {
      if (type === 'hiring.invitation-changed' || type === 'application.changed') revalidate()
    },
    onReload: revalidate,
  })
  return (
    <Page className="max-w-[52rem] pt-6">
      <AreaTabs />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <h1 className="text-2xl font-semibold tracking-[-0.025em]">Invitations to apply</h1>
        <LiveMark state={roomState} />
      </div>
      <p className="mt-1 mb-5 max-w-[62ch] text-sm text-ink-2">
        Organisations that found you by what you can do. They do not know your name, and learn it only if you apply. An organisation may
        invite you once for a posting. <TextLink to="/recommended#findable-heading">Whether you can be found</TextLink> is yours to change
        at any time.
      </p>
      <FormNotice answer={answer} />
      {invitations.length === 0 ? (
        <EmptyState title="Nobody has invited you yet" actions={<ButtonLink to="/recommended">See recommended jobs</ButtonLink>}>
          <p>Invitations appear here in the moment they are sent, while you let organisations find you.</p>
        </EmptyState>
      ) : (
        <ul className="space-y-3">
          {invitations.map((invitation) => (
            <Invitation key={invitation.id} invitation={invitation} />
          ))}
        </ul>
      )}
      {organisations.length > 0 ? (
        <section aria-labelledby="refused-heading" className="mt-8">
          <h2 id="refused-heading" className="mb-2 text-lg font-semibold">
            May not invite you
          </h2>
          <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
            {organisations.map(({ organisationId, organisationName, since }) => (
              <li key={organisationId} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2 text-sm">
                <span className="min-w-0 break-words">{organisationName}</span>
                <span className="text-xs text-ink-2">
                  since <TimeAgo at={since} />
                </span>
                <Form method="post" preventScrollReset className="ml-auto">
                  <input type="hidden" name="organisationId" value={organisationId} />
                  <Button type="submit" name="intent" value="allow" size="sm" aria-label={`Let ${organisationName} invite me again`}>
                    Allow again
                  </Button>
                </Form>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </Page>
  )
}

const STATES: Record<JobInvitation['state'], { label: string; tone: 'neutral' | 'good' | 'accent' }> = {
  open: { label: 'Open', tone: 'accent' },
  applied: { label: 'You applied', tone: 'good' },
  declined: { label: 'You declined', tone: 'neutral' },
  closed: { label: 'Closed', tone: 'neutral' },
}

function Invitation({ invitation }: { invitation: JobInvitation }) {
  const { id, postingId, jobId, jobTitle, organisationName, invitedBy, reasons, invitedAt, state, applicationId } = invitation
  const isBusy = useNavigation().state === 'submitting'
  return (
    <li id={id} className="scroll-mt-20 rounded-lg border border-line bg-surface p-4 shadow-low">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="min-w-0 font-semibold break-words">
          <Link to={`/jobs/${jobId}`}>{jobTitle}</Link>
        </h2>
        <Badge tone={STATES[state].tone}>{STATES[state].label}</Badge>
      </div>
      <p className="text-sm text-ink-2">
        {organisationName}
        {invitedBy ? `, by ${invitedBy}` : ''}, <TimeAgo at={invitedAt} />
      </p>
      <h3 className="mt-3 mb-1 text-sm font-medium">Why you</h3>
      <FoundReasons reasons={reasons} />
      {state === 'open' ? (
        <Form method="post" preventScrollReset className="mt-4 flex flex-wrap gap-2">
          <input type="hidden" name="invitationId" value={id} />
          <ButtonLink to={`/apply/${postingId}`} tone="primary" size="sm">
            Apply
          </ButtonLink>
          <Button type="submit" name="intent" value="decline" size="sm" isBusy={isBusy}>
            Decline
          </Button>
          <Button type="submit" name="intent" value="refuse" size="sm" tone="quiet">
            Decline, and no more from {organisationName}
          </Button>
        </Form>
      ) : applicationId ? (
        <p className="mt-3 text-sm">
          <TextLink to={`/applications/${applicationId}`}>See where it stands</TextLink>
        </p>
      ) : null}
    </li>
  )
}
