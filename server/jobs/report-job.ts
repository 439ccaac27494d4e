import { and, countDistinct, eq, isNull, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { JobReport } from '../../contract/jobs'
import { rooms } from '../../contract/live'
import type { Db } from '../../db/client'
import { jobReports, jobs } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { notFound } from '../core/errors'
import { type Emit, withEvents } from '../live/outbox'

/**
 * Keeps a report for the operators and tells them. The same person reporting the same job again changes their report, which counts once;
 * one that was answered waits again.
 * @throws not_found  there is no such job
 */
export async function reportJob(ctx: Ctx, report: z.output<typeof JobReport>): Promise<{ ok: true }> {
  const reporterHash = await ctx.hash(`report:${ctx.actor.key}`)
  return withEvents(ctx, async (tx, emit) => {
    const [job] = await tx.select({ id: jobs.id }).from(jobs).where(eq(jobs.id, report.jobId))
    if (!job) throw notFound('job', report.jobId)
    await lockReports(tx)
    const said = { reason: report.reason, text: report.text, createdAt: ctx.now() }
    await tx
      .insert(jobReports)
      .values({ ...said, id: ctx.newId('report'), jobId: job.id, reporterHash })
      .onConflictDoUpdate({
        target: [jobReports.jobId, jobReports.reporterHash],
        set: { ...said, answer: null, answeredAt: null, answeredBy: null, answerNote: null },
      })
    await tellOfReports(tx, emit, job.id)
    return { ok: true }
  })
}

/** One change of reports after another, so that the counts in their events are those of that moment. Reports are rare. */
export async function lockReports(tx: Db): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('job_reports'))`)
}

/** Tells the operators how many reports of this job wait, and how many jobs have some. */
export async function tellOfReports(tx: Db, emit: Emit, jobId: string): Promise<void> {
  const people = await tx.$count(jobReports, and(eq(jobReports.jobId, jobId), isNull(jobReports.answer)))
  const [all] = await tx
    .select({ waiting: countDistinct(jobReports.jobId) })
    .from(jobReports)
    .where(isNull(jobReports.answer))
  emit(rooms.operators, { type: 'reports.changed', version: 1, data: { jobId, people, waiting: all?.waiting ?? 0 } })
}
