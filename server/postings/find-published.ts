import { and, eq } from 'drizzle-orm'
import type { PublishedPosting } from '../../contract/postings'
import type { Db } from '../../db/client'
import { organisations, postings } from '../../db/schema'
import type { Ctx } from '../core/ctx'

/**
 * A posting that people may apply to now, by its own id or by that of its job; `null` for one that is missing, not published, paused or over.
 */
export async function findPublishedPosting(
  ctx: Pick<Ctx, 'db' | 'now'>,
  by: { postingId: string } | { jobId: string },
  db: Db = ctx.db,
): Promise<PublishedPosting | null> {
  const [row] = await db
    .select({
      id: postings.id,
      jobId: postings.jobId,
      organisationId: postings.organisationId,
      organisationName: organisations.name,
      title: postings.title,
      places: postings.places,
      remote: postings.remote,
      questions: postings.questions,
      statements: postings.statements,
      replyPromiseDays: postings.replyPromiseDays,
      validThrough: postings.validThrough,
    })
    .from(postings)
    .innerJoin(organisations, eq(organisations.id, postings.organisationId))
    .where(and('jobId' in by ? eq(postings.jobId, by.jobId) : eq(postings.id, by.postingId), eq(postings.state, 'published')))
  if (!row?.jobId || (row.validThrough !== null && row.validThrough <= ctx.now())) return null
  return { ...row, jobId: row.jobId, validThrough: row.validThrough?.toISOString() ?? null }
}
