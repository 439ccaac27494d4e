import { sql } from 'drizzle-orm'
import type { JsonResume } from '../../contract/resumes'
import type { Db } from '../../db/client'
import { candidates, hiringApplications, hiringEvents } from '../../db/schema'
import { ranksBetween } from '../applications/core/rank'
import type { Ctx } from '../core/ctx'
import { resumeText } from './sent-resume'
import { ensureStages } from './stages'

/** Somebody who applied elsewhere, or is made up, as their organisation enters them. */
export interface NewApplicant {
  /** Of the seeker's own row, where they have one. */
  applicationId: string | null
  personId: string | null
  name: string
  email: string | null
  headline: string | null
  places: string[]
  source: string
  resume: JsonResume | null
  appliedAt: Date
}

const DAY_MS = 86_400_000

/**
 * Enters people into a posting's first stage, in the order given, in the caller's transaction. Nobody is told: who calls this tells the room.
 * Returns the ids of their applications in that order.
 */
export async function addApplicants(
  ctx: Ctx,
  tx: Db,
  { organisationId, postingId, replyPromiseDays }: { organisationId: string; postingId: string; replyPromiseDays: number },
  applicants: readonly NewApplicant[],
): Promise<string[]> {
  if (applicants.length === 0) return []
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`candidates:${organisationId}`}, 0))`)
  const [stage] = await ensureStages(ctx, tx, postingId)
  if (!stage) throw new Error('A pipeline has no stage.')
  const counted = await tx
    .select({ last: sql<number>`coalesce(max(${candidates.number}), 0)::int` })
    .from(candidates)
    .where(sql`${candidates.organisationId} = ${organisationId}`)
  const first = (counted[0]?.last ?? 0) + 1
  const [held] = await tx
    .select({ rank: sql<string | null>`max(${hiringApplications.rank})` })
    .from(hiringApplications)
    .where(sql`${hiringApplications.stageId} = ${stage.id} and ${hiringApplications.dispositionKind} is null`)
  const ranks = ranksBetween(held?.rank ?? null, null, applicants.length)
  const rows = applicants.map((applicant, index) => ({
    applicant,
    candidateId: ctx.newId('candidate'),
    applicationId: applicant.applicationId ?? ctx.newId('application'),
    rank: ranks[index] ?? '',
    number: first + index,
  }))
  await tx.insert(candidates).values(
    rows.map(({ applicant, candidateId, number }) => ({
      id: candidateId,
      organisationId,
      personId: applicant.personId,
      number,
      name: applicant.name,
      email: applicant.email,
      headline: applicant.headline,
      places: applicant.places,
      source: applicant.source,
      resumeText: applicant.resume ? resumeText(applicant.resume) : null,
      createdAt: applicant.appliedAt,
      updatedAt: ctx.now(),
    })),
  )
  await tx.insert(hiringApplications).values(
    rows.map(({ applicant, candidateId, applicationId, rank }) => ({
      id: applicationId,
      organisationId,
      postingId,
      candidateId,
      personId: applicant.personId,
      stageId: stage.id,
      rank,
      stageSince: applicant.appliedAt,
      source: applicant.source,
      resume: applicant.resume,
      resumeVersionId: applicant.resume ? 'given' : null,
      appliedAt: applicant.appliedAt,
      replyDueAt: new Date(applicant.appliedAt.getTime() + replyPromiseDays * DAY_MS),
      updatedAt: ctx.now(),
    })),
  )
  await tx.insert(hiringEvents).values(
    rows.map(({ applicant, applicationId, rank }) => ({
      id: ctx.newId('hiringEvent'),
      applicationId,
      seq: 1,
      change: { kind: 'received' as const, stageId: stage.id, rank, source: applicant.source },
      actorId: null,
      at: applicant.appliedAt,
      batchId: ctx.newId('batch'),
    })),
  )
  return rows.map(({ applicationId }) => applicationId)
}
