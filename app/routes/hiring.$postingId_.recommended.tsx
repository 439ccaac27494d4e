import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/cloudflare'
import { Form, Link, useActionData, useLoaderData, useNavigation, useRevalidator } from '@remix-run/react'
import type { FoundCandidate, InvitationState, SentInvitation } from '../../contract/matching'
import { done, type FormAnswer, refused, textOf } from '../account/form-answer'
import { FormNotice } from '../account/form-notice'
import { personFor } from '../api/person.server'
import { serverApi } from '../api/server'
import { LiveMark } from '../applications/live-mark'
import { useRoom } from '../live/use-room'
import { FoundReasons } from '../matching/found-reasons'
import { percent, scoreWord } from '../matching/words'
import { problemSentence, readProblem } from '../problems/read-problem.server'
import { Badge } from '../ui/badge'
import { Button, ButtonLink } from '../ui/button'
import { Page } from '../ui/page-shell'
import { EmptyState, ErrorState } from '../ui/states'
import { TextLink } from '../ui/text-link'
import { TimeAgo } from '../ui/time-ago'

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  await personFor(context)
  const api = serverApi(context)
  const postingId = params.postingId ?? ''
  const order = new URL(request.url).searchParams.get('order') === 'fit' ? ('fit' as const) : ('newest' as const)
  const [{ title }, { last }, { data: sent }] = await Promise.all([
    api.fairness.criteria({ postingId }),
    api.live.last({ room: `hiring/${postingId}` }),
    api.matching.sentInvitations({ postingId }),
  ])
  return { postingId, title, order, last, sent, ...(await findCandidates(api, { postingId, order })) }
}

/** Without candidates, what stands in the way: the page says it and how to go on. */
async function findCandidates(api: ReturnType<typeof serverApi>, asked: { postingId: string; order: 'newest' | 'fit' }) {
  try {
    return { candidates: (await api.matching.candidates({ ...asked, limit: 50 })).data, hurdle: null }
  } catch (thrown) {
    // What the reader lacks a right to, and what does not exist, are answered by the page for that.
    if (!(thrown instanceof Response) || ![409, 502, 503].includes(thrown.status)) throw thrown
    const problem = await readProblem(thrown)
    return { candidates: [], hurdle: { reason: problem.reason ?? '', words: problemSentence(problem) } }
  }
}

