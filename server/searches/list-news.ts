import { and, count, desc, eq, isNull, sql } from 'drizzle-orm'
import type { JobNews, NewsList, NewsPage } from '../../contract/searches'
import { companies, jobNews, jobs } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import { readInstantCursor, toPage, writeCursor } from '../core/page'
import { type JobCardRow, jobCardColumns, showCard } from '../jobs/show-job'
import { IS_NOT_HIDDEN } from './hidden'

/** New jobs that found the person, newest first, each with why. Closed ones stay, marked; hidden ones do not. */
export async function listNews(ctx: PersonCtx, { searchId, unseenOnly, limit, cursor }: NewsList): Promise<NewsPage> {
  const after = cursor ? readInstantCursor(cursor) : null
  const [rows, unseen] = await Promise.all([
    ctx.db
      .select({ ...jobCardColumns, reasons: jobNews.reasons, at: jobNews.at, seenAt: jobNews.seenAt })
      .from(jobNews)
      .innerJoin(jobs, eq(jobs.id, jobNews.jobId))
      .leftJoin(companies, eq(companies.id, jobs.companyId))
      .where(
        and(
          ofReader(ctx),
          unseenOnly ? isNull(jobNews.seenAt) : undefined,
          searchId ? sql`${jobNews.reasons} @> ${JSON.stringify([{ kind: 'search', searchId }])}::jsonb` : undefined,
          after ? sql`(${jobNews.at}, ${jobNews.jobId}) < (${after.at}::timestamptz, ${after.id})` : undefined,
        ),
      )
      .orderBy(desc(jobNews.at), desc(jobNews.jobId))
      .limit(limit + 1),
    countUnseen(ctx),
  ])
  const show = (row: JobCardRow & Pick<typeof jobNews.$inferSelect, 'reasons' | 'at' | 'seenAt'>): JobNews => ({
    job: showCard(row),
    reasons: row.reasons,
    at: row.at.toISOString(),
    seenAt: row.seenAt?.toISOString() ?? null,
  })
  return { ...toPage(rows, limit, show, (row) => writeCursor([row.at.toISOString(), row.id])), unseen }
}

/** Marks everything that stands in the list now as seen. */
export async function markNewsSeen(ctx: PersonCtx): Promise<{ unseen: number }> {
  await ctx.db
    .update(jobNews)
    .set({ seenAt: ctx.now() })
    .where(and(eq(jobNews.personId, ctx.actor.personId), isNull(jobNews.seenAt)))
  return { unseen: await countUnseen(ctx) }
}

async function countUnseen(ctx: PersonCtx): Promise<number> {
  const [row] = await ctx.db
    .select({ unseen: count() })
    .from(jobNews)
    .innerJoin(jobs, eq(jobs.id, jobNews.jobId))
    .where(and(ofReader(ctx), isNull(jobNews.seenAt)))
  return row?.unseen ?? 0
}

const ofReader = (ctx: PersonCtx) => and(eq(jobNews.personId, ctx.actor.personId), IS_NOT_HIDDEN)
