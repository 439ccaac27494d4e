import { and, asc, desc, eq, gt, isNull, notInArray } from 'drizzle-orm'
import type { HiringChanged, MoveHiring, TagHiring } from '../../contract/hiring'
import { HIRING_TAGS_MAX } from '../../contract/hiring'
import type { Db } from '../../db/client'
import { hiringApplications, hiringEvents, hiringStages, people } from '../../db/schema'
import { ranksBetween } from '../applications/core/rank'
import type { PersonCtx } from '../core/actor'
import { conflict, notFound } from '../core/errors'
import { withEvents } from '../live/outbox'
import { type HiringRow, lockHiringApplicationsFor } from './access'
import { claimHiringBatch, type NewHiringChange, placementsOfBatch, recordHiring } from './record-hiring'

/**
 * Moves applications of one posting to a stage, right behind another one, in the order given. Closed ones are opened again.
 * Moving to where they are changes nothing, and so does the same move sent twice.
 *
 * @throws not_found  an application or the stage is not of the person's organisations
 * @throws forbidden  `organisation.right-missing`
 * @throws conflict `hiring.moved-since`  a single one is not where the mover saw it; the message says who moved it and where
 * @throws conflict `hiring.withdrawn`  the candidate withdrew; only they can change that
 */
export async function moveHiringApplications(ctx: PersonCtx, move: MoveHiring): Promise<HiringChanged> {
  return withEvents(ctx, async (tx, emit) => {
    const { posting, rows } = await lockHiringApplicationsFor(ctx, tx, move.applicationIds, 'candidate.move')
    const again = await repeated(ctx, tx, posting.organisationId, move.batchId)
    if (again) return again
    const [stage] = await tx
      .select({ id: hiringStages.id })
      .from(hiringStages)
      .where(and(eq(hiringStages.id, move.toStageId), eq(hiringStages.postingId, posting.id)))
      // Whoever removes the stage waits until this is done, or is done first.
      .for('key share')
    if (!stage) throw notFound('stage', move.toStageId)
    const ordered = inOrder(rows, move.applicationIds)
    const [only] = ordered
    if (ordered.length === 1 && only && move.fromStageId !== undefined) await refuseMovedSince(tx, only, move)
    const refused = ordered.flatMap((row) => (row.dispositionKind === 'withdrawn' ? [{ applicationId: row.id, message: WITHDRAWN }] : []))
    if (refused.length === ordered.length) throw conflict('hiring.withdrawn', {}, refused[0]?.message)
    const moving = ordered.filter((row) => row.dispositionKind !== 'withdrawn')
    const ranks = await ranksFor(tx, moving, move)
    const changes: NewHiringChange[] = moving.flatMap((row, index) => {
      const rank = ranks === null ? row.rank : (ranks[index] ?? row.rank)
      if (row.stageId === stage.id && rank === row.rank) return []
      return [{ row, change: { kind: 'moved', from: { stageId: row.stageId, rank: row.rank }, to: { stageId: stage.id, rank } } }]
    })
    const placements = await recordHiring(ctx, tx, emit, { postingId: posting.id, batchId: move.batchId, changes })
    return { batchId: move.batchId, placements, refused }
  })
}

/** Why nobody of a team opens an application again that its candidate ended. */
export const WITHDRAWN = 'The candidate withdrew. Only they can apply again.'

