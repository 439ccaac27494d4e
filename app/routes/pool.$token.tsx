import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/cloudflare'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { z } from 'zod'
import type { PoolState } from '../../contract/candidates'
import { textOf } from '../account/form-answer'
import { serverApi } from '../api/server'
import { problemSentence, readProblem } from '../problems/read-problem.server'
import { Button } from '../ui/button'
import { Card } from '../ui/card'
import { Page } from '../ui/page-shell'
import { formatDay } from '../ui/time-ago'

/** Neither caches nor search engines keep it, and where a reader goes next does not learn the address. */
const HEADERS = { 'cache-control': 'private, no-store', 'x-robots-tag': 'noindex, nofollow', 'referrer-policy': 'no-referrer' }

/** Looking at the page answers nothing: mail programs open links by themselves. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  return data(await serverApi(context).candidates.poolState({ token: tokenIn(params.token) }), { headers: HEADERS })
}

const Answer = z.enum(['join', 'decline', 'leave'])

export async function action({ params, request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const answer = Answer.safeParse(textOf(form, 'answer'))
  if (!answer.success) return data({ error: 'This page does not know that button. Load it again.' }, { status: 400, headers: HEADERS })
  if (answer.data === 'join' && form.get('agrees') !== 'on')
    return data({ error: 'Tick the box to say yes, or press No.' }, { status: 400, headers: HEADERS })
  try {
    await serverApi(context).candidates.answerPool({ token: tokenIn(params.token), answer: answer.data })
    return data({ error: null }, { headers: HEADERS })
  } catch (thrown) {
    const problem = await readProblem(thrown)
    return data({ error: problemSentence(problem) }, { status: problem.status, headers: HEADERS })
  }
}

/** What no link of ours looks like is not found, as a link that nobody has. */
function tokenIn(token: string | undefined): string {
  if (token === undefined || !/^[0-9a-f]{40}$/.test(token)) throw new Response(null, { status: 404 })
  return token
}

export const headers = () => HEADERS

export const meta: MetaFunction = () => [{ title: 'Talent pool · Numerojobs' }, { name: 'robots', content: 'noindex, nofollow' }]

/** Whether an organisation may ask somebody for other jobs: their own answer, and the way back. */
export default function PoolPage() {
  const { organisationName, state, until } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const isBusy = useNavigation().state === 'submitting'
  return (
    <Page className="py-8 sm:py-14">
      <Card className="mx-auto max-w-[34rem] p-6 sm:p-8">
        <h1 className="text-2xl font-semibold tracking-[-0.025em] break-words">{HEADINGS[state](organisationName)}</h1>
        <p className="mt-3 text-ink-2">{ABOUT[state](until === null ? '' : formatDay(until))}</p>
        {answer?.error ? (
          <p role="alert" className="mt-4 rounded-md bg-bad-soft px-3 py-2 text-sm text-bad">
            {answer.error}
          </p>
        ) : null}
        {state === 'asked' ? (
          <Form method="post" className="mt-6 space-y-4">
            <label className="flex items-start gap-2.5 text-sm">
              <input type="checkbox" name="agrees" className="mt-0.5 size-4 shrink-0 accent-accent" />
              <span>
                {organisationName} may keep what I sent them for a year, and ask me about other jobs. I can end this at any time by this
                link.
              </span>
            </label>
            <p className="flex flex-wrap gap-3">
              <Button type="submit" name="answer" value="join" tone="primary" isBusy={isBusy}>
                Yes, I agree
              </Button>
              <Button type="submit" name="answer" value="decline" isBusy={isBusy}>
                No
              </Button>
            </p>
          </Form>
        ) : state === 'joined' ? (
          <Form method="post" className="mt-6">
            <Button type="submit" name="answer" value="leave" tone="primary" isBusy={isBusy}>
              Leave the pool
            </Button>
          </Form>
        ) : null}
      </Card>
    </Page>
  )
}

const HEADINGS: Record<PoolState['state'], (organisation: string) => string> = {
  asked: (organisation) => `May ${organisation} ask you about other jobs?`,
  joined: (organisation) => `${organisation} may ask you about other jobs`,
  declined: (organisation) => `${organisation} will not ask you about other jobs`,
  left: (organisation) => `${organisation} will not ask you about other jobs`,
  over: (organisation) => `${organisation} does not ask you about other jobs`,
}
const ABOUT: Record<PoolState['state'], (until: string) => string> = {
  asked: () => 'Your applications are not touched by your answer.',
  joined: (until) => `You agreed to it until ${until}. You can end it here, at once.`,
  declined: () => 'You said no. Your applications go on as before.',
  left: () => 'You left the pool. Your applications go on as before.',
  over: () => 'This link has ended by itself, and nothing counts any more.',
}
