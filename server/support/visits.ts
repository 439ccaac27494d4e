import { and, desc, eq, gt, isNull } from 'drizzle-orm'
import { type EnteredSupport, type EnterSupport, SUPPORT_MINUTES_MAX, type SupportVisit } from '../../contract/support'
import { PersonId } from '../../contract/wire'
import type { Db } from '../../db/client'
import { members, people, supportVisits } from '../../db/schema'
import { recordAudit } from '../audit/record-audit'
import type { PersonCtx } from '../core/actor'
import type { Ctx, PersonActor } from '../core/ctx'
import { AppError, notFound } from '../core/errors'
import { hashToken, newRefreshToken } from '../identity/renew-session'

const VISITS_SHOWN = 50

/**
 * Begins to look as somebody, for half an hour at most. The visit counts beside the operator's own session alone, stands in the log of each organisation that the
 * person belongs to, and is shown to the person.
 *
 * @throws not_found  `person.not-found`
 * @throws forbidden  `support.not-operators`
 */
export async function enterSupport(ctx: Ctx, { who, reason, minutes }: EnterSupport): Promise<EnteredSupport> {
  const isIt = PersonId.safeParse(who).success ? eq(people.id, who) : eq(people.email, who.toLowerCase())
  const [person] = await ctx.db.select({ id: people.id, isOperator: people.isOperator }).from(people).where(isIt)
  if (!person) throw notFound('person', PersonId.safeParse(who).success ? who : '')
  if (person.isOperator) throw new AppError('forbidden', 'support.not-operators', { message: 'Nobody looks as an operator. Ask them.' })
  const token = newRefreshToken()
  const now = ctx.now()
  const expiresAt = new Date(now.getTime() + Math.min(minutes, SUPPORT_MINUTES_MAX) * 60_000)
  const visit = { id: ctx.newId('supportVisit'), personId: person.id, operatorKey: ctx.actor.key, operatorName: ctx.actor.name, reason }
  await ctx.transact(async (tx) => {
    await tx.insert(supportVisits).values({ ...visit, tokenHash: await hashToken(token), startedAt: now, expiresAt })
    await logVisit(ctx, tx, { act: 'support.entered', visitId: visit.id, personId: person.id })
  })
  return { visitId: visit.id, personId: person.id, token, expiresAt: expiresAt.toISOString() }
}

/**
 * The person as whom this operator looks now; `null` when the visit is over or another operator's.
 * @param operatorKey of the session that is shown beside the token
 */
export async function findSupportActor(ctx: Ctx, token: string, operatorKey: string): Promise<PersonActor | null> {
  const [held] = await ctx.db
    .select({ visit: supportVisits, name: people.name })
    .from(supportVisits)
    .innerJoin(people, eq(people.id, supportVisits.personId))
    .where(
      and(
        eq(supportVisits.tokenHash, await hashToken(token)),
        eq(supportVisits.operatorKey, operatorKey),
        isNull(supportVisits.endedAt),
        gt(supportVisits.expiresAt, ctx.now()),
      ),
    )
  if (!held) return null
  const { visit, name } = held
  return {
    role: 'person',
    // Limits are the visit's own: support never uses up what the person may do.
    key: visit.id,
    name,
    personId: visit.personId,
    sessionId: null,
    scopes: null,
    isOperator: false,
    isDemo: false,
    support: { visitId: visit.id, until: visit.expiresAt },
  }
}

/** Ends a visit. Ending it again changes nothing. */
export async function leaveSupport(ctx: Ctx, visitId: string): Promise<void> {
  await ctx.transact(async (tx) => {
    const [ended] = await tx
      .update(supportVisits)
      .set({ endedAt: ctx.now() })
      .where(and(eq(supportVisits.id, visitId), isNull(supportVisits.endedAt)))
      .returning({ personId: supportVisits.personId })
    if (ended) await logVisit(ctx, tx, { act: 'support.left', visitId, personId: ended.personId })
  })
}

/** When support looked at what the person sees, the newest first. */
export async function listSupportVisits(ctx: PersonCtx): Promise<SupportVisit[]> {
  const rows = await ctx.db
    .select()
    .from(supportVisits)
    .where(eq(supportVisits.personId, ctx.actor.personId))
    .orderBy(desc(supportVisits.startedAt), desc(supportVisits.id))
    .limit(VISITS_SHOWN)
  return rows.map(({ id, operatorName, reason, startedAt, endedAt, expiresAt }) => ({
    id,
    operatorName,
    reason,
    startedAt: startedAt.toISOString(),
    endsAt: (endedAt ?? expiresAt).toISOString(),
  }))
}

/** A line in the log of each organisation that the person belongs to. */
async function logVisit(
  ctx: Ctx,
  tx: Db,
  { act, visitId, personId }: { act: 'support.entered' | 'support.left'; visitId: string; personId: string },
): Promise<void> {
  const held = await tx
    .select({ organisationId: members.organisationId })
    .from(members)
    .where(eq(members.personId, personId))
    .orderBy(members.organisationId)
  await recordAudit(
    ctx,
    tx,
    held.map(({ organisationId }) => ({ organisationId, act, subjectId: personId, details: { visitId } })),
  )
}