/** Adds and takes away tags of applications of one posting. What a card has already changes nothing. Throws as `moveHiringApplications`. */
export async function tagHiringApplications(ctx: PersonCtx, tag: TagHiring): Promise<HiringChanged> {
  return withEvents(ctx, async (tx, emit) => {
    const { posting, rows } = await lockHiringApplicationsFor(ctx, tx, tag.applicationIds, 'candidate.note')
    const again = await repeated(ctx, tx, posting.organisationId, tag.batchId)
    if (again) return again
    const refused: HiringChanged['refused'] = []
    const changes = rows.flatMap((row): NewHiringChange[] => {
      const removed = row.tags.filter((held) => tag.remove.includes(held))
      const added = [...new Set(tag.add)].filter((word) => !row.tags.includes(word) && !tag.remove.includes(word))
      if (added.length + removed.length === 0) return []
      if (row.tags.length + added.length - removed.length > HIRING_TAGS_MAX) {
        refused.push({ applicationId: row.id, message: `It would have more than ${HIRING_TAGS_MAX} tags. Take some away first.` })
        return []
      }
      return [{ row, change: { kind: 'tagged', added, removed } }]
    })
    const placements = await recordHiring(ctx, tx, emit, { postingId: posting.id, batchId: tag.batchId, changes })
    return { batchId: tag.batchId, placements, refused }
  })
}

/** The answer to a change that came before, or `null`. */
export async function repeated(ctx: PersonCtx, tx: Db, organisationId: string, batchId: string): Promise<HiringChanged | null> {
  if (await claimHiringBatch(ctx, tx, { organisationId, batchId })) return null
  return { batchId, placements: await placementsOfBatch(tx, { batchId, organisationId }), refused: [] }
}

export function inOrder(rows: readonly HiringRow[], ids: readonly string[]): HiringRow[] {
  const byId = new Map(rows.map((row) => [row.id, row]))
  return [...new Set(ids)].flatMap((id) => byId.get(id) ?? [])
}

async function refuseMovedSince(tx: Db, row: HiringRow, move: MoveHiring): Promise<void> {
  if (row.stageId === move.fromStageId || row.stageId === move.toStageId) return
  const [last] = await tx
    .select({ by: people.name, stage: hiringStages.name })
    .from(hiringEvents)
    .leftJoin(people, eq(people.id, hiringEvents.actorId))
    .leftJoin(hiringStages, eq(hiringStages.id, row.stageId ?? ''))
    .where(eq(hiringEvents.applicationId, row.id))
    .orderBy(desc(hiringEvents.seq))
    .limit(1)
  const who = last?.by ?? 'Somebody'
  throw conflict(
    'hiring.moved-since',
    { applicationId: row.id },
    row.stageId === null
      ? `${who} closed it meanwhile. Look again and decide anew.`
      : `${who} moved it to “${last?.stage}” meanwhile. Look again and decide anew.`,
  )
}

/** New ranks behind `afterId` in the stage; `null` when the caller named no place and all stand there already. */
async function ranksFor(tx: Db, moving: readonly HiringRow[], move: MoveHiring): Promise<string[] | null> {
  if (move.afterId === undefined && moving.every((row) => row.stageId === move.toStageId)) return null
  const ids = moving.map(({ id }) => id)
  const others = and(
    eq(hiringApplications.stageId, move.toStageId),
    isNull(hiringApplications.dispositionKind),
    notInArray(hiringApplications.id, ids),
  )
  const [anchor] =
    move.afterId == null
      ? []
      : await tx
          .select({ rank: hiringApplications.rank })
          .from(hiringApplications)
          .where(and(others, eq(hiringApplications.id, move.afterId)))
  if (move.afterId === undefined || (move.afterId !== null && !anchor)) {
    const [last] = await tx
      .select({ rank: hiringApplications.rank })
      .from(hiringApplications)
      .where(others)
      .orderBy(desc(hiringApplications.rank))
      .limit(1)
    return ranksBetween(last?.rank ?? null, null, moving.length)
  }
  const [next] = await tx
    .select({ rank: hiringApplications.rank })
    .from(hiringApplications)
    .where(anchor ? and(others, gt(hiringApplications.rank, anchor.rank)) : others)
    .orderBy(asc(hiringApplications.rank))
    .limit(1)
  const [only] = moving
  const isThere =
    moving.length === 1 && only?.stageId === move.toStageId && (!anchor || only.rank > anchor.rank) && (!next || only.rank < next.rank)
  return isThere ? null : ranksBetween(anchor?.rank ?? null, next?.rank ?? null, moving.length)
}
