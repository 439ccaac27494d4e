import { and, eq, inArray, isNull, or, sql } from 'drizzle-orm'
import { hiringRoom } from '../../contract/live'
import type { Db } from '../../db/client'
import {
  candidateFieldChanges,
  candidateMerges,
  candidatePoolAsks,
  candidates,
  hiringApplications,
  hiringEvents,
  hiringNotes,
} from '../../db/schema'
import { recordAudit } from '../audit/record-audit'
import type { Ctx } from '../core/ctx'
import { rowsOf } from '../core/rows'
import type { Emit } from '../live/outbox'
import { NOBODY, NOTHING_SENT } from './person-data'

/** For how long candidates of postings of a country are kept after their last application ended; `*` is everywhere else. */
export interface KeepingRule {
  country: string
  days: number
  act: 'anonymise' | 'delete'
}

/** A candidate all of whose applications ended long enough ago, or who never had one and was not touched for so long. */
export interface ForgettableCandidate {
  candidateId: string
  number: number
  name: string
  applications: number
  /** When the last application ended; where there is none, when what is known of them last changed. */
  endedAt: Date
  /** Of the rule that keeps longest. */
  country: string
  act: KeepingRule['act']
}

/**
 * Candidates whom rules reach: each of their applications was rejected or withdrawn and ended longer ago than the rule of its posting's country says, and they
 * are not, or no more, in the talent pool. Who was entered or imported without an application has no posting's country: the rule for everywhere else counts from
 * when what is known of them last changed. Who was hired, and who has an application under no rule, is never among them.
 * Where several rules meet, they go by the one that deletes only if all do. The longest ended first.
 */
export async function listForgettable(
  db: Db,
  of: { organisationId: string; rules: readonly KeepingRule[]; now: Date; limit: number; onlyId?: string },
): Promise<ForgettableCandidate[]> {
  if (of.rules.length === 0) return []
  const now = of.now.toISOString()
  const found = rowsOf<{
    id: string
    number: number
    name: string
    applications: number
    ended_at: string
    country: string
    deletes: boolean
  }>(
    await db.execute(sql`
      with rule as (select * from jsonb_to_recordset(${JSON.stringify(of.rules)}::jsonb) as rule (country text, days int, act text)),
      kept as (
        select coalesce(held.merged_into_id, held.id) as candidate_id, application.stage_since, coalesce(own.country, other.country) as country, coalesce(own.act, other.act) as act,
          coalesce(application.disposition_kind in ('rejected', 'withdrawn'), false)
            and application.stage_since + coalesce(own.days, other.days) * interval '1 day' <= ${now}::timestamptz as is_over
        from hiring_applications application
        join candidates held on held.id = application.candidate_id
        join postings posting on posting.id = application.posting_id
        left join rule own on own.country = left(posting.jurisdiction, 2)
        left join rule other on other.country = '*' and own.country is null
        where application.organisation_id = ${of.organisationId}
      )
      select candidate.id, candidate.number, candidate.name, count(kept.candidate_id)::int as applications,
        to_char(coalesce(max(kept.stage_since), candidate.updated_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as ended_at,
        coalesce((array_agg(kept.country order by kept.stage_since desc, kept.country))[1], '*') as country,
        case when count(kept.candidate_id) = 0 then usual.act = 'delete' else bool_and(kept.act = 'delete') end as deletes
      from candidates candidate
      left join kept on kept.candidate_id = candidate.id
      left join rule usual on usual.country = '*'
      where candidate.organisation_id = ${of.organisationId} and candidate.anonymised_at is null and candidate.merged_into_id is null
        and (candidate.pool_until is null or candidate.pool_until <= ${now}::timestamptz)
        and not exists (select 1 from candidates merged where merged.merged_into_id = candidate.id and merged.pool_until > ${now}::timestamptz)
        and ${of.onlyId === undefined ? sql`true` : sql`candidate.id = ${of.onlyId}`}
      group by candidate.id, usual.days, usual.act
      having case when count(kept.candidate_id) = 0
        then coalesce(candidate.updated_at + usual.days * interval '1 day' <= ${now}::timestamptz, false)
        else bool_and(coalesce(kept.is_over, false)) end
      order by coalesce(max(kept.stage_since), candidate.updated_at), candidate.id
      limit ${of.limit}`),
  )
  return found.map((row) => ({
    candidateId: row.id,
    number: Number(row.number),
    name: row.name,
    applications: Number(row.applications),
    endedAt: new Date(row.ended_at),
    country: row.country,
    act: row.deletes ? 'delete' : 'anonymise',
  }))
}

