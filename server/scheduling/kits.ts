import { asc, eq } from 'drizzle-orm'
import type { InterviewKit, SaveKit, StageKits } from '../../contract/scheduling'
import type { Db } from '../../db/client'
import { hiringStages, interviewKits } from '../../db/schema'
import { recordAudit } from '../audit/record-audit'
import type { PersonCtx } from '../core/actor'
import { conflict, notFound } from '../core/errors'
import { ensureStages } from '../hiring/stages'
import { hasRight } from '../identity/access'
import { getPostingFor } from '../postings/access'

/** The stages of a posting in order, each with its kit where it has one. Throws as `getPostingFor`. */
export async function listKits(ctx: PersonCtx, postingId: string): Promise<StageKits> {
  const { posting, role } = await getPostingFor(ctx, postingId, 'candidate.view')
  const stages = await ctx.transact((tx) => ensureStages(ctx, tx, posting.id))
  const rows = await ctx.db
    .select({ kit: interviewKits })
    .from(interviewKits)
    .innerJoin(hiringStages, eq(hiringStages.id, interviewKits.stageId))
    .where(eq(hiringStages.postingId, posting.id))
    .orderBy(asc(interviewKits.stageId))
  return {
    title: posting.title,
    mayEdit: hasRight(role, 'candidate.move'),
    stages: stages.map(({ id, name }) => ({ stageId: id, name, kit: showKit(rows.find(({ kit }) => kit.stageId === id)?.kit) })),
  }
}

/**
 * Writes the kit of a stage. Scorecards that were given before stay as they are. The same again changes nothing.
 * @throws not_found  there is no such stage, or not for this person
 * @throws forbidden  `organisation.right-missing`
 * @throws conflict `interview.kit-changed-since`
 */
export async function saveKit(ctx: PersonCtx, { stageId, version, ...words }: SaveKit): Promise<InterviewKit> {
  return ctx.transact(async (tx) => {
    // The stage is held, so that two first kits come one after the other.
    const [stage] = await tx.select().from(hiringStages).where(eq(hiringStages.id, stageId)).for('no key update')
    if (!stage) throw notFound('stage', stageId)
    const { posting } = await getPostingFor(ctx, stage.postingId, 'candidate.move', tx).catch((error) => {
      throw error instanceof Error && 'code' in error && error.code === 'not_found' ? notFound('stage', stageId) : error
    })
    const held = await findKit(tx, stageId)
    if (held && JSON.stringify({ ...held, version: 0 }) === JSON.stringify({ stageId, ...words, version: 0 })) return held
    if ((held?.version ?? 0) !== version)
      throw conflict('interview.kit-changed-since', {}, 'This kit was changed meanwhile. Look at it and decide again.')
    const row = { stageId, ...words, version: version + 1, updatedAt: ctx.now() }
    await tx.insert(interviewKits).values(row).onConflictDoUpdate({ target: interviewKits.stageId, set: row })
    await recordAudit(ctx, tx, {
      organisationId: posting.organisationId,
      act: 'interview.kit-changed',
      subjectId: posting.id,
      details: { stageId, competencies: words.competencies.length },
    })
    return { stageId, ...words, version: version + 1 }
  })
}

export async function findKit(db: Db, stageId: string | null): Promise<InterviewKit | null> {
  if (stageId === null) return null
  const [row] = await db.select().from(interviewKits).where(eq(interviewKits.stageId, stageId))
  return showKit(row)
}

function showKit(row: typeof interviewKits.$inferSelect | undefined): InterviewKit | null {
  if (!row) return null
  const { stageId, focus, questions, competencies, guide, version } = row
  return { stageId, focus, questions, competencies, guide, version }
}
