import { and, eq, gt, or, sql } from 'drizzle-orm'
import {
  type AnswerPool,
  POOL_ASK_AGAIN_DAYS,
  POOL_ASK_DAYS,
  POOL_DAYS,
  POOL_WORDS_VERSION,
  type PoolState,
} from '../../contract/candidates'
import type { Db } from '../../db/client'
import { candidatePoolAsks, candidates, organisations } from '../../db/schema'
import { recordAudit } from '../audit/record-audit'
import type { PersonCtx } from '../core/actor'
import type { Ctx } from '../core/ctx'
import { conflict, notFound } from '../core/errors'
import { queueMail } from '../notifications/queue-mail'
import { getCandidateFor, lockCandidates } from './candidate-access'
import { newLinkToken } from './new-link-token'

const DAY_MS = 86_400_000

/**
 * Asks a candidate by mail whether they may be asked for other jobs. Nothing counts before they say so themselves.
 * @throws not_found, forbidden as `getCandidateFor`
 * @throws conflict `candidate.no-address`, `candidate.in-pool`; `candidate.asked-lately`  once in 90 days is enough, whatever was answered
 */
export async function askForPool(ctx: PersonCtx, candidateId: string): Promise<{ askedAt: string }> {
  const token = newLinkToken()
  const tokenHash = await hashOf(ctx, token)
  return ctx.transact(async (tx) => {
    const { candidate, organisationName } = await getCandidateFor(ctx, candidateId, 'candidate.contact', tx)
    await lockCandidates(tx, candidate.organisationId)
    if (candidate.email === null) throw conflict('candidate.no-address', {}, 'There is no address of theirs to write to.')
    const now = ctx.now()
    if (candidate.poolUntil !== null && candidate.poolUntil > now)
      throw conflict('candidate.in-pool', {}, 'They have agreed already. There is nothing to ask.')
    const since = new Date(now.getTime() - POOL_ASK_AGAIN_DAYS * DAY_MS)
    const [lately] = await tx
      .select({ id: candidatePoolAsks.id })
      .from(candidatePoolAsks)
      .innerJoin(candidates, eq(candidates.id, candidatePoolAsks.candidateId))
      .where(and(or(eq(candidates.id, candidate.id), eq(candidates.mergedIntoId, candidate.id)), gt(candidatePoolAsks.askedAt, since)))
      .limit(1)
    if (lately)
      throw conflict('candidate.asked-lately', {}, `They were asked less than ${POOL_ASK_AGAIN_DAYS} days ago. Leave them in peace.`)
    const expiresAt = new Date(now.getTime() + POOL_ASK_DAYS * DAY_MS)
    await tx.insert(candidatePoolAsks).values({
      id: ctx.newId('poolAsk'),
      candidateId: candidate.id,
      tokenHash,
      askedById: ctx.actor.personId,
      askedAt: now,
      expiresAt,
    })
    await queueMail(ctx, tx, {
      template: 'pool-ask',
      to: candidate.email,
      personId: candidate.personId,
      data: { organisationName, link: `${ctx.origin}/pool/${token}`, expiresAt: expiresAt.toISOString() },
    })
    await recordAudit(ctx, tx, { organisationId: candidate.organisationId, act: 'candidate.pool-asked', subjectId: candidate.id })
    return { askedAt: now.toISOString() }
  })
}

/**
 * Somebody ticked the pool when they applied. An account has proved its address: they are in from now for a year, with a mail whose link takes it back.
 * Without one anybody could have typed the address, so that it is asked by mail, and nothing counts before its link says yes. In the caller's transaction.
 */
export async function joinPoolByApplying(
  ctx: Ctx,
  tx: Db,
  joined: { candidateId: string; organisationId: string; organisationName: string; email: string; personId: string | null },
): Promise<void> {
  const token = newLinkToken()
  const { candidateId, organisationId, organisationName, email, personId } = joined
  const now = ctx.now()
  const ask = { id: ctx.newId('poolAsk'), candidateId, tokenHash: await hashOf(ctx, token), askedAt: now }
  const link = `${ctx.origin}/pool/${token}`
  if (personId === null) {
    const expiresAt = new Date(now.getTime() + POOL_ASK_DAYS * DAY_MS)
    await tx.insert(candidatePoolAsks).values({ ...ask, expiresAt })
    await queueMail(ctx, tx, {
      template: 'pool-ask',
      to: email,
      personId,
      data: { organisationName, link, expiresAt: expiresAt.toISOString() },
    })
    await recordAudit(ctx, tx, { organisationId, act: 'candidate.pool-asked', subjectId: candidateId })
    return
  }
  const until = new Date(now.getTime() + POOL_DAYS * DAY_MS)
  await tx.insert(candidatePoolAsks).values({ ...ask, expiresAt: now, answer: 'joined', answeredAt: now, wordsVersion: POOL_WORDS_VERSION })
  await tx.update(candidates).set({ poolSince: now, poolUntil: until }).where(eq(candidates.id, candidateId))
  await queueMail(ctx, tx, { template: 'pool-joined', to: email, personId, data: { organisationName, link, until: until.toISOString() } })
  await recordAudit(ctx, tx, { organisationId, act: 'candidate.pool-changed', subjectId: candidateId, details: { answer: 'joined' } })
}

