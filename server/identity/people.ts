import { and, asc, desc, eq, gt, ne } from 'drizzle-orm'
import type { Me, PublicPerson, Session, UpdateMe } from '../../contract/identity'
import { personRoom } from '../../contract/live'
import { accounts, passkeys, people, sessions } from '../../db/schema'
import { type PersonCtx, refuseOverSession } from '../core/actor'
import type { Ctx } from '../core/ctx'
import { notFound } from '../core/errors'
import { withEvents } from '../live/outbox'
import { nameDevice } from './name-device'
import { closeListeners, endSession } from './renew-session'

/** The person who asks. @throws unauthenticated `session.over`, when they were erased meanwhile */
export async function getMe(ctx: PersonCtx): Promise<Me> {
  const [row] = await ctx.db.select().from(people).where(eq(people.id, ctx.actor.personId))
  return row ? shown(row) : refuseOverSession()
}

/** Changes what the person says of themselves; what is not named stays. Done twice it is the same. */
export async function updateMe(ctx: PersonCtx, change: UpdateMe): Promise<Me> {
  const [row] = await ctx.db
    .update(people)
    .set({ ...change, updatedAt: ctx.now() })
    .where(eq(people.id, ctx.actor.personId))
    .returning()
  return row ? shown(row) : refuseOverSession()
}

/** What somebody shows to everybody. @throws not_found also for who shows nothing */
export async function getPublicPerson(ctx: Ctx, id: string): Promise<PublicPerson> {
  const [row] = await ctx.db
    .select({ id: people.id, name: people.name, headline: people.headline })
    .from(people)
    .where(and(eq(people.id, id), eq(people.isPublic, true)))
  if (!row) throw notFound('person', id)
  return row
}

/** Where the person is signed in, the newest first. */
export async function listSessions(ctx: PersonCtx): Promise<Session[]> {
  const rows = await ctx.db
    .select({
      id: sessions.id,
      userAgent: sessions.userAgent,
      country: sessions.country,
      createdAt: sessions.createdAt,
      lastSeenAt: sessions.lastSeenAt,
      expiresAt: sessions.expiresAt,
    })
    .from(sessions)
    .where(and(eq(sessions.personId, ctx.actor.personId), gt(sessions.expiresAt, ctx.now())))
    .orderBy(desc(sessions.lastSeenAt), desc(sessions.id))
    .limit(100)
  return rows.map(({ userAgent, ...row }) => ({
    ...row,
    isCurrent: row.id === ctx.actor.sessionId,
    device: nameDevice(userAgent),
    createdAt: row.createdAt.toISOString(),
    lastSeenAt: row.lastSeenAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  }))
}

/** Ends one of the person's sessions. What it still holds is believed for a minute at most. Ending it again changes nothing. */
export async function revokeSession(ctx: PersonCtx, sessionId: string): Promise<{ sessionId: string }> {
  await endSession(ctx, { sessionId, personId: ctx.actor.personId })
  return { sessionId }
}

/** Ends every session but the one that asks. */
export async function revokeOtherSessions(ctx: PersonCtx): Promise<{ ended: number }> {
  const { personId, sessionId } = ctx.actor
  const ended = await withEvents(ctx, async (tx, emit) => {
    const gone = await tx
      .delete(sessions)
      .where(and(eq(sessions.personId, personId), ne(sessions.id, sessionId ?? '')))
      .returning({ id: sessions.id })
    for (const { id } of gone) emit(personRoom(personId), { type: 'session.ended', version: 1, data: { sessionId: id } })
    return gone.length
  })
  closeListeners(ctx, personId)
  return { ended }
}

/** The person's ways in, the oldest first. */
export async function listWaysIn(ctx: PersonCtx) {
  const mine = ctx.actor.personId
  const [linked, keys, [person]] = await Promise.all([
    ctx.db
      .select({ id: accounts.id, providerId: accounts.providerId, createdAt: accounts.createdAt })
      .from(accounts)
      .where(eq(accounts.personId, mine))
      .orderBy(asc(accounts.createdAt), asc(accounts.id)),
    ctx.db
      .select({ id: passkeys.id, name: passkeys.name, createdAt: passkeys.createdAt })
      .from(passkeys)
      .where(eq(passkeys.personId, mine))
      .orderBy(asc(passkeys.createdAt), asc(passkeys.id)),
    ctx.db.select({ twoFactorEnabled: people.twoFactorEnabled }).from(people).where(eq(people.id, mine)),
  ])
  return {
    hasPassword: linked.some(({ providerId }) => providerId === 'credential'),
    providers: linked
      .filter(({ providerId }) => providerId !== 'credential')
      .map(({ id, providerId, createdAt }) => ({ id, providerId, linkedAt: createdAt.toISOString() })),
    passkeys: keys.map(({ id, name, createdAt }) => ({ id, name: name ?? 'Passkey', createdAt: createdAt.toISOString() })),
    hasSecondStep: person?.twoFactorEnabled ?? false,
  }
}

/**
 * Takes a provider from the account. Mail codes stay as a way in, so nobody locks themselves out.
 * @throws not_found  `provider.not-found`
 */
export async function unlinkProvider(ctx: PersonCtx, accountId: string): Promise<{ accountId: string }> {
  const gone = await ctx.db
    .delete(accounts)
    .where(and(eq(accounts.id, accountId), eq(accounts.personId, ctx.actor.personId), ne(accounts.providerId, 'credential')))
    .returning({ id: accounts.id })
  if (gone.length === 0) throw notFound('provider', accountId)
  return { accountId }
}

function shown(row: typeof people.$inferSelect): Me {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    emailVerified: row.emailVerified,
    timeZone: row.timeZone,
    headline: row.headline,
    isPublic: row.isPublic,
    twoFactorEnabled: row.twoFactorEnabled,
    isOperator: row.isOperator,
    demoUntil: row.demoUntil?.toISOString() ?? null,
    eraseAfter: row.eraseAfter?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  }
}
