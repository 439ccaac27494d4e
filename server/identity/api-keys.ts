import { and, desc, eq, gt, isNull } from 'drizzle-orm'
import type { ApiKey, IssuedApiKey, NewApiKey } from '../../contract/identity'
import { apiKeys, people } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import type { Actor, Ctx } from '../core/ctx'
import { AppError, conflict, notFound } from '../core/errors'
import { closeListeners, hashToken, newRefreshToken } from './renew-session'

/** Every key begins with this, so that a scanner for leaked secrets knows one. */
export const API_KEY_START = 'nj_'
const PREFIX_CHARS = 11
const KEYS_MAX = 20
const DAY_MS = 86_400_000
/** After a rotation the old key goes on for a day, so that no program stops in between. */
const ROTATION_MS = DAY_MS
const USED_EVERY_MS = 60_000

/** Keys of the person, the newest first; ended ones too, until they are 30 days old. */
export async function listApiKeys(ctx: PersonCtx): Promise<ApiKey[]> {
  const rows = await ctx.db
    .select()
    .from(apiKeys)
    .where(eq(apiKeys.personId, ctx.actor.personId))
    .orderBy(desc(apiKeys.createdAt), desc(apiKeys.id))
    .limit(KEYS_MAX * 5)
  const keptFrom = ctx.now().getTime() - 30 * DAY_MS
  return rows.filter((row) => Math.min(row.expiresAt.getTime(), row.revokedAt?.getTime() ?? Number.POSITIVE_INFINITY) > keptFrom).map(shown)
}

/**
 * Makes a key. It is shown in this answer and never again.
 * @throws conflict  `key.too-many`: twenty live keys are the most
 */
export async function issueApiKey(ctx: PersonCtx, wanted: NewApiKey): Promise<IssuedApiKey> {
  if (ctx.actor.isDemo)
    throw new AppError('forbidden', 'key.not-in-demo', { message: 'A demo has no keys. Make an account, it takes a minute.' })
  const now = ctx.now()
  const live = await ctx.db.$count(
    apiKeys,
    and(eq(apiKeys.personId, ctx.actor.personId), isNull(apiKeys.revokedAt), gt(apiKeys.expiresAt, now)),
  )
  if (live >= KEYS_MAX) throw conflict('key.too-many', {}, `You have ${KEYS_MAX} keys. Revoke one that you no longer use.`)
  const key = `${API_KEY_START}${newRefreshToken()}`
  const [row] = await ctx.db
    .insert(apiKeys)
    .values({
      id: ctx.newId('apiKey'),
      personId: ctx.actor.personId,
      name: wanted.name,
      prefix: key.slice(0, PREFIX_CHARS),
      secretHash: await hashToken(key),
      scopes: [...new Set(wanted.scopes)],
      createdAt: now,
      expiresAt: new Date(now.getTime() + wanted.days * DAY_MS),
    })
    .returning()
  if (!row) throw new Error('The key was not stored.')
  return { key, apiKey: shown(row) }
}

/**
 * Makes a successor with the same name, rights and span. The old key goes on for a day, then it is over.
 * @throws not_found  no such live key of this person
 */
export async function rotateApiKey(ctx: PersonCtx, id: string): Promise<IssuedApiKey> {
  const old = await getLiveKey(ctx, id)
  const days = Math.max(1, Math.round((old.expiresAt.getTime() - old.createdAt.getTime()) / DAY_MS))
  const issued = await issueApiKey(ctx, { name: old.name, scopes: old.scopes, days: Math.min(365, days) })
  const until = new Date(Math.min(old.expiresAt.getTime(), ctx.now().getTime() + ROTATION_MS))
  await ctx.db.update(apiKeys).set({ expiresAt: until }).where(eq(apiKeys.id, old.id))
  return issued
}

/** Ends a key at once. Ending it again changes nothing. @throws not_found */
export async function revokeApiKey(ctx: PersonCtx, id: string): Promise<ApiKey> {
  const mine = and(eq(apiKeys.id, id), eq(apiKeys.personId, ctx.actor.personId))
  await ctx.db
    .update(apiKeys)
    .set({ revokedAt: ctx.now() })
    .where(and(mine, isNull(apiKeys.revokedAt)))
  const [row] = await ctx.db.select().from(apiKeys).where(mine)
  if (!row) throw notFound('key', id)
  // What listens with it must show a new ticket, which it does not get.
  closeListeners(ctx, ctx.actor.personId)
  return shown(row)
}

/**
 * Whose key this is, as the actor of a request.
 * @throws unauthenticated  `key.unknown`, `key.revoked` or `key.expired`
 */
export async function findKeyOwner(ctx: Ctx, key: string): Promise<Actor> {
  const now = ctx.now()
  const [held] = await ctx.db
    .select({ key: apiKeys, name: people.name, eraseAfter: people.eraseAfter })
    .from(apiKeys)
    .innerJoin(people, eq(people.id, apiKeys.personId))
    .where(eq(apiKeys.secretHash, await hashToken(key)))
  if (!held) throw refusal('key.unknown', 'There is no such key. Look at your keys in the settings.')
  if (held.key.revokedAt) throw refusal('key.revoked', 'This key was revoked. Make a new one in the settings.')
  if (held.key.expiresAt <= now) throw refusal('key.expired', 'This key is over. Rotate it in the settings.')
  if (!held.key.lastUsedAt || now.getTime() - held.key.lastUsedAt.getTime() > USED_EVERY_MS) {
    const used = ctx.db.update(apiKeys).set({ lastUsedAt: now }).where(eq(apiKeys.id, held.key.id))
    // To the minute is enough, and a use that was not noted is noted by the next.
    ctx.waitUntil(used.then(() => undefined).catch(() => ctx.log.warn('key.use-not-noted', { keyId: held.key.id })))
  }
  return {
    role: 'person',
    key: held.key.id,
    name: held.name,
    personId: held.key.personId,
    sessionId: null,
    scopes: held.key.scopes,
    isOperator: false,
    isDemo: false,
  }
}

async function getLiveKey(ctx: PersonCtx, id: string) {
  const [row] = await ctx.db
    .select()
    .from(apiKeys)
    .where(and(eq(apiKeys.id, id), eq(apiKeys.personId, ctx.actor.personId), isNull(apiKeys.revokedAt)))
  if (!row || row.expiresAt <= ctx.now()) throw notFound('key', id)
  return row
}

const refusal = (reason: string, message: string) => new AppError('unauthenticated', reason, { message })

function shown(row: typeof apiKeys.$inferSelect): ApiKey {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    scopes: row.scopes,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
  }
}
