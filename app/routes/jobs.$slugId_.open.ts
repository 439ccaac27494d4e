import { type LoaderFunctionArgs, redirect } from '@remix-run/cloudflare'
import { findJobId } from '../../server/jobs/core/job-path'
import { serverApi } from '../api/server'
import { readProblem } from '../problems/read-problem.server'

/**
 * On to the original of a job, after a look whether it is still there: who opens one that is gone comes back to its page, which says so.
 * Whoever opens very many is let through without a look.
 */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const id = findJobId(params.slugId ?? '')
  if (!id) throw new Response(null, { status: 404 })
  const api = serverApi(context)
  const { status, url } = await api.jobs.check({ id }).catch(async (thrown) => {
    if ((await readProblem(thrown)).status !== 429) throw thrown
    const job = await api.jobs.get({ id })
    return { status: job.status, url: job.applyUrl ?? job.sourceUrl }
  })
  const isWeb = url !== null && /^https?:\/\//i.test(url)
  return redirect(status === 'open' && isWeb ? url : `/jobs/${id}`, {
    status: 303,
    headers: { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
  })
}
