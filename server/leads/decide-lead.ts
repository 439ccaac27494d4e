import { eq } from 'drizzle-orm'
import type { Lead, LeadDecision, LeadState, Verdict } from '../../contract/leads'
import { rooms } from '../../contract/live'
import type { Db } from '../../db/client'
import { type BeforeDecision, leadLabels, leads, posts } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { conflict, invalid, notFound } from '../core/errors'
import { closeJobs } from '../jobs/close-jobs'
import { findJobDraft } from '../jobs/find-job-draft'
import { openJobs } from '../jobs/open-jobs'
import { type Emit, withEvents } from '../live/outbox'
import { jobOfLead } from './job-of-lead'
import { showLead } from './list-leads'

/**
 * A person's word on a lead: confirming opens its job (with the person's corrections), rejecting closes it.
 * The decision is kept as a label for the next training.
 *
 * @throws not_found  there is no such lead
 * @throws conflict   `lead.changed`: the post or the lead changed since it was looked at; `lead.post-removed`
 * @throws invalid    `lead.title-needed`: nothing was read as the title and no draft gives one
 */
export async function decideLead(ctx: Ctx, decision: LeadDecision): Promise<Lead> {
  return withEvents(ctx, async (tx, emit) => {
    const [held] = await tx
      .select({ lead: leads, post: posts })
      .from(leads)
      .innerJoin(posts, eq(posts.id, leads.postId))
      .where(eq(leads.id, decision.leadId))
      .for('update')
    if (!held) throw notFound('lead', decision.leadId)
    if (held.post.removedAt !== null)
      throw conflict(
        'lead.post-removed',
        { leadId: held.lead.id },
        'This post was removed where it was written. There is nothing to decide any more.',
      )
    if (held.lead.version !== decision.version)
      throw conflict('lead.changed', { leadId: held.lead.id }, 'This lead changed while you looked at it. Read it again and decide.')
    const beforeDecision = await keepBefore(tx, held.lead)
    const jobId = decision.decision === 'confirm' ? await confirm(ctx, tx, emit, held, decision) : await reject(ctx, tx, emit, held)
    const state: LeadState = decision.decision === 'confirm' ? 'confirmed' : 'rejected'
    const label: Verdict = decision.decision === 'confirm' ? 'offer' : decision.label
    const decided = { state, jobId, decidedAt: ctx.now(), decidedBy: ctx.actor.name, version: held.lead.version + 1, beforeDecision }
    await tx.update(leads).set(decided).where(eq(leads.id, held.lead.id))
    await tx.insert(leadLabels).values({
      id: ctx.newId('label'),
      postId: held.post.id,
      label,
      modelVersion: held.lead.score.modelVersion,
      predicted: held.lead.verdict,
      decidedBy: ctx.actor.name,
      decidedAt: ctx.now(),
    })
    emit(rooms.operators, {
      type: 'lead.decided',
      version: decided.version,
      data: lineOfLead(ctx, { ...held, lead: { ...held.lead, ...decided } }),
    })
    ctx.count(`numerojobs_lead_decisions_total{decision="${decision.decision}",predicted="${held.lead.verdict}"}`)
    return showLead({ ...held, lead: { ...held.lead, ...decided } })
  })
}

export type Held = { lead: typeof leads.$inferSelect; post: typeof posts.$inferSelect }

/** A lead as the operators' events carry it. */
export function lineOfLead(ctx: Ctx, { lead, post }: Held) {
  return {
    leadId: lead.id,
    state: lead.state,
    verdict: lead.verdict,
    source: post.source,
    title: lead.extracted.title,
    receivedAt: post.receivedAt.toISOString(),
    readAt: (post.readAt ?? ctx.now()).toISOString(),
  }
}

async function keepBefore(tx: Db, lead: Held['lead']): Promise<BeforeDecision> {
  const { job, isApproved, closedFor } = await findJobDraft(tx, lead.jobId)
  return { state: lead.state, decidedAt: lead.decidedAt?.toISOString() ?? null, decidedBy: lead.decidedBy, job, isApproved, closedFor }
}

async function confirm(
  ctx: Ctx,
  tx: Db,
  emit: Emit,
  { lead, post }: Held,
  { draft }: Extract<LeadDecision, { decision: 'confirm' }>,
): Promise<string | null> {
  if (!draft && lead.extracted.title === null) {
    throw invalid('lead.title-needed', 'No title was read in this post. Give the job a title, then confirm.', {
      'draft.title': 'Give the job a title.',
    })
  }
  const [jobId] = await openJobs(ctx, tx, emit, [jobOfLead(post, lead.extracted, { isApproved: true, draft })])
  return jobId ?? null
}

async function reject(ctx: Ctx, tx: Db, emit: Emit, { lead }: Held): Promise<string | null> {
  await closeJobs(ctx, tx, emit, lead.jobId ? [lead.jobId] : [])
  return lead.jobId
}
