import { and, asc, eq, gt, inArray } from 'drizzle-orm'
import {
  candidateFieldChanges,
  candidatePoolAsks,
  candidates,
  hiringApplications,
  hiringDefaultViews,
  hiringViews,
  postings,
} from '../../db/schema'
import type { Ctx } from '../core/ctx'
import {
  countAll,
  type ErasedPerson,
  type ExportPart,
  eraseRows,
  eraseRowsWhere,
  exportTable,
  PERSON_BATCH,
  type PersonStore,
  rowsInBatches,
} from '../core/person-data'
import { dissolveMerges } from './merge-candidates'

const HELD = [
  { table: candidates, personId: candidates.personId },
  { table: hiringApplications, personId: hiringApplications.personId },
  { table: hiringViews, personId: hiringViews.ownerId },
  { table: hiringDefaultViews, personId: hiringDefaultViews.personId },
]

/**
 * What organisations keep of somebody who applied. Erasing takes out everything personal and leaves the bare application,
 * so that an employer's counts stay true: when it came, where it went, how it ended.
 */
export const hiringOfPerson: PersonStore = {
  store: 'hiring',
  tables: ['candidates', 'hiring_applications', 'hiring_views', 'hiring_default_views'],
  countPerson: (ctx, { personId }) => countAll(ctx.db, personId, HELD),
  exportPerson,
  erasePerson,
}

async function* exportPerson({ db }: Ctx, personId: string): AsyncGenerator<ExportPart> {
  const file = 'applications/sent-to-employers.json'
  const about =
    'What employers here received from you, and what they filled in about you in fields of their own. Their notes and the names of their stages are theirs.'
  yield { file, about, rows: [] }
  const read = (after: string | null) =>
    db
      .select({
        id: hiringApplications.id,
        title: postings.title,
        name: candidates.name,
        email: candidates.email,
        phone: candidates.phone,
        links: candidates.links,
        inTalentPoolSince: candidates.poolSince,
        inTalentPoolUntil: candidates.poolUntil,
        theirFields: candidates.fields,
        answers: hiringApplications.answers,
        coverLetter: hiringApplications.coverLetter,
        resume: hiringApplications.resume,
        resumeWithdrawnAt: hiringApplications.resumeWithdrawnAt,
        refusesAi: hiringApplications.refusesAi,
        appliedAt: hiringApplications.appliedAt,
        replyDueAt: hiringApplications.replyDueAt,
        repliedAt: hiringApplications.repliedAt,
        ended: hiringApplications.dispositionKind,
      })
      .from(hiringApplications)
      .innerJoin(candidates, eq(candidates.id, hiringApplications.candidateId))
      .innerJoin(postings, eq(postings.id, hiringApplications.postingId))
      .where(and(eq(hiringApplications.personId, personId), after === null ? undefined : gt(hiringApplications.id, after)))
      .orderBy(asc(hiringApplications.id))
      .limit(PERSON_BATCH)
  for await (const rows of rowsInBatches(read, ({ id }) => id)) yield { file, about, rows }
  yield* exportTable(db, personId, {
    table: hiringViews,
    personId: hiringViews.ownerId,
    id: hiringViews.id,
    file: 'hiring/views.json',
    about: 'Views of pipelines and candidates that you saved.',
    secrets: ['ownerId'],
  })
}

async function erasePerson(ctx: Ctx, { personId }: ErasedPerson): Promise<number> {
  const held = await ctx.db
    .select({ id: hiringApplications.id, fileKey: hiringApplications.fileKey })
    .from(hiringApplications)
    .where(eq(hiringApplications.personId, personId))
    .limit(PERSON_BATCH)
  // Files first: a row that is gone no longer names its file.
  const files = held.flatMap(({ fileKey }) => fileKey ?? [])
  if (files.length > 0) await ctx.files.delete(files)
  if (held.length > 0)
    await ctx.db
      .update(hiringApplications)
      .set({ ...NOTHING_SENT, updatedAt: ctx.now() })
      .where(
        inArray(
          hiringApplications.id,
          held.map(({ id }) => id),
        ),
      )
  if (held.length > 0) return held.length
  const own = await ctx.db.select({ id: candidates.id }).from(candidates).where(eq(candidates.personId, personId))
  const ownIds = own.map(({ id }) => id)
  // What merges copied of them goes first, while it is still known where it came from.
  if (ownIds.length > 0)
    await ctx.transact(async (tx) => {
      await dissolveMerges(ctx, tx, ownIds)
      await tx.delete(candidatePoolAsks).where(inArray(candidatePoolAsks.candidateId, ownIds))
      await tx.delete(candidateFieldChanges).where(inArray(candidateFieldChanges.candidateId, ownIds))
    })
  const emptied = await ctx.db
    .update(candidates)
    .set({ ...NOBODY, anonymisedAt: ctx.now(), updatedAt: ctx.now() })
    .where(eq(candidates.personId, personId))
    .returning({ id: candidates.id })
  if (emptied.length > 0) return emptied.length
  const defaults = await eraseRows(ctx.db, hiringDefaultViews, hiringDefaultViews.personId, personId)
  if (defaults > 0) return defaults
  // Their own views go; those that they shared stay with the team.
  const views = await eraseRowsWhere(ctx.db, hiringViews, and(eq(hiringViews.ownerId, personId), eq(hiringViews.isShared, false)))
  if (views > 0) return views
  const shared = await ctx.db
    .update(hiringViews)
    .set({ ownerId: null, updatedAt: ctx.now() })
    .where(eq(hiringViews.ownerId, personId))
    .returning({ id: hiringViews.id })
  return shared.length
}

/** An application without anything that its applicant sent. */
export const NOTHING_SENT = {
  personId: null,
  answers: {},
  knockOuts: [],
  resume: null,
  resumeVersionId: null,
  fileKey: null,
  fileName: null,
  fileType: null,
  coverLetter: null,
  statusTokenHash: null,
  sealedStatusToken: null,
}

/** A candidate of whom nothing but a number is left. */
export const NOBODY = {
  personId: null,
  name: '',
  email: null,
  phone: null,
  links: [],
  headline: null,
  places: [],
  tags: [],
  resumeText: null,
  poolSince: null,
  poolUntil: null,
  externalId: null,
  fields: {},
}
