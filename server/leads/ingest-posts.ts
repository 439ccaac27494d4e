import { sql } from 'drizzle-orm'
import type { PostChange } from '../../contract/leads'
import type { Ctx } from '../core/ctx'
import { describeError } from '../core/describe-error'
import { rowsOf } from '../core/rows'

/** Changes of one source, as its door understood them. */
export interface IncomingChanges {
  /** Word for the source: `facebook`, `reddit` … */
  source: string
  /** Facebook's id of the Page the posts come from; `null` for other sources. */
  pageExternalId: string | null
  changes: PostChange[]
}

/**
 * Stores posts and the tasks to read them as rows of one statement, then sends the tasks.
 * A repeat adds nothing and wakes its task if that is still open. An edit or removal that is older than what we hold changes nothing,
 * and a removal that arrives before its post keeps the post out.
 *
 * @returns how many posts were new, changed, and already known
 */
export async function ingestPosts(ctx: Ctx, incoming: IncomingChanges): Promise<{ added: number; changed: number; known: number }> {
  const newest = newestByPost(incoming.changes)
  if (newest.length === 0) return { added: 0, changed: 0, known: 0 }
  const now = ctx.now().toISOString()
  const latest = new Date(ctx.now().getTime() + AHEAD_MS_MAX).toISOString()
  const rows = newest.map((change) => ({
    id: ctx.newId('post'),
    taskId: ctx.newId('task'),
    externalId: keepable(idOf(change)),
    authorExternalId: change.kind === 'written' && change.post.authorExternalId !== null ? keepable(change.post.authorExternalId) : null,
    text: change.kind === 'written' ? keepable(change.post.text) : '',
    url: change.kind === 'written' && change.post.url !== null ? keepable(change.post.url) : null,
    postedAt: change.kind === 'written' ? change.post.postedAt : null,
    // A source whose clock is far ahead must not make every later change an old one.
    changedAt: change.at < latest ? change.at : latest,
    removedAt: change.kind === 'removed' ? now : null,
  }))
  const answer = await ctx.db.execute(sql`
    with incoming as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(
        "id" text, "taskId" text, "externalId" text, "authorExternalId" text, "text" text, "url" text,
        "postedAt" timestamptz, "changedAt" timestamptz, "removedAt" timestamptz)
    ), saved as (
      insert into posts as held (id, source, external_id, page_external_id, author_external_id, text, url, posted_at, received_at, changed_at, removed_at)
      select "id", ${incoming.source}, "externalId", ${incoming.pageExternalId}::text, "authorExternalId", "text", "url", "postedAt", ${now}::timestamptz, "changedAt", "removedAt"
      from incoming order by "externalId"
      on conflict (source, external_id) do update set
        text = excluded.text, url = coalesce(excluded.url, held.url), changed_at = excluded.changed_at, removed_at = excluded.removed_at,
        author_external_id = coalesce(excluded.author_external_id, held.author_external_id),
        posted_at = coalesce(held.posted_at, excluded.posted_at),
        version = held.version + (excluded.text is distinct from held.text or (excluded.removed_at is null) <> (held.removed_at is null))::int
      where excluded.changed_at > held.changed_at
      returning id, external_id, version, xmax = 0 as is_new
    ), written as (
      insert into tasks (id, kind, key, payload, created_at, run_after, sent_at)
      select "taskId", 'leads.detect', saved.id || ':' || saved.version, jsonb_build_object('kind', 'leads.detect', 'postId', saved.id),
        ${now}::timestamptz, ${now}::timestamptz, ${now}::timestamptz
      from saved join incoming on incoming."externalId" = saved.external_id
      on conflict (kind, key) do nothing
      returning id
    ), waiting as (
      select tasks.id from incoming
      join posts on posts.source = ${incoming.source} and posts.external_id = incoming."externalId"
      join tasks on tasks.kind = 'leads.detect' and tasks.key = posts.id || ':' || posts.version and tasks.state = 'open'
    )
    select
      (select count(*) from saved where is_new) as added,
      (select count(*) from written) - (select count(*) from saved where is_new) as changed,
      array(select id from written union select id from waiting) as task_ids`)
  const [counts] = rowsOf<{ added: string; changed: string; task_ids: string[] }>(answer)
  const added = Number(counts?.added)
  const changed = Number(counts?.changed)
  // The sender does not wait for the queue, and a failed send is no failure: the rows are there, and cron sends rows left open.
  if (counts && counts.task_ids.length > 0)
    ctx.waitUntil(ctx.enqueue(counts.task_ids).catch((error) => ctx.log.warn('tasks.send-later', { error: describeError(error) })))
  ctx.count(`numerojobs_posts_total{source="${incoming.source}",outcome="added"}`, added)
  ctx.count(`numerojobs_posts_total{source="${incoming.source}",outcome="changed"}`, changed)
  ctx.count(`numerojobs_posts_total{source="${incoming.source}",outcome="known"}`, newest.length - added - changed)
  return { added, changed, known: newest.length - added - changed }
}

/** One delivery may tell of a post several times, in any order: only its newest state counts. */
function newestByPost(changes: PostChange[]): PostChange[] {
  const newest = new Map<string, PostChange>()
  for (const change of changes) {
    const id = keepable(idOf(change))
    const held = newest.get(id)
    if (!held || Date.parse(change.at) > Date.parse(held.at)) newest.set(id, change)
  }
  return [...newest.values()]
}

const AHEAD_MS_MAX = 86_400_000

const idOf = (change: PostChange) => (change.kind === 'written' ? change.post.externalId : change.externalId)

/** PostgreSQL keeps neither NUL nor half of a letter in text. One such character must not hold up everything that came with it. */
const keepable = (text: string) => text.toWellFormed().replaceAll('\u0000', '')