/** Where the holder of a link stands with the pool. @throws not_found */
export async function readPoolState(ctx: Ctx, token: string): Promise<PoolState> {
  const { ask, candidate, organisationName } = await findByToken(ctx, ctx.db, token)
  const now = ctx.now()
  const isIn = candidate.poolUntil !== null && candidate.poolUntil > now
  const until = isIn ? (candidate.poolUntil?.toISOString() ?? null) : null
  if (isIn) return { organisationName, state: 'joined', until }
  if (ask.answer === null) return { organisationName, state: ask.expiresAt > now ? 'asked' : 'over', until }
  // A year after they joined, nothing has to be left any more.
  return { organisationName, state: ask.answer === 'joined' ? 'over' : ask.answer, until }
}

/**
 * What the holder of a link answers. Leaving counts at once and always, also for the one whom they were found to be; joining while the question is
 * open. The same answer twice is one.
 *
 * @throws not_found
 * @throws conflict `candidate.ask-over`  the question is too old to be answered with yes
 */
export async function answerPool(ctx: Ctx, { token, answer }: AnswerPool): Promise<PoolState> {
  await ctx.transact(async (tx) => {
    const { ask, candidate } = await findByToken(ctx, tx, token)
    await lockCandidates(tx, candidate.organisationId)
    const now = ctx.now()
    const isOpen = ask.expiresAt > now
    if (answer === 'join' && !isOpen)
      throw conflict('candidate.ask-over', {}, 'This question is too old to be answered. Whoever asked it may ask again.')
    const said = answer === 'join' ? 'joined' : answer === 'decline' ? 'declined' : 'left'
    const until = answer === 'join' ? new Date(now.getTime() + POOL_DAYS * DAY_MS) : null
    await tx
      .update(candidatePoolAsks)
      .set({ answer: said, answeredAt: now, wordsVersion: answer === 'join' ? POOL_WORDS_VERSION : ask.wordsVersion })
      .where(eq(candidatePoolAsks.id, ask.id))
    const found = candidate.mergedIntoId === null ? undefined : eq(candidates.id, candidate.mergedIntoId)
    // Who was found to be them joins only where mail still goes to the address that agreed.
    const sameAddress = sql`lower(${candidates.email}) = ${candidate.email?.toLowerCase() ?? ''}`
    await tx
      .update(candidates)
      .set({ poolSince: until === null ? null : now, poolUntil: until, version: sql`${candidates.version} + 1`, updatedAt: now })
      .where(or(eq(candidates.id, candidate.id), found && (answer === 'join' ? and(found, sameAddress) : found)))
    await recordAudit(ctx, tx, {
      organisationId: candidate.organisationId,
      act: 'candidate.pool-changed',
      subjectId: candidate.mergedIntoId ?? candidate.id,
      details: { answer: said },
    })
  })
  return readPoolState(ctx, token)
}

async function findByToken(ctx: Ctx, db: Db, token: string) {
  const [held] = await db
    .select({
      ask: candidatePoolAsks,
      candidate: {
        id: candidates.id,
        organisationId: candidates.organisationId,
        email: candidates.email,
        mergedIntoId: candidates.mergedIntoId,
        poolUntil: candidates.poolUntil,
      },
      organisationName: organisations.name,
    })
    .from(candidatePoolAsks)
    .innerJoin(candidates, eq(candidates.id, candidatePoolAsks.candidateId))
    .innerJoin(organisations, eq(organisations.id, candidates.organisationId))
    .where(eq(candidatePoolAsks.tokenHash, await hashOf(ctx, token)))
  if (!held) throw notFound('pool', 'link')
  return held
}

const hashOf = (ctx: Ctx, token: string) => ctx.hash(`hiring.pool:${token}`)
