import { and, asc, desc, eq, inArray, ne, sql } from 'drizzle-orm'
import type { CandidateDuplicates, DuplicateGroups, SharedContact } from '../../contract/candidates'
import { candidates } from '../../db/schema'
import { recordAudit } from '../audit/record-audit'
import type { PersonCtx } from '../core/actor'
import { rowsOf } from '../core/rows'
import { getOrganisationFor } from '../identity/access'
import { getCandidateFor, isFindable } from './candidate-access'
import { lineColumns, linesOf, showCandidate } from './list-candidates'

const GROUPS_MAX = 50
const DUPLICATES_MAX = 20

/**
 * Candidates of the same organisation who share an address, a number or a link with one, the oldest first. Found by an index, never by reading all.
 * Accounts of two people are two people, whatever they share.
 *
 * @throws not_found, forbidden as `getCandidateFor`
 */
export async function findDuplicates(ctx: PersonCtx, candidateId: string): Promise<CandidateDuplicates> {
  const { candidate, role } = await getCandidateFor(ctx, candidateId, 'candidate.contact')
  if (candidate.contactKeys.length === 0) return { data: [] }
  const rows = await ctx.db
    .select({ ...lineColumns, contactKeys: candidates.contactKeys })
    .from(candidates)
    .where(
      and(
        sql`${candidates.contactKeys} && ${sql.param(candidate.contactKeys, candidates.contactKeys)}`,
        eq(candidates.organisationId, candidate.organisationId),
        ne(candidates.id, candidate.id),
        isFindable(ctx.now()),
        candidate.personId === null ? undefined : sql`(${candidates.personId} is null or ${candidates.personId} = ${candidate.personId})`,
      ),
    )
    .orderBy(asc(candidates.createdAt), asc(candidates.id))
    .limit(DUPLICATES_MAX)
  const lines = await linesOf(
    ctx.db,
    rows.map(({ id }) => id),
  )
  const own = new Set(candidate.contactKeys)
  return {
    data: rows.map(({ contactKeys, ...row }) => ({
      candidate: showCandidate(row, lines.get(row.id) ?? [], { role, now: ctx.now() }),
      shared: contactKeys.filter((key) => own.has(key)).map(readKey),
    })),
  }
}

/**
 * Groups of an organisation's candidates who share an address, a number or a link, those with the youngest candidate first.
 * @throws not_found, forbidden as `getOrganisationFor`
 */
export async function listDuplicateGroups(ctx: PersonCtx, organisationId: string): Promise<DuplicateGroups> {
  const { role } = await getOrganisationFor(ctx, organisationId, 'candidate.contact')
  // One account among them, and the others without, may be one person; two accounts are two.
  const answer = await ctx.db.execute(sql`
    select key, array_agg(id order by created_at, id) as ids
    from (select unnest(contact_keys) as key, id, created_at, person_id from candidates
      where organisation_id = ${organisationId} and merged_into_id is null and anonymised_at is null) as each
    group by key having count(*) > 1 and count(*) > count(distinct person_id)
      and (count(distinct person_id) < 2 or count(*) filter (where person_id is null) > 0)
    order by max(created_at) desc, key limit ${GROUPS_MAX + 1}`)
  const groups = rowsOf<{ key: string; ids: string[] }>(answer)
  const ids = [...new Set(groups.flatMap((group) => group.ids))]
  const rows =
    ids.length === 0
      ? []
      : await ctx.db
          .select(lineColumns)
          .from(candidates)
          .where(and(inArray(candidates.id, ids), isFindable(ctx.now())))
          .orderBy(desc(candidates.createdAt), desc(candidates.id))
  const lines = await linesOf(ctx.db, ids)
  const byId = new Map(rows.map((row) => [row.id, showCandidate(row, lines.get(row.id) ?? [], { role, now: ctx.now() })]))
  const seen = new Set<string>()
  const data = groups.slice(0, GROUPS_MAX).flatMap(({ key, ids: members }) => {
    const shown = members.flatMap((id) => byId.get(id) ?? [])
    const sameAs = shown.map(({ id }) => id).join(' ')
    if (shown.length < 2 || seen.has(sameAs)) return []
    seen.add(sameAs)
    return [{ shared: readKey(key), candidates: shown }]
  })
  await ctx.transact((tx) =>
    recordAudit(ctx, tx, { organisationId, act: 'candidate.searched', subjectId: null, details: { duplicates: data.length } }),
  )
  return { data, isCut: groups.length > GROUPS_MAX }
}

/** A key of `candidate_contact_keys` in words. */
function readKey(key: string): SharedContact {
  const [, kind = '', value = ''] = /^\S+ (mail|phone|link):(.*)$/s.exec(key) ?? []
  return { kind: kind === 'mail' || kind === 'phone' ? kind : 'link', value }
}
