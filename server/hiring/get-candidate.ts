import { and, asc, desc, eq, ne, sql } from 'drizzle-orm'
import type { CandidateApplication, HiringEvent, HiringNote } from '../../contract/hiring'
import type { Db } from '../../db/client'
import { candidates, hiringApplications, hiringEvents, hiringNotes, hiringStages, people, postings } from '../../db/schema'
import { renderMarkdown } from '../applications/render-markdown'
import { recordAudit } from '../audit/record-audit'
import type { PersonCtx } from '../core/actor'
import { AppError, notFound } from '../core/errors'
import { markReviewed } from '../postings/mark-reviewed'
import { getHiringApplicationFor, type HiringRow } from './access'
import { lineOfPosting, rightsOf } from './list-pipeline'
import { loadEmployerSide } from './load-employer-side'
import { isKnockOut } from './receive-application'
import { dispositionOf, loadHiringCards } from './show-card'
import { ensureStages, showStage } from './stages'

/**
 * One application as the team sees it, with one timeline of everything. Looking at it is written to the audit log.
 * A résumé that the candidate took back is not in the answer.
 *
 * @throws not_found, forbidden as `getHiringApplicationFor`
 */
export async function getCandidateApplication(ctx: PersonCtx, applicationId: string): Promise<CandidateApplication> {
  const held = await getHiringApplicationFor(ctx, applicationId, 'candidate.view')
  const { application: row, posting } = held
  const may = rightsOf(held)
  const stages = await ctx.transact(async (tx) => {
    await recordAudit(ctx, tx, {
      organisationId: row.organisationId,
      act: 'candidate.viewed',
      subjectId: row.id,
      details: { contact: may.contact, resume: row.resumeWithdrawnAt === null },
    })
    await markReviewed(tx, posting.id, ctx.now())
    return ensureStages(ctx, tx, posting.id)
  })
  const [[card], [candidate], events, notes, others] = await Promise.all([
    loadHiringCards(ctx.db, { postingId: posting.id, ids: [row.id] }),
    ctx.db
      .select({ email: candidates.email, phone: candidates.phone, links: candidates.links })
      .from(candidates)
      .where(eq(candidates.id, rootOf(row.candidateId))),
    listEvents(ctx.db, row.id),
    listNotes(ctx.db, row.id),
    listOthers(ctx.db, row),
  ])
  if (!card || !candidate) throw notFound('application', applicationId)
  const isShown = row.resumeWithdrawnAt === null
  return {
    card,
    posting: lineOfPosting(posting),
    stages: stages.map(showStage),
    contact: may.contact ? candidate : null,
    answers: posting.questions.flatMap((question) => {
      const answer = row.answers[question.id]
      return answer === undefined ? [] : [{ question: question.label, answer, isKnockOut: isKnockOut(question, answer) }]
    }),
    coverLetter: row.coverLetter,
    resume: isShown ? withoutContact(row.resume, may.contact) : null,
    isResumeWithdrawn: !isShown,
    file: isShown && may.contact && row.fileKey !== null ? { name: row.fileName ?? 'resume', url: `/hiring/files/${row.id}` } : null,
    employer: await loadEmployerSide(ctx, ctx.db, row),
    events,
    notes,
    others,
    may,
  }
}

/**
 * The file that came with an application. Opening it is written to the audit log.
 * @throws not_found  none came
 * @throws forbidden  as `getHiringApplicationFor`; `hiring.resume-withdrawn`: the candidate took it back
 */
export async function readHiringFile(
  ctx: PersonCtx,
  applicationId: string,
): Promise<{ name: string; type: string; bytes: Uint8Array<ArrayBuffer> }> {
  const { application: row } = await getHiringApplicationFor(ctx, applicationId, 'candidate.contact')
  if (row.resumeWithdrawnAt !== null)
    throw new AppError('forbidden', 'hiring.resume-withdrawn', { message: 'The candidate took their résumé back.' })
  const bytes = row.fileKey === null ? null : await ctx.files.get(row.fileKey)
  if (!bytes) throw notFound('file', applicationId)
  await ctx.transact((tx) =>
    recordAudit(ctx, tx, { organisationId: row.organisationId, act: 'candidate.resume-viewed', subjectId: row.id }),
  )
  return { name: row.fileName ?? 'resume', type: row.fileType ?? 'application/octet-stream', bytes }
}

async function listEvents(db: Db, applicationId: string): Promise<HiringEvent[]> {
  const rows = await db
    .select({ event: hiringEvents, name: people.name })
    .from(hiringEvents)
    .leftJoin(people, eq(people.id, hiringEvents.actorId))
    .where(eq(hiringEvents.applicationId, applicationId))
    .orderBy(asc(hiringEvents.seq))
    .limit(1_000)
  return rows.map(({ event, name }) => ({
    id: event.id,
    applicationId: event.applicationId,
    seq: event.seq,
    change: event.change,
    actor: event.actorId !== null && name !== null ? { personId: event.actorId, name } : null,
    at: event.at.toISOString(),
    batchId: event.batchId,
  }))
}

export async function listNotes(db: Db, applicationId: string): Promise<HiringNote[]> {
  const rows = await db
    .select({ note: hiringNotes, name: people.name })
    .from(hiringNotes)
    .leftJoin(people, eq(people.id, hiringNotes.authorId))
    .where(eq(hiringNotes.applicationId, applicationId))
    .orderBy(asc(hiringNotes.createdAt), asc(hiringNotes.id))
    .limit(500)
  return rows.map(({ note, name }) => showNote(note, name))
}

export function showNote(note: typeof hiringNotes.$inferSelect, name: string | null): HiringNote {
  return {
    id: note.id,
    applicationId: note.applicationId,
    author: note.authorId !== null && name !== null ? { personId: note.authorId, name } : null,
    markdown: note.markdown,
    html: renderMarkdown(note.markdown),
    version: note.version,
    createdAt: note.createdAt.toISOString(),
    updatedAt: note.updatedAt.toISOString(),
  }
}

/** The candidate whom this one was found to be. */
const rootOf = (candidateId: string) => sql`(select coalesce(c.merged_into_id, c.id) from candidates c where c.id = ${candidateId})`

async function listOthers(db: Db, row: HiringRow): Promise<CandidateApplication['others']> {
  const rows = await db
    .select({ other: hiringApplications, title: postings.title })
    .from(hiringApplications)
    .innerJoin(postings, eq(postings.id, hiringApplications.postingId))
    .leftJoin(hiringStages, eq(hiringStages.id, hiringApplications.stageId))
    .innerJoin(candidates, eq(candidates.id, hiringApplications.candidateId))
    .where(
      and(
        eq(sql`coalesce(${candidates.mergedIntoId}, ${candidates.id})`, rootOf(row.candidateId)),
        eq(hiringApplications.organisationId, row.organisationId),
        ne(hiringApplications.id, row.id),
      ),
    )
    .orderBy(desc(hiringApplications.appliedAt), asc(hiringApplications.id))
    .limit(20)
  return rows.map(({ other, title }) => ({
    applicationId: other.id,
    title,
    appliedAt: other.appliedAt.toISOString(),
    disposition: dispositionOf(other),
  }))
}

/** Who may not have a candidate's contact data does not find it in their résumé either. */
function withoutContact(resume: HiringRow['resume'], mayContact: boolean): HiringRow['resume'] {
  if (resume === null || mayContact || !resume.basics) return resume
  const { email: _email, phone: _phone, url: _url, profiles: _profiles, ...basics } = resume.basics
  return { ...resume, basics }
}
