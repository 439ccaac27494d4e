import { and, eq, isNotNull, isNull, ne, sql } from 'drizzle-orm'
import type { AppliedStatus } from '../../contract/hiring'
import { hiringRoom } from '../../contract/live'
import type { Db } from '../../db/client'
import { candidates, hiringApplications, organisations, postings } from '../../db/schema'
import { recordResumeAccess } from '../applications/employer-side'
import { recordAudit } from '../audit/record-audit'
import type { PersonCtx } from '../core/actor'
import type { Ctx } from '../core/ctx'
import { notFound } from '../core/errors'
import { type Emit, withEvents } from '../live/outbox'
import { getSentApplicationFor, type HiringRow } from './access'
import { withdrawApplication } from './close-applications'
import { outcomeOfDisposition } from './core/employer-words'
import { loadEmployerSide } from './load-employer-side'
import { resumeText } from './sent-resume'
import { dispositionOf } from './show-card'

/**
 * Takes one's résumé back from an employer, or lets them see it again. Open tabs of the team go blank at once, its file and its text are not
 * answered any more, and both sides keep a line of it. Again changes nothing.
 *
 * @throws not_found  the application was not sent by the person who asks
 */
export async function setResumeAccess(ctx: PersonCtx, input: { applicationId: string; isShared: boolean }): Promise<{ isShared: boolean }> {
  return withEvents(ctx, async (tx, emit) => {
    const row = await getSentApplicationFor(ctx, tx, input.applicationId)
    await changeAccess(ctx, tx, emit, row, input.isShared)
    return { isShared: input.isShared }
  })
}

/**
 * Where an application stands, for who sent it without an account and has its link.
 * @throws not_found
 */
export async function readStatus(ctx: Ctx, token: string): Promise<AppliedStatus> {
  const { row, title } = await findByToken(ctx, ctx.db, token)
  return {
    title,
    appliedAt: row.appliedAt.toISOString(),
    employer: await loadEmployerSide(ctx, ctx.db, row),
    isOpen: row.dispositionKind === null,
  }
}

/** What the holder of the link may do: withdraw the application, or take the résumé back. @throws not_found */
export async function actOnStatus(
  ctx: Ctx,
  input: { token: string; act: 'withdraw' | 'withdraw-resume' | 'share-resume' },
): Promise<AppliedStatus> {
  const { row } = await findByToken(ctx, ctx.db, input.token)
  if (input.act === 'withdraw') await withdrawApplication(ctx, { applicationId: row.id, reason: 'no-longer-interested' })
  else
    await withEvents(ctx, async (tx, emit) => {
      const [locked] = await tx.select().from(hiringApplications).where(eq(hiringApplications.id, row.id)).for('update')
      if (locked) await changeAccess(ctx, tx, emit, locked, input.act === 'share-resume')
    })
  return readStatus(ctx, input.token)
}

async function changeAccess(ctx: Ctx, tx: Db, emit: Emit, row: HiringRow, isShared: boolean): Promise<void> {
  if ((row.resumeWithdrawnAt === null) === isShared) return
  const [changed] = await tx
    .update(hiringApplications)
    .set({ resumeWithdrawnAt: isShared ? null : ctx.now(), version: sql`${hiringApplications.version} + 1`, updatedAt: ctx.now() })
    .where(eq(hiringApplications.id, row.id))
    .returning()
  if (!changed) throw notFound('application', row.id)
  await refreshSearchText(tx, changed)
  emit(hiringRoom(row.postingId), { type: 'hiring.card-changed', version: changed.version, data: { applicationId: row.id } })
  await recordAudit(ctx, tx, {
    organisationId: row.organisationId,
    act: isShared ? 'application.resume-shared' : 'application.resume-withdrawn',
    subjectId: row.id,
  })
  if (row.personId === null) return
  const disposition = dispositionOf(changed)
  await recordResumeAccess(ctx, tx, emit, {
    applicationId: row.id,
    personId: row.personId,
    employer: await loadEmployerSide(ctx, tx, changed),
    outcome: disposition === null ? null : outcomeOfDisposition(disposition),
    batchId: ctx.newId('batch'),
    isShared,
  })
}

/** A search finds a candidate by a résumé that may still be seen, or by none. */
async function refreshSearchText(tx: Db, row: HiringRow): Promise<void> {
  const [other] =
    row.resumeWithdrawnAt === null
      ? [{ resume: row.resume }]
      : await tx
          .select({ resume: hiringApplications.resume })
          .from(hiringApplications)
          .where(
            and(
              eq(hiringApplications.candidateId, row.candidateId),
              ne(hiringApplications.id, row.id),
              isNull(hiringApplications.resumeWithdrawnAt),
              isNotNull(hiringApplications.resume),
            ),
          )
          .limit(1)
  await tx
    .update(candidates)
    .set({ resumeText: other?.resume ? resumeText(other.resume) : null })
    .where(eq(candidates.id, row.candidateId))
}

/** The application that a status link shows, with its posting and employer. @throws not_found */
export async function findByToken(ctx: Ctx, db: Db, token: string) {
  const hash = await ctx.hash(`hiring.status:${token}`)
  const [held] = await db
    .select({ row: hiringApplications, title: postings.title, organisationName: organisations.name })
    .from(hiringApplications)
    .innerJoin(postings, eq(postings.id, hiringApplications.postingId))
    .innerJoin(organisations, eq(organisations.id, hiringApplications.organisationId))
    .where(eq(hiringApplications.statusTokenHash, hash))
  if (!held) throw notFound('application', 'status')
  return held
}
