import { and, asc, desc, eq, inArray, or, type SQL, sql } from 'drizzle-orm'
import type { CandidateField } from '../../contract/candidate-fields'
import type { CandidateApplicationLine, CandidateFilters, CandidateLine, CandidatePage, ListCandidates } from '../../contract/candidates'
import type { OrganisationRole } from '../../contract/identity'
import type { Db } from '../../db/client'
import { candidates, hiringApplications, hiringStages, postings } from '../../db/schema'
import { recordAudit } from '../audit/record-audit'
import type { PersonCtx } from '../core/actor'
import { toPage } from '../core/page'
import { getOrganisationFor, hasRight } from '../identity/access'
import { getCandidateFor, isFindable, ofCandidate, rootCandidateId } from './candidate-access'
import { fieldConditions, loadFields } from './load-fields'
import { cursorOf, orderOf, sortName } from './order-candidates'
import { dispositionOf } from './show-card'

/**
 * Candidates of an organisation in the order asked for, each with where their applications stand. That somebody looked is written to the audit log.
 * @throws not_found, forbidden as `getOrganisationFor`; looking by `email` or `externalId` needs the right to contact
 */
export async function listCandidates(ctx: PersonCtx, list: ListCandidates): Promise<CandidatePage> {
  // Whoever may not see an address may not try one either.
  const isByContact = list.email !== undefined || list.externalId !== undefined
  const { role } = await getOrganisationFor(ctx, list.organisationId, isByContact ? 'candidate.contact' : 'candidate.view')
  const { orderBy, after } = orderOf(list)
  const rows = await ctx.db
    .select({ ...lineColumns, sortName })
    .from(candidates)
    .where(
      and(eq(candidates.organisationId, list.organisationId), isFindable(ctx.now()), fits(ctx, list, await fieldsFor(ctx.db, list)), after),
    )
    .orderBy(...orderBy)
    .limit(list.limit + 1)
  const lines = await linesOf(
    ctx.db,
    rows.slice(0, list.limit).map(({ id }) => id),
  )
  await ctx.transact((tx) =>
    recordAudit(ctx, tx, {
      organisationId: list.organisationId,
      act: 'candidate.searched',
      subjectId: null,
      details: { hits: Math.min(rows.length, list.limit) },
    }),
  )
  return toPage(
    rows,
    list.limit,
    (row) => showCandidate(row, lines.get(row.id) ?? [], { role, now: ctx.now() }),
    (row) => cursorOf(list.sort, row),
  )
}

/**
 * One candidate. Looking at them is written to the audit log.
 * @throws not_found, forbidden as `getCandidateFor`
 */
export async function getCandidate(ctx: PersonCtx, candidateId: string): Promise<CandidateLine> {
  const { candidate, role } = await getCandidateFor(ctx, candidateId, 'candidate.view')
  await ctx.transact((tx) =>
    recordAudit(ctx, tx, {
      organisationId: candidate.organisationId,
      act: 'candidate.viewed',
      subjectId: candidate.id,
      details: { contact: hasRight(role, 'candidate.contact'), resume: false },
    }),
  )
  const lines = await linesOf(ctx.db, [candidate.id])
  return showCandidate(candidate, lines.get(candidate.id) ?? [], { role, now: ctx.now() })
}

/** A candidate as a list reads it: nothing of a résumé is among the columns. */
export const lineColumns = {
  id: candidates.id,
  organisationId: candidates.organisationId,
  personId: candidates.personId,
  number: candidates.number,
  name: candidates.name,
  email: candidates.email,
  phone: candidates.phone,
  links: candidates.links,
  headline: candidates.headline,
  places: candidates.places,
  source: candidates.source,
  tags: candidates.tags,
  fields: candidates.fields,
  externalId: candidates.externalId,
  poolSince: candidates.poolSince,
  poolUntil: candidates.poolUntil,
  version: candidates.version,
  createdAt: candidates.createdAt,
  updatedAt: candidates.updatedAt,
}
type LineRow = Pick<typeof candidates.$inferSelect, keyof typeof lineColumns>

/** An application with the tags that stand on it. */
export type TaggedLine = CandidateApplicationLine & { tags: string[] }

