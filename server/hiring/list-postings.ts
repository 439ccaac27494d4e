import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import type { HiringOverview } from '../../contract/hiring'
import { hiringApplications, members, organisations, postings } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import { lineOfPosting } from './list-pipeline'

const POSTINGS_MAX = 200

/** The postings of every organisation that the person is a member of, the newest change first, with how many applied and wait. */
export async function listMyPipelines(ctx: PersonCtx): Promise<HiringOverview> {
  const rows = await ctx.db
    .select({ posting: postings, organisationName: organisations.name, organisationSlug: organisations.slug })
    .from(postings)
    .innerJoin(organisations, eq(organisations.id, postings.organisationId))
    .innerJoin(members, and(eq(members.organisationId, organisations.id), eq(members.personId, ctx.actor.personId)))
    .orderBy(desc(postings.updatedAt), postings.id)
    .limit(POSTINGS_MAX)
  const ids = rows.map(({ posting }) => posting.id)
  const counts =
    ids.length === 0
      ? []
      : await ctx.db
          .select({
            postingId: hiringApplications.postingId,
            open: sql<number>`count(*) filter (where disposition_kind is null)::int`,
            unanswered: sql<number>`count(*) filter (where disposition_kind is null and replied_at is null)::int`,
            overdue: sql<number>`count(*) filter (where disposition_kind is null and replied_at is null and reply_due_at <= ${ctx.now().toISOString()}::timestamptz)::int`,
          })
          .from(hiringApplications)
          .where(inArray(hiringApplications.postingId, ids))
          .groupBy(hiringApplications.postingId)
  const byPosting = new Map(counts.map((row) => [row.postingId, row]))
  return {
    data: rows.map(({ posting, organisationName, organisationSlug }) => ({
      posting: lineOfPosting(posting),
      organisationName,
      organisationSlug,
      open: byPosting.get(posting.id)?.open ?? 0,
      unanswered: byPosting.get(posting.id)?.unanswered ?? 0,
      overdue: byPosting.get(posting.id)?.overdue ?? 0,
    })),
  }
}
