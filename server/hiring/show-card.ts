import { and, eq, inArray, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import type { FieldValues } from '../../contract/candidate-fields'
import type { Disposition, HiringCard, HiringPlacement } from '../../contract/hiring'
import type { Db } from '../../db/client'
import { candidates, hiringApplications, hiringStages } from '../../db/schema'
import type { HiringRow } from './access'
import { NO_PROMISE } from './core/no-promise'

/** A column as it stands at the candidate that this one was found to be; the query joins `candidates`. */
export function ofRoot<C extends AnyPgColumn>(column: C) {
  const name = sql.identifier(column.name)
  return sql<
    C['_']['notNull'] extends true ? C['_']['data'] : C['_']['data'] | null
  >`case when ${candidates.mergedIntoId} is null then ${column}
    else (select kept.${name} from candidates kept where kept.id = ${candidates.mergedIntoId}) end`.mapWith(column)
}

/** Columns of a card; every list reads these and no more. */
export const hiringCardColumns = {
  id: hiringApplications.id,
  postingId: hiringApplications.postingId,
  stageId: hiringApplications.stageId,
  group: hiringStages.group,
  rank: hiringApplications.rank,
  stageSince: hiringApplications.stageSince,
  dispositionKind: hiringApplications.dispositionKind,
  dispositionReason: hiringApplications.dispositionReason,
  tags: hiringApplications.tags,
  version: hiringApplications.version,
  candidateId: sql<string>`coalesce(${candidates.mergedIntoId}, ${hiringApplications.candidateId})`,
  name: ofRoot(candidates.name),
  number: ofRoot(candidates.number),
  headline: ofRoot(candidates.headline),
  places: ofRoot(candidates.places),
  fields: ofRoot(candidates.fields),
  source: hiringApplications.source,
  appliedAt: hiringApplications.appliedAt,
  knockOuts: hiringApplications.knockOuts,
  resumeVersionId: hiringApplications.resumeVersionId,
  fileKey: hiringApplications.fileKey,
  resumeWithdrawnAt: hiringApplications.resumeWithdrawnAt,
  refusesAi: hiringApplications.refusesAi,
  repliedAt: hiringApplications.repliedAt,
  replyDueAt: hiringApplications.replyDueAt,
}
type CardRow = Pick<HiringRow, Exclude<keyof typeof hiringCardColumns, 'group' | 'name' | 'number' | 'headline' | 'places' | 'fields'>> & {
  group: (typeof hiringStages.$inferSelect)['group'] | null
  name: string
  number: number
  headline: string | null
  places: string[]
  fields: FieldValues
}

/** A row as a card. `isAnonymous` hides who it is: name, headline and place. */
export function showHiringCard(row: CardRow, { isAnonymous = false } = {}): HiringCard {
  const label = `Candidate ${row.number}`
  return {
    ...placementOf(row, row.group),
    candidateId: row.candidateId,
    name: isAnonymous ? null : row.name || label,
    label,
    headline: isAnonymous ? null : row.headline,
    places: isAnonymous ? [] : row.places,
    source: row.source,
    appliedAt: row.appliedAt.toISOString(),
    knockOuts: row.knockOuts,
    hasResume: row.resumeWithdrawnAt === null && (row.resumeVersionId !== null || row.fileKey !== null),
    refusesAi: row.refusesAi,
    replyDueAt: row.repliedAt === null && row.dispositionKind === null && row.replyDueAt < NO_PROMISE ? row.replyDueAt.toISOString() : null,
    fields: isAnonymous ? {} : row.fields,
  }
}

type PlacedRow = Pick<
  HiringRow,
  'id' | 'postingId' | 'stageId' | 'rank' | 'stageSince' | 'dispositionKind' | 'dispositionReason' | 'tags' | 'version'
>

/** Where an application stands. `group` is that of its stage. */
export function placementOf(row: PlacedRow, group: (typeof hiringStages.$inferSelect)['group'] | null): HiringPlacement {
  return {
    applicationId: row.id,
    postingId: row.postingId,
    stageId: row.stageId,
    group: group ?? 'closed',
    rank: row.rank,
    stageSince: row.stageSince.toISOString(),
    disposition: dispositionOf(row),
    tags: row.tags,
    version: row.version,
  }
}

/** How it ended; `null` while it is open. */
export function dispositionOf(row: Pick<HiringRow, 'dispositionKind' | 'dispositionReason'>): Disposition | null {
  return row.dispositionKind !== null && row.dispositionReason !== null
    ? { kind: row.dispositionKind, reason: row.dispositionReason }
    : null
}

/** Cards by their ids, in the order of the ids given. */
export async function loadHiringCards(
  db: Db,
  { postingId, ids, isAnonymous }: { postingId: string; ids: readonly string[]; isAnonymous?: boolean },
): Promise<HiringCard[]> {
  if (ids.length === 0) return []
  const rows = await db
    .select(hiringCardColumns)
    .from(hiringApplications)
    .innerJoin(candidates, eq(candidates.id, hiringApplications.candidateId))
    .leftJoin(hiringStages, eq(hiringStages.id, hiringApplications.stageId))
    .where(and(inArray(hiringApplications.id, [...ids]), eq(hiringApplications.postingId, postingId)))
  const cards = new Map(rows.map((row) => [row.id, showHiringCard(row, { isAnonymous: isAnonymous ?? false })]))
  return ids.flatMap((id) => cards.get(id) ?? [])
}
