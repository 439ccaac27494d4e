import { and, asc, eq, gte, isNull, lt, ne, or, sql } from 'drizzle-orm'
import type { PipelineGroup } from '../../contract/hiring'
import type { Db } from '../../db/client'
import { hiringApplications, hiringStages } from '../../db/schema'

/** How far one application came. */
export interface HiringStanding {
  applicationId: string
  /** The group of the stage where it stands, or stood when it ended. */
  group: PipelineGroup
  isHired: boolean
}

/**
 * How far the applications to a posting came, or those that an organisation received from one instant until before another, in the order of their ids.
 * Withdrawn ones are left out: nobody selected among them. A stage that has been taken out of the pipeline since counts as the first.
 */
export async function listStandings(
  db: Db,
  of: { postingId: string } | { organisationId: string; from: Date; until: Date },
): Promise<HiringStanding[]> {
  const rows = await db
    .select({
      applicationId: hiringApplications.id,
      kind: hiringApplications.dispositionKind,
      group: sql<PipelineGroup>`coalesce(${hiringStages.group}, (
        select stage."group" from hiring_events event join hiring_stages stage on stage.id = event.change->'from'->>'stageId'
        where event.application_id = ${hiringApplications.id} and event.change->>'kind' = 'closed' order by event.seq desc limit 1), 'applied')`,
    })
    .from(hiringApplications)
    .leftJoin(hiringStages, eq(hiringStages.id, hiringApplications.stageId))
    .where(
      and(
        'postingId' in of
          ? eq(hiringApplications.postingId, of.postingId)
          : and(
              eq(hiringApplications.organisationId, of.organisationId),
              gte(hiringApplications.appliedAt, of.from),
              lt(hiringApplications.appliedAt, of.until),
            ),
        or(isNull(hiringApplications.dispositionKind), ne(hiringApplications.dispositionKind, 'withdrawn')),
      ),
    )
    .orderBy(asc(hiringApplications.id))
  return rows.map(({ applicationId, kind, group }) => ({ applicationId, group, isHired: kind === 'hired' }))
}
