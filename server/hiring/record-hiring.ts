import { and, eq, inArray } from 'drizzle-orm'
import type { AuditAct, AuditDetails } from '../../contract/audit'
import { HIRING_UNDO_MS, type HiringActor, type HiringChange, type HiringPlacement } from '../../contract/hiring'
import { hiringRoom } from '../../contract/live'
import type { Db } from '../../db/client'
import { hiringApplications, hiringBatches, hiringEvents, hiringStages, postings } from '../../db/schema'
import { followEmployer } from '../applications/employer-side'
import { recordAudit } from '../audit/record-audit'
import type { Ctx } from '../core/ctx'
import { tellHooks } from '../hooks/tell-hooks'
import type { Emit } from '../live/outbox'
import { markReviewed } from '../postings/mark-reviewed'
import { addTask } from '../tasks/add-task'
import type { HiringRow } from './access'
import { employerSideOf, outcomeOfDisposition } from './core/employer-words'
import { factsOf, loadPostingFacts, type PostingFacts } from './load-employer-side'
import { dispositionOf, placementOf } from './show-card'

/** A change to one locked application, before it is written. */
export interface NewHiringChange {
  row: HiringRow
  change: HiringChange
}

/** More at once are read anew by whoever shows them. */
const EVENTS_EACH_MAX = 100

/**
 * Adds events to the histories of locked applications of one posting and writes what they add up to, in the caller's transaction: the row, the
 * audit log, everybody in the pipeline's room, and the candidate's own tracker in the employer's wording. At most one change for each application.
 */
export async function recordHiring(
  ctx: Ctx,
  tx: Db,
  emit: Emit,
  { postingId, batchId, changes }: { postingId: string; batchId: string; changes: readonly NewHiringChange[] },
): Promise<HiringPlacement[]> {
  if (changes.length === 0) return []
  const now = ctx.now()
  const by = actorOf(ctx)
  const stages = new Map(
    (await tx.select().from(hiringStages).where(eq(hiringStages.postingId, postingId))).map((stage) => [stage.id, stage]),
  )
  const facts = await loadPostingFacts(tx, postingId)
  await tx.insert(hiringEvents).values(
    changes.map(({ row, change }) => ({
      id: ctx.newId('hiringEvent'),
      applicationId: row.id,
      seq: row.eventSeq + 1,
      change,
      actorId: by?.personId ?? null,
      at: now,
      batchId,
    })),
  )
  const after = changes.map(({ row, change }) => ({ before: row, change, row: applyHiringChange(row, change, now, stages) }))
  for (const { row } of after)
    await tx
      .update(hiringApplications)
      .set({
        stageId: row.stageId,
        rank: row.rank,
        stageSince: row.stageSince,
        dispositionKind: row.dispositionKind,
        dispositionReason: row.dispositionReason,
        tags: row.tags,
        repliedAt: row.repliedAt,
        version: row.version,
        eventSeq: row.eventSeq,
        updatedAt: now,
      })
      .where(eq(hiringApplications.id, row.id))
  const placements = after.map(({ row }) => placementOf(row, stages.get(row.stageId ?? '')?.group ?? null))
  const room = hiringRoom(postingId)
  if (placements.length > EVENTS_EACH_MAX) emit(room, { type: 'hiring.reload', version: 1, data: { count: placements.length } })
  else for (const placement of placements) emit(room, { type: 'hiring.changed', version: placement.version, data: { placement, by } })
  await recordAudit(
    ctx,
    tx,
    changes.map(({ row, change }) => ({
      organisationId: row.organisationId,
      act: ACTS[change.kind],
      subjectId: row.id,
      details: detailsOf(change),
    })),
  )
  for (const { before, row, change } of after) await tellCandidate(ctx, tx, emit, { before, row, change, batchId, facts, stages })
  await tellEndpoints(ctx, tx, { postingId, placements, changes })
  if (by !== null) await markReviewed(tx, postingId, now)
  return placements
}

/** The organisation's own programs hear of moves and endings, as ids. */
async function tellEndpoints(
  ctx: Ctx,
  tx: Db,
  { postingId, placements, changes }: { postingId: string; placements: readonly HiringPlacement[]; changes: readonly NewHiringChange[] },
): Promise<void> {
  const [posting] = await tx
    .select({ jobId: postings.jobId, organisationId: postings.organisationId })
    .from(postings)
    .where(eq(postings.id, postingId))
  if (!posting?.jobId) return
  const { jobId, organisationId } = posting
  for (const [index, { applicationId, group, stageId, disposition }] of placements.entries()) {
    const kind = changes[index]?.change.kind
    if (kind === 'moved')
      await tellHooks(ctx, tx, { organisationId, type: 'application.moved', data: { jobId, applicationId, stageGroup: group, stageId } })
    else if (kind === 'closed' && disposition)
      await tellHooks(ctx, tx, {
        organisationId,
        type: 'application.closed',
        data: { jobId, applicationId, outcome: outcomeOfDisposition(disposition).kind },
      })
  }
}

/** Marks a change as made. `false`: the same change came before. */
export async function claimHiringBatch(
  ctx: Ctx,
  tx: Db,
  { organisationId, batchId }: { organisationId: string; batchId: string },
): Promise<boolean> {
  const claimed = await tx
    .insert(hiringBatches)
    .values({ id: batchId, organisationId, actorId: actorOf(ctx)?.personId ?? null, createdAt: ctx.now() })
    .onConflictDoNothing()
    .returning({ id: hiringBatches.id })
  return claimed.length > 0
}

