import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/cloudflare'
import { personFor } from '../api/person.server'
import { serverApi } from '../api/server'
import { problemSentence, readProblem } from '../problems/read-problem.server'

/** Remembers what a visitor wanted to save while they sign in. Only a form of our own pages sets it, so that no link elsewhere saves anything. */
const WANTED_COOKIE = 'save-job'
const WANTED_AGE_S = 1_800
const JOB_ID = /^job_[0-9a-f]{32}$/

/** Saves a job. A visitor comes here again after signing in, by `loader`, and finds it saved. */
export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const jobId = String(form.get('jobId') ?? '')
  const wantsJson = request.headers.get('accept')?.includes('application/json') ?? false
  if (context.ctx.actor.role !== 'person' && JOB_ID.test(jobId)) {
    const goTo = `/applications/save?job=${jobId}`
    const headers = { 'set-cookie': wantedCookie(jobId, WANTED_AGE_S, context.ctx.origin), 'cache-control': 'no-store' }
    return wantsJson ? Response.json({ goTo }, { headers }) : redirect(goTo, { status: 303, headers })
  }
  try {
    const { card, isNew, isJobClosed } = await serverApi(context).applications.save({ from: 'job', jobId })
    const savedAt = `/applications/${card.id}`
    return wantsJson ? Response.json({ savedAt, isNew, isJobClosed }, { headers: { 'cache-control': 'no-store' } }) : redirect(savedAt, 303)
  } catch (thrown) {
    if (!wantsJson) throw thrown
    const problem = await readProblem(thrown)
    return Response.json({ error: problemSentence(problem) }, { status: problem.status })
  }
}

export async function loader({ request, context }: LoaderFunctionArgs) {
  await personFor(context)
  const jobId = new URL(request.url).searchParams.get('job') ?? ''
  const wanted = request.headers
    .get('cookie')
    ?.split(';')
    .some((pair) => pair.trim() === `${WANTED_COOKIE}=${jobId}`)
  if (!wanted || !JOB_ID.test(jobId)) return redirect(JOB_ID.test(jobId) ? `/jobs/${jobId}` : '/applications')
  const { card } = await serverApi(context).applications.save({ from: 'job', jobId })
  return redirect(`/applications/${card.id}`, { headers: { 'set-cookie': wantedCookie('', 0, context.ctx.origin) } })
}

const wantedCookie = (jobId: string, ageS: number, origin: string) =>
  `${WANTED_COOKIE}=${jobId}; Path=/applications/save; Max-Age=${ageS}; HttpOnly; SameSite=Lax${origin.startsWith('https:') ? '; Secure' : ''}`