export async function action({ params, request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  try {
    const asked = { postingId: params.postingId ?? '', receiptId: textOf(form, 'receiptId') }
    await serverApi(context).matching.invite(asked)
    return data(done('Invited. They read who asks, for what, and why them. What they answer appears below.'))
  } catch (thrown) {
    const problem = await readProblem(thrown)
    return data(
      refused({}, { field: null, words: problem.status === 429 ? (problem.title ?? '') : problemSentence(problem) }),
      problem.status,
    )
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `Recommended candidates · ${page?.title || 'Posting'} · Numerojobs` },
  { name: 'robots', content: 'noindex, nofollow' },
]

/** People who let themselves be found and fit a posting, beside its pipeline: who they are is theirs to say. */
export default function RecommendedCandidatesPage() {
  const { postingId, title, order, last, sent, candidates, hurdle } = useLoaderData<typeof loader>()
  const answer: FormAnswer | undefined = useActionData<typeof action>()
  const { revalidate } = useRevalidator()
  const roomState = useRoom({
    party: 'hiring',
    room: postingId,
    startAt: last,
    onEvent: ({ type }) => {
      if (type === 'hiring.invitation-changed' || type === 'hiring.received') revalidate()
    },
    onReload: revalidate,
  })
  // Who applied stands in the pipeline; who was invited, among the invitations.
  const open = candidates.filter(({ standing }) => standing === 'new')
  const here = `/hiring/${postingId}/recommended`
  return (
    <Page className="max-w-[56rem]! pt-6 sm:pt-8">
      <p className="mb-2 text-sm">
        <TextLink to={`/hiring/${postingId}`}>{title || 'Pipeline'}</TextLink>
      </p>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <h1 className="text-2xl font-semibold tracking-[-0.025em]">Recommended candidates</h1>
        <LiveMark state={roomState} />
      </div>
      <p className="mt-1.5 mb-6 max-w-[62ch] text-ink-2">
        People who agreed to be found by organisations, and whose work fits this posting. You see what they can do; their name and address
        are theirs until they apply. Whom you look at and invite stands in the audit log.
      </p>
      <FormNotice answer={answer} />
      {hurdle ? (
        <Hurdle hurdle={hurdle} postingId={postingId} />
      ) : (
        <section aria-labelledby="found-heading">
          <div className="mb-3 flex flex-wrap items-end justify-between gap-x-4 gap-y-2">
            <h2 id="found-heading" className="text-lg font-semibold">
              Found <span className="text-sm font-normal text-ink-2 tabular-nums">{open.length}</span>
            </h2>
            <nav aria-label="Order" className="flex gap-1 text-sm">
              <OrderLink to={here} isCurrent={order === 'newest'}>
                Newest first
              </OrderLink>
              <OrderLink to={`${here}?order=fit`} isCurrent={order === 'fit'}>
                By fit
              </OrderLink>
            </nav>
          </div>
          {open.length === 0 ? (
            <EmptyState title="Nobody to invite now">
              <p>
                Who lets themselves be found and fits this posting appears here. Skills and a plain title in the posting find more people.
              </p>
            </EmptyState>
          ) : (
            <ul className="space-y-3">
              {open.map((candidate) => (
                <Found key={candidate.receiptId} candidate={candidate} />
              ))}
            </ul>
          )}
        </section>
      )}
      <Invitations postingId={postingId} sent={sent} />
    </Page>
  )
}

/** No score orders the list unless somebody asks for that. */
function OrderLink({ to, isCurrent, children }: { to: string; isCurrent: boolean; children: string }) {
  return (
    <Link
      to={to}
      prefetch="none"
      preventScrollReset
      aria-current={isCurrent ? 'true' : undefined}
      className={`inline-flex min-h-8 items-center rounded-md px-3 font-medium no-underline ${isCurrent ? 'bg-surface-2 text-ink' : 'text-ink-2 hover:text-ink'}`}
    >
      {children}
    </Link>
  )
}

function Hurdle({ hurdle, postingId }: { hurdle: { reason: string; words: string }; postingId: string }) {
  if (hurdle.reason === 'criteria.not-fixed')
    return (
      <EmptyState title="Nobody is scored yet" actions={<ButtonLink to={`/hiring/${postingId}/criteria`}>Fix the criteria</ButtonLink>}>
        <p>
          Say first what candidates for this posting are judged by. Criteria that are written after scores are seen fit whom somebody
          wanted.
        </p>
      </EmptyState>
    )
  if (hurdle.reason === 'matching.posting-not-public')
    return (
      <EmptyState title="Nobody is found for it yet">
        <p>{hurdle.words}</p>
      </EmptyState>
    )
  return (
    <ErrorState title="Candidates cannot be found now">
      <p>{hurdle.words}</p>
    </ErrorState>
  )
}

function Found({ candidate }: { candidate: FoundCandidate }) {
  const { receiptId, title, skills, languages, reasons, score, findableSince } = candidate
  const navigation = useNavigation()
  const isBusy = navigation.state !== 'idle' && navigation.formData?.get('receiptId') === receiptId
  const name = title ?? 'Somebody without a job title'
  return (
    <li className="rounded-lg border border-line bg-surface p-4 shadow-low">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <h3 className="font-semibold break-words">{name}</h3>
          <p className="text-sm text-ink-2">
            Findable since <TimeAgo at={findableSince} />
            {languages.length > 0 ? ` · ${languages.join(', ')}` : ''}
          </p>
        </div>
        <Form method="post" preventScrollReset>
          <input type="hidden" name="receiptId" value={receiptId} />
          <Button type="submit" size="sm" tone="primary" isBusy={isBusy} aria-label={`Invite to apply: ${name}`}>
            Invite to apply
          </Button>
        </Form>
      </div>
      {skills.length > 0 ? <p className="mt-2 text-sm break-words">{skills.join(' · ')}</p> : null}
      <div className="mt-3 border-t border-line pt-3">
        <FoundReasons reasons={reasons} />
        <p className="mt-2 text-xs text-ink-2">
          Fit: {scoreWord(score)}
          {score.permille === null ? '' : `, from ${percent(score.knownPermille)} of what counts`}. It rejects nobody and decides nothing.
        </p>
      </div>
    </li>
  )
}

const STATES: Record<InvitationState, { label: string; tone: 'neutral' | 'good' | 'accent' }> = {
  invited: { label: 'Invited', tone: 'accent' },
  applied: { label: 'Applied', tone: 'good' },
  declined: { label: 'Declined', tone: 'neutral' },
}

function Invitations({ postingId, sent }: { postingId: string; sent: readonly SentInvitation[] }) {
  if (sent.length === 0) return null
  return (
    <section aria-labelledby="invited-heading" className="mt-10">
      <h2 id="invited-heading" className="mb-3 text-lg font-semibold">
        Invitations <span className="text-sm font-normal text-ink-2 tabular-nums">{sent.length}</span>
      </h2>
      <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
        {sent.map(({ id, title, invitedAt, state, applicationId }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5 text-sm">
            <span className="min-w-0 break-words">{title ?? 'Somebody without a job title'}</span>
            <Badge tone={STATES[state].tone}>{STATES[state].label}</Badge>
            {applicationId ? <TextLink to={`/hiring/${postingId}/${applicationId}`}>Open the application</TextLink> : null}
            <span className="ml-auto text-xs text-ink-2">
              <TimeAgo at={invitedAt} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
