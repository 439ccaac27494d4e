import { and, desc, eq, gte, isNotNull, lt, or, sql } from 'drizzle-orm'
import type { HiringCardPage, ListHiringApplications } from '../../contract/candidates'
import type { HiringCard, HiringStage } from '../../contract/hiring'
import { candidates, hiringApplications, hiringStages } from '../../db/schema'
import { recordAudit } from '../audit/record-audit'
import type { PersonCtx } from '../core/actor'
import { notFound } from '../core/errors'
import { readInstantCursor, toPage, writeCursor } from '../core/page'
import { getOrganisationFor } from '../identity/access'
import { getPostingFor } from '../postings/access'
import { getHiringApplicationFor } from './access'
import { getCandidateFor, rootCandidateId } from './candidate-access'
import { hiringCardColumns, loadHiringCards, showHiringCard } from './show-card'
import { ensureStages, showStage } from './stages'

/**
 * Applications to an organisation as its pipelines show them, the newest first.
 * @throws not_found, forbidden as `getOrganisationFor`, `getPostingFor` and `getCandidateFor`
 */
export async function listHiringApplications(ctx: PersonCtx, list: ListHiringApplications): Promise<HiringCardPage> {
  const { organisationId, postingId, candidateId, group, tag, changedSince, limit } = list
  await getOrganisationFor(ctx, organisationId, 'candidate.view')
  const rootId = candidateId === undefined ? undefined : (await getCandidateFor(ctx, candidateId, 'candidate.view')).candidate.id
  const from = list.cursor === undefined ? null : readInstantCursor(list.cursor)
  const at = from === null ? undefined : new Date(from.at)
  const rows = await ctx.db
    .select(hiringCardColumns)
    .from(hiringApplications)
    .innerJoin(candidates, eq(candidates.id, hiringApplications.candidateId))
    .leftJoin(hiringStages, eq(hiringStages.id, hiringApplications.stageId))
    .where(
      and(
        eq(hiringApplications.organisationId, organisationId),
        postingId === undefined ? undefined : eq(hiringApplications.postingId, postingId),
        rootId === undefined ? undefined : eq(rootCandidateId, rootId),
        group === undefined
          ? undefined
          : group === 'closed'
            ? isNotNull(hiringApplications.dispositionKind)
            : eq(hiringStages.group, group),
        tag === undefined ? undefined : sql`${tag} = any(${hiringApplications.tags})`,
        changedSince === undefined ? undefined : gte(hiringApplications.updatedAt, new Date(changedSince)),
        at &&
          or(lt(hiringApplications.appliedAt, at), and(eq(hiringApplications.appliedAt, at), lt(hiringApplications.id, from?.id ?? ''))),
      ),
    )
    .orderBy(desc(hiringApplications.appliedAt), desc(hiringApplications.id))
    .limit(limit + 1)
  await ctx.transact((tx) =>
    recordAudit(ctx, tx, { organisationId, act: 'candidate.searched', subjectId: null, details: { hits: Math.min(rows.length, limit) } }),
  )
  return toPage(
    rows,
    limit,
    (row) => showHiringCard(row),
    (row) => writeCursor([row.appliedAt.toISOString(), row.id]),
  )
}

/**
 * One application as its pipeline shows it: nothing of a résumé, a letter or an answer. That somebody looked is written to the audit log.
 * @throws not_found, forbidden as `getHiringApplicationFor`
 */
export async function getHiringCard(ctx: PersonCtx, applicationId: string): Promise<HiringCard> {
  const { application } = await getHiringApplicationFor(ctx, applicationId, 'candidate.view')
  await ctx.transact((tx) =>
    recordAudit(ctx, tx, {
      organisationId: application.organisationId,
      act: 'candidate.viewed',
      subjectId: application.id,
      details: { contact: false, resume: false },
    }),
  )
  const [card] = await loadHiringCards(ctx.db, { postingId: application.postingId, ids: [application.id] })
  if (!card) throw notFound('application', applicationId)
  return card
}

/** The stages of a posting's pipeline, in order. @throws not_found, forbidden as `getPostingFor` */
export async function listHiringStages(ctx: PersonCtx, postingId: string): Promise<{ data: HiringStage[] }> {
  const { posting } = await getPostingFor(ctx, postingId, 'candidate.view')
  const stages = await ctx.transact((tx) => ensureStages(ctx, tx, posting.id))
  return { data: stages.map(showStage) }
}
