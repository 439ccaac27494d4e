import { and, eq, gt, inArray, isNotNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Db } from '../../db/client'
import { members, people, sessions, verifications } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import { refuseOverSession } from '../core/actor'
import type { Ctx, PersonActor } from '../core/ctx'
import { invalid, tooMany } from '../core/errors'
import { queueMail } from '../notifications/queue-mail'
import { claimIdentifier, hashIdentifier } from './person-data'
import { newRefreshToken } from './renew-session'

const CODE_MINUTES = 10
const TRIES_MAX = 3

/** A visitor's own person for a day, with a session. Their address is one that no mail can reach, and is not confirmed. */
export async function addDemoPerson(
  ctx: Ctx,
  tx: Db,
  demo: { name: string; timeZone: string; until: Date },
): Promise<{ actor: PersonActor; token: string }> {
  const personId = ctx.newId('person')
  const sessionId = ctx.newId('session')
  const token = newRefreshToken()
  const now = ctx.now()
  const { name, timeZone, until } = demo
  await tx.insert(people).values({
    id: personId,
    name,
    email: `${personId}@demo.invalid`,
    timeZone,
    demoUntil: until,
    createdAt: now,
    updatedAt: now,
  })
  await tx.insert(sessions).values({ id: sessionId, personId, token, expiresAt: until, createdAt: now, updatedAt: now, lastSeenAt: now })
  return { actor: { role: 'person', key: personId, name, personId, sessionId, scopes: null, isOperator: false, isDemo: true }, token }
}

/** How many demos there are now. */
export function countDemos(ctx: Ctx): Promise<number> {
  return ctx.db.$count(people, isNotNull(people.demoUntil))
}

/** Ends a demo with everybody who was made up for it: nobody gets in from now on, and cron erases it. @throws invalid `demo.none` */
export async function endDemo(ctx: PersonCtx): Promise<void> {
  await ctx.transact(async (tx) => {
    const mine = tx.select({ id: members.organisationId }).from(members).where(eq(members.personId, ctx.actor.personId))
    const colleagues = tx.select({ id: members.personId }).from(members).where(inArray(members.organisationId, mine))
    const ended = await tx
      .update(people)
      .set({ demoUntil: ctx.now() })
      .where(and(eq(people.id, ctx.actor.personId), isNotNull(people.demoUntil)))
      .returning({ id: people.id })
    if (ended.length === 0) refuseNoDemo()
    await tx
      .update(people)
      .set({ demoUntil: ctx.now() })
      .where(and(inArray(people.id, colleagues), isNotNull(people.demoUntil)))
  })
}

/**
 * Sends a code to the address that a demo's owner wants it to be theirs under. The answer is the same for every address;
 * an address that has an account gets a mail that says so instead.
 *
 * @throws invalid   `demo.none`
 * @throws too_many  `auth.too-many`
 */
export async function startClaim(ctx: PersonCtx, { email }: { email: string }): Promise<{ minutes: number }> {
  await getLiveDemo(ctx)
  for (const key of [ctx.actor.key, await ctx.hash(`sign-in:${email}`)])
    if (!(await ctx.allow('signIn', key))) throw tooMany('auth.too-many', 60)
  const code = String(crypto.getRandomValues(new Uint32Array(1))[0] ?? 0)
    .padStart(6, '0')
    .slice(-6)
  const expiresAt = new Date(ctx.now().getTime() + CODE_MINUTES * 60_000)
  const identifier = await hashIdentifier(claimIdentifier(ctx.actor.personId))
  const isTaken = (await ctx.db.$count(people, eq(people.email, email))) > 0
  await ctx.transact(async (tx) => {
    await tx.delete(verifications).where(eq(verifications.identifier, identifier))
    if (isTaken) {
      await queueMail(ctx, tx, { template: 'already-registered', to: email, personId: null, data: { link: `${ctx.origin}/sign-in` } })
      return
    }
    const value = JSON.stringify({ hash: await hashClaim(ctx, email, code), tries: 0 })
    await tx
      .insert(verifications)
      .values({ id: ctx.newId('verification'), identifier, value, expiresAt, createdAt: ctx.now(), updatedAt: ctx.now() })
    await queueMail(ctx, tx, { template: 'verify-address', to: email, personId: null, data: { code, link: null, minutes: CODE_MINUTES } })
  })
  return { minutes: CODE_MINUTES }
}

/**
 * Turns a demo into the account of whoever proves the address: everything in it stays, and it is not erased any more.
 * @throws invalid  `demo.none`; `demo.wrong-code`, also for one that is over or was tried three times
 */
export async function finishClaim(
  ctx: PersonCtx,
  given: { email: string; code: string; name?: string | undefined },
): Promise<{ personId: string }> {
  await getLiveDemo(ctx)
  const { personId } = ctx.actor
  const identifier = await hashIdentifier(claimIdentifier(personId))
  const hash = await hashClaim(ctx, given.email, given.code)
  const isRight = await ctx.transact(async (tx) => {
    const [held] = await tx
      .select()
      .from(verifications)
      .where(and(eq(verifications.identifier, identifier), gt(verifications.expiresAt, ctx.now())))
      .for('update')
    const kept = held && Claim.parse(JSON.parse(held.value))
    if (!held || !kept || kept.tries >= TRIES_MAX) return false
    if (kept.hash !== hash) {
      await tx
        .update(verifications)
        .set({ value: JSON.stringify({ ...kept, tries: kept.tries + 1 }) })
        .where(eq(verifications.id, held.id))
      return false
    }
    await tx.delete(verifications).where(eq(verifications.id, held.id))
    const claimed = await tx
      .update(people)
      .set({ email: given.email, emailVerified: true, demoUntil: null, updatedAt: ctx.now(), ...(given.name ? { name: given.name } : {}) })
      .where(and(eq(people.id, personId), sql`not exists (select 1 from people o where o.email = ${given.email})`))
      .returning({ id: people.id })
    // Its session was to end with it.
    await tx
      .update(sessions)
      .set({ expiresAt: new Date(ctx.now().getTime() + 30 * 86_400_000) })
      .where(eq(sessions.personId, personId))
    return claimed.length > 0
  })
  if (!isRight)
    throw invalid('demo.wrong-code', 'This code does not count. Look at the newest mail, or send a new one.', {
      code: 'This code does not count.',
    })
  return { personId }
}

const Claim = z.object({ hash: z.string(), tries: z.int() })

async function getLiveDemo(ctx: PersonCtx): Promise<void> {
  const [row] = await ctx.db.select({ demoUntil: people.demoUntil }).from(people).where(eq(people.id, ctx.actor.personId))
  if (!row) refuseOverSession()
  if (row.demoUntil === null || row.demoUntil <= ctx.now()) refuseNoDemo()
}

function refuseNoDemo(): never {
  throw invalid('demo.none', 'This is not a demo: it is your account already.')
}

const hashClaim = (ctx: PersonCtx, email: string, code: string) => ctx.hash(`demo-claim:${ctx.actor.personId}:${email}:${code}`)
