import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { type AskDispositions, DispositionKind, DispositionReason, type DispositionReport, PipelineGroup } from '../../contract/hiring'
import { hiringApplications, hiringStages, postings } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import { invalid } from '../core/errors'
import { rowsOf } from '../core/rows'
import { getOrganisationFor } from '../identity/access'

const DAY_MS = 86_400_000
/** Longer periods are asked for in parts. */
const DAYS_MAX = 1_100

const Row = z.object({
  kind: DispositionKind,
  reason: DispositionReason,
  postingId: z.string(),
  title: z.string(),
  stageId: z.string().nullable(),
  stage: z.string().nullable(),
  group: PipelineGroup.nullable(),
  count: z.int(),
})

/**
 * How and why applications ended in a period, by posting, by the stage they stood in, and by reason; days are UTC and both count. What was taken back since is not
 * in it: it counts what stands now.
 *
 * @throws not_found, forbidden as `getOrganisationFor`; it is for who decides about candidates
 * @throws invalid `dispositions.bad-period`
 */
export async function getDispositionReport(ctx: PersonCtx, { organisationId, from, until }: AskDispositions): Promise<DispositionReport> {
  await getOrganisationFor(ctx, organisationId, 'candidate.move')
  const [start, end] = [Date.parse(from), Date.parse(until) + DAY_MS]
  if (end <= start || end - start > DAYS_MAX * DAY_MS)
    throw invalid('dispositions.bad-period', 'The last day comes after the first one, by three years at most.', {
      until: 'Choose a day after the first one, within three years.',
    })
  const answer = await ctx.db.execute(sql`
    select application.disposition_kind as kind, application.disposition_reason as reason, posting.id as "postingId", posting.title,
      stage.id as "stageId", stage.name as stage, stage."group", count(*)::int as count
    from ${hiringApplications} application
    join ${postings} posting on posting.id = application.posting_id
    left join lateral (
      select event.change->'from'->>'stageId' as id from hiring_events event
      where event.application_id = application.id and event.change->>'kind' = 'closed' order by event.seq desc limit 1) stood on true
    left join ${hiringStages} stage on stage.id = stood.id
    where application.organisation_id = ${organisationId} and application.disposition_kind is not null
      and application.stage_since >= ${new Date(start).toISOString()}::timestamptz
      and application.stage_since < ${new Date(end).toISOString()}::timestamptz
    group by 1, 2, 3, 4, 5, 6, 7
    order by 1, count(*) desc, 2, 4, 3, 6, 5`)
  const lines = z.array(Row).parse(rowsOf(answer))
  return { from, until, total: lines.reduce((sum, { count }) => sum + count, 0), lines }
}