/** Where the applications stand that a batch changed, for a request that came twice. */
export async function placementsOfBatch(
  tx: Db,
  { batchId, organisationId }: { batchId: string; organisationId: string },
): Promise<HiringPlacement[]> {
  const changed = tx.select({ id: hiringEvents.applicationId }).from(hiringEvents).where(eq(hiringEvents.batchId, batchId))
  const rows = await tx
    .select({ row: hiringApplications, group: hiringStages.group })
    .from(hiringApplications)
    .leftJoin(hiringStages, eq(hiringStages.id, hiringApplications.stageId))
    .where(and(inArray(hiringApplications.id, changed), eq(hiringApplications.organisationId, organisationId)))
    .orderBy(hiringApplications.id)
  return rows.map(({ row, group }) => placementOf(row, group))
}

/** Who acts, as colleagues see it. Only members act by their own name. */
export function actorOf(ctx: Ctx): HiringActor | null {
  return ctx.actor.role === 'person' ? { personId: ctx.actor.personId, name: ctx.actor.name } : null
}

type Stages = ReadonlyMap<string, typeof hiringStages.$inferSelect>

/** One more event on a row. */
function applyHiringChange(row: HiringRow, change: HiringChange, now: Date, stages: Stages): HiringRow {
  const next = { ...row, version: row.version + 1, eventSeq: row.eventSeq + 1 }
  switch (change.kind) {
    case 'moved': {
      const isElsewhere = row.stageId !== change.to.stageId
      const isBeyond = (stages.get(change.to.stageId)?.group ?? 'applied') !== 'applied'
      return {
        ...next,
        ...change.to,
        dispositionKind: null,
        dispositionReason: null,
        stageSince: isElsewhere ? now : row.stageSince,
        repliedAt: row.repliedAt ?? (isElsewhere && isBeyond ? now : null),
      }
    }
    case 'closed':
      return {
        ...next,
        stageId: null,
        dispositionKind: change.disposition.kind,
        dispositionReason: change.disposition.reason,
        stageSince: now,
        // Who withdrew got no answer, and none is owed any more.
        repliedAt: row.repliedAt ?? (change.disposition.kind === 'withdrawn' ? null : now),
      }
    case 'tagged':
      return { ...next, tags: [...row.tags.filter((tag) => !change.removed.includes(tag)), ...change.added] }
    case 'received':
    case 'resume-withdrawn':
    case 'resume-shared':
    case 'interview':
      return next
    default:
      return change satisfies never
  }
}

/** The candidate's own side: their tracker at once, mails and notifications later. A move that they do not see tells them nothing. */
async function tellCandidate(
  ctx: Ctx,
  tx: Db,
  emit: Emit,
  told: { before: HiringRow; row: HiringRow; change: HiringChange; batchId: string; facts: PostingFacts; stages: Stages },
): Promise<void> {
  const { before, row, change, batchId, facts, stages } = told
  // Interviews tell their candidates themselves.
  if (change.kind === 'tagged' || change.kind === 'interview') return
  if (change.kind === 'moved' || change.kind === 'closed') await tellLater(ctx, tx, row)
  if (change.kind === 'closed') await callOffLater(ctx, tx, row)
  if (row.personId === null) return
  const employer = employerSideOf(factsOf(row, facts, stages.get(row.stageId ?? '')), ctx.now())
  const earlier = employerSideOf(factsOf(before, facts, stages.get(before.stageId ?? '')), ctx.now())
  if (employer.label === earlier.label && employer.group === earlier.group && employer.repliedAt === earlier.repliedAt) return
  const disposition = dispositionOf(row)
  const outcome = disposition === null ? null : outcomeOfDisposition(disposition)
  await followEmployer(ctx, tx, emit, { applicationId: row.id, personId: row.personId, employer, outcome, batchId })
}

/** Mails leave when a change can no longer be taken back at once. What is told is what stands then. */
async function tellLater(ctx: Ctx, tx: Db, row: HiringRow): Promise<void> {
  const runAfter = new Date(ctx.now().getTime() + HIRING_UNDO_MS)
  await addTask(ctx, tx, { payload: { kind: 'hiring.tell-candidate', applicationId: row.id }, key: `${row.id}:${row.eventSeq}`, runAfter })
}

/** Nobody meets for an application that has ended. Times go when the ending can no longer be taken back at once. */
async function callOffLater(ctx: Ctx, tx: Db, row: HiringRow): Promise<void> {
  const runAfter = new Date(ctx.now().getTime() + HIRING_UNDO_MS)
  await addTask(ctx, tx, { payload: { kind: 'scheduling.call-off', applicationId: row.id }, key: `${row.id}:${row.eventSeq}`, runAfter })
}

const ACTS = {
  received: 'application.received',
  moved: 'application.moved',
  closed: 'application.closed',
  tagged: 'application.tagged',
  'resume-withdrawn': 'application.resume-withdrawn',
  'resume-shared': 'application.resume-shared',
  interview: 'interview.changed',
} as const satisfies Record<HiringChange['kind'], AuditAct>

function detailsOf(change: HiringChange): AuditDetails {
  switch (change.kind) {
    case 'moved':
      return { from: change.from.stageId, to: change.to.stageId }
    case 'closed':
      return { kind: change.disposition.kind, reason: change.disposition.reason }
    case 'tagged':
      return { added: change.added.length, removed: change.removed.length }
    case 'received':
      return { source: change.source }
    case 'resume-withdrawn':
    case 'resume-shared':
      return { isShared: change.kind === 'resume-shared' }
    case 'interview':
      return { what: change.what, startsAt: change.startsAt }
    default:
      return change satisfies never
  }
}
