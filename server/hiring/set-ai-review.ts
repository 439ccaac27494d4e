import { and, eq, isNotNull, sql } from 'drizzle-orm'
import { hiringRoom } from '../../contract/live'
import type { Db } from '../../db/client'
import { hiringApplications } from '../../db/schema'
import { recordAudit } from '../audit/record-audit'
import type { Ctx } from '../core/ctx'
import type { Emit } from '../live/outbox'
import type { HiringRow } from './access'

/**
 * The candidate asks that people alone look at a locked application of theirs, or lets software take part again. From then on no score is worked out for them
 * here; they stand in the list as before, and the team's cards say so at once. Again changes nothing.
 */
export async function setAiReview(ctx: Ctx, tx: Db, emit: Emit, row: HiringRow, refusesAi: boolean): Promise<void> {
  if (row.refusesAi === refusesAi) return
  const [changed] = await tx
    .update(hiringApplications)
    .set({ refusesAi, version: sql`${hiringApplications.version} + 1`, updatedAt: ctx.now() })
    .where(eq(hiringApplications.id, row.id))
    .returning({ version: hiringApplications.version })
  if (!changed) throw new Error('A locked application is missing.')
  emit(hiringRoom(row.postingId), { type: 'hiring.card-changed', version: changed.version, data: { applicationId: row.id } })
  await recordAudit(ctx, tx, {
    organisationId: row.organisationId,
    act: 'application.ai-refused',
    subjectId: row.id,
    details: { refusesAi },
  })
}

/** The people with an account who asked for a posting that people alone look at them. */
export async function listRefusingAi(db: Db, postingId: string): Promise<string[]> {
  const rows = await db
    .select({ personId: hiringApplications.personId })
    .from(hiringApplications)
    .where(and(eq(hiringApplications.postingId, postingId), eq(hiringApplications.refusesAi, true), isNotNull(hiringApplications.personId)))
    .orderBy(hiringApplications.id)
  return rows.flatMap(({ personId }) => personId ?? [])
}
