import { and, eq, exists, isNull, type SQL } from 'drizzle-orm'
import type { PublishedPosting } from '../../contract/postings'
import type { Db } from '../../db/client'
import { members, organisations, people, postings } from '../../db/schema'
import type { Ctx } from '../core/ctx'

/**
 * A posting that people may apply to now, by its own id or by that of its job; `null` for one that is missing, not published, paused or over.
 * One whose organisation has nobody but demos takes no application either: whoever made it is gone in a day.
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
    .where(
      and('jobId' in by ? eq(postings.jobId, by.jobId) : eq(postings.id, by.postingId), eq(postings.state, 'published'), isOfAccounts(db)),
    )
  if (!row?.jobId || (row.validThrough !== null && row.validThrough <= ctx.now())) return null
  return { ...row, jobId: row.jobId, validThrough: row.validThrough?.toISOString() ?? null }
}

/** The posting's organisation has a member who is no demo. */
export function isOfAccounts(db: Db): SQL {
  return exists(
    db
      .select({ id: people.id })
      .from(members)
      .innerJoin(people, eq(people.id, members.personId))
      .where(and(eq(members.organisationId, postings.organisationId), isNull(people.demoUntil))),
  )
}
