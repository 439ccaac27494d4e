import { and, eq, isNull, sql } from 'drizzle-orm'
import type { EmployerSide, Outcome } from '../../contract/applications'
import type { Db } from '../../db/client'
import { applications } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import type { Ctx } from '../core/ctx'
import type { Emit } from '../live/outbox'
import { lockApplicationsFor, type WorkingRow } from './access'
import { rankBetween } from './core/rank'
import { lastRank, placementOf } from './move-application'
import { claimBatch, recordChanges, tellChanged } from './record-changes'
import { addApplication, factsOfJob, inStage } from './save-application'

/** What an employer's pipeline says of one application. */
export interface EmployerNews {
  applicationId: string
  personId: string
  employer: EmployerSide
  /** How it ended; needed exactly when the group is `closed`. */
  outcome: Outcome | null
  batchId: string
}

/**
 * The seeker's own row follows what the employer does: its stage group and outcome, with a line of its history, in the caller's transaction.
 * Their screens are told. A seeker who erased their row is left alone.
 */
export async function followEmployer(ctx: Ctx, tx: Db, emit: Emit, news: EmployerNews): Promise<void> {
  const owner = asOwner(ctx, news.personId)
  const [row] = await tx
    .update(applications)
    .set({ employer: news.employer, version: sql`${applications.version} + 1`, updatedAt: ctx.now() })
    .where(and(eq(applications.id, news.applicationId), eq(applications.personId, news.personId)))
    .returning({ id: applications.id })
  if (!row) return
  const [held] = await lockApplicationsFor(owner, tx, [row.id])
  if (!held) return
  const isSame =
    held.stageGroup === news.employer.group &&
    (news.outcome?.kind ?? null) === held.outcomeKind &&
    (news.outcome?.reason ?? null) === held.outcomeReason
  if (isSame) await tellChanged(owner, tx, emit, [row.id])
  else await recordEmployerMove(owner, tx, emit, held, news)
}

/**
 * An application was sent to an employer who works here. Where the seeker had saved the job, that row is the application; else a new one is made.
 * Returns its id, which the employer's side bears too.
 */
export async function recordSent(
  ctx: Ctx,
  tx: Db,
  emit: Emit,
  sent: Omit<EmployerNews, 'applicationId' | 'outcome'> & { jobId: string; resumeVersionId: string | null },
): Promise<string> {
  const owner = asOwner(ctx, sent.personId)
  const [saved] = await tx
    .select({ id: applications.id })
    .from(applications)
    .where(and(eq(applications.personId, sent.personId), eq(applications.jobId, sent.jobId), isNull(applications.removedAt)))
  if (saved) {
    if (sent.resumeVersionId !== null)
      await tx.update(applications).set({ resumeVersionId: sent.resumeVersionId }).where(eq(applications.id, saved.id))
    await followEmployer(ctx, tx, emit, { ...sent, applicationId: saved.id, outcome: null })
    return saved.id
  }
  const facts = await factsOfJob(owner, sent.jobId)
  const stage = { group: 'applied', stageId: null } as const
  const rank = rankBetween(await lastRank(tx, and(eq(applications.personId, sent.personId), inStage(stage))), null)
  await claimBatch(owner, tx, sent.batchId)
  const id = await addApplication(owner, tx, {
    facts,
    input: { stage, priority: null, tags: [], resumeVersionId: sent.resumeVersionId },
    rank,
    batchId: sent.batchId,
    actor: 'person',
    employer: sent.employer,
  })
  if (id === null) throw new Error('A job counts as saved without its application.')
  await tellChanged(owner, tx, emit, [id])
  return id
}

/** A line in the seeker's history: they took their résumé back, or let it be seen again. */
export async function recordResumeAccess(ctx: Ctx, tx: Db, emit: Emit, news: EmployerNews & { isShared: boolean }): Promise<void> {
  const owner = asOwner(ctx, news.personId)
  const [row] = await lockApplicationsFor(owner, tx, [news.applicationId])
  if (!row) return
  await tx.update(applications).set({ employer: news.employer }).where(eq(applications.id, row.id))
  await claimBatch(owner, tx, news.batchId)
  const change = { kind: 'resume-access', isShared: news.isShared } as const
  await recordChanges(owner, tx, emit, { batchId: news.batchId, changes: [{ row, change, happenedAt: ctx.now() }] })
}

async function recordEmployerMove(owner: PersonCtx, tx: Db, emit: Emit, row: WorkingRow, news: EmployerNews): Promise<void> {
  const to = { group: news.employer.group, stageId: null }
  const isElsewhere = row.stageGroup !== to.group
  const rank = isElsewhere ? rankBetween(await lastRank(tx, and(eq(applications.personId, news.personId), inStage(to))), null) : row.rank
  await claimBatch(owner, tx, news.batchId)
  const change = {
    kind: 'moved',
    from: placementOf(row),
    to: { ...to, stageId: isElsewhere ? null : row.stageId, rank, outcome: news.outcome },
  } as const
  await recordChanges(owner, tx, emit, { batchId: news.batchId, actor: 'employer', changes: [{ row, change, happenedAt: owner.now() }] })
}

/** Acts on the rows of their owner, for what somebody else's doing means to them. No door passes a caller's id here. */
function asOwner(ctx: Ctx, personId: string): PersonCtx {
  return {
    ...ctx,
    actor: { role: 'person', key: personId, name: '', personId, sessionId: null, scopes: null, isOperator: false, isDemo: false },
  }
}
