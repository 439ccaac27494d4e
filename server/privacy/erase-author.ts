import { eq, sql } from 'drizzle-orm'
import { rooms } from '../../contract/live'
import type { DeletionStatus } from '../../contract/privacy'
import type { TaskPayload } from '../../contract/tasks'
import { deletionRequests } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { notFound } from '../core/errors'
import { rowsOf } from '../core/rows'
import { erasePostsOf } from '../leads/erase-posts'
import { withEvents } from '../live/outbox'
import { readCacheGeneration } from './cache-generation'

/**
 * Notes that a person asks to be erased, and writes the task for it in the same statement. Asking again is the same request with the same
 * code, and runs again: what arrived in between goes too.
 * The person's id is kept only inside the task until it is done, and as a keyed hash.
 *
 * @returns the code under which `/privacy/deletion/<code>` shows where it stands
 */
export async function requestErasure(ctx: Ctx, person: { source: string; authorExternalId: string }): Promise<string> {
  const subjectHash = await ctx.hash(`${person.source}:${person.authorExternalId}`)
  const now = ctx.now().toISOString()
  const freshCode = ctx.newId('deletion')
  const answer = await ctx.db.execute(sql`
    with request as (
      insert into deletion_requests as held (confirmation_code, source, subject_hash, requested_at)
      values (${freshCode}, ${person.source}, ${subjectHash}, ${now}::timestamptz)
      on conflict (source, subject_hash) do update set state = 'received', requested_at = excluded.requested_at, completed_at = null
      returning confirmation_code
    ), task as (
      insert into tasks (id, kind, key, payload, created_at, run_after, sent_at)
      select ${ctx.newId('task')}, 'privacy.erase-author', confirmation_code || ':' || ${now},
        jsonb_build_object('kind', 'privacy.erase-author', 'source', ${person.source}::text, 'authorExternalId', ${person.authorExternalId}::text, 'confirmationCode', confirmation_code),
        ${now}::timestamptz, ${now}::timestamptz, ${now}::timestamptz
      from request on conflict (kind, key) do nothing returning id
    )
    select request.confirmation_code as code, array(select id from task) as task_ids from request`)
  const [row] = rowsOf<{ code: string; task_ids: string[] }>(answer)
  if (!row) throw new Error('A deletion request answered no code.')
  await ctx.enqueue(row.task_ids).catch(() => ctx.log.warn('tasks.send-later'))
  return row.code
}

/**
 * Task: erases a person from posts, leads, labels, jobs, tasks, outbox, caches and rooms, and says on the status page what went where.
 * Its end is a new generation of every cache: what was kept before is asked for by nobody from ten seconds later on.
 */
export async function eraseAuthor(ctx: Ctx, payload: Extract<TaskPayload, { kind: 'privacy.erase-author' }>): Promise<void> {
  const erased = await withEvents(ctx, (tx, emit) => erasePostsOf(ctx, tx, emit, payload))
  await ctx.forgetRoom(rooms.jobs)
  await ctx.forgetRoom(rooms.operators)
  const checkedAt = ctx.now().toISOString()
  const stores: DeletionStatus['stores'] = [
    { store: 'posts', erased: erased.posts, checkedAt },
    { store: 'leads', erased: erased.leads, checkedAt },
    { store: 'labels', erased: erased.labels, checkedAt },
    { store: 'jobs', erased: erased.jobs, checkedAt },
    { store: 'outbox', erased: erased.events, checkedAt },
    { store: 'tasks', erased: erased.tasks, checkedAt },
    { store: 'caches', erased: erased.jobs, checkedAt },
    { store: 'rooms', erased: erased.events, checkedAt },
  ]
  await ctx.db
    .update(deletionRequests)
    .set({ state: 'done', completedAt: ctx.now(), stores })
    .where(eq(deletionRequests.confirmationCode, payload.confirmationCode))
  await readCacheGeneration(ctx)
  // The task itself names the person: its payload goes last.
  await ctx.db.execute(sql`
    update tasks set payload = payload - 'authorExternalId' || jsonb_build_object('authorExternalId', '')
    where kind = 'privacy.erase-author' and payload->>'confirmationCode' = ${payload.confirmationCode} and key <= ${`${payload.confirmationCode}:${ctx.now().toISOString()}`}`)
}

/**
 * Where a deletion request stands.
 * @throws not_found  no request has this code
 */
export async function getDeletionStatus(ctx: Ctx, code: string): Promise<DeletionStatus> {
  const [row] = await ctx.db.select().from(deletionRequests).where(eq(deletionRequests.confirmationCode, code))
  if (!row) throw notFound('deletion request', code)
  return {
    confirmationCode: row.confirmationCode,
    state: row.state,
    requestedAt: row.requestedAt.toISOString(),
    completedAt: row.completedAt?.toISOString() ?? null,
    stores: row.stores,
  }
}
