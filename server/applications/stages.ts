import { and, eq, sql } from 'drizzle-orm'
import type { AddStage, Stage, UpdateStage } from '../../contract/applications'
import { STAGE_GROUPS } from '../../contract/stages'
import type { Db } from '../../db/client'
import { applicationStages, applications } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import { conflict, invalid, notFound } from '../core/errors'
import { compareRanked, rankAfter } from './core/rank'

const STAGES_MAX = 30

/** The stages of the person's own, by group and then in their order. */
export async function listStages(ctx: PersonCtx, db: Db = ctx.db): Promise<Stage[]> {
  const rows = await db.select(STAGE_COLUMNS).from(applicationStages).where(eq(applicationStages.personId, ctx.actor.personId))
  return rows.sort((a, b) => STAGE_GROUPS.indexOf(a.group) - STAGE_GROUPS.indexOf(b.group) || compareRanked(a, b))
}

/**
 * Adds a stage, last in its group. Adding the same name again answers the one that is there.
 * @throws invalid `stage.too-many`  30 are there already
 */
export async function addStage(ctx: PersonCtx, { group, name }: AddStage): Promise<Stage> {
  return ctx.transact(async (tx) => {
    const stages = await listStages(ctx, tx)
    const held = stages.find((stage) => stage.group === group && stage.name.toLowerCase() === name.toLowerCase())
    if (held) return held
    if (stages.length >= STAGES_MAX) throw invalid('stage.too-many', `There are ${STAGES_MAX} stages already. Remove one first.`)
    const rank = rankAfter(
      stages.filter((stage) => stage.group === group),
      stages.filter((stage) => stage.group === group).at(-1)?.id ?? null,
    )
    const stage = { id: ctx.newId('stage'), group, name, rank, version: 1 }
    await tx.insert(applicationStages).values({ ...stage, personId: ctx.actor.personId })
    return stage
  })
}

/**
 * Renames a stage, or puts it behind another one of its group. Applications in it stay where they are.
 * @throws not_found  it is not this person's
 * @throws conflict `stage.name-taken`
 */
export async function updateStage(ctx: PersonCtx, { stageId, name, afterId }: UpdateStage): Promise<Stage> {
  return ctx.transact(async (tx) => {
    const stages = await listStages(ctx, tx)
    const stage = stages.find(({ id }) => id === stageId)
    if (!stage) throw notFound('stage', stageId)
    const others = stages.filter((other) => other.group === stage.group && other.id !== stageId)
    if (name !== undefined && others.some((other) => other.name.toLowerCase() === name.toLowerCase()))
      throw conflict('stage.name-taken', {}, 'Another stage of this group has this name. Choose another one.')
    const rank = afterId === undefined ? stage.rank : rankAfter(others, afterId)
    const [updated] = await tx
      .update(applicationStages)
      .set({ name: name ?? stage.name, rank, version: sql`${applicationStages.version} + 1` })
      .where(eq(applicationStages.id, stageId))
      .returning(STAGE_COLUMNS)
    if (!updated) throw notFound('stage', stageId)
    return updated
  })
}

/**
 * Removes a stage in which nothing stands, removed applications included.
 * @throws not_found  it is not this person's, or gone already
 * @throws conflict `stage.not-empty`
 */
export async function removeStage(ctx: PersonCtx, stageId: string): Promise<{ ok: true }> {
  return ctx.transact(async (tx) => {
    const [stage] = await tx
      .select({ id: applicationStages.id })
      .from(applicationStages)
      .where(and(eq(applicationStages.id, stageId), eq(applicationStages.personId, ctx.actor.personId)))
      .for('update')
    if (!stage) throw notFound('stage', stageId)
    const [inIt] = await tx.select({ count: sql<number>`count(*)::int` }).from(applications).where(eq(applications.stageId, stageId))
    if (inIt && inIt.count > 0)
      throw conflict('stage.not-empty', { count: inIt.count }, `${inIt.count} applications are in this stage. Move them first.`)
    await tx.delete(applicationStages).where(eq(applicationStages.id, stageId))
    return { ok: true }
  })
}

const STAGE_COLUMNS = {
  id: applicationStages.id,
  group: applicationStages.group,
  name: applicationStages.name,
  rank: applicationStages.rank,
  version: applicationStages.version,
}
