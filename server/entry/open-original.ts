import { notFound } from '../core/errors'
import { checkBeforeUse } from '../jobs/check-links'
import { findJobId } from '../jobs/core/job-path'
import { getJob } from '../jobs/get-job'
import type { HttpContext } from './http-context'

/**
 * On to the original of a job, after a look whether it is still there: who opens one that is gone comes back to its page, which says so.
 * Whoever opens very many in a minute is let through without a look.
 *
 * @throws not_found  there is no such job
 */
export async function openOriginal(c: HttpContext, slugId: string): Promise<Response> {
  const ctx = c.get('ctx')
  const id = findJobId(slugId)
  if (!id) throw notFound('job', slugId)
  const job = (await ctx.allow('paste', `open:${ctx.actor.key}`))
    ? await checkBeforeUse(ctx, id)
    : await getJob(ctx, id).then(({ status, applyUrl, sourceUrl }) => ({ status, url: applyUrl ?? sourceUrl }))
  const isWeb = job.url !== null && /^https?:\/\//i.test(job.url)
  c.header('cache-control', 'no-store')
  return c.redirect(job.status === 'open' && job.url !== null && isWeb ? job.url : `/jobs/${id}`, 303)
}
