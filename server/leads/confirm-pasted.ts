import { and, eq } from 'drizzle-orm'
import type { z } from 'zod'
import type { ConfirmedPaste, ConfirmPasted, PastedPost, PostPreview } from '../../contract/leads'
import { rooms } from '../../contract/live'
import { leadLabels, leads, posts } from '../../db/schema'
import { isOperator } from '../core/actor'
import type { Ctx } from '../core/ctx'
import { openJobs } from '../jobs/open-jobs'
import { withEvents } from '../live/outbox'
import { readText } from './detect-lead'
import { jobOfLead } from './job-of-lead'
import { openDetector } from './open-detector'

/** What we read in a pasted post. Nothing is stored. */
export async function previewPost(ctx: Ctx, pasted: PastedPost): Promise<PostPreview> {
  return readText(await openDetector(ctx), pasted.text)
}

/**
 * Stores a pasted post with the fields its person confirmed. An operator's is public at once; anybody else's waits for an operator, since a
 * stranger's word is not enough to show a poster's text and contact to everyone.
 * The same text and the same link again is the same post: the answer is what became of it.
 */
export async function confirmPasted(ctx: Ctx, input: ConfirmPasted): Promise<z.infer<typeof ConfirmedPaste>> {
  const externalId = (await ctx.hash(`pasted:${input.url ?? ''}:${input.text.replace(/\s+/g, ' ').trim()}`)).slice(0, 40)
  const { score, extracted } = readText(await openDetector(ctx), input.text)
  const byOperator = isOperator(ctx.actor)
  return withEvents(ctx, async (tx, emit) => {
    const now = ctx.now()
    const [post] = await tx
      .insert(posts)
      .values({
        id: ctx.newId('post'),
        source: 'pasted',
        externalId,
        text: input.text,
        url: input.url,
        receivedAt: now,
        changedAt: now,
        readVersion: 1,
        readAt: now,
      })
      .onConflictDoNothing({ target: [posts.source, posts.externalId] })
      .returning()
    if (!post) {
      const [held] = await tx
        .select({ leadId: leads.id, jobId: leads.jobId, state: leads.state })
        .from(leads)
        .innerJoin(posts, eq(posts.id, leads.postId))
        .where(and(eq(posts.source, 'pasted'), eq(posts.externalId, externalId)))
      if (!held) throw new Error('A pasted post was stored without its lead.')
      return held
    }
    const [jobId] = byOperator ? await openJobs(ctx, tx, emit, [jobOfLead(post, extracted, { isApproved: true, draft: input.draft })]) : []
    const leadId = ctx.newId('lead')
    const state = byOperator ? ('confirmed' as const) : ('queued' as const)
    await tx.insert(leads).values({
      id: leadId,
      postId: post.id,
      state,
      verdict: score.verdict,
      confidenceRatio: score.confidenceRatio,
      score,
      // What the person corrected is what the operator sees; the evidence of what was read stays beside it.
      extracted: { ...extracted, ...input.draft },
      jobId: jobId ?? null,
      createdAt: now,
      decidedAt: byOperator ? now : null,
      decidedBy: byOperator ? ctx.actor.name : null,
    })
    if (byOperator) {
      await tx.insert(leadLabels).values({
        id: ctx.newId('label'),
        postId: post.id,
        label: 'offer',
        modelVersion: score.modelVersion,
        predicted: score.verdict,
        decidedBy: ctx.actor.name,
        decidedAt: now,
      })
    }
    emit(rooms.operators, {
      type: 'lead.read',
      version: 1,
      data: {
        leadId,
        state,
        verdict: score.verdict,
        source: 'pasted',
        title: input.draft.title,
        receivedAt: now.toISOString(),
        readAt: now.toISOString(),
      },
    })
    return { leadId, jobId: jobId ?? null, state }
  })
}
