import { and, eq, isNull, sql } from 'drizzle-orm'
import type { FieldValues } from '../../contract/candidate-fields'
import type { AddCandidate, AddCandidateApplication, CandidateLine } from '../../contract/candidates'
import { POOL_DAYS } from '../../contract/candidates'
import type { HiringCard } from '../../contract/hiring'
import { hiringRoom } from '../../contract/live'
import type { Db } from '../../db/client'
import { candidates, hiringApplications, hiringEvents } from '../../db/schema'
import { ranksBetween } from '../applications/core/rank'
import { recordAudit } from '../audit/record-audit'
import type { PersonCtx } from '../core/actor'
import { conflict, invalid, notFound } from '../core/errors'
import { tellHooks } from '../hooks/tell-hooks'
import { getOrganisationFor } from '../identity/access'
import { type Emit, withEvents } from '../live/outbox'
import { getPostingFor, type PostingRow } from '../postings/access'
import { getCandidateFor, lockCandidates } from './candidate-access'
import { readNewFieldValues } from './candidate-fields'
import { NO_PROMISE } from './core/no-promise'
import { linesOf, showCandidate } from './list-candidates'
import { loadHiringCards, placementOf } from './show-card'
import { ensureStages } from './stages'

const DAY_MS = 86_400_000

/**
 * Enters somebody whom the organisation knows from elsewhere: into a posting that they applied to, or into the talent pool that they agreed to.
 * Nobody writes to them, and no reply was promised to them here.
 *
 * @throws not_found, forbidden as `getOrganisationFor` and `getPostingFor`
 * @throws invalid `candidate-field.bad-value`, `candidate.nowhere`  neither a posting nor the day of a consent is given; `candidate.consent-over`
 * @throws conflict `candidate.known`  the organisation has one of that external id
 */
export async function addCandidate(ctx: PersonCtx, input: AddCandidate): Promise<CandidateLine> {
  const { organisationId, postingId } = input
  const { role } = await getOrganisationFor(ctx, organisationId, 'candidate.manage')
  const poolUntil = poolEnd(input.poolSince, ctx.now())
  if (postingId === null && input.poolSince === null)
    throw invalid('candidate.nowhere', 'Say what they applied to, or when they agreed to the talent pool.', {
      postingId: 'Give this, or the day of the consent.',
    })
  if (postingId === null && poolUntil === null)
    throw invalid('candidate.consent-over', 'This consent is over, or lies ahead. Ask them again.', {
      poolSince: 'A consent counts for a year.',
    })
  return withEvents(ctx, async (tx, emit) => {
    const posting = postingId === null ? null : await openPostingOf(ctx, tx, organisationId, postingId)
    const fields = await readNewFieldValues(tx, organisationId, input.fields)
    const [candidate] = await insertCandidates(ctx, tx, organisationId, [{ ...input, fields, poolUntil }])
    if (!candidate) throw conflict('candidate.known', {}, 'There is a candidate with this external id already. Find them by it.')
    await recordAudit(ctx, tx, {
      organisationId,
      act: 'candidate.added',
      subjectId: candidate.id,
      details: { source: input.source, inPool: poolUntil !== null },
    })
    if (posting) {
      const entry = { candidateId: candidate.id, source: input.source, appliedAt: pastOr(ctx, input.appliedAt) }
      await enterApplications(ctx, tx, emit, posting, [entry])
    }
    const lines = await linesOf(tx, [candidate.id])
    return showCandidate(candidate, lines.get(candidate.id) ?? [], { role, now: ctx.now() })
  })
}

/**
 * Enters an application of a candidate whom the organisation knows.
 * @throws not_found, forbidden as `getCandidateFor`
 * @throws conflict `hiring.applied-before`
 */
export async function addCandidateApplication(ctx: PersonCtx, input: AddCandidateApplication): Promise<HiringCard> {
  return withEvents(ctx, async (tx, emit) => {
    const { candidate } = await getCandidateFor(ctx, input.candidateId, 'candidate.manage', tx)
    const posting = await openPostingOf(ctx, tx, candidate.organisationId, input.postingId)
    await lockCandidates(tx, candidate.organisationId)
    const held = await linesOf(tx, [candidate.id])
    if (held.get(candidate.id)?.some(({ postingId }) => postingId === posting.id))
      throw conflict('hiring.applied-before', {}, 'They have applied to this posting already.')
    const entry = { candidateId: candidate.id, source: input.source, appliedAt: pastOr(ctx, input.appliedAt) }
    const [applicationId = ''] = await enterApplications(ctx, tx, emit, posting, [entry])
    const [card] = await loadHiringCards(tx, { postingId: posting.id, ids: [applicationId] })
    if (!card) throw new Error('An application was not written.')
    return card
  })
}

