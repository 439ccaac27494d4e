import { and, eq, lt, sql } from 'drizzle-orm'
import { idempotencyKeys } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { AppError, conflict, invalid } from '../core/errors'
import { rowsOf } from '../core/rows'

/** How long an answer is kept. */
const KEPT_MS = 24 * 3_600_000
/** Longer than any write takes. Afterwards its worker is dead, and a repeat carries it out. */
const LEASE_MS = 60_000
const RETRY_S = 1
const FORGET_AT_ONCE_MAX = 5_000
/** Visible ASCII, as a header carries it. */
const KEY = /^[\x21-\x7e]{1,255}$/

export interface KeyedWrite {
  /** What the caller chose for this one write. */
  key: string
  /** The operation's own name: the same key at another operation is another write. */
  operation: string
  /** Everything that was asked, as text: path, query and body. */
  request: string
}
export interface KeptAnswer {
  status: number
  body: string
  /** Whether it was kept from the first time. */
  isReplay: boolean
}

/**
 * Carries out a write once for each caller and key, and gives its answer again for 24 hours.
 * Only a success is kept: what was refused changed nothing and may be asked anew under the same key. The answer is kept sealed.
 * When the Worker dies between the write and the keeping of its answer, a repeat after a minute carries it out again: writes under it are
 * single transactions that do no harm twice.
 *
 * @throws invalid   `idempotency.bad-key`
 * @throws conflict  `idempotency.other-request`: the key stands for another write; `idempotency.in-progress`: the first one is being
 *   carried out, with the seconds after which to ask again
 */
export async function answerOnce(
  ctx: Ctx,
  write: KeyedWrite,
  carryOut: () => Promise<{ status: number; body: string }>,
): Promise<KeptAnswer> {
  if (!KEY.test(write.key))
    throw invalid('idempotency.bad-key', 'An Idempotency-Key has 1 to 255 visible ASCII characters.', {
      'Idempotency-Key': 'Send a random UUID, new for each write.',
    })
  const row = {
    callerHash: await ctx.hash(`idempotency:${ctx.actor.key}`),
    operation: write.operation,
    key: write.key,
    requestHash: await ctx.hash(`idempotency-request:${write.request}`),
  }
  if (!(await takeKey(ctx, row))) return replay(ctx, row)
  try {
    const answer = await carryOut()
    const body = await ctx.seal(answer.body, sealName(row))
    await ctx.db.update(idempotencyKeys).set({ status: answer.status, body }).where(isRow(row))
    return { ...answer, isReplay: false }
  } catch (error) {
    await ctx.db.delete(idempotencyKeys).where(and(isRow(row), sql`${idempotencyKeys.status} is null`))
    throw error
  }
}

/** Cron: forgets answers that are older than a day, at most 5,000 at once. Returns how many. */
export async function forgetOldAnswers(ctx: Ctx): Promise<number> {
  const before = new Date(ctx.now().getTime() - KEPT_MS).toISOString()
  const gone = await ctx.db.execute(sql`
    delete from idempotency_keys where ctid in (
      select ctid from idempotency_keys where created_at < ${before}::timestamptz limit ${FORGET_AT_ONCE_MAX}) returning key`)
  return rowsOf(gone).length
}

type KeyRow = Pick<typeof idempotencyKeys.$inferSelect, 'callerHash' | 'operation' | 'key' | 'requestHash'>

const isRow = (row: KeyRow) =>
  and(eq(idempotencyKeys.callerHash, row.callerHash), eq(idempotencyKeys.operation, row.operation), eq(idempotencyKeys.key, row.key))
const sealName = (row: KeyRow) => `idempotency_keys.body:${row.callerHash}:${row.operation}:${row.key}`

/** Whether this caller carries the write out: the key is new, a day old, or left behind by a Worker that died. */
async function takeKey(ctx: Ctx, row: KeyRow): Promise<boolean> {
  const now = ctx.now()
  const fresh = { requestHash: row.requestHash, status: null, body: null, createdAt: now, leasedUntil: new Date(now.getTime() + LEASE_MS) }
  const isOver = lt(idempotencyKeys.createdAt, new Date(now.getTime() - KEPT_MS))
  const isOrphan = sql`(${idempotencyKeys.status} is null and ${idempotencyKeys.leasedUntil} < ${now.toISOString()}::timestamptz and ${idempotencyKeys.requestHash} = ${row.requestHash})`
  const taken = await ctx.db
    .insert(idempotencyKeys)
    .values({ ...row, ...fresh })
    .onConflictDoUpdate({
      target: [idempotencyKeys.callerHash, idempotencyKeys.operation, idempotencyKeys.key],
      set: fresh,
      setWhere: sql`${isOver} or ${isOrphan}`,
    })
    .returning({ key: idempotencyKeys.key })
  return taken.length > 0
}

async function replay(ctx: Ctx, row: KeyRow): Promise<KeptAnswer> {
  const [held] = await ctx.db
    .select({ requestHash: idempotencyKeys.requestHash, status: idempotencyKeys.status, body: idempotencyKeys.body })
    .from(idempotencyKeys)
    .where(isRow(row))
  if (held && held.requestHash !== row.requestHash)
    throw conflict('idempotency.other-request', {}, 'This Idempotency-Key was used for another request. Send a new key with each write.')
  if (!held || held.status === null || held.body === null)
    throw new AppError('conflict', 'idempotency.in-progress', {
      message: 'The first request with this Idempotency-Key is still being carried out. Ask again in a second.',
      retryAfterS: RETRY_S,
    })
  ctx.count(`numerojobs_idempotent_replays_total{operation="${row.operation}"}`)
  return { status: held.status, body: await ctx.unseal(held.body, sealName(row)), isReplay: true }
}
