import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import {
  POSTING_STATES,
  type PostingHistory,
  type PostingList,
  type PostingPage,
  type PostingState,
  type PostingView,
} from '../../contract/postings'
import { auditLines, hiringApplications, people, postings } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import { readInstantCursor, toPage, writeCursor } from '../core/page'
import { getOrganisationFor } from '../identity/access'
import { getPostingFor } from './access'
import { factsOf, showPosting } from './show-posting'

const COLUMNS = {
  id: postings.id,
  organisationId: postings.organisationId,
  jobId: postings.jobId,
  state: postings.state,
  closeReason: postings.closeReason,
  title: postings.title,
  places: postings.places,
  openings: postings.openings,
  requisition: postings.requisition,
  validThrough: postings.validThrough,
  updatedAt: postings.updatedAt,
  publishedAt: postings.publishedAt,
  submittedAt: postings.submittedAt,
  approvedAt: postings.approvedAt,
  isAhead: postings.isAhead,
  version: postings.version,
}

/**
 * Postings of an organisation, last changed first, with how many there are in each state.
 * @throws not_found, forbidden  as `getOrganisationFor`
 */
export async function listPostings(ctx: PersonCtx, { organisationId, state, limit, cursor }: PostingList): Promise<PostingPage> {
  await getOrganisationFor(ctx, organisationId, 'posting.view')
  const after = cursor === undefined ? null : readInstantCursor(cursor)
  const isTheirs = eq(postings.organisationId, organisationId)
  const [rows, counted] = await Promise.all([
    ctx.db
      .select(COLUMNS)
      .from(postings)
      .where(
        and(
          isTheirs,
          state ? eq(postings.state, state) : undefined,
          after ? sql`(${postings.updatedAt}, ${postings.id}) < (${after.at}::timestamptz, ${after.id})` : undefined,
        ),
      )
      .orderBy(desc(postings.updatedAt), desc(postings.id))
      .limit(limit + 1),
    ctx.db.select({ state: postings.state, count: sql<number>`count(*)::int` }).from(postings).where(isTheirs).groupBy(postings.state),
  ])
  const open = await countOpenApplications(
    ctx,
    rows.map(({ id }) => id),
  )
  const byState = new Map(counted.map((row) => [row.state, row.count]))
  const none = Object.fromEntries(POSTING_STATES.map((word) => [word, byState.get(word) ?? 0]))
  return {
    ...toPage(
      rows,
      limit,
      ({ submittedAt, approvedAt, validThrough, updatedAt, publishedAt, ...row }) => {
        const { isSubmitted, isApproved } = factsOf({ ...row, submittedAt, approvedAt })
        return {
          ...row,
          isSubmitted,
          isApproved,
          validThrough: validThrough?.toISOString() ?? null,
          updatedAt: updatedAt.toISOString(),
          publishedAt: publishedAt?.toISOString() ?? null,
          openApplications: open.get(row.id) ?? 0,
        }
      },
      ({ updatedAt, id }) => writeCursor([updatedAt.toISOString(), id]),
    ),
    counts: none as Record<PostingState, number>, // Made from all of the states, two lines above.
  }
}

/** @throws not_found, forbidden  as `getPostingFor` */
export async function getPosting(ctx: PersonCtx, postingId: string): Promise<PostingView> {
  return showPosting(ctx, await getPostingFor(ctx, postingId, 'posting.view'))
}

const HISTORY_MAX = 200

/** Who did what with a posting, newest first. */
export async function listPostingHistory(ctx: PersonCtx, postingId: string): Promise<PostingHistory> {
  const { posting } = await getPostingFor(ctx, postingId, 'posting.view')
  const rows = await ctx.db
    .select({ act: auditLines.act, personId: people.id, name: people.name, details: auditLines.details, at: auditLines.at })
    .from(auditLines)
    .leftJoin(people, eq(people.id, auditLines.actorId))
    .where(
      and(
        eq(auditLines.organisationId, posting.organisationId),
        eq(auditLines.subjectId, postingId),
        sql`${auditLines.act} like 'posting.%'`,
      ),
    )
    .orderBy(desc(auditLines.at), desc(auditLines.id))
    .limit(HISTORY_MAX)
  return {
    data: rows.map(({ personId, name, at, ...row }) => ({
      ...row,
      by: personId !== null && name !== null ? { personId, name } : null,
      at: at.toISOString(),
    })),
  }
}

async function countOpenApplications(ctx: PersonCtx, postingIds: string[]): Promise<Map<string, number>> {
  if (postingIds.length === 0) return new Map()
  const rows = await ctx.db
    .select({ postingId: hiringApplications.postingId, count: sql<number>`count(*)::int` })
    .from(hiringApplications)
    .where(and(inArray(hiringApplications.postingId, postingIds), isNull(hiringApplications.dispositionKind)))
    .groupBy(hiringApplications.postingId)
  return new Map(rows.map((row) => [row.postingId, row.count]))
}
