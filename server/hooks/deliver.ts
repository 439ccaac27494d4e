import { and, eq, isNull, lte, or, sql } from 'drizzle-orm'
import type { HookMessage } from '../../contract/hooks'
import type { TaskPayload } from '../../contract/tasks'
import type { Db } from '../../db/client'
import { hookAttempts, hookDeliveries, hookEndpoints, hookEvents, organisations } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import type { HookAnswer } from '../core/hook-answer'
import { listOwners } from '../identity/list-owners'
import { queueMail } from '../notifications/queue-mail'
import { addTask } from '../tasks/add-task'
import { FAILING_MAX_MS, waitAfter } from './schedule'
import { signHook } from './sign-hook'

/** workerd opens six connections at a time for one request. */
const AT_ONCE_MAX = 6
/** Longer than an attempt takes, its time-out included. */
const CLAIM_MS = 25_000

type Attempt = Extract<TaskPayload, { kind: 'hooks.deliver' }>
type Endpoint = typeof hookEndpoints.$inferSelect
type Event = typeof hookEvents.$inferSelect
type Delivery = typeof hookDeliveries.$inferSelect

/** Task: puts an event on its way to every endpoint that wants it and is on. Twice is as good as once. */
export async function fanOut(ctx: Ctx, eventId: string): Promise<void> {
  await ctx.transact(async (tx) => {
    const [event] = await tx.select().from(hookEvents).where(eq(hookEvents.id, eventId))
    if (!event) return
    const endpoints = await tx
      .select({ id: hookEndpoints.id })
      .from(hookEndpoints)
      .where(
        and(
          eq(hookEndpoints.organisationId, event.organisationId),
          eq(hookEndpoints.state, 'on'),
          sql`${event.type} = any(${hookEndpoints.types})`,
        ),
      )
      .orderBy(hookEndpoints.id)
    for (const endpoint of endpoints) await addDelivery(ctx, tx, { endpointId: endpoint.id, eventId })
  })
}

/** Writes a delivery and the task of its first attempt; one that there is already stays as it is. */
export async function addDelivery(ctx: Ctx, tx: Db, { endpointId, eventId }: { endpointId: string; eventId: string }): Promise<void> {
  const id = ctx.newId('hookDelivery')
  const now = ctx.now()
  const added = await tx
    .insert(hookDeliveries)
    .values({ id, endpointId, eventId, nextAt: now, createdAt: now })
    .onConflictDoNothing()
    .returning({ id: hookDeliveries.id })
  if (added.length > 0) await addAttempt(ctx, tx, { deliveryId: id, round: 1, attempt: 1, at: now })
}

/** Writes the task of one attempt. */
export async function addAttempt(
  ctx: Ctx,
  tx: Db,
  { deliveryId, round, attempt, at }: { deliveryId: string; round: number; attempt: number; at: Date },
): Promise<void> {
  const payload: Attempt = { kind: 'hooks.deliver', deliveryId, round, attempt }
  await addTask(ctx, tx, { payload, key: `${deliveryId}:${round}:${attempt}`, runAfter: at })
}

/**
 * Task: makes attempts, a few at a time. One that was made already, or that a replay has overtaken, is left alone.
 * Stopped between the answer and its row, an attempt is made again: receivers know it by its `webhook-id`.
 */
export async function deliverHooks(ctx: Ctx, attempts: Attempt[]): Promise<void> {
  const waiting = [...attempts]
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await deliver(ctx, next)
  }
  await Promise.all(Array.from({ length: Math.min(AT_ONCE_MAX, attempts.length) }, work))
}

async function deliver(ctx: Ctx, { deliveryId, round, attempt }: Attempt): Promise<void> {
  const now = ctx.now()
  const [claimed] = await ctx.db
    .update(hookDeliveries)
    .set({ claimedUntil: new Date(now.getTime() + CLAIM_MS) })
    .where(
      and(
        eq(hookDeliveries.id, deliveryId),
        eq(hookDeliveries.state, 'waiting'),
        eq(hookDeliveries.round, round),
        eq(hookDeliveries.attempts, attempt - 1),
        or(isNull(hookDeliveries.claimedUntil), lte(hookDeliveries.claimedUntil, now)),
      ),
    )
    .returning()
  if (!claimed) return
  const [held] = await ctx.db
    .select({ endpoint: hookEndpoints, event: hookEvents })
    .from(hookEndpoints)
    .innerJoin(hookEvents, eq(hookEvents.id, claimed.eventId))
    .where(eq(hookEndpoints.id, claimed.endpointId))
  if (!held) return
  if (held.endpoint.state === 'off') {
    await ctx.db.update(hookDeliveries).set({ state: 'failed', nextAt: null, claimedUntil: null }).where(eq(hookDeliveries.id, deliveryId))
    return
  }
  const answer = await sendTo(ctx, held.endpoint, held.event)
  await ctx.transact((tx) => recordAnswer(ctx, tx, { delivery: claimed, endpoint: held.endpoint, answer }))
}

