import { and, inArray, isNull, lt, or, sql } from 'drizzle-orm'
import { type ExtractedJob, type LeadState, POST_READ_MAX, type PostScore } from '../../contract/leads'
import { rooms } from '../../contract/live'
import type { Db } from '../../db/client'
import { leads, posts } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { openFlag } from '../flags/is-on'
import { closeJobs } from '../jobs/close-jobs'
import { visibleText } from '../jobs/core/visible-text'
import { openJobs } from '../jobs/open-jobs'
import { type Emit, withEvents } from '../live/outbox'
import { lineOfLead } from './decide-lead'
import type { Detector } from './detector'
import { extractJob } from './extract-job'
import { jobOfLead } from './job-of-lead'
import { openDetector } from './open-detector'
import { LEAD_THRESHOLDS, scorePost } from './score-post'

type Post = typeof posts.$inferSelect
type HeldLead = typeof leads.$inferSelect
interface Reading {
  post: Post
  score: PostScore
  extracted: ExtractedJob
  held: HeldLead | undefined
}

/**
 * Reads posts and lets their leads and jobs follow, all in one transaction.
 * A post that was read in its newest version already changes nothing. A removed post withdraws its lead and closes its job.
 * What a person decided stays decided: an edit after that puts the lead back into the queue instead of changing the job behind their back.
 */
export async function detectLeads(ctx: Ctx, postIds: string[]): Promise<void> {
  const detector = await openDetector(ctx)
  await withEvents(ctx, async (tx, emit) => {
    // Locked, so that an edit that arrives meanwhile waits and then asks for a reading of its own.
    const locked = await tx
      .select()
      .from(posts)
      .where(and(inArray(posts.id, postIds), or(isNull(posts.readVersion), lt(posts.readVersion, posts.version))))
      .orderBy(posts.id)
      .for('update')
    if (locked.length === 0) return
    const held = await tx
      .select()
      .from(leads)
      .where(
        inArray(
          leads.postId,
          locked.map((post) => post.id),
        ),
      )
    const heldByPost = new Map(held.map((lead) => [lead.postId, lead]))
    await withdraw(
      ctx,
      tx,
      emit,
      locked.flatMap((post) => {
        const lead = post.removedAt === null ? undefined : heldByPost.get(post.id)
        return lead ? [{ post, lead }] : []
      }),
    )
    const readings = locked.filter((post) => post.removedAt === null).map((post) => readPost(detector, post, heldByPost.get(post.id)))
    await keepReadings(ctx, tx, emit, readings)
    await tx
      .update(posts)
      .set({ readVersion: sql`${posts.version}`, readAt: ctx.now() })
      .where(
        inArray(
          posts.id,
          locked.map((post) => post.id),
        ),
      )
  })
}

/** Pure reading of one post: verdict, confidence and fields. */
export function readText(detector: Detector, text: string): { score: PostScore; extracted: ExtractedJob } {
  const { text: seen, hasHidden } = visibleText(text.slice(0, POST_READ_MAX))
  const readable = { text: seen }
  return { score: scorePost(detector, readable), extracted: { ...extractJob(readable), ...(hasHidden ? { hasHiddenText: true } : {}) } }
}

/**
 * What becomes of a reading that no person has decided on.
 * Public at once is only what surely offers a job, has a title, and says how to apply: by a link of its own, or by the post it stands in.
 */
export function stateOf(
  score: PostScore,
  extracted: ExtractedJob,
  post: { url: string | null },
): Extract<LeadState, 'published' | 'queued' | 'unseen'> {
  const { offer, seeking } = score.probabilities
  // Who writes for programs what people cannot see is read by a person first.
  const isPlain = extracted.hasHiddenText === undefined
  const hasWayIn = extracted.applyUrl !== null || post.url !== null
  if (score.verdict === 'offer' && offer >= LEAD_THRESHOLDS.publishedRatio && extracted.title !== null && hasWayIn && isPlain)
    return 'published'
  const isEnglish = extracted.language === null || extracted.language === 'en'
  // The weights have read English. In another language they tell work from chatter, but not well who looks for whom.
  const looksLikeOffer = offer >= LEAD_THRESHOLDS.queuedRatio || (!isEnglish && offer + seeking >= LEAD_THRESHOLDS.queuedRatio)
  const looksLikeScam = score.verdict === 'scam' && score.confidenceRatio >= LEAD_THRESHOLDS.queuedRatio
  return looksLikeOffer || looksLikeScam ? 'queued' : 'unseen'
}

