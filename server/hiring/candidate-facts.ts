import { and, asc, eq, inArray, isNotNull, isNull } from 'drizzle-orm'
import { hiringRoom } from '../../contract/live'
import type { Db } from '../../db/client'
import { candidates, hiringApplications, organisations, postings } from '../../db/schema'
import { followEmployer } from '../applications/employer-side'
import type { Ctx } from '../core/ctx'
import type { Emit } from '../live/outbox'
import type { HiringRow } from './access'
import { outcomeOfDisposition } from './core/employer-words'
import { loadEmployerSide } from './load-employer-side'
import { dispositionOf } from './show-card'

const columns = {
  row: hiringApplications,
  name: candidates.name,
  number: candidates.number,
  email: candidates.email,
  title: postings.title,
  organisationName: organisations.name,
}

/** An application with what a text to its candidate may say. */
export interface CandidateFacts {
  row: HiringRow
  /** Empty where nobody knows it. */
  name: string
  /** What stands where there is no name: `Candidate 7`. */
  label: string
  /** As it was given with the application. Who has an account is reached by that. */
  email: string | null
  title: string
  organisationName: string
}

/** Of applications that the caller may write to, or acts for, in the order of the ids given. */
export async function listCandidateFacts(db: Db, applicationIds: readonly string[]): Promise<CandidateFacts[]> {
  if (applicationIds.length === 0) return []
  const found = await select(db).where(inArray(hiringApplications.id, [...applicationIds]))
  const byId = new Map(found.map((each) => [each.row.id, show(each)]))
  return [...new Set(applicationIds)].flatMap((id) => byId.get(id) ?? [])
}

/** One of them, locked until the transaction ends. `null` when it is gone. */
export async function lockCandidateFacts(tx: Db, applicationId: string): Promise<CandidateFacts | null> {
  const [found] = await select(tx).where(eq(hiringApplications.id, applicationId)).for('update', { of: hiringApplications })
  return found ? show(found) : null
}

/** Open applications of postings whose promised answer is overdue, the longest wait first. */
export async function listOverdue(db: Db, organisationIds: readonly string[], limit: number): Promise<CandidateFacts[]> {
  if (organisationIds.length === 0) return []
  const found = await select(db)
    .where(
      and(
        inArray(hiringApplications.organisationId, [...organisationIds]),
        isNotNull(hiringApplications.promiseBrokenAt),
        isNull(hiringApplications.repliedAt),
        isNull(hiringApplications.dispositionKind),
      ),
    )
    .orderBy(asc(hiringApplications.replyDueAt), asc(hiringApplications.id))
    .limit(limit)
  return found.map(show)
}

/** The link by which its candidate sees the application: the tracker's, or the capability of who has no account. `null` when there is neither. */
export async function statusLink(ctx: Ctx, row: HiringRow): Promise<string | null> {
  if (row.personId !== null) return `${ctx.origin}/applications/${row.id}`
  if (row.sealedStatusToken === null) return null
  return `${ctx.origin}/status/${await ctx.unseal(row.sealedStatusToken, `hiring_applications.sealed_status_token:${row.id}`)}`
}

/**
 * The candidate got an answer that is no move: a message. The first one keeps the promise, or is late; the team's card and the candidate's
 * tracker say so. Later ones change nothing.
 */
export async function recordAnswered(ctx: Ctx, tx: Db, emit: Emit, { row }: CandidateFacts): Promise<void> {
  if (row.repliedAt !== null) return
  const changed: HiringRow = { ...row, repliedAt: ctx.now(), version: row.version + 1, updatedAt: ctx.now() }
  await tx
    .update(hiringApplications)
    .set({ repliedAt: changed.repliedAt, version: changed.version, updatedAt: changed.updatedAt })
    .where(eq(hiringApplications.id, row.id))
  emit(hiringRoom(row.postingId), { type: 'hiring.card-changed', version: changed.version, data: { applicationId: row.id } })
  if (row.personId === null) return
  const disposition = dispositionOf(row)
  await followEmployer(ctx, tx, emit, {
    applicationId: row.id,
    personId: row.personId,
    employer: await loadEmployerSide(ctx, tx, changed),
    outcome: disposition === null ? null : outcomeOfDisposition(disposition),
    batchId: ctx.newId('batch'),
  })
}

const select = (db: Db) =>
  db
    .select(columns)
    .from(hiringApplications)
    .innerJoin(candidates, eq(candidates.id, hiringApplications.candidateId))
    .innerJoin(postings, eq(postings.id, hiringApplications.postingId))
    .innerJoin(organisations, eq(organisations.id, hiringApplications.organisationId))

const show = ({ number, ...found }: Omit<CandidateFacts, 'label'> & { number: number }): CandidateFacts => ({
  ...found,
  label: `Candidate ${number}`,
})
