import { eq, sql } from 'drizzle-orm'
import { personRoom, rooms } from '../../contract/live'
import { DELETION_STORES, type DeletionStatus, type DeletionStore } from '../../contract/privacy'
import type { TaskPayload } from '../../contract/tasks'
import type { Db } from '../../db/client'
import { deletionRequests } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { notFound } from '../core/errors'
import { rowsOf } from '../core/rows'
import { countProviderAccounts, eraseProviderAccount, type UnlinkedPerson } from '../identity/person-data'
import { countPostsOf, erasePostsOf } from '../leads/erase-posts'
import { withEvents } from '../live/outbox'
import { queueMail } from '../notifications/queue-mail'
import { readCacheGeneration } from './cache-generation'
import { PERSON_STORES } from './person-stores'

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
 * Task: erases what came from an author: posts, leads, labels, jobs, tasks, outbox, caches and rooms; and, where somebody signed in here by
 * the same account at that source, the link to it with what was fetched by it. A second look follows before the status page says that it is done.
 * Its end is a new generation of every cache: what was kept before is asked for by nobody from ten seconds later on.
 *
 * @throws Error  the second look found something: the task is tried again
 */
export async function eraseAuthor(ctx: Ctx, payload: Extract<TaskPayload, { kind: 'privacy.erase-author' }>): Promise<void> {
  const { source, authorExternalId, confirmationCode } = payload
  const account = { providerId: source, accountId: authorExternalId }
  const { postIds, unlinked } = await withEvents(ctx, async (tx, emit) => {
    const erased = await erasePostsOf(ctx, tx, emit, payload)
    const unlinked = await eraseProviderAccount(tx, account)
    await addErased(ctx, tx, confirmationCode, {
      posts: erased.posts,
      leads: erased.leads,
      labels: erased.labels,
      jobs: erased.jobs,
      outbox: erased.events,
      tasks: erased.tasks,
      caches: erased.jobs,
      rooms: erased.events,
      'sign-in': unlinked.rows,
    })
    for (const person of unlinked.people) await askOwner(ctx, tx, person)
    return { postIds: erased.postIds, unlinked: unlinked.people }
  })
  await ctx.forgetRoom(rooms.jobs)
  await ctx.forgetRoom(rooms.operators)
  for (const { personId } of unlinked) await ctx.forgetRoom(personRoom(personId))
  const left = await countPostsOf(ctx, payload, postIds)
  const linked = await countProviderAccounts(ctx.db, account)
  if (Object.values(left).some((count) => count > 0) || linked > 0) throw new Error('A second look found something of an erased author.')
  const now = ctx.now()
  await ctx.db
    .update(deletionRequests)
    .set({ state: 'done', completedAt: now })
    .where(eq(deletionRequests.confirmationCode, confirmationCode))
  await readCacheGeneration(ctx)
  // The task itself names the person: its payload goes last.
  await ctx.db.execute(sql`
    update tasks set payload = payload - 'authorExternalId' || jsonb_build_object('authorExternalId', '')
    where kind = 'privacy.erase-author' and payload->>'confirmationCode' = ${confirmationCode} and key <= ${`${confirmationCode}:${now.toISOString()}`}`)
}

/** Adds what went to what the page shows, in the transaction in which it went: a task that is tried again finds nothing, and takes nothing back. */
async function addErased(ctx: Ctx, tx: Db, confirmationCode: string, erased: Partial<Record<DeletionStore, number>>): Promise<void> {
  const [held] = await tx
    .select({ stores: deletionRequests.stores })
    .from(deletionRequests)
    .where(eq(deletionRequests.confirmationCode, confirmationCode))
    .for('update')
  const checkedAt = ctx.now().toISOString()
  const stores = DELETION_STORES.flatMap((store) => {
    const count = erased[store]
    const before = held?.stores.find((each) => each.store === store)?.erased ?? 0
    return count === undefined ? [] : [{ store, erased: before + count, left: 0, checkedAt }]
  })
  await tx.update(deletionRequests).set({ stores }).where(eq(deletionRequests.confirmationCode, confirmationCode))
}

/** Somebody who came by the provider alone and made nothing here is asked whether the account should go as well. */
async function askOwner(ctx: Ctx, tx: Db, { personId, email, hasNoOtherWayIn }: UnlinkedPerson): Promise<void> {
  if (!hasNoOtherWayIn) return
  const person = { personId, email, keyIds: [] }
  const made = await Promise.all(
    PERSON_STORES.filter(({ store }) => MADE_BY_PEOPLE.has(store)).map((held) => held.countPerson({ ...ctx, db: tx }, person)),
  )
  if (made.some((count) => count > 0)) return
  await queueMail(ctx, tx, {
    template: 'provider-gone',
    to: email,
    personId,
    data: { provider: 'Facebook', link: `${ctx.origin}/settings/privacy` },
  })
}
const MADE_BY_PEOPLE: ReadonlySet<DeletionStore> = new Set(['applications', 'interviews', 'resumes', 'birth-data', 'numerology', 'files'])

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
    eraseAfter: row.state === 'scheduled' ? (row.eraseAfter?.toISOString() ?? null) : null,
    completedAt: row.completedAt?.toISOString() ?? null,
    stores: row.stores,
  }
}
