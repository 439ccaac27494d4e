import { and, asc, eq, isNull, notInArray, sql } from 'drizzle-orm'
import type { HiringStage, PipelineGroup, SaveHiringStages } from '../../contract/hiring'
import { PIPELINE_GROUPS } from '../../contract/hiring'
import { hiringRoom } from '../../contract/live'
import type { Db } from '../../db/client'
import { hiringApplications, hiringStages } from '../../db/schema'
import { ranksBetween } from '../applications/core/rank'
import { recordAudit } from '../audit/record-audit'
import type { PersonCtx } from '../core/actor'
import type { Ctx } from '../core/ctx'
import { conflict, invalid, notFound } from '../core/errors'
import { withEvents } from '../live/outbox'
import { getPostingFor } from '../postings/access'

/** The pipeline that a posting starts with. */
const FIRST_STAGES: readonly { name: string; group: PipelineGroup }[] = [
  { name: 'New', group: 'applied' },
  { name: 'Screening', group: 'screening' },
  { name: 'Interview', group: 'interview' },
  { name: 'Offer', group: 'offer' },
]

type StageRow = typeof hiringStages.$inferSelect

/** The stages of a posting, in order. A posting that has none yet is given the usual ones; support, which changes nothing, is only shown them. */
export async function ensureStages(ctx: Ctx, tx: Db, postingId: string): Promise<StageRow[]> {
  const held = await readStages(tx, postingId)
  if (held.length > 0) return held
  const ranks = ranksBetween(null, null, FIRST_STAGES.length)
  const first = FIRST_STAGES.map((stage, index) => ({ ...stage, id: ctx.newId('hiringStage'), postingId, rank: ranks[index] ?? '' }))
  if (ctx.actor.role === 'person' && ctx.actor.support) return first.map((stage) => ({ ...stage, wording: null, limit: null, version: 1 }))
  await tx
    .insert(hiringStages)
    .values(first)
    // Two who look first at once make one set: the names are unique.
    .onConflictDoNothing()
  return readStages(tx, postingId)
}

/**
 * Sets the whole pipeline of a posting: names, groups, order, limits, and what candidates read. Everybody who looks at it is told.
 * @throws invalid `hiring.stage-names`, `hiring.no-first-stage`, `hiring.groups-mixed`
 * @throws conflict `hiring.stage-in-use`  somebody stands in a stage that would go
 */
export async function saveStages(ctx: PersonCtx, input: SaveHiringStages): Promise<{ stages: HiringStage[] }> {
  refuseOddStages(input.stages)
  return withEvents(ctx, async (tx, emit) => {
    const { posting } = await getPostingFor(ctx, input.postingId, 'candidate.move', tx)
    const held = await tx
      .select()
      .from(hiringStages)
      .where(eq(hiringStages.postingId, posting.id))
      .orderBy(asc(hiringStages.id))
      .for('update')
    const known = new Set(held.map(({ id }) => id))
    const foreign = input.stages.find(({ id }) => id !== null && !known.has(id))
    if (foreign?.id) throw notFound('stage', foreign.id)
    const kept = input.stages.flatMap(({ id }) => id ?? [])
    await removeOthers(tx, posting.id, kept)
    const ranks = ranksBetween(null, null, input.stages.length)
    // Names are unique, so that two which change places pass through names that nobody has.
    await tx
      .update(hiringStages)
      .set({ name: sql`${hiringStages.id}` })
      .where(eq(hiringStages.postingId, posting.id))
    for (const [index, { id, ...stage }] of input.stages.entries()) {
      const values = { ...stage, rank: ranks[index] ?? '' }
      if (id === null) await tx.insert(hiringStages).values({ ...values, id: ctx.newId('hiringStage'), postingId: posting.id })
      else
        await tx
          .update(hiringStages)
          .set({ ...values, version: sql`${hiringStages.version} + 1` })
          .where(eq(hiringStages.id, id))
    }
    const stages = (await readStages(tx, posting.id)).map(showStage)
    emit(hiringRoom(posting.id), { type: 'hiring.stages-changed', version: 1, data: { stages } })
    await recordAudit(ctx, tx, {
      organisationId: posting.organisationId,
      act: 'pipeline.stages-changed',
      subjectId: posting.id,
      details: { stages: stages.length },
    })
    return { stages }
  })
}

export function showStage({ id, postingId, name, group, wording, rank, limit, version }: StageRow): HiringStage {
  return { id, postingId, name, group, wording, rank, limit, version }
}

export function readStages(db: Db, postingId: string): Promise<StageRow[]> {
  return db.select().from(hiringStages).where(eq(hiringStages.postingId, postingId)).orderBy(asc(hiringStages.rank), asc(hiringStages.id))
}

async function removeOthers(tx: Db, postingId: string, kept: string[]): Promise<void> {
  const others = and(eq(hiringStages.postingId, postingId), kept.length > 0 ? notInArray(hiringStages.id, kept) : undefined)
  const [used] = await tx
    .select({ name: hiringStages.name })
    .from(hiringStages)
    .innerJoin(hiringApplications, and(eq(hiringApplications.stageId, hiringStages.id), isNull(hiringApplications.dispositionKind)))
    .where(others)
    .limit(1)
  if (used) throw conflict('hiring.stage-in-use', {}, `Somebody stands in “${used.name}”. Move them first, then remove it.`)
  await tx.delete(hiringStages).where(others)
}

function refuseOddStages(stages: SaveHiringStages['stages']): void {
  const names = new Set(stages.map(({ name }) => name.toLowerCase()))
  if (names.size < stages.length) throw invalid('hiring.stage-names', 'Two stages have the same name. Give each its own.')
  if (stages[0]?.group !== 'applied')
    throw invalid('hiring.no-first-stage', 'The first stage is where applications arrive: leave it in “applied”.')
  const order = stages.map(({ group }) => PIPELINE_GROUPS.indexOf(group))
  if (order.some((place, index) => index > 0 && place < (order[index - 1] ?? 0)))
    throw invalid('hiring.groups-mixed', 'Keep the stages in the order applied, screening, interview, offer: candidates read it so.')
}
