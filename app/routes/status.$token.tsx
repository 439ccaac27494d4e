import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/cloudflare'
import { Form, useLoaderData, useNavigation, useParams, useRevalidator, useSearchParams } from '@remix-run/react'
import { useEffect } from 'react'
import { z } from 'zod'
import { textOf } from '../account/form-answer'
import { serverApi } from '../api/server'
import { newBatchId } from '../applications/send-change'
import { OwnThread } from '../conversations/own-thread'
import { problemSentence, readProblem } from '../problems/read-problem.server'
import { Button } from '../ui/button'
import { Page } from '../ui/page-shell'
import { TextLink } from '../ui/text-link'
import { TimeAgo } from '../ui/time-ago'

/** Neither caches nor search engines keep it, and where a reader goes next does not learn the address. */
const HEADERS = { 'cache-control': 'private, no-store', 'x-robots-tag': 'noindex, nofollow', 'referrer-policy': 'no-referrer' }

export async function loader({ params, context }: LoaderFunctionArgs) {
  const api = serverApi(context)
  const token = tokenIn(params.token)
  const [status, thread] = await Promise.all([api.hiring.status({ token }), api.conversations.byStatus({ token })])
  return data({ ...status, thread, batchId: newBatchId() }, { headers: HEADERS })
}

export async function action({ params, request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  if (textOf(form, 'act') === 'answer') return answer(serverApi(context), tokenIn(params.token), form)
  const act = Act.safeParse(textOf(form, 'act'))
  if (!act.success) throw new Response(null, { status: 400 })
  return data(await serverApi(context).hiring.actOnStatus({ token: tokenIn(params.token), act: act.data }), { headers: HEADERS })
}
async function answer(api: ReturnType<typeof serverApi>, token: string, form: FormData) {
  try {
    await api.conversations.answerByStatus({ token, text: textOf(form, 'text'), batchId: textOf(form, 'batchId') })
    return data({ error: null }, { headers: HEADERS })
  } catch (thrown) {
    const problem = await readProblem(thrown)
    return data({ error: problemSentence(problem) }, { status: problem.status, headers: HEADERS })
  }
}
const Act = z.enum(['withdraw', 'withdraw-resume', 'share-resume'])

/** What no link of ours looks like is not found, as a link that nobody has. */
function tokenIn(token: string | undefined): string {
  if (token === undefined || !/^[0-9a-f]{40}$/.test(token)) throw new Response(null, { status: 404 })
  return token
}

export const headers = () => HEADERS

export const meta: MetaFunction = () => [{ title: 'Your application · Numerojobs' }, { name: 'robots', content: 'noindex, nofollow' }]

/** Who has no account has no room that would tell them: a page that is looked at asks again by itself. */
const LOOK_AGAIN_MS = 20_000

/** Where an application stands, for who sent it without an account. */
export default function StatusPage() {
  const { title, appliedAt, employer, isOpen, thread, batchId } = useLoaderData<typeof loader>()
  const isBusy = useNavigation().state === 'submitting'
  const [params] = useSearchParams()
  const { token } = useParams()
  const { revalidate } = useRevalidator()
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') revalidate()
    }, LOOK_AGAIN_MS)
    return () => clearInterval(timer)
  }, [revalidate])
  return (
    <Page className="max-w-[44rem]! pt-6 sm:pt-10">
      {params.has('new') ? (
        <p role="status" className="mb-6 rounded-md bg-good-soft px-4 py-2.5 text-sm font-medium text-good">
          Your application has arrived. This page is its only link: it came to you by mail too.
        </p>
      ) : null}
      <h1 className="text-2xl font-semibold tracking-[-0.025em] break-words">
        {title} at {employer.organisationName}
      </h1>
      <p className="mt-1.5 text-ink-2">
        Sent <TimeAgo at={appliedAt} />.
      </p>
      <div className="mt-6 rounded-lg border border-line bg-surface p-5 shadow-low">
        <p className="text-sm text-ink-3">Where it stands, in the employer’s own words</p>
        <p className="mt-1 text-xl font-semibold">{employer.label}</p>
        {employer.isPaused ? (
          <p className="mt-1 font-medium">The job is paused for now. Your application stays where it is, and you hear when it goes on.</p>
        ) : null}
        <p className="mt-1 text-sm text-ink-2">
          since <TimeAgo at={employer.since} />. {PROMISE_WORDS[employer.promise]}{' '}
          {employer.promise === 'waiting' ? <time dateTime={employer.replyDueAt}>{employer.replyDueAt.slice(0, 10)}</time> : null}
        </p>
      </div>
      {/* Nobody without an account has told us a zone. */}
      <OwnThread thread={thread} timeZone="UTC" batchId={batchId} />
      <Form method="post" className="mt-6 flex flex-wrap gap-3">
        {isOpen ? (
          <Button type="submit" name="act" value="withdraw" isBusy={isBusy}>
            Withdraw this application
          </Button>
        ) : null}
        <Button type="submit" name="act" value={employer.sharesResume ? 'withdraw-resume' : 'share-resume'} tone="quiet" isBusy={isBusy}>
          {employer.sharesResume ? 'Take my résumé back' : 'Let them see my résumé again'}
        </Button>
      </Form>
      <p className="mt-6 text-sm">
        <TextLink to={`/status/${token}/choices`}>Review without software, and help to measure fairness</TextLink>
      </p>
      <p className="mt-6 text-sm text-ink-3">
        With <TextLink to="/sign-up">an account</TextLink> your next applications stand in one tracker, and move by themselves.
      </p>
    </Page>
  )
}

const PROMISE_WORDS = {
  waiting: 'An answer is promised by',
  kept: 'They answered within the time they promised.',
  late: 'They answered later than they promised.',
  broken: 'The promised answer has not come.',
}
