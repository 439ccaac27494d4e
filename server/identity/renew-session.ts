import { and, eq, gt, ne, sql } from 'drizzle-orm'
import { personRoom } from '../../contract/live'
import { people, refreshTokens, sessions } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { rowsOf } from '../core/rows'
import { withEvents } from '../live/outbox'
import { queueMail } from '../notifications/queue-mail'
import type { AccessClaims } from './access-token'
import { nameDevice } from './name-device'

/** A session ends when nobody came for this long. */
export const SESSION_DAYS = 30
/** In pages a refresh token is replaced when it is older than this; asking `/v1/auth/refresh` always replaces it. */
const REPLACE_AFTER_MS = 10 * 60_000
/** Two tabs may show the same token in the same moment, so in pages a token counts for this long after it was replaced. */
const REPLACED_GRACE_MS = 30_000

/** What the bearer of a live session gets: claims to sign, and a new refresh token when the old one was replaced. */
export interface RenewedSession {
  claims: AccessClaims
  refreshToken: string | null
}

/**
 * Gives a session that better-auth has just made its first refresh token.
 * Who is signed in elsewhere already is told by mail of a device that none of their sessions knows.
 * @param token better-auth's own token of the session; it stays on the server
 */
export async function startSession(ctx: Ctx, token: string, from: { country: string | null }): Promise<RenewedSession> {
  const refreshToken = newRefreshToken()
  const [held] = await ctx.db
    .select({
      sessionId: sessions.id,
      userAgent: sessions.userAgent,
      personId: people.id,
      name: people.name,
      email: people.email,
      timeZone: people.timeZone,
      isOperator: people.isOperator,
      demoUntil: people.demoUntil,
    })
    .from(sessions)
    .innerJoin(people, eq(people.id, sessions.personId))
    .where(eq(sessions.token, token))
  if (!held) throw new Error('better-auth named a session that is not there.')
  const now = ctx.now()
  await ctx.db.insert(refreshTokens).values({ tokenHash: await hashToken(refreshToken), sessionId: held.sessionId, createdAt: now })
  await ctx.db
    .update(sessions)
    .set({ lastSeenAt: now, country: from.country, expiresAt: daysAfter(now) })
    .where(eq(sessions.id, held.sessionId))
  await tellOfNewDevice(ctx, held, from.country)
  return { claims: claimsOf(held), refreshToken }
}

async function tellOfNewDevice(
  ctx: Ctx,
  started: { sessionId: string; userAgent: string | null; personId: string; email: string; timeZone: string; demoUntil: Date | null },
  country: string | null,
): Promise<void> {
  if (started.demoUntil) return
  const others = await ctx.db
    .select({ userAgent: sessions.userAgent })
    .from(sessions)
    .where(and(eq(sessions.personId, started.personId), ne(sessions.id, started.sessionId), gt(sessions.expiresAt, ctx.now())))
    .limit(100)
  if (others.length === 0 || others.some(({ userAgent }) => userAgent === started.userAgent)) return
  await queueMail(ctx, ctx.db, {
    template: 'new-sign-in',
    to: started.email,
    personId: started.personId,
    data: {
      device: nameDevice(started.userAgent),
      country,
      at: ctx.now().toISOString(),
      timeZone: started.timeZone,
      link: `${ctx.origin}/settings/security`,
    },
  })
}

/**
 * Turns a refresh token into a new access, and replaces it: always when `strict`, in pages only when it is old.
 * A token that was replaced before is stolen or was copied: its whole family ends, on every device that holds one of it.
 * In pages a replaced token is believed for thirty seconds more, and gets no successor.
 *
 * @returns `null` when the token is unknown, over, or was used before
 */