export function showCandidate(
  row: LineRow,
  lines: readonly TaggedLine[],
  { role, now }: { role: OrganisationRole; now: Date },
): CandidateLine {
  const { email, phone, links, poolSince, poolUntil } = row
  const isInPool = poolUntil !== null && poolUntil > now
  const label = `Candidate ${row.number}`
  return {
    id: row.id,
    organisationId: row.organisationId,
    name: row.name || label,
    label,
    headline: row.headline,
    places: row.places,
    source: row.source,
    tags: [...new Set([...row.tags, ...lines.flatMap(({ tags }) => tags)])],
    externalId: row.externalId,
    contact: hasRight(role, 'candidate.contact') ? { email, phone, links } : null,
    hasAccount: row.personId !== null,
    poolUntil: isInPool ? poolUntil.toISOString() : null,
    poolSince: isInPool ? (poolSince?.toISOString() ?? null) : null,
    fields: row.fields,
    applications: lines.map(({ tags: _tags, ...line }) => line),
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}

/** Applications of these candidates and of all that were merged into them, the newest first. */
export async function linesOf(db: Db, candidateIds: readonly string[]): Promise<Map<string, TaggedLine[]>> {
  if (candidateIds.length === 0) return new Map()
  const ids = [...candidateIds]
  const rows = await db
    .select({
      rootId: rootCandidateId,
      application: applicationColumns,
      group: hiringStages.group,
      stageName: hiringStages.name,
      title: postings.title,
    })
    .from(hiringApplications)
    .innerJoin(candidates, ofCandidate)
    .innerJoin(postings, eq(postings.id, hiringApplications.postingId))
    .leftJoin(hiringStages, eq(hiringStages.id, hiringApplications.stageId))
    .where(or(inArray(candidates.id, ids), inArray(candidates.mergedIntoId, ids)))
    .orderBy(desc(hiringApplications.appliedAt), asc(hiringApplications.id))
  const lines = rows.map(({ rootId, application, group, stageName, title }) => ({
    rootId,
    line: {
      applicationId: application.id,
      postingId: application.postingId,
      postingTitle: title,
      group: group ?? ('closed' as const),
      stageName,
      disposition: dispositionOf(application),
      appliedAt: application.appliedAt.toISOString(),
      tags: application.tags,
    },
  }))
  return new Map([...Map.groupBy(lines, ({ rootId }) => rootId)].map(([id, held]) => [id, held.map(({ line }) => line)]))
}
const applicationColumns = {
  id: hiringApplications.id,
  postingId: hiringApplications.postingId,
  dispositionKind: hiringApplications.dispositionKind,
  dispositionReason: hiringApplications.dispositionReason,
  tags: hiringApplications.tags,
  appliedAt: hiringApplications.appliedAt,
}

/** The filters as a condition on `candidates`; those about applications mean any one of a candidate's that fits all of them. */
export function fits(
  ctx: PersonCtx,
  filters: CandidateFilters & { organisationId: string },
  fields: readonly CandidateField[],
): SQL | undefined {
  const { organisationId, postingId, group, tag, source, inPool, email, externalId } = filters
  const about = [
    postingId === undefined ? undefined : sql`h.posting_id = ${postingId}`,
    group === undefined
      ? undefined
      : group === 'closed'
        ? sql`h.disposition_kind is not null`
        : sql`h.stage_id in (select s.id from hiring_stages s where s.group = ${group})`,
    tag === undefined ? undefined : sql`${tag} = any(h.tags)`,
  ].filter((part) => part !== undefined)
  return and(
    about.length === 0
      ? undefined
      : sql`${candidates.id} in (select coalesce(c.merged_into_id, c.id) from hiring_applications h join candidates c on c.id = h.candidate_id
          where h.organisation_id = ${organisationId} and ${sql.join(about, sql` and `)})`,
    source === undefined ? undefined : eq(candidates.source, source),
    inPool ? sql`${candidates.poolUntil} > ${ctx.now().toISOString()}::timestamptz` : undefined,
    email === undefined
      ? undefined
      : sql`${candidates.id} in (select coalesce(c.merged_into_id, c.id) from candidates c where c.contact_keys @> array[${`${organisationId} mail:${email}`}])`,
    externalId === undefined
      ? undefined
      : sql`${candidates.id} in (select coalesce(c.merged_into_id, c.id) from candidates c where c.organisation_id = ${organisationId} and c.external_id = ${externalId})`,
    ...fieldConditions(fields, filters.fields),
  )
}

/** The organisation's own fields, when somebody looks by one. */
export const fieldsFor = async (
  db: Db,
  { organisationId, fields }: CandidateFilters & { organisationId: string },
): Promise<CandidateField[]> => (fields === undefined ? [] : loadFields(db, organisationId))
