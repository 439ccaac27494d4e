import { and, desc, eq } from 'drizzle-orm'
import type { Lead, LeadTakeBack } from '../../contract/leads'
import { rooms } from '../../contract/live'
import type { Db } from '../../db/client'
import { type BeforeDecision, leadLabels, leads, posts } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { conflict, notFound } from '../core/errors'
import { closeJobs } from '../jobs/close-jobs'
import { openJobs } from '../jobs/open-jobs'
import { type Emit, withEvents } from '../live/outbox'
import { type Held, lineOfLead } from './decide-lead'
import { jobOfLead } from './job-of-lead'
import { showLead } from './list-leads'

/** What a decision returns to when nothing was kept of the time before: nobody knew of the post before this person did. */
const UNDECIDED: BeforeDecision = { state: 'queued', decidedAt: null, decidedBy: null, job: null, isApproved: false, closedFor: null }

/**
 * Takes back a person's decision: the lead is again what it was, the job that it opened is closed, one that it closed is open again with the
 * fields it had, and its label is gone. Taking the same decision back again changes nothing.
 *
 * @throws not_found  there is no such lead
 * @throws conflict   `lead.changed`: the lead was read or decided anew since; `lead.not-decided`; `lead.post-removed`
 */
export async function takeBackDecision(ctx: Ctx, { leadId, version }: LeadTakeBack): Promise<Lead> {
  return withEvents(ctx, async (tx, emit) => {
    const [held] = await tx
      .select({ lead: leads, post: posts })
      .from(leads)
      .innerJoin(posts, eq(posts.id, leads.postId))
      .where(eq(leads.id, leadId))
      .for('update')
    if (!held) throw notFound('lead', leadId)
    if (held.lead.takenBackVersion === version) return showLead(held)
    if (held.post.removedAt !== null)
      throw conflict(
        'lead.post-removed',
        { leadId },
        'This post was removed where it was written, and its job is closed. There is nothing to take back.',
      )
    if (held.lead.version !== version)
      throw conflict('lead.changed', { leadId }, 'This lead changed after it was decided. Look at its newest form and decide again.')
    if (held.lead.state !== 'confirmed' && held.lead.state !== 'rejected')
      throw conflict('lead.not-decided', { leadId }, 'Nobody has decided this lead. There is nothing to take back.')
    const before = held.lead.beforeDecision ?? UNDECIDED
    const jobId = await restoreJob(ctx, tx, emit, held, before)
    await dropLabel(tx, held)
    const restored = {
      state: before.state,
      jobId,
      decidedAt: before.decidedAt === null ? null : new Date(before.decidedAt),
      decidedBy: before.decidedBy,
      version: version + 1,
      beforeDecision: null,
      takenBackVersion: version,
    }
    await tx.update(leads).set(restored).where(eq(leads.id, leadId))
    const after = { ...held, lead: { ...held.lead, ...restored } }
    emit(rooms.operators, { type: 'lead.taken-back', version: restored.version, data: lineOfLead(ctx, after) })
    ctx.count(`numerojobs_lead_decisions_total{decision="take-back",predicted="${held.lead.verdict}"}`)
    return showLead(after)
  })
}

async function restoreJob(ctx: Ctx, tx: Db, emit: Emit, { lead, post }: Held, before: BeforeDecision): Promise<string | null> {
  if (before.job === null) {
    await closeJobs(
      ctx,
      tx,
      emit,
      lead.jobId ? [lead.jobId] : [],
      before.closedFor ? { because: 'reported', closedFor: before.closedFor } : {},
    )
    return lead.jobId
  }
  const [jobId] = await openJobs(ctx, tx, emit, [jobOfLead(post, lead.extracted, { isApproved: before.isApproved, draft: before.job })])
  return jobId ?? null
}

/** The label that this decision left; those of earlier decisions stay. */
async function dropLabel(tx: Db, { lead, post }: Held): Promise<void> {
  if (lead.decidedAt === null) return
  const [label] = await tx
    .select({ id: leadLabels.id })
    .from(leadLabels)
    .where(and(eq(leadLabels.postId, post.id), eq(leadLabels.decidedAt, lead.decidedAt)))
    .orderBy(desc(leadLabels.id))
    .limit(1)
  if (label) await tx.delete(leadLabels).where(eq(leadLabels.id, label.id))
}
