import { and, eq, inArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import { type AskDeletion, type AskedDeletion, type DeletionStatus, GRACE_DAYS } from '../../contract/privacy'
import type { TaskPayload } from '../../contract/tasks'
import type { Db } from '../../db/client'
import { deletionRequests } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import type { Ctx } from '../core/ctx'
import { AppError, conflict, invalid } from '../core/errors'
import type { ErasedPerson, PersonStore } from '../core/person-data'
import { getMe } from '../identity/people'
import { findErasedPerson, listDueErasures, listLastOwned, refuseStaleSession, setEraseAfter } from '../identity/person-data'
import { queueMail } from '../notifications/queue-mail'
import { addTask } from '../tasks/add-task'
import { readCacheGeneration } from './cache-generation'
import { forgetOperator } from './forget-operator'
import { PERSON_STORES } from './person-stores'

const GRACE_MS = GRACE_DAYS * 86_400_000
const SOURCE = 'account'
/** Less than the lease of a task: a person with very much is erased in several tasks. */
const ROUND_MS = 40_000
/** By then every access token that was believed without asking is over. */
const SWEEP_AFTER_MS = 120_000

/**
 * Asks for the account and everything in it to be erased: after 14 days in which it can be taken back, or at once.
 * Asking again changes nothing, except that one that waits can be had at once.
 *
 * @throws forbidden  `privacy.not-in-demo`
 * @throws invalid    `privacy.other-address`: the typed address is not the account's
 * @throws conflict   `session.not-fresh`: sign in again first; `privacy.last-owner`: an organisation with others in it would be without an owner
 */
export async function askDeletion(ctx: PersonCtx, asked: AskDeletion): Promise<AskedDeletion> {
  if (ctx.actor.isDemo)
    throw new AppError('forbidden', 'privacy.not-in-demo', { message: 'A demo is erased by itself, or at once by “End the demo”.' })
  await refuseStaleSession(ctx)
  const me = await getMe(ctx)
  if (asked.when === 'now' && asked.address.toLowerCase() !== me.email.toLowerCase())
    throw invalid('privacy.other-address', 'This is not the address of your account.', { address: `Type ${me.email} to erase at once.` })
  const owned = await listLastOwned(ctx, me.id)
  if (owned.length > 0)
    throw conflict('privacy.last-owner', { organisations: owned.length }, `Make somebody else an owner of ${owned.join(', ')} first.`)

  const now = ctx.now()
  const eraseAfter = new Date(now.getTime() + (asked.when === 'now' ? 0 : GRACE_MS))
  const subjectHash = await hashSubject(ctx, me.id)
  const request = await ctx.transact(async (tx) => {
    const [held] = await tx.select().from(deletionRequests).where(isRequestOf(subjectHash)).for('update')
    if (held?.state === 'received' || (held?.state === 'scheduled' && asked.when === 'after-grace')) return held
    const values = { state: 'scheduled' as const, requestedAt: now, eraseAfter, completedAt: null, stores: [] }
    const [row] = await tx
      .insert(deletionRequests)
      .values({ confirmationCode: ctx.newId('deletion'), source: SOURCE, subjectHash, ...values })
      .onConflictDoUpdate({ target: [deletionRequests.source, deletionRequests.subjectHash], set: values })
      .returning()
    if (!row) throw new Error('A deletion request was not written.')
    await setEraseAfter(tx, me.id, eraseAfter)
    if (asked.when === 'after-grace' && me.emailVerified)
      await queueMail(ctx, tx, {
        template: 'deletion-scheduled',
        to: me.email,
        personId: me.id,
        data: { at: eraseAfter.toISOString(), timeZone: me.timeZone, link: `${ctx.origin}/settings/privacy` },
      })
    return row
  })
  if (asked.when === 'now') await startErasure(ctx, me.id)
  return { confirmationCode: request.confirmationCode, eraseAfter: (request.eraseAfter ?? eraseAfter).toISOString() }
}

/**
 * Keeps the account after all. When nothing waits, nothing changes.
 * @throws conflict  `privacy.erasing`: it has begun
 */
export async function takeBackDeletion(ctx: PersonCtx): Promise<{ kept: true }> {
  const subjectHash = await hashSubject(ctx, ctx.actor.personId)
  await ctx.transact(async (tx) => {
    const [held] = await tx.select({ state: deletionRequests.state }).from(deletionRequests).where(isRequestOf(subjectHash)).for('update')
    if (held?.state === 'received')
      throw conflict('privacy.erasing', {}, 'Your account is being erased. This cannot be taken back any more.')
    if (held?.state === 'scheduled')
      await tx.update(deletionRequests).set({ state: 'taken-back', eraseAfter: null }).where(isRequestOf(subjectHash))
    await setEraseAfter(tx, ctx.actor.personId, null)
  })
  return { kept: true }
}

/** The deletion of this person that waits or runs, with the code of its page; `null` without one. */
export async function findDeletion(ctx: PersonCtx): Promise<{ eraseAfter: string; confirmationCode: string } | null> {
  const [held] = await ctx.db
    .select()
    .from(deletionRequests)
    .where(isRequestOf(await hashSubject(ctx, ctx.actor.personId)))
  if (!held?.eraseAfter || (held.state !== 'scheduled' && held.state !== 'received')) return null
  return { eraseAfter: held.eraseAfter.toISOString(), confirmationCode: held.confirmationCode }
}

/** Cron: begins erasing everybody whose grace period or demo is over. Returns how many are due. */
export async function startDueErasures(ctx: Ctx): Promise<number> {
  const due = await listDueErasures(ctx)
  for (const { personId } of due) await startErasure(ctx, personId)
  return due.length
}

/**
 * Writes the task that erases a person. From then on it cannot be taken back. Begun twice it is one.
 * Whom it is about is sealed in it, so that the task itself is no trace.
 */
export async function startErasure(ctx: Ctx, personId: string): Promise<void> {
  const person = await findErasedPerson(ctx.db, personId)
  if (!person) return
  const subjectHash = await hashSubject(ctx, personId)
  await ctx.transact(async (tx) => {
    const [request] = await tx
      .update(deletionRequests)
      .set({ state: 'received' })
      .where(and(isRequestOf(subjectHash), inArray(deletionRequests.state, ['scheduled', 'received'])))
      .returning()
    await addErasure(ctx, tx, person, {
      confirmationCode: request?.confirmationCode ?? null,
      key: request ? `${request.confirmationCode}:${request.requestedAt.toISOString()}` : subjectHash,
      runAfter: null,
    })
  })
}

type ErasePerson = Extract<TaskPayload, { kind: 'privacy.erase-person' }>

/**
 * Task: empties every store of a person, one after the other, and looks into all of them again: only when each has nothing left it is done.
 * What was found before anything went stands on the public page from the first moment. Stopped anywhere, it goes on where something is left.
 *
 * @throws Error  something was added behind our back: the task is tried again
 */
export async function erasePerson(ctx: Ctx, payload: ErasePerson): Promise<void> {
  const person = await openPerson(ctx, payload)
  if (!person) return
  const { confirmationCode } = payload
  if (confirmationCode !== null) await noteFound(ctx, confirmationCode, person)
  await forgetOperator(ctx, person.personId)
  const untilMs = ctx.now().getTime() + ROUND_MS
  for (const store of PERSON_STORES) {
    if (await emptyStore(ctx, store, person, untilMs)) continue
    await ctx.transact(async (tx) => {
      await addErasure(ctx, tx, person, { confirmationCode, key: `${payload.key}+`, runAfter: null, isSweep: payload.isSweep })
      await forgetWhom(tx, payload)
    })
    return
  }
  const left = await countStores(ctx, person)
  if (left.some(({ count }) => count > 0)) throw new Error('Something of a person was added while it was erased.')
  await finish(ctx, payload, person)
}

/** How much there is of a person, store by store. */
export function countStores(ctx: Ctx, person: ErasedPerson): Promise<{ store: PersonStore['store']; count: number }[]> {
  return Promise.all(PERSON_STORES.map(async (held) => ({ store: held.store, count: await held.countPerson(ctx, person) })))
}

/** `false` when there was more than fits into one round. */
async function emptyStore(ctx: Ctx, store: PersonStore, person: ErasedPerson, untilMs: number): Promise<boolean> {
  while ((await store.erasePerson(ctx, person)) > 0) if (ctx.now().getTime() > untilMs) return false
  return true
}

/** Notes what is there before anything goes. A task that is tried again finds less, and so changes nothing here. */
async function noteFound(ctx: Ctx, confirmationCode: string, person: ErasedPerson): Promise<void> {
  const checkedAt = ctx.now().toISOString()
  const found = await countStores(ctx, person)
  const stores: DeletionStatus['stores'] = found.map(({ store, count }) => ({ store, erased: count, left: count, checkedAt }))
  await ctx.db
    .update(deletionRequests)
    .set({ stores })
    .where(and(eq(deletionRequests.confirmationCode, confirmationCode), sql`jsonb_array_length(${deletionRequests.stores}) = 0`))
}

/** Says so on the page and by one last mail, makes every cache forget, and has one more look when no old token is believed any more. */
async function finish(ctx: Ctx, payload: ErasePerson, person: ErasedPerson): Promise<void> {
  const { confirmationCode } = payload
  const now = ctx.now()
  await ctx.transact(async (tx) => {
    if (confirmationCode !== null) await finishRequest(ctx, tx, confirmationCode, person)
    if (!payload.isSweep)
      // By the id alone: the address may belong to a new account by then.
      await addErasure(
        ctx,
        tx,
        { ...person, email: null },
        {
          confirmationCode: null,
          key: `${payload.key}:sweep`,
          runAfter: new Date(now.getTime() + SWEEP_AFTER_MS),
          isSweep: true,
        },
      )
    await forgetWhom(tx, payload)
  })
  if (confirmationCode !== null) await readCacheGeneration(ctx)
}

async function finishRequest(ctx: Ctx, tx: Db, confirmationCode: string, person: ErasedPerson): Promise<void> {
  const [held] = await tx.select().from(deletionRequests).where(eq(deletionRequests.confirmationCode, confirmationCode)).for('update')
  if (!held || held.state === 'done') return
  const checkedAt = ctx.now().toISOString()
  const stores: DeletionStatus['stores'] = [
    ...held.stores.map((store) => ({ ...store, left: 0, checkedAt })),
    { store: 'caches', erased: 0, left: 0, checkedAt },
  ]
  await tx
    .update(deletionRequests)
    .set({ state: 'done', completedAt: ctx.now(), eraseAfter: null, stores })
    .where(eq(deletionRequests.confirmationCode, confirmationCode))
  if (person.email === null) return
  await queueMail(ctx, tx, {
    template: 'deletion-done',
    to: person.email,
    personId: null,
    data: { link: `${ctx.origin}/privacy/deletion/${confirmationCode}` },
  })
}

async function addErasure(
  ctx: Ctx,
  tx: Db,
  person: ErasedPerson,
  task: { confirmationCode: string | null; key: string; runAfter: Date | null; isSweep?: boolean },
): Promise<void> {
  const { confirmationCode, key, runAfter, isSweep = false } = task
  const sealedPerson = await ctx.seal(JSON.stringify(person), `tasks.payload:${key}`)
  await addTask(ctx, tx, { payload: { kind: 'privacy.erase-person', key, sealedPerson, confirmationCode, isSweep }, key, runAfter })
}

/** A task that was carried out holds nothing of whom it was about. */
async function forgetWhom(tx: Db, { key }: ErasePerson): Promise<void> {
  await tx.execute(
    sql`update tasks set payload = payload || '{"sealedPerson":""}'::jsonb where kind = 'privacy.erase-person' and key = ${key}`,
  )
}

const SealedPerson = z.object({ personId: z.string(), email: z.string().nullable(), keyIds: z.array(z.string()) })

/** `null` for one that was carried out. */
async function openPerson(ctx: Ctx, { key, sealedPerson }: ErasePerson): Promise<ErasedPerson | null> {
  return sealedPerson === '' ? null : SealedPerson.parse(JSON.parse(await ctx.unseal(sealedPerson, `tasks.payload:${key}`)))
}

const hashSubject = (ctx: Ctx, personId: string) => ctx.hash(`${SOURCE}:${personId}`)
const isRequestOf = (subjectHash: string) => and(eq(deletionRequests.source, SOURCE), eq(deletionRequests.subjectHash, subjectHash))