function readPost(detector: Detector, post: Post, held: HeldLead | undefined): Reading {
  return { post, held, ...readText(detector, post.text) }
}

async function keepReadings(ctx: Ctx, tx: Db, emit: Emit, readings: Reading[]): Promise<void> {
  if (readings.length === 0) return
  const isPublishing = await openFlag(ctx, 'detected-jobs')
  const decided = readings.map((reading) => {
    const state = followingState(reading)
    const waits = state === 'published' && reading.held?.state !== 'published' && !isPublishing({ key: reading.post.id })
    return { ...reading, state: waits ? ('queued' as const) : state, leadId: reading.held?.id ?? ctx.newId('lead') }
  })
  const published = decided.filter((reading) => reading.state === 'published')
  const jobIds = await openJobs(
    ctx,
    tx,
    emit,
    published.map(({ post, extracted }) => jobOfLead(post, extracted, { isApproved: false })),
  )
  const jobIdOf = new Map(published.map((reading, index) => [reading.leadId, jobIds[index] ?? null]))
  const noLonger = decided.filter((reading) => reading.state !== 'published' && reading.held?.state === 'published' && reading.held.jobId)
  await closeJobs(
    ctx,
    tx,
    emit,
    noLonger.flatMap((reading) => reading.held?.jobId ?? []),
  )
  const rows = decided.map(({ post, score, extracted, state, leadId, held }) => ({
    id: leadId,
    postId: post.id,
    createdAt: ctx.now(),
    state,
    verdict: score.verdict,
    confidenceRatio: score.confidenceRatio,
    score,
    extracted,
    jobId: jobIdOf.get(leadId) ?? held?.jobId ?? null,
    version: (held?.version ?? 0) + 1,
  }))
  await tx.insert(leads).values(rows).onConflictDoUpdate({ target: leads.postId, set: READ_COLUMNS })
  for (const [index, { post, score, extracted, state, leadId }] of decided.entries()) {
    emit(rooms.operators, {
      type: 'lead.read',
      version: rows[index]?.version ?? 1,
      data: {
        leadId,
        state,
        verdict: score.verdict,
        source: post.source,
        title: extracted.title,
        receivedAt: post.receivedAt.toISOString(),
        readAt: ctx.now().toISOString(),
      },
    })
    ctx.count(`numerojobs_leads_total{verdict="${score.verdict}",state="${state}"}`)
  }
}

/** What a new reading replaces; when the lead was made, and who decided on it, stays. */
const READ_COLUMNS = {
  state: sql`excluded.state`,
  verdict: sql`excluded.verdict`,
  confidenceRatio: sql`excluded.confidence_ratio`,
  score: sql`excluded.score`,
  extracted: sql`excluded.extracted`,
  jobId: sql`excluded.job_id`,
  version: sql`excluded.version`,
  // What was decided, was decided on another text: there is nothing to take back any more.
  beforeDecision: null,
}

function followingState({ post, score, extracted, held }: Reading): LeadState {
  const fresh = stateOf(score, extracted, post)
  switch (held?.state) {
    case 'confirmed':
      return 'queued'
    case 'rejected':
      return fresh === 'unseen' ? 'rejected' : 'queued'
    default:
      return fresh
  }
}

async function withdraw(ctx: Ctx, tx: Db, emit: Emit, removed: { post: Post; lead: HeldLead }[]): Promise<void> {
  if (removed.length === 0) return
  await closeJobs(
    ctx,
    tx,
    emit,
    removed.flatMap(({ lead }) => lead.jobId ?? []),
    { because: 'withdrawn' },
  )
  await tx
    .update(leads)
    .set({ state: 'withdrawn', version: sql`${leads.version} + 1`, beforeDecision: null })
    .where(
      inArray(
        leads.id,
        removed.map(({ lead }) => lead.id),
      ),
    )
  for (const { post, lead } of removed) {
    const withdrawn = { ...lead, state: 'withdrawn' as const, version: lead.version + 1 }
    emit(rooms.operators, { type: 'lead.withdrawn', version: withdrawn.version, data: lineOfLead(ctx, { post, lead: withdrawn }) })
  }
}
