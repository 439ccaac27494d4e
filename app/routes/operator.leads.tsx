import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/cloudflare'
import { Link, type ShouldRevalidateFunction, useActionData, useLoaderData, useOutletContext, useSearchParams } from '@remix-run/react'
import clsx from 'clsx'
import { useEffect, useRef } from 'react'
import type { Lead } from '../../contract/leads'
import { serverApi } from '../api/server'
import { answerDecision } from '../operators/answer-decision.server'
import { KEY_SHEET_ID, KeySheet } from '../operators/key-sheet'
import { decidedOf, LeadDetail } from '../operators/lead-detail'
import { LeadList } from '../operators/lead-list'
import { LiveState, type OperatorContext, OperatorHeading } from '../operators/operator-page'
import { REJECT_DIALOG_ID, RejectDialog } from '../operators/reject-dialog'
import { useLeadQueue } from '../operators/use-lead-queue'
import { usePageKeys } from '../operators/use-page-keys'
import { STATE_WORDS } from '../operators/words'
import { Card } from '../ui/card'
import { DialogLink, openDialog } from '../ui/dialog'
import { Pagination } from '../ui/pagination'
import { EmptyState } from '../ui/states'

const STATES = ['queued', 'published', 'unseen', 'confirmed', 'rejected'] as const
type ShownState = (typeof STATES)[number]
const PAGE_SIZE = 30
const KEYS = [
  { key: 'j', words: 'Next lead' },
  { key: 'k', words: 'Previous lead' },
  { key: 'a', words: 'Approve, with the fields as they stand' },
  { key: 'r', words: 'Reject: then 1, 2 or 3 says as what' },
  { key: 'u', words: 'Take back the last decision, or the one of the lead that is shown' },
]

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url)
  const state = STATES.find((each) => each === searchParams.get('state')) ?? 'queued'
  const api = serverApi(context)
  // Read before the leads: an event in between is then counted, instead of missed.
  const { last } = await api.live.last({ room: 'operators/all' })
  const page = await api.leads.list({ state, limit: PAGE_SIZE, cursor: searchParams.get('cursor') ?? undefined })
  return { state, last, page }
}

