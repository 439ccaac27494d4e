import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Db } from '../../db/client'
import { leadLabels, leads, posts } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { rowsOf } from '../core/rows'
import { eraseJobs } from '../jobs/erase-jobs'
import type { Emit } from '../live/outbox'

/** Later than any change a source can send, so that a late repeat of an erased post finds it removed. */
const NEVER_AGAIN = new Date(Date.UTC(9_999, 0))

export interface ErasedPosts {
  /** The posts, by our ids: where a second look searches what came from them. */
  postIds: string[]
  posts: number
  leads: number
  labels: number
  jobs: number
  events: number
  tasks: number
}

/**
 * Erases everything that came from one author. Of each post only its source's id stays, without text, link or author, so that a late
 * repeat of the delivery cannot bring it back.
 */
export async function erasePostsOf(
  ctx: Ctx,
  tx: Db,
  emit: Emit,
  author: { source: string; authorExternalId: string },
): Promise<ErasedPosts> {
  const own = await tx
    .select({ id: posts.id })
    .from(posts)
    .where(and(eq(posts.source, author.source), eq(posts.authorExternalId, author.authorExternalId)))
    .orderBy(posts.id)
    .for('update')
  const ids = own.map((post) => post.id)
  if (ids.length === 0) return { postIds: [], posts: 0, leads: 0, labels: 0, jobs: 0, events: 0, tasks: 0 }
  const { jobs, events } = await eraseJobs(ctx, tx, emit, ids)
  const labels = await tx.delete(leadLabels).where(inArray(leadLabels.postId, ids)).returning({ id: leadLabels.id })
  const gone = await tx.delete(leads).where(inArray(leads.postId, ids)).returning({ id: leads.id })
  const told = await tx.execute(sql`
    update outbox set data = jsonb_set(data, '{title}', 'null') where room = 'operators/all' and ${inArray(
      sql`data->>'leadId'`,
      gone.length > 0 ? gone.map((lead) => lead.id) : [''],
    )} returning seq`)
  await tx
    .update(posts)
    .set({
      text: '',
      url: null,
      authorExternalId: null,
      removedAt: ctx.now(),
      changedAt: NEVER_AGAIN,
      version: sql`${posts.version} + 1`,
      readVersion: sql`${posts.version} + 1`,
    })
    .where(inArray(posts.id, ids))
  const tasks = await tx.execute(
    sql`delete from tasks where kind = 'leads.detect' and ${inArray(sql`payload->>'postId'`, ids)} returning id`,
  )
  return {
    postIds: ids,
    posts: ids.length,
    leads: gone.length,
    labels: labels.length,
    jobs,
    events: events + rowsOf(told).length,
    tasks: rowsOf(tasks).length,
  }
}

/** A second look: what is still there of an author, or of posts that were erased. */
export async function countPostsOf(
  ctx: Ctx,
  author: { source: string; authorExternalId: string },
  postIds: readonly string[],
): Promise<Omit<ErasedPosts, 'postIds'>> {
  const answer = await ctx.db.execute(sql`
    with own as (
      select id from posts where source = ${author.source} and author_external_id = ${author.authorExternalId}
      union select jsonb_array_elements_text(${JSON.stringify(postIds)}::jsonb)
    )
    select
      (select count(*)::int from posts where id in (select id from own) and (text <> '' or author_external_id is not null)) as posts,
      (select count(*)::int from leads where post_id in (select id from own)) as leads,
      (select count(*)::int from lead_labels where post_id in (select id from own)) as labels,
      (select count(*)::int from jobs where post_id in (select id from own)) as jobs,
      (select count(*)::int from tasks where kind = 'leads.detect' and payload->>'postId' in (select id from own)) as tasks,
      (select count(*)::int from outbox where strpos(data::text, ${author.authorExternalId}) > 0) as events`)
  const [row] = rowsOf<Omit<ErasedPosts, 'postIds'>>(answer)
  if (!row) throw new Error('A second look answered nothing.')
  return row
}
