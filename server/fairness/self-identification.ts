import { and, eq, inArray, or, sql } from 'drizzle-orm'
import { SELF_DIMENSIONS, SelfAnswers, type SelfDimension, type SelfIdentification } from '../../contract/fairness'
import type { Db } from '../../db/client'
import { applications, hiringApplications, impactFigures, organisations, postings, selfIdentifications } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import type { Ctx } from '../core/ctx'
import { notFound } from '../core/errors'
import { findByToken } from '../hiring/resume-access'
import { setAiReview } from '../hiring/set-ai-review'
import { withEvents } from '../live/outbox'

/**
 * What the person said of themselves with one application of theirs; all `null` when they said nothing.
 * @throws not_found  the application was not sent by the person who asks
 */
export async function getSelfIdentification(ctx: PersonCtx, applicationId: string): Promise<SelfIdentification> {
  const row = await ctx.transact((tx) => lockMine(ctx, tx, applicationId))
  return show(ctx, row)
}

/** The same for who applied without an account and has the link. @throws not_found */
export async function getSelfIdentificationByLink(ctx: Ctx, token: string): Promise<SelfIdentification> {
  return show(ctx, (await findByToken(ctx, ctx.db, token)).row)
}

/**
 * Keeps what the person says of themselves, apart from everything else that the employer has. No answer at all removes it. Nobody is told, no
 * log of the organisation has a line of it, and nothing of the application changes.
 *
 * @throws not_found  the application was not sent by the person who asks
 */
export async function setSelfIdentification(
  ctx: PersonCtx,
  { applicationId, answers }: { applicationId: string; answers: SelfAnswers },
): Promise<SelfIdentification> {
  const row = await ctx.transact(async (tx) => {
    const held = await lockMine(ctx, tx, applicationId)
    await keep(ctx, tx, applicationId, answers)
    return held
  })
  return show(ctx, row)
}

/** The same by the link. @throws not_found */
export async function setSelfIdentificationByLink(
  ctx: Ctx,
  { token, answers }: { token: string; answers: SelfAnswers },
): Promise<SelfIdentification> {
  const row = await ctx.transact(async (tx) => {
    const { row: held } = await findByToken(ctx, tx, token)
    await keep(ctx, tx, held.id, answers)
    return held
  })
  return show(ctx, row)
}

/**
 * Asks for this application that people alone look at it, or lets software take part again.
 * @throws not_found  the application was not sent by the person who asks
 */
export async function setReview(ctx: PersonCtx, input: { applicationId: string; refusesAi: boolean }): Promise<SelfIdentification> {
  await withEvents(ctx, async (tx, emit) => setAiReview(ctx, tx, emit, await lockMine(ctx, tx, input.applicationId), input.refusesAi))
  return getSelfIdentification(ctx, input.applicationId)
}

/** The same by the link. @throws not_found */
export async function setReviewByLink(ctx: Ctx, input: { token: string; refusesAi: boolean }): Promise<SelfIdentification> {
  await withEvents(ctx, async (tx, emit) => {
    const { row } = await findByToken(ctx, tx, input.token)
    await setAiReview(ctx, tx, emit, row, input.refusesAi)
  })
  return getSelfIdentificationByLink(ctx, input.token)
}

/** Forgets what was said with these applications. Which of them said anything is forgotten too. Returns how many had. */
export async function forgetSelfIdentifications(tx: Db, applicationIds: readonly string[]): Promise<number> {
  if (applicationIds.length === 0) return 0
  const gone = await tx
    .delete(selfIdentifications)
    .where(inArray(selfIdentifications.applicationId, [...applicationIds]))
    .returning({ applicationId: selfIdentifications.applicationId })
  for (const { applicationId } of gone) await leaveFigures(tx, applicationId, SELF_DIMENSIONS)
  return gone.length
}

export async function unsealAnswers(ctx: Ctx, row: { applicationId: string; sealed: string }): Promise<SelfAnswers> {
  return SelfAnswers.parse(JSON.parse(await ctx.unseal(row.sealed, sealName(row.applicationId))))
}

const sealName = (applicationId: string) => `self_identifications.sealed:${applicationId}`

async function keep(ctx: Ctx, tx: Db, applicationId: string, answers: SelfAnswers): Promise<void> {
  const silent = SELF_DIMENSIONS.filter((dimension) => answers[dimension] === null)
  if (silent.length === SELF_DIMENSIONS.length) {
    await forgetSelfIdentifications(tx, [applicationId])
    return
  }
  const row = { sealed: await ctx.seal(JSON.stringify(answers), sealName(applicationId)), updatedAt: ctx.now() }
  await tx
    .insert(selfIdentifications)
    .values({ applicationId, ...row })
    .onConflictDoUpdate({ target: selfIdentifications.applicationId, set: row })
  await leaveFigures(tx, applicationId, silent)
}

/** An application of the person who asks, also one that its employer keeps without their name: it is still in their own tracker. @throws not_found */
async function lockMine(ctx: PersonCtx, tx: Db, applicationId: string): Promise<typeof hiringApplications.$inferSelect> {
  const [held] = await tx
    .select({ row: hiringApplications })
    .from(hiringApplications)
    .where(and(eq(hiringApplications.id, applicationId), isOf(ctx.actor.personId)))
    .for('update')
  if (!held) throw notFound('application', applicationId)
  return held.row
}

/** Applications that somebody sent, by either side's row. */
export function isOf(personId: string) {
  return or(
    eq(hiringApplications.personId, personId),
    sql`exists (select 1 from ${applications} where ${applications.id} = ${hiringApplications.id} and ${applications.personId} = ${personId})`,
  )
}

/** Takes one's id out of what the last figures are compared with: that one had said something is nobody's to keep. */
async function leaveFigures(tx: Db, applicationId: string, dimensions: readonly SelfDimension[]): Promise<void> {
  if (dimensions.length === 0) return
  await tx
    .update(impactFigures)
    .set({ standings: sql`${impactFigures.standings} - ${applicationId}::text` })
    .where(and(inArray(impactFigures.dimension, [...dimensions]), sql`jsonb_exists(${impactFigures.standings}, ${applicationId})`))
}

async function show(ctx: Ctx, { id, postingId, refusesAi }: typeof hiringApplications.$inferSelect): Promise<SelfIdentification> {
  const [[row], [about]] = await Promise.all([
    ctx.db.select().from(selfIdentifications).where(eq(selfIdentifications.applicationId, id)),
    ctx.db
      .select({ title: postings.title, organisationName: organisations.name })
      .from(postings)
      .innerJoin(organisations, eq(organisations.id, postings.organisationId))
      .where(eq(postings.id, postingId)),
  ])
  return {
    applicationId: id,
    title: about?.title ?? '',
    organisationName: about?.organisationName ?? '',
    refusesAi,
    answers: row ? await unsealAnswers(ctx, row) : SelfAnswers.parse({}),
  }
}