export async function renewSession(
  ctx: Ctx,
  token: string,
  how: { strict: boolean; country?: string | null },
): Promise<RenewedSession | null> {
  const tokenHash = await hashToken(token)
  const now = ctx.now()
  const [held] = await ctx.db
    .select({
      sessionId: sessions.id,
      personId: people.id,
      name: people.name,
      isOperator: people.isOperator,
      demoUntil: people.demoUntil,
      createdAt: refreshTokens.createdAt,
      replacedAt: refreshTokens.replacedAt,
    })
    .from(refreshTokens)
    .innerJoin(sessions, eq(sessions.id, refreshTokens.sessionId))
    .innerJoin(people, eq(people.id, sessions.personId))
    .where(and(eq(refreshTokens.tokenHash, tokenHash), gt(sessions.expiresAt, now)))
  if (!held || (held.demoUntil && held.demoUntil <= now)) return null
  const claims = claimsOf(held)
  if (held.replacedAt) {
    if (!how.strict && now.getTime() - held.replacedAt.getTime() <= REPLACED_GRACE_MS) return { claims, refreshToken: null }
    return endReusedFamily(ctx, held)
  }
  if (!how.strict && now.getTime() - held.createdAt.getTime() < REPLACE_AFTER_MS) return { claims, refreshToken: null }

  const refreshToken = newRefreshToken()
  // One statement, so that of two who come at once exactly one gets the successor.
  const replaced = await ctx.db.execute<{ session_id: string }>(sql`
    with old as (
      update refresh_tokens set replaced_at = ${now.toISOString()}, successor_hash = ${await hashToken(refreshToken)}
      where token_hash = ${tokenHash} and replaced_at is null returning session_id
    ), new as (
      insert into refresh_tokens (token_hash, session_id, created_at)
      select ${await hashToken(refreshToken)}, session_id, ${now.toISOString()} from old
    )
    update sessions set last_seen_at = ${now.toISOString()}, updated_at = ${now.toISOString()}, expires_at = ${daysAfter(now).toISOString()},
      country = coalesce(${how.country ?? null}, country)
    where id in (select session_id from old) returning id as session_id`)
  if (rowsOf<{ session_id: string }>(replaced).length > 0) return { claims, refreshToken }
  // Somebody else replaced it between the two statements.
  return how.strict ? endReusedFamily(ctx, held) : { claims, refreshToken: null }
}

async function endReusedFamily(ctx: Ctx, held: { sessionId: string; personId: string }): Promise<null> {
  ctx.log.warn('session.refresh-reused', { sessionId: held.sessionId })
  ctx.count('numerojobs_sessions_ended_total{reason="reuse"}')
  await endSession(ctx, held)
  return null
}

/** Ends one session: its tokens go with it, and its open pages are told. Ending it again changes nothing. */
export async function endSession(ctx: Ctx, ended: { sessionId: string; personId: string }): Promise<void> {
  await withEvents(ctx, async (tx, emit) => {
    const gone = await tx
      .delete(sessions)
      .where(and(eq(sessions.id, ended.sessionId), eq(sessions.personId, ended.personId)))
      .returning({ id: sessions.id })
    if (gone.length > 0) emit(personRoom(ended.personId), { type: 'session.ended', version: 1, data: { sessionId: ended.sessionId } })
  })
  closeListeners(ctx, ended.personId)
}

/** Ends all sessions of a person but the one that asks, if it is theirs. */
export async function endSessionsBesides(ctx: Ctx, personId: string): Promise<void> {
  const own = ctx.actor.role === 'person' && ctx.actor.personId === personId ? ctx.actor.sessionId : null
  const held = await ctx.db.select({ id: sessions.id }).from(sessions).where(eq(sessions.personId, personId))
  for (const { id } of held) if (id !== own) await endSession(ctx, { sessionId: id, personId })
}

/** Every socket in the person's room must show a new ticket, which an ended session does not get. */
export function closeListeners(ctx: Ctx, personId: string): void {
  ctx.waitUntil(ctx.reauthoriseRoom(personRoom(personId)).catch(() => ctx.log.warn('session.room-not-reached', { personId })))
}

export async function hashToken(token: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token))
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** 256 random bits, as text that a cookie and a URL both carry. */
export function newRefreshToken(): string {
  return btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')
}

const daysAfter = (now: Date) => new Date(now.getTime() + SESSION_DAYS * 86_400_000)
const claimsOf = (held: { sessionId: string; personId: string; name: string; isOperator: boolean; demoUntil: Date | null }) => ({
  sub: held.personId,
  sid: held.sessionId,
  name: held.name,
  op: held.isOperator,
  demo: held.demoUntil !== null,
})
