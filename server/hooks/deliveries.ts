import { and, asc, desc, eq, gte, lt, sql } from 'drizzle-orm'
import type { z } from 'zod'
import {
  HOOK_KEPT_DAYS,
  type HookAttempt,
  type HookDelivery,
  type HookDeliveryDetail,
  type HookDeliveryList,
  type HookDeliveryPage,
  type ReplayHooks,
} from '../../contract/hooks'
import { hookAttempts, hookDeliveries, hookEvents } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import type { Ctx } from '../core/ctx'
import { conflict, tooMany } from '../core/errors'
import { readInstantCursor, toPage, writeCursor } from '../core/page'
import { getDeliveryFor, getEndpointFor } from './access'
import { addAttempt, addDelivery, bodyOf, recordAnswer, sendTo, TEST_ROUND } from './deliver'

const ATTEMPTS_SHOWN_MAX = 50
const REPLAY_MAX = 500
const DAY_MS = 86_400_000
const FORGET_AT_ONCE_MAX = 5_000

/** What was or is on its way to an endpoint in the last 30 days, the newest first. */
export async function listDeliveries(ctx: PersonCtx, input: z.output<typeof HookDeliveryList>): Promise<HookDeliveryPage> {
  await getEndpointFor(ctx, input.endpointId)
  const after = input.cursor ? readInstantCursor(input.cursor) : null
  const rows = await selectDeliveries(ctx)
    .where(
      and(
        eq(hookDeliveries.endpointId, input.endpointId),
        input.state ? eq(hookDeliveries.state, input.state) : undefined,
        after ? sql`(${hookDeliveries.createdAt}, ${hookDeliveries.id}) < (${after.at}::timestamptz, ${after.id})` : undefined,
      ),
    )
    .orderBy(desc(hookDeliveries.createdAt), desc(hookDeliveries.id))
    .limit(input.limit + 1)
  return toPage(rows, input.limit, shownDelivery, ({ delivery }) => writeCursor([delivery.createdAt.toISOString(), delivery.id]))
}

/** One delivery with its body and every answer. Signatures are never kept, so none is shown. */
export async function getDelivery(ctx: PersonCtx, deliveryId: string): Promise<HookDeliveryDetail> {
  await getDeliveryFor(ctx, deliveryId)
  const [[row], log] = await Promise.all([
    selectDeliveries(ctx).where(eq(hookDeliveries.id, deliveryId)),
    ctx.db
      .select()
      .from(hookAttempts)
      .where(eq(hookAttempts.deliveryId, deliveryId))
      .orderBy(asc(hookAttempts.at), asc(hookAttempts.id))
      .limit(ATTEMPTS_SHOWN_MAX),
  ])
  if (!row) throw new Error('The delivery is gone between two reads.')
  return { ...shownDelivery(row), payload: bodyOf(row.event), log: log.map(shownAttempt) }
}

/**
 * Sends a delivery again, with all its attempts before it. It keeps its `webhook-id`, so that a receiver that has it knows it.
 * @throws conflict  `hooks.endpoint-off`
 */
export async function replayDelivery(ctx: PersonCtx, deliveryId: string): Promise<HookDelivery> {
  const delivery = await getDeliveryFor(ctx, deliveryId)
  const endpoint = await getEndpointFor(ctx, delivery.endpointId)
  if (endpoint.state === 'off') throw endpointOff()
  await ctx.transact((tx) => startRound(ctx, tx, eq(hookDeliveries.id, deliveryId)))
  const [row] = await selectDeliveries(ctx).where(eq(hookDeliveries.id, deliveryId))
  if (!row) throw new Error('The delivery is gone between two reads.')
  return shownDelivery(row)
}

/**
 * Sends again what an endpoint wants and has not got since an instant, what happened while it was off included; at most 500 at once, the oldest
 * first: `isMore` says that there are more. What is waiting for its next attempt is tried now.
 * @throws conflict  `hooks.endpoint-off`
 */
export async function replaySince(ctx: PersonCtx, { endpointId, since, all }: ReplayHooks): Promise<{ replayed: number; isMore: boolean }> {
  const endpoint = await getEndpointFor(ctx, endpointId)
  if (endpoint.state === 'off') throw endpointOff()
  return ctx.transact(async (tx) => {
    const rows = await tx
      .select({ eventId: hookEvents.id, deliveryId: hookDeliveries.id })
      .from(hookEvents)
      .leftJoin(hookDeliveries, and(eq(hookDeliveries.eventId, hookEvents.id), eq(hookDeliveries.endpointId, endpointId)))
      .where(
        and(
          eq(hookEvents.organisationId, endpoint.organisationId),
          gte(hookEvents.createdAt, new Date(since)),
          sql`${hookEvents.type} = any(${hookEndpointTypes(endpoint.types)})`,
          all ? undefined : sql`${hookDeliveries.state} is distinct from 'delivered'`,
        ),
      )
      .orderBy(asc(hookEvents.createdAt), asc(hookEvents.id))
      .limit(REPLAY_MAX + 1)
    const due = rows.slice(0, REPLAY_MAX)
    for (const { eventId, deliveryId } of due) {
      if (deliveryId === null) await addDelivery(ctx, tx, { endpointId, eventId })
      else await startRound(ctx, tx, eq(hookDeliveries.id, deliveryId))
    }
    return { replayed: due.length, isMore: rows.length > REPLAY_MAX }
  })
}

