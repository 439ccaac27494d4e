import { and, desc, eq, inArray, isNull, lt, sql } from 'drizzle-orm'
import {
  type LabelRevision,
  type OneRevision,
  type Resume,
  ResumeSection,
  type Revision,
  type RevisionShown,
  type SendVersion,
  type SentVersion,
} from '../../contract/resumes'
import type { Page } from '../../contract/wire'
import { applications, resumes, resumeVersions } from '../../db/schema'
import { updateApplication } from '../applications/change-applications'
import type { PersonCtx } from '../core/actor'
import { notFound } from '../core/errors'
import { readCursor, writeCursor } from '../core/page'
import { withEvents } from '../live/outbox'
import { getResumeFor, getRevisionOf, type RevisionRow, unsealDocument } from './access'
import { addRevision } from './add-revision'

/** The states that a résumé was in, newest first. @throws not_found */
export async function listRevisions(
  ctx: PersonCtx,
  input: { resumeId: string; limit: number; cursor?: string | undefined },
): Promise<Page<Revision>> {
  const row = await getResumeFor(ctx, input.resumeId)
  const before = input.cursor === undefined ? null : Number(readCursor(input.cursor, 1)[0])
  const rows = await ctx.db
    .select()
    .from(resumeVersions)
    .where(and(eq(resumeVersions.resumeId, row.id), before === null ? undefined : lt(resumeVersions.version, before)))
    .orderBy(desc(resumeVersions.version))
    .limit(input.limit + 1)
  const shown = rows.slice(0, input.limit)
  const counts = await countSent(
    ctx,
    shown.filter(({ isSent }) => isSent).map(({ id }) => id),
  )
  const last = shown.at(-1)
  return {
    data: await Promise.all(shown.map((each) => showRevision(ctx, each, counts.get(each.id) ?? 0))),
    next: rows.length > shown.length && last ? writeCursor([last.version]) : null,
  }
}

/** One state that a résumé was in, with what was in it. @throws not_found */
export async function getRevision(ctx: PersonCtx, { resumeId, version }: OneRevision): Promise<RevisionShown> {
  const row = await getResumeFor(ctx, resumeId)
  const revision = await getRevisionOf(ctx.db, { id: row.id, version })
  const counts = await countSent(ctx, [revision.id])
  return { ...(await showRevision(ctx, revision, counts.get(revision.id) ?? 0)), resume: await unsealDocument(ctx, revision) }
}

/**
 * Makes what an older revision held the newest one. Nothing between is lost: it stays in the history, and this can be taken back likewise.
 * @throws not_found
 */
export async function restoreRevision(ctx: PersonCtx, { resumeId, version }: OneRevision): Promise<Resume> {
  return withEvents(ctx, async (tx, emit) => {
    const row = await getResumeFor(ctx, resumeId, tx)
    const resume = await unsealDocument(ctx, await getRevisionOf(tx, { id: row.id, version }))
    return addRevision(ctx, tx, emit, row, { resume, cause: 'restored' })
  })
}

/** Names a revision, so that it is found again and never let go; `null` takes the name away. @throws not_found */
export async function labelRevision(ctx: PersonCtx, { resumeId, version, label }: LabelRevision): Promise<Revision> {
  const row = await getResumeFor(ctx, resumeId)
  const revision = await getRevisionOf(ctx.db, { id: row.id, version })
  const sealed = label === null ? null : await ctx.seal(label, `resume_versions.label:${revision.id}`)
  const [changed] = await ctx.db.update(resumeVersions).set({ label: sealed }).where(eq(resumeVersions.id, revision.id)).returning()
  if (!changed) throw notFound('resume-version', revision.id)
  const counts = await countSent(ctx, [changed.id])
  return showRevision(ctx, changed, counts.get(changed.id) ?? 0)
}

/**
 * Notes which revision went out with an application. From then on it is kept whatever follows.
 * @throws not_found  résumé, revision or application is not this person's
 */
export async function sendVersion(ctx: PersonCtx, { resumeId, applicationId, version }: SendVersion): Promise<SentVersion> {
  const row = await getResumeFor(ctx, resumeId)
  const revision = await getRevisionOf(ctx.db, { id: row.id, version: version ?? row.version })
  const { card } = await updateApplication(ctx, { applicationId, change: { resumeVersionId: revision.id } })
  await ctx.db.update(resumeVersions).set({ isSent: true }).where(eq(resumeVersions.id, revision.id))
  const label = revision.label === null ? null : await ctx.unseal(revision.label, `resume_versions.label:${revision.id}`)
  return { applicationId: card.id, title: card.title, companyName: card.companyName, version: revision.version, label }
}

const SENT_MAX = 200

/** Which applications went out with which revision, newest revision first. @throws not_found */
export async function listSent(ctx: PersonCtx, resumeId: string): Promise<SentVersion[]> {
  const row = await getResumeFor(ctx, resumeId)
  const rows = await ctx.db
    .select({
      applicationId: applications.id,
      title: applications.title,
      companyName: applications.companyName,
      versionId: resumeVersions.id,
      version: resumeVersions.version,
      label: resumeVersions.label,
    })
    .from(applications)
    .innerJoin(resumeVersions, eq(resumeVersions.id, applications.resumeVersionId))
    .innerJoin(resumes, eq(resumes.id, resumeVersions.resumeId))
    .where(and(eq(resumes.id, row.id), eq(applications.personId, ctx.actor.personId), isNull(applications.removedAt)))
    .orderBy(desc(resumeVersions.version), desc(applications.id))
    .limit(SENT_MAX)
  return Promise.all(
    rows.map(async ({ versionId, label, ...sent }) => ({
      ...sent,
      label: label === null ? null : await ctx.unseal(label, `resume_versions.label:${versionId}`),
    })),
  )
}

async function countSent(ctx: PersonCtx, versionIds: string[]): Promise<Map<string, number>> {
  if (versionIds.length === 0) return new Map()
  const rows = await ctx.db
    .select({ id: applications.resumeVersionId, count: sql<number>`count(*)::int` })
    .from(applications)
    .where(
      and(inArray(applications.resumeVersionId, versionIds), eq(applications.personId, ctx.actor.personId), isNull(applications.removedAt)),
    )
    .groupBy(applications.resumeVersionId)
  return new Map(rows.map(({ id, count }) => [id ?? '', count]))
}

async function showRevision(ctx: PersonCtx, row: RevisionRow, sent: number): Promise<Revision> {
  return {
    id: row.id,
    version: row.version,
    cause: row.cause,
    sections: row.sections.flatMap((section) => ResumeSection.safeParse(section).data ?? []),
    label: row.label === null ? null : await ctx.unseal(row.label, `resume_versions.label:${row.id}`),
    applications: sent,
    createdAt: row.createdAt.toISOString(),
  }
}