/** Signs an event and posts it. While a secret is being changed, the old one signs too. */
export async function sendTo(ctx: Ctx, endpoint: Endpoint, event: Event): Promise<HookAnswer> {
  const now = ctx.now()
  const secrets = [await ctx.unseal(endpoint.secret, `hook_endpoints.secret:${endpoint.id}`)]
  if (endpoint.oldSecret && endpoint.oldSecretUntil && endpoint.oldSecretUntil > now)
    secrets.push(await ctx.unseal(endpoint.oldSecret, `hook_endpoints.old_secret:${endpoint.id}`))
  const body = bodyOf(event)
  return ctx.sendHook({ url: endpoint.url, body, headers: signHook(secrets, { id: event.id, body, at: now }) })
}

/** The body of an event, the same at each attempt. */
export function bodyOf({ type, createdAt, data }: Event): string {
  return JSON.stringify({ type, timestamp: createdAt.toISOString(), data } satisfies Record<keyof HookMessage, unknown>)
}

/** The round of a test: one attempt, and no other. */
export const TEST_ROUND = 0

/** Writes down what an attempt was answered, and what follows from it for the delivery and its endpoint. */
export async function recordAnswer(
  ctx: Ctx,
  tx: Db,
  { delivery, endpoint, answer }: { delivery: Delivery; endpoint: Endpoint; answer: HookAnswer },
): Promise<void> {
  const now = ctx.now()
  const attempts = delivery.attempts + 1
  const isDelivered = answer.status !== null && answer.status >= 200 && answer.status < 300
  const isGone = answer.status === 410
  const isTest = delivery.round === TEST_ROUND
  const waitMs = isDelivered || isGone || isTest ? null : waitAfter(attempts, answer.retryAfterS, Math.random())
  const nextAt = waitMs === null ? null : new Date(now.getTime() + waitMs)
  const state = isDelivered ? 'delivered' : nextAt ? 'waiting' : 'failed'
  const changed = await tx
    .update(hookDeliveries)
    .set({ state, attempts, nextAt, claimedUntil: null, lastStatus: answer.status })
    .where(
      and(eq(hookDeliveries.id, delivery.id), eq(hookDeliveries.round, delivery.round), eq(hookDeliveries.attempts, delivery.attempts)),
    )
    .returning({ id: hookDeliveries.id })
  // A replay began meanwhile: this attempt belongs to the round before it.
  if (changed.length === 0) return
  await tx.insert(hookAttempts).values({
    id: ctx.newId('hookAttempt'),
    deliveryId: delivery.id,
    at: now,
    status: answer.status,
    fault: answer.fault,
    ms: answer.ms,
    answer: answer.text,
  })
  if (nextAt) await addAttempt(ctx, tx, { deliveryId: delivery.id, round: delivery.round, attempt: attempts + 1, at: nextAt })
  // Trying out what is not ready yet is no failure.
  if (isDelivered || !isTest) await judgeEndpoint(ctx, tx, { endpoint, isDelivered, isGone })
}

/** An answer that came through clears an endpoint; one that says it is gone, or the first failure after three days of them, switches it off. */
async function judgeEndpoint(
  ctx: Ctx,
  tx: Db,
  { endpoint, isDelivered, isGone }: { endpoint: Endpoint; isDelivered: boolean; isGone: boolean },
): Promise<void> {
  const now = ctx.now()
  const whose = eq(hookEndpoints.id, endpoint.id)
  if (isDelivered) {
    await tx
      .update(hookEndpoints)
      .set({ failingSince: null })
      .where(and(whose, sql`${hookEndpoints.failingSince} is not null`))
    return
  }
  await tx
    .update(hookEndpoints)
    .set({ failingSince: now })
    .where(and(whose, isNull(hookEndpoints.failingSince)))
  const [off] = await tx
    .update(hookEndpoints)
    .set({ state: 'off', offReason: isGone ? 'gone' : 'failing', version: sql`${hookEndpoints.version} + 1` })
    .where(
      and(
        whose,
        eq(hookEndpoints.state, 'on'),
        isGone ? undefined : lte(hookEndpoints.failingSince, new Date(now.getTime() - FAILING_MAX_MS)),
      ),
    )
    .returning()
  if (!off) return
  await tx
    .update(hookDeliveries)
    .set({ state: 'failed', nextAt: null })
    .where(and(eq(hookDeliveries.endpointId, endpoint.id), eq(hookDeliveries.state, 'waiting')))
  const [organisation] = await tx
    .select({ name: organisations.name, slug: organisations.slug })
    .from(organisations)
    .where(eq(organisations.id, endpoint.organisationId))
  if (!organisation) return
  const link = `${ctx.origin}/organisations/${organisation.slug}/webhooks/${endpoint.id}`
  const data = { organisationName: organisation.name, host: new URL(endpoint.url).host, isGone, link }
  for (const { personId, email } of await listOwners(tx, endpoint.organisationId))
    await queueMail(ctx, tx, { template: 'webhook-off', to: email, personId, data })
}
