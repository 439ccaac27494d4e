import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import type { JobReport } from '../../contract/jobs'
import { jobReports, jobs } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { notFound } from '../core/errors'

/**
 * Keeps a report for the operators. The same person reporting the same job again changes their report; it counts once.
 * @throws not_found  there is no such job
 */
export async function reportJob(ctx: Ctx, report: z.output<typeof JobReport>): Promise<{ ok: true }> {
  const [job] = await ctx.db.select({ id: jobs.id }).from(jobs).where(eq(jobs.id, report.jobId))
  if (!job) throw notFound('job', report.jobId)
  const reporterHash = await ctx.hash(`report:${ctx.actor.key}`)
  await ctx.db
    .insert(jobReports)
    .values({ id: ctx.newId('report'), jobId: job.id, reason: report.reason, text: report.text, createdAt: ctx.now(), reporterHash })
    .onConflictDoUpdate({
      target: [jobReports.jobId, jobReports.reporterHash],
      set: { reason: report.reason, text: report.text, createdAt: ctx.now() },
    })
  return { ok: true }
}