/** One who is entered. */
interface NewCandidate {
  name: string
  email: string | null
  phone: string | null
  links: string[]
  headline: string | null
  places: string[]
  tags?: string[]
  fields?: FieldValues
  source: string
  externalId: string | null
  poolSince: string | null
  poolUntil: Date | null
}

/** Writes candidates under the next numbers. Those whose external id is there already are left out. */
export async function insertCandidates(ctx: PersonCtx, tx: Db, organisationId: string, given: readonly NewCandidate[]) {
  await lockCandidates(tx, organisationId)
  const [last] = await tx
    .select({ number: sql<number>`coalesce(max(${candidates.number}), 0)::int` })
    .from(candidates)
    .where(eq(candidates.organisationId, organisationId))
  return tx
    .insert(candidates)
    .values(
      given.map(
        ({ name, email, phone, links, headline, places, tags = [], fields = {}, source, externalId, poolSince, poolUntil }, index) => ({
          id: ctx.newId('candidate'),
          organisationId,
          number: (last?.number ?? 0) + 1 + index,
          name,
          email,
          phone,
          links,
          headline,
          places,
          tags,
          fields,
          source,
          externalId,
          poolSince: poolUntil === null || poolSince === null ? null : new Date(poolSince),
          poolUntil,
          createdAt: ctx.now(),
          updatedAt: ctx.now(),
        }),
      ),
    )
    .onConflictDoNothing()
    .returning()
}

/** Writes applications into a posting's first stage, in the order given, and tells the room and the organisation's programs. Returns their ids. */
export async function enterApplications(
  ctx: PersonCtx,
  tx: Db,
  emit: Emit,
  posting: PostingRow,
  entries: readonly { candidateId: string; source: string; appliedAt: Date }[],
  { tellsPrograms = true } = {},
): Promise<string[]> {
  const [stage] = await ensureStages(ctx, tx, posting.id)
  if (!stage) throw new Error('A pipeline has no stage.')
  const [held] = await tx
    .select({ rank: sql<string | null>`max(${hiringApplications.rank})` })
    .from(hiringApplications)
    .where(and(eq(hiringApplications.stageId, stage.id), isNull(hiringApplications.dispositionKind)))
  const ranks = ranksBetween(held?.rank ?? null, null, entries.length)
  const now = ctx.now()
  const { organisationId } = posting
  const rows = await tx
    .insert(hiringApplications)
    .values(
      entries.map(({ candidateId, source, appliedAt }, index) => ({
        id: ctx.newId('application'),
        organisationId,
        postingId: posting.id,
        candidateId,
        stageId: stage.id,
        rank: ranks[index] ?? '',
        stageSince: now,
        source,
        appliedAt,
        replyDueAt: NO_PROMISE,
        updatedAt: now,
      })),
    )
    .returning()
  await tx.insert(hiringEvents).values(
    rows.map(({ id, rank, source }) => ({
      id: ctx.newId('hiringEvent'),
      applicationId: id,
      seq: 1,
      change: { kind: 'received' as const, stageId: stage.id, rank, source },
      actorId: ctx.actor.personId,
      at: now,
      batchId: ctx.newId('batch'),
    })),
  )
  for (const row of rows) {
    emit(hiringRoom(posting.id), { type: 'hiring.received', version: 1, data: { placement: placementOf(row, stage.group) } })
    if (tellsPrograms && posting.jobId !== null)
      await tellHooks(ctx, tx, { organisationId, type: 'application.created', data: { jobId: posting.jobId, applicationId: row.id } })
  }
  await recordAudit(
    ctx,
    tx,
    rows.map(({ id, source }) => ({
      organisationId,
      act: 'application.received' as const,
      subjectId: id,
      details: { source, hasAccount: false },
    })),
  )
  return rows.map(({ id }) => id)
}

/** A posting of this organisation that has a pipeline. @throws not_found  also for another organisation's */
export async function openPostingOf(ctx: PersonCtx, tx: Db, organisationId: string, postingId: string): Promise<PostingRow> {
  const { posting } = await getPostingFor(ctx, postingId, 'candidate.manage', tx)
  if (posting.organisationId !== organisationId) throw notFound('posting', postingId)
  if (posting.state === 'closed')
    throw conflict('hiring.posting-closed', {}, 'This posting is closed. Its candidates were told so; enter them into another.')
  return posting
}

/** Until when a consent of that day counts; `null` when it is over, lies ahead, or was never given. */
export function poolEnd(since: string | null, now: Date): Date | null {
  if (since === null || new Date(since) > now) return null
  const until = new Date(new Date(since).getTime() + POOL_DAYS * DAY_MS)
  return until > now ? until : null
}

/** @throws invalid `candidate.not-yet`  the day has not come */
function pastOr(ctx: PersonCtx, at: string | null): Date {
  if (at === null) return ctx.now()
  if (new Date(at) > ctx.now()) throw invalid('candidate.not-yet', 'This day has not come yet.', { appliedAt: 'Give a day that has been.' })
  return new Date(at)
}