/** Without scripts. With them, the same form goes to `operator/leads/decide` and the page stays. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { answer, status } = await answerDecision(await request.formData(), serverApi(context).leads)
  return data(answer, status)
}

export const meta: MetaFunction = () => [{ title: 'Leads · Operators · Numerojobs' }, { name: 'robots', content: 'noindex, nofollow' }]

/** Another lead of the same list changes nothing that was loaded. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ currentUrl, nextUrl, formMethod, defaultShouldRevalidate }) =>
  !formMethod && currentUrl.href !== nextUrl.href && listOf(currentUrl.searchParams) === listOf(nextUrl.searchParams)
    ? false
    : defaultShouldRevalidate

export default function OperatorLeads() {
  const { page, state, last } = useLoaderData<typeof loader>()
  const [params] = useSearchParams()
  const answered = useActionData<typeof action>()
  const form = useRef<HTMLFormElement>(null)
  const askedId = params.get('lead')
  const queue = useLeadQueue({ leads: page.data, state, total: page.total, last, askedId, answered })
  const { selected } = queue
  const canDecide = selected !== null && !queue.decided.has(selected.id)
  const { onQueued } = useOutletContext<OperatorContext>()
  const queued = state === 'queued' ? queue.waitingNow : null
  useEffect(() => onQueued(queued), [onQueued, queued])
  usePageKeys({
    j: () => queue.step(1),
    k: () => queue.step(-1),
    a: () => canDecide && selected?.state !== 'confirmed' && form.current?.requestSubmit(),
    r: () => canDecide && openDialog(REJECT_DIALOG_ID),
    u: () => {
      const decided = queue.lastDecision ?? (canDecide && selected ? decidedOf(selected) : null)
      if (decided) queue.takeBack(decided)
    },
    n: queue.reload,
    '?': () => openDialog(KEY_SHEET_ID),
  })
  const addressOf = (lead: Lead) => withParams(params, { lead: lead.id })
  return (
    <>
      <OperatorHeading title="Leads">
        <div className="flex flex-wrap items-center gap-x-5 gap-y-1">
          <LiveState state={queue.roomState} />
          <DialogLink
            dialogId={KEY_SHEET_ID}
            className="hidden text-sm text-ink-2 underline underline-offset-3 hover:text-ink scripting:md:inline"
          >
            Keys
          </DialogLink>
        </div>
      </OperatorHeading>
      {answered?.ok ? (
        <p role="status" className="mb-4 rounded-md bg-good-soft px-3 py-2 text-sm text-good scripting:hidden">
          {answered.isTakenBack ? 'Taken back' : STATE_WORDS[answered.state]}: {answered.title}
        </p>
      ) : null}
      <StateChoice state={state} />
      <div className="items-start gap-6 lg:grid lg:grid-cols-[20rem_minmax(0,1fr)]">
        <section aria-label={STATE_WORDS[state]} className={clsx('lg:sticky lg:top-20', askedId && 'max-lg:hidden')}>
          <div className="mb-2 flex min-h-8 items-center justify-between gap-3 text-sm text-ink-2">
            <p aria-live="polite" className="tabular-nums">
              <strong className="font-semibold text-ink">{queue.waiting.toLocaleString('en')}</strong>{' '}
              {queue.waiting === 1 ? 'lead' : 'leads'}
            </p>
            <p role="status">
              {queue.newCount > 0 ? (
                <button
                  type="button"
                  onClick={queue.reload}
                  className="inline-flex h-8 items-center rounded-full bg-mark px-3.5 text-sm font-semibold text-mark-text hover:brightness-95"
                >
                  {queue.newCount} new
                </button>
              ) : null}
            </p>
          </div>
          {queue.leads.length > 0 ? (
            <>
              <Card className="overflow-hidden lg:max-h-[calc(100dvh-11rem)] lg:overflow-y-auto">
                <LeadList queue={queue} addressOf={addressOf} />
              </Card>
              <Pagination
                firstTo={params.has('cursor') ? withParams(params, { cursor: null, lead: null }) : null}
                nextTo={page.next && withParams(params, { cursor: page.next, lead: null })}
              />
            </>
          ) : null}
        </section>
        <div className={clsx('min-w-0', !askedId && queue.leads.length > 0 && 'max-lg:hidden')}>
          {askedId && queue.leads.length > 0 ? (
            <p className="mb-3 lg:hidden">
              <Link to={withParams(params, { lead: null })} className="text-sm font-medium text-accent no-underline hover:underline">
                All {queue.waiting} leads
              </Link>
            </p>
          ) : null}
          {selected ? (
            <>
              <LeadDetail
                key={`${selected.id} ${selected.version} ${queue.refusals.has(selected.id)}`}
                lead={selected}
                queue={queue}
                form={form}
              />
              <RejectDialog lead={selected} onReject={(rejection) => queue.decide(selected, rejection)} />
            </>
          ) : (
            <NoLeads state={state} />
          )}
        </div>
      </div>
      <KeySheet keys={KEYS} />
    </>
  )
}

function StateChoice({ state }: { state: ShownState }) {
  return (
    <nav aria-label="Leads by state" className="-mx-4 mb-4 overflow-x-auto px-4 sm:mx-0 sm:px-0">
      <ul className="flex gap-1.5">
        {STATES.map((each) => (
          <li key={each}>
            <Link
              to={each === 'queued' ? '/operator/leads' : `/operator/leads?state=${each}`}
              aria-current={each === state ? 'page' : undefined}
              className={clsx(
                'inline-flex min-h-8 items-center rounded-full border px-3 text-sm whitespace-nowrap no-underline',
                each === state
                  ? 'border-transparent bg-accent-soft font-medium text-on-accent-soft'
                  : 'border-line text-ink-2 hover:bg-surface-2',
              )}
            >
              {STATE_WORDS[each]}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function NoLeads({ state }: { state: ShownState }) {
  return state === 'queued' ? (
    <EmptyState title="Nothing waits for a decision">
      <p>Posts that may offer a job, but are not sure enough to publish, appear here by themselves.</p>
    </EmptyState>
  ) : (
    <EmptyState title="No lead is in this state" />
  )
}

function withParams(params: URLSearchParams, changes: Record<string, string | null>): string {
  const next = new URLSearchParams(params)
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) next.delete(name)
    else next.set(name, value)
  }
  const query = next.toString()
  return query ? `/operator/leads?${query}` : '/operator/leads'
}

const listOf = (params: URLSearchParams) => `${params.get('state') ?? ''} ${params.get('cursor') ?? ''}`
