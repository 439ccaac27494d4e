import { and, asc, eq, lte, sql } from 'drizzle-orm'
import type { PostingHeartbeat } from '../../contract/postings'
import { members, organisations, postings } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { hasRight } from '../identity/access'
import { withEvents } from '../live/outbox'
import { notifyMany } from '../notifications/notify'
import { heartbeatOf, PAUSE_DAYS, PAUSE_MS } from './core/heartbeat'
import { pauseHeld } from './publish-posting'

const AT_ONCE = 100

/** Cron: pauses published postings that nobody of the team has looked at for two weeks; applicants and the team's managers are told. Returns how many. */
export async function pauseIdlePostings(ctx: Ctx): Promise<number> {
  const isIdle = and(
    eq(postings.state, 'published'),
    lte(sql`greatest(${postings.publishedAt}, ${postings.reviewedAt})`, new Date(ctx.now().getTime() - PAUSE_MS)),
  )
  const idle = await ctx.db.select({ id: postings.id }).from(postings).where(isIdle).orderBy(asc(postings.id)).limit(AT_ONCE)
  for (const { id } of idle) {
    await withEvents(ctx, async (tx, emit) => {
      // Somebody may have looked just now.
      const [posting] = await tx
        .select()
        .from(postings)
        .where(and(eq(postings.id, id), isIdle))
        .for('update')
      if (!posting) return
      await pauseHeld(ctx, tx, emit, posting, 'idle')
      const managers = await tx
        .select({ personId: members.personId, role: members.role, name: organisations.name })
        .from(members)
        .innerJoin(organisations, eq(organisations.id, members.organisationId))
        .where(eq(members.organisationId, posting.organisationId))
        .orderBy(asc(members.personId))
      const news = managers.filter(({ role }) => hasRight(role, 'posting.publish'))
      await notifyMany(
        ctx,
        tx,
        emit,
        news.map(({ personId, name }) => ({
          personId,
          key: `${posting.id}:${posting.version}`,
          data: { event: 'posting.paused-idle', postingId: posting.id, jobTitle: posting.title, companyName: name, days: PAUSE_DAYS },
        })),
      )
    })
  }
  return idle.length
}

/** How alive the posting behind a job is, for everybody; `null` for a job that was not posted here or is not shown now. */
export async function findHeartbeat(ctx: Ctx, jobId: string): Promise<PostingHeartbeat | null> {
  const [row] = await ctx.db
    .select({ publishedAt: postings.publishedAt, reviewedAt: postings.reviewedAt })
    .from(postings)
    .where(and(eq(postings.jobId, jobId), eq(postings.state, 'published')))
  return row?.publishedAt ? heartbeatOf({ publishedAt: row.publishedAt, reviewedAt: row.reviewedAt }, ctx.now()) : null
}