/** The applications of these candidates and of everybody who was found to be one of them, by id. */
export async function listApplicationsOfCandidates(db: Db, candidateIds: readonly string[]): Promise<string[]> {
  if (candidateIds.length === 0) return []
  const rows = await db
    .select({ id: hiringApplications.id })
    .from(hiringApplications)
    .innerJoin(candidates, eq(candidates.id, hiringApplications.candidateId))
    .where(or(inArray(candidates.id, [...candidateIds]), inArray(candidates.mergedIntoId, [...candidateIds])))
    .orderBy(hiringApplications.id)
  return rows.map(({ id }) => id)
}

/** A candidate with everybody who was found to be them, and their applications: all locked until the transaction ends. */
export async function lockCandidate(
  tx: Db,
  of: { organisationId: string; candidateId: string },
): Promise<{ candidateIds: string[]; applications: { id: string; postingId: string; fileKey: string | null; version: number }[] }> {
  const held = await tx
    .select({ id: candidates.id })
    .from(candidates)
    .where(
      and(
        eq(candidates.organisationId, of.organisationId),
        or(eq(candidates.id, of.candidateId), eq(candidates.mergedIntoId, of.candidateId)),
      ),
    )
    .orderBy(candidates.id)
    .for('update')
  const candidateIds = held.map(({ id }) => id)
  if (candidateIds.length === 0) return { candidateIds, applications: [] }
  const applications = await tx
    .select({
      id: hiringApplications.id,
      postingId: hiringApplications.postingId,
      fileKey: hiringApplications.fileKey,
      version: hiringApplications.version,
    })
    .from(hiringApplications)
    .where(inArray(hiringApplications.candidateId, candidateIds))
    .orderBy(hiringApplications.id)
    .for('update')
  return { candidateIds, applications }
}

/**
 * Takes everything personal out of locked candidates and their applications, or takes the rows out whole. Files go first: a row that is gone no longer
 * names its file. What is left of somebody anonymised is a number, when they applied, where it went and how it ended. Open pipelines are told.
 */
export async function forgetCandidate(
  ctx: Ctx,
  tx: Db,
  emit: Emit,
  of: { organisationId: string; candidateId: string; act: KeepingRule['act'] } & Awaited<ReturnType<typeof lockCandidate>>,
): Promise<void> {
  const { candidateIds, applications } = of
  const files = applications.flatMap(({ fileKey }) => fileKey ?? [])
  if (files.length > 0) await ctx.files.delete(files)
  const applicationIds = applications.map(({ id }) => id)
  const now = ctx.now()
  if (of.act === 'delete') await tx.delete(candidates).where(inArray(candidates.id, candidateIds))
  else {
    await tx
      .update(candidates)
      .set({ ...NOBODY, poolSince: null, externalId: null, anonymisedAt: now, updatedAt: now, version: sql`${candidates.version} + 1` })
      .where(and(inArray(candidates.id, candidateIds), isNull(candidates.anonymisedAt)))
    await tx.delete(candidatePoolAsks).where(inArray(candidatePoolAsks.candidateId, candidateIds))
    await tx.delete(candidateFieldChanges).where(inArray(candidateFieldChanges.candidateId, candidateIds))
    await tx
      .delete(candidateMerges)
      .where(or(inArray(candidateMerges.keptId, candidateIds), inArray(candidateMerges.mergedId, candidateIds)))
    if (applicationIds.length > 0) {
      await tx
        .update(hiringApplications)
        .set({ ...NOTHING_SENT, tags: [], updatedAt: now, version: sql`${hiringApplications.version} + 1` })
        .where(inArray(hiringApplications.id, applicationIds))
      await tx.delete(hiringNotes).where(inArray(hiringNotes.applicationId, applicationIds))
      // A tag is a word that somebody wrote.
      await tx
        .update(hiringEvents)
        .set({ change: { kind: 'tagged', added: [], removed: [] } })
        .where(and(inArray(hiringEvents.applicationId, applicationIds), sql`${hiringEvents.change}->>'kind' = 'tagged'`))
    }
  }
  for (const postingId of new Set(applications.map((row) => row.postingId))) {
    const count = applications.filter((row) => row.postingId === postingId).length
    emit(hiringRoom(postingId), { type: 'hiring.reload', version: 1, data: { count } })
  }
  await recordAudit(ctx, tx, {
    organisationId: of.organisationId,
    act: 'candidate.erased',
    subjectId: of.candidateId,
    details: { by: 'retention', act: of.act, applications: applications.length },
  })
}
