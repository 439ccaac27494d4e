import { and, eq, isNull } from 'drizzle-orm'
import type { ReportDecision, ReportedJob } from '../../contract/jobs'
import type { Db } from '../../db/client'
import { jobReports, jobs } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { conflict, notFound } from '../core/errors'
import { withEvents } from '../live/outbox'
import { addTask } from '../tasks/add-task'
import { closeJobs } from './close-jobs'
import { showReported } from './list-reports'
import { lockReports, tellOfReports } from './report-job'

/**
 * Answers every open report of a job at once: it stays, or it is closed and no new reading of its post opens it again.
 * The same answer again changes nothing. A job that was closed meanwhile keeps its own reason.
 *
 * @throws not_found  there is no such job, or nobody reported it
 * @throws conflict   `reports.newer`: somebody reported it after what was looked at; `reports.answered`: answered otherwise meanwhile
 */
export async function answerReports(ctx: Ctx, decision: ReportDecision): Promise<ReportedJob> {
  return withEvents(ctx, async (tx, emit) => {
    await lockReports(tx)
    const [job] = await tx.select({ id: jobs.id }).from(jobs).where(eq(jobs.id, decision.jobId)).for('update')
    if (!job) throw notFound('job', decision.jobId)
    const [open] = await showReported(tx, [job.id], isNull(jobReports.answer))
    if (!open) return answeredBefore(tx, decision)
    if (open.newestAt > decision.newestAt)
      throw conflict(
        'reports.newer',
        { jobId: job.id },
        'Somebody else reported this job meanwhile. Read the newest report and answer again.',
      )
    const answer = { answer: decision.answer, answeredAt: ctx.now(), answeredBy: ctx.actor.name, answerNote: decision.note || null }
    await tx
      .update(jobReports)
      .set(answer)
      .where(and(eq(jobReports.jobId, job.id), isNull(jobReports.answer)))
    if (decision.answer === 'closed') {
      await closeJobs(ctx, tx, emit, [job.id], { because: 'reported', closedFor: decision.reason })
      await addTask(ctx, tx, { payload: { kind: 'appeals.tell-taken-down', jobId: job.id }, key: `${job.id} ${ctx.now().toISOString()}` })
    }
    await tellOfReports(tx, emit, job.id)
    ctx.count(`numerojobs_report_answers_total{answer="${decision.answer}"}`)
    return showAnswered(tx, job.id)
  })
}

async function answeredBefore(tx: Db, decision: ReportDecision): Promise<ReportedJob> {
  const held = await showAnswered(tx, decision.jobId)
  if (held.answer?.answer !== decision.answer)
    throw conflict(
      'reports.answered',
      { jobId: decision.jobId },
      'Another operator answered these reports meanwhile. Look at what they decided.',
    )
  return held
}

async function showAnswered(tx: Db, jobId: string): Promise<ReportedJob> {
  const [held] = await showReported(tx, [jobId], eq(jobReports.jobId, jobId))
  if (!held) throw notFound('report', jobId)
  return held
}
