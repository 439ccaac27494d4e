import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/cloudflare'
import { Link, useActionData, useLoaderData, useOutletContext, useRevalidator } from '@remix-run/react'
import clsx from 'clsx'
import { useEffect, useRef, useState } from 'react'
import { ReportDecision } from '../../contract/jobs'
import { serverApi } from '../api/server'
import { KEY_SHEET_ID, KeySheet } from '../operators/key-sheet'
import { LiveState, type OperatorContext, OperatorHeading } from '../operators/operator-page'
import { closeDialogId, keepFormId, ReportCard, reportedCardId } from '../operators/report-card'
import { newsOfReports } from '../operators/report-queue'
import { usePageKeys } from '../operators/use-page-keys'
import { ANSWER_WORDS } from '../operators/words'
import { problemSentence, readProblem } from '../problems/read-problem.server'
import { DialogLink, openDialog } from '../ui/dialog'
import { Pagination } from '../ui/pagination'
import { EmptyState } from '../ui/states'
import { showToast } from '../ui/toast'

const STATES = ['open', 'answered'] as const
const STATE_NAMES = { open: 'To answer', answered: 'Answered' }
const KEYS = [
  { key: 'j', words: 'Next job' },
  { key: 'k', words: 'Previous job' },
  { key: 's', words: 'Keep the job: it stays' },
  { key: 'c', words: 'Close the job: then say why' },
]

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url)
  const state = STATES.find((each) => each === searchParams.get('state')) ?? 'open'
  const cursor = searchParams.get('cursor') ?? undefined
  const api = serverApi(context)
  // Read before the reports: an event in between is then counted, instead of missed.
  const { last } = await api.live.last({ room: 'operators/all' })
  return { state, last, isFirst: cursor === undefined, page: await api.jobs.reports({ state, cursor }) }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const decision = ReportDecision.safeParse(Object.fromEntries(await request.formData()))
  if (!decision.success)
    return data({ isDone: false, message: 'This answer cannot be read. Say why the job is closed, and send it again.' }, 400)
  try {
    const { title } = await serverApi(context).jobs.answerReports(decision.data)
    return data({ isDone: true, message: `${ANSWER_WORDS[decision.data.answer]}: ${title}` })
  } catch (thrown) {
    const problem = await readProblem(thrown)
    return data({ isDone: false, message: problemSentence(problem) }, problem.status)
  }
}

export const meta: MetaFunction = () => [{ title: 'Reports · Operators · Numerojobs' }, { name: 'robots', content: 'noindex, nofollow' }]

export default function OperatorReports() {
  const { state, page, last, isFirst } = useLoaderData<typeof loader>()
  const said = useActionData<typeof action>()
  const { reportNews, roomState } = useOutletContext<OperatorContext>()
  const { revalidate } = useRevalidator()
  const [selectedId, setSelectedId] = useState<string | null>(null)
  const { newCount, answeredIds } = newsOfReports(state === 'open' ? page.data : [], last, state === 'open' ? reportNews : [])
  const order = page.data.map((job) => job.jobId)
  const at = selectedId === null ? -1 : order.indexOf(selectedId)
  // Where the answered job stood, so that the keyboard goes on with the one that takes its place.
  const place = useRef(-1)
  if (at !== -1) place.current = at
  const focusAt = (index: number) => {
    const jobId = order[Math.max(0, Math.min(order.length - 1, index))]
    if (jobId) document.getElementById(reportedCardId(jobId))?.focus()
  }
  useEffect(() => {
    if (said?.isDone) showToast(said.message)
    // What was answered is not what it was when it was looked at: only its newest form can be answered.
    else if (said) revalidate()
  }, [said, revalidate])
  const asked = at === -1 ? null : page.data[at]
  const canAnswer = asked?.answer === null && !answeredIds.has(asked.jobId)
  usePageKeys({
    j: () => focusAt(at === -1 ? place.current : at + 1),
    k: () => focusAt(at === -1 ? place.current - 1 : at - 1),
    s: () => canAnswer && requestSubmit(keepFormId(asked.jobId)),
    c: () => canAnswer && openDialog(closeDialogId(asked.jobId)),
    n: revalidate,
    '?': () => openDialog(KEY_SHEET_ID),
  })
  return (
    <>
      <OperatorHeading title="Reports">
        <div className="flex flex-wrap items-center gap-x-5 gap-y-1">
          <LiveState state={roomState} />
          <DialogLink
            dialogId={KEY_SHEET_ID}
            className="hidden text-sm text-ink-2 underline underline-offset-3 hover:text-ink scripting:md:inline"
          >
            Keys
          </DialogLink>
        </div>
      </OperatorHeading>
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <nav aria-label="Reports by state">
          <ul className="flex gap-1.5">
            {STATES.map((each) => (
              <li key={each}>
                <Link
                  to={each === 'open' ? '/operator/reports' : `/operator/reports?state=${each}`}
                  aria-current={each === state ? 'page' : undefined}
                  className={clsx(
                    'inline-flex min-h-8 items-center gap-1.5 rounded-full border px-3 text-sm whitespace-nowrap no-underline',
                    each === state
                      ? 'border-transparent bg-accent-soft font-medium text-on-accent-soft'
                      : 'border-line text-ink-2 hover:bg-surface-2',
                  )}
                >
                  {STATE_NAMES[each]} <span className="tabular-nums">{page.counts[each].toLocaleString('en')}</span>
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <p role="status" className="min-h-8">
          {newCount > 0 ? (
            <button
              type="button"
              onClick={revalidate}
              className="inline-flex h-8 items-center rounded-full bg-mark px-3.5 text-sm font-semibold text-mark-text hover:brightness-95"
            >
              {newCount} new
            </button>
          ) : null}
        </p>
      </div>
      {said ? (
        <p
          role={said.isDone ? 'status' : 'alert'}
          className={clsx(
            'mb-4 rounded-md px-3 py-2 text-sm',
            said.isDone ? 'bg-good-soft text-good scripting:hidden' : 'bg-bad-soft text-bad',
          )}
        >
          {said.message}
        </p>
      ) : null}
      {page.data.length > 0 ? (
        <>
          <div className="space-y-4">
            {page.data.map((job) => (
              <ReportCard
                key={job.jobId}
                job={job}
                isAnsweredElsewhere={answeredIds.has(job.jobId)}
                onFocus={() => setSelectedId(job.jobId)}
              />
            ))}
          </div>
          <Pagination
            firstTo={isFirst ? null : `/operator/reports?state=${state}`}
            nextTo={page.next && `/operator/reports?state=${state}&cursor=${encodeURIComponent(page.next)}`}
          />
        </>
      ) : state === 'open' ? (
        <EmptyState title="No report waits for an answer">
          <p>When somebody reports a job, it appears here by itself, with when and why.</p>
        </EmptyState>
      ) : (
        <EmptyState title="No report has been answered yet" />
      )}
      <KeySheet keys={KEYS} />
    </>
  )
}

function requestSubmit(formId: string) {
  const form = document.getElementById(formId)
  if (form instanceof HTMLFormElement) form.requestSubmit()
}