/**
 * Posts a signed event of the type `endpoint.tested` at once and answers what came back. It is tried once; its failure counts for nothing.
 * @throws too_many  `hooks.too-many-tests`
 */
export async function testEndpoint(ctx: PersonCtx, endpointId: string): Promise<HookAttempt> {
  const endpoint = await getEndpointFor(ctx, endpointId)
  if (!(await ctx.allow('paste', ctx.actor.key))) throw tooMany('hooks.too-many-tests', 60)
  const now = ctx.now()
  const eventId = ctx.newId('hookEvent')
  const id = ctx.newId('hookDelivery')
  const made = await ctx.transact(async (tx) => {
    const { organisationId } = endpoint
    const [event] = await tx
      .insert(hookEvents)
      .values({ id: eventId, organisationId, type: 'endpoint.tested', data: { endpointId }, createdAt: now })
      .returning()
    const [delivery] = await tx.insert(hookDeliveries).values({ id, endpointId, eventId, round: TEST_ROUND, createdAt: now }).returning()
    return event && delivery ? { event, delivery } : null
  })
  if (!made) throw new Error('The test was not stored.')
  const answer = await sendTo(ctx, endpoint, made.event)
  await ctx.transact((tx) => recordAnswer(ctx, tx, { delivery: made.delivery, endpoint, answer }))
  return { at: now.toISOString(), status: answer.status, fault: answer.fault, ms: answer.ms, answer: answer.text }
}

/** Cron: forgets events after 30 days, and with them their deliveries; at most 5,000 at once. Returns how many. */
export async function forgetOldHooks(ctx: Ctx): Promise<number> {
  const before = new Date(ctx.now().getTime() - HOOK_KEPT_DAYS * DAY_MS)
  const old = ctx.db.select({ id: hookEvents.id }).from(hookEvents).where(lt(hookEvents.createdAt, before)).limit(FORGET_AT_ONCE_MAX)
  const gone = await ctx.db.delete(hookEvents).where(sql`${hookEvents.id} in ${old}`).returning({ id: hookEvents.id })
  return gone.length
}

const endpointOff = () =>
  conflict('hooks.endpoint-off', {}, 'This endpoint is switched off. Switch it on first; then what it missed can be replayed.')

type Rows = { delivery: typeof hookDeliveries.$inferSelect; event: typeof hookEvents.$inferSelect }

const selectDeliveries = (ctx: Ctx) =>
  ctx.db
    .select({ delivery: hookDeliveries, event: hookEvents })
    .from(hookDeliveries)
    .innerJoin(hookEvents, eq(hookEvents.id, hookDeliveries.eventId))

async function startRound(ctx: Ctx, tx: Ctx['db'], which: ReturnType<typeof eq>): Promise<void> {
  const now = ctx.now()
  const [started] = await tx
    .update(hookDeliveries)
    .set({ state: 'waiting', round: sql`${hookDeliveries.round} + 1`, attempts: 0, nextAt: now, claimedUntil: null })
    .where(which)
    .returning({ id: hookDeliveries.id, round: hookDeliveries.round })
  if (started) await addAttempt(ctx, tx, { deliveryId: started.id, round: started.round, attempt: 1, at: now })
}

const hookEndpointTypes = (types: string[]) =>
  sql`array[${sql.join(
    types.map((type) => sql`${type}`),
    sql`, `,
  )}]::text[]`

function shownDelivery({ delivery, event }: Rows): HookDelivery {
  return {
    id: delivery.id,
    eventId: event.id,
    type: event.type,
    state: delivery.state,
    attempts: delivery.attempts,
    nextAt: delivery.nextAt?.toISOString() ?? null,
    happenedAt: event.createdAt.toISOString(),
    lastStatus: delivery.lastStatus,
  }
}

function shownAttempt({ at, status, fault, ms, answer }: typeof hookAttempts.$inferSelect): HookAttempt {
  return { at: at.toISOString(), status, fault, ms, answer }
}
