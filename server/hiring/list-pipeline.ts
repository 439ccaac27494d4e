import { and, asc, count, desc, eq, isNotNull, isNull } from 'drizzle-orm'
import type { Pipeline } from '../../contract/hiring'
import { hiringRoom } from '../../contract/live'
import type { PostingLine } from '../../contract/postings'
import { candidates, hiringApplications, hiringStages } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import { hasRight } from '../identity/access'
import { lastSequence } from '../live/publish'
import { getPostingFor, type HeldPosting } from '../postings/access'
import { heartbeatOf } from '../postings/core/heartbeat'
import { hiringCardColumns, showHiringCard } from './show-card'
import { ensureStages, showStage } from './stages'

/** A pipeline shows so many open ones, the oldest first within a stage as the team ordered them, and the newest closed ones. */
const OPEN_MAX = 5_000
const CLOSED_MAX = 100

/**
 * One posting's pipeline. Cards stand by stage and rank, never by a score (DESIGN §9.4).
 * @throws not_found, forbidden as `getPostingFor`
 */
export async function getPipeline(ctx: PersonCtx, postingId: string): Promise<Pipeline> {
  const held = await getPostingFor(ctx, postingId, 'candidate.view')
  // Before the cards: what happens meanwhile is told again, and a repeat does no harm.
  const last = await lastSequence(ctx, hiringRoom(postingId))
  const stages = await ctx.transact((tx) => ensureStages(ctx, tx, postingId))
  const [open, closed, [counted]] = await Promise.all([
    ctx.db
      .select(hiringCardColumns)
      .from(hiringApplications)
      .innerJoin(candidates, eq(candidates.id, hiringApplications.candidateId))
      .leftJoin(hiringStages, eq(hiringStages.id, hiringApplications.stageId))
      .where(and(eq(hiringApplications.postingId, postingId), isNull(hiringApplications.dispositionKind)))
      .orderBy(asc(hiringApplications.stageId), asc(hiringApplications.rank), asc(hiringApplications.id))
      .limit(OPEN_MAX),
    ctx.db
      .select(hiringCardColumns)
      .from(hiringApplications)
      .innerJoin(candidates, eq(candidates.id, hiringApplications.candidateId))
      .leftJoin(hiringStages, eq(hiringStages.id, hiringApplications.stageId))
      .where(and(eq(hiringApplications.postingId, postingId), isNotNull(hiringApplications.dispositionKind)))
      .orderBy(desc(hiringApplications.stageSince), asc(hiringApplications.id))
      .limit(CLOSED_MAX),
    ctx.db
      .select({ count: count() })
      .from(hiringApplications)
      .where(and(eq(hiringApplications.postingId, postingId), isNotNull(hiringApplications.dispositionKind))),
  ])
  const { posting, organisationName } = held
  return {
    posting: {
      ...lineOfPosting(posting),
      organisationId: posting.organisationId,
      openings: posting.openings,
      replyPromiseDays: posting.replyPromiseDays,
      heartbeat:
        posting.state === 'published' && posting.publishedAt
          ? heartbeatOf({ publishedAt: posting.publishedAt, reviewedAt: posting.reviewedAt }, ctx.now())
          : null,
      pauseReason: posting.pauseReason,
    },
    organisationName,
    stages: stages.map(showStage),
    cards: [...open, ...closed].map((row) => showHiringCard(row)),
    closedCount: counted?.count ?? 0,
    may: rightsOf(held),
    last,
  }
}

/** What the reader may do with candidates. */
export function rightsOf({ role }: Pick<HeldPosting, 'role'>): Pipeline['may'] {
  return {
    move: hasRight(role, 'candidate.move'),
    note: hasRight(role, 'candidate.note'),
    contact: hasRight(role, 'candidate.contact'),
    manage: hasRight(role, 'candidate.manage'),
  }
}

export function lineOfPosting({ id, jobId, state, title, closeReason, version }: HeldPosting['posting']): PostingLine {
  return { id, jobId, state, title, closeReason, version }
}
