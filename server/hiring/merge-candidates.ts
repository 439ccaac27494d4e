import { and, asc, desc, eq, inArray, isNull, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { FieldValues } from '../../contract/candidate-fields'
import {
  type CandidateLine,
  type CandidateMerges,
  MERGE_FIELDS,
  type MergeableFields,
  type MergeCandidates,
  type MergeField,
  type UnmergedCandidates,
} from '../../contract/candidates'
import type { Db } from '../../db/client'
import { candidateMerges, candidates, people } from '../../db/schema'
import { recordAudit } from '../audit/record-audit'
import type { PersonCtx } from '../core/actor'
import type { Ctx } from '../core/ctx'
import { conflict, invalid, notFound } from '../core/errors'
import { getOrganisationFor, hasRight } from '../identity/access'
import { withEvents } from '../live/outbox'
import { type CandidateRow, getCandidateFor, lockCandidates } from './candidate-access'
import { linesOf, showCandidate } from './list-candidates'
import { tellRoomsOfCandidates } from './tell-rooms'

type MergeRow = typeof candidateMerges.$inferSelect

/**
 * Makes two candidates one: the merged one's applications are shown as the kept one's, with the fields that were chosen. Everybody in the rooms of
 * their postings is told. Rows and histories of both stay as they are, so that it can be taken back. The same merge made twice, by one or by
 * two people at once, is one.
 *
 * @throws not_found, forbidden as `getCandidateFor`
 * @throws conflict `candidate.two-accounts`  two people with accounts of their own are two; `candidate.merged-since`
 */
export async function mergeCandidates(ctx: PersonCtx, { keptId, mergedId, take, batchId }: MergeCandidates): Promise<CandidateLine> {
  if (keptId === mergedId) throw invalid('candidate.same', 'This is one candidate. Choose two.')
  return withEvents(ctx, async (tx, emit) => {
    const { candidate, role } = await getCandidateFor(ctx, keptId, 'candidate.manage', tx)
    const { organisationId } = candidate
    await lockCandidates(tx, organisationId)
    const show = (row: CandidateRow) => showOne(ctx, tx, row, role)
    const { kept, merged } = await readBoth(tx, organisationId, { keptId, mergedId })
    if (merged.mergedIntoId === kept.id) return show(kept)
    if (merged.mergedIntoId !== null || kept.mergedIntoId !== null)
      throw conflict('candidate.merged-since', {}, 'One of them was merged with somebody meanwhile. Look again and decide anew.')
    const carried = await familyOf(tx, [merged.id])
    const accounts = new Set([kept, merged, ...carried, ...(await familyOf(tx, [kept.id]))].flatMap(({ personId }) => personId ?? []))
    if (accounts.size > 1)
      throw conflict(
        'candidate.two-accounts',
        {},
        'Each of them applied with an account of their own, so these are two people. They cannot be merged.',
      )
    const { before, after } = fieldsOfMerge(kept, merged, take)
    const [last] = await tx
      .select({ seq: sql<number>`coalesce(max(${candidateMerges.seq}), 0)::int` })
      .from(candidateMerges)
      .where(eq(candidateMerges.keptId, kept.id))
    const [claimed] = await tx
      .insert(candidateMerges)
      .values({
        id: batchId,
        organisationId,
        keptId,
        mergedId,
        seq: (last?.seq ?? 0) + 1,
        carriedIds: carried.map(({ id }) => id),
        before,
        after,
        actorId: ctx.actor.personId,
        at: ctx.now(),
      })
      .onConflictDoNothing()
      .returning({ id: candidateMerges.id })
    if (!claimed) throw conflict('request.id-used', {}, 'This id was used for something else. Make a new one.')
    const [changed] = await writeFields(ctx, tx, kept.id, after)
    await tx
      .update(candidates)
      .set({ mergedIntoId: kept.id })
      .where(inArray(candidates.id, [merged.id, ...carried.map(({ id }) => id)]))
    await tellRoomsOfCandidates(tx, emit, [kept.id, merged.id])
    await recordAudit(ctx, tx, {
      organisationId,
      act: 'candidate.merged',
      subjectId: kept.id,
      details: { mergedId: merged.id, taken: take.join(' ') },
    })
    return show(changed ?? kept)
  })
}

/**
 * Takes a merge back: both are what they were. A field of the kept one that was changed since the merge stays changed, and is told in `stayed`;
 * what the two applied to, were written or tagged meanwhile stays with whoever it belongs to. Taken back twice, it is taken back once.
 *
 * @throws not_found, forbidden as `getOrganisationFor`
 * @throws conflict `candidate.merged-further`  a later merge of the same candidate comes first
 */
export async function unmergeCandidates(ctx: PersonCtx, mergeId: string): Promise<UnmergedCandidates> {
  return withEvents(ctx, async (tx, emit) => {
    const [asked] = await tx.select().from(candidateMerges).where(eq(candidateMerges.id, mergeId))
    if (!asked) throw notFound('merge', mergeId)
    const { role } = await getOrganisationFor(ctx, asked.organisationId, 'candidate.manage', tx).catch((error) => {
      throw error instanceof Error && 'code' in error && error.code === 'not_found' ? notFound('merge', mergeId) : error
    })
    await lockCandidates(tx, asked.organisationId)
    const [merge] = await tx.select().from(candidateMerges).where(eq(candidateMerges.id, mergeId))
    if (!merge) throw notFound('merge', mergeId)
    const held = await readBoth(tx, merge.organisationId, merge)
    const show = async (stayed: MergeField[]) => {
      const { kept, merged } = await readBoth(tx, merge.organisationId, merge)
      return { kept: await showOne(ctx, tx, kept, role), restored: await showOne(ctx, tx, merged, role), stayed }
    }
    if (merge.undoneAt !== null) return show([])
    if (held.kept.mergedIntoId !== null || (await hasLater(tx, merge)))
      throw conflict('candidate.merged-further', {}, 'They were merged once more since. Take that one back first.')
    const stayed = await restore(ctx, tx, merge, held.kept)
    await tx.update(candidateMerges).set({ undoneAt: ctx.now(), undoneById: ctx.actor.personId }).where(eq(candidateMerges.id, merge.id))
    await tellRoomsOfCandidates(tx, emit, [merge.keptId, merge.mergedId])
    await recordAudit(ctx, tx, {
      organisationId: merge.organisationId,
      act: 'candidate.unmerged',
      subjectId: merge.keptId,
      details: { mergedId: merge.mergedId, stayed: stayed.join(' ') },
    })
    return show(stayed)
  })
}

/**
 * Merges of a candidate, the newest first, those that were taken back too.
 * @throws not_found, forbidden as `getCandidateFor`
 */
export async function listMerges(ctx: PersonCtx, candidateId: string): Promise<CandidateMerges> {
  const { candidate, role } = await getCandidateFor(ctx, candidateId, 'candidate.view')
  const [by, undoneBy] = [alias(people, 'by'), alias(people, 'undone_by')]
  const rows = await ctx.db
    .select({
      merge: candidateMerges,
      mergedName: candidates.name,
      number: candidates.number,
      byName: by.name,
      undoneByName: undoneBy.name,
    })
    .from(candidateMerges)
    .innerJoin(candidates, eq(candidates.id, candidateMerges.mergedId))
    .leftJoin(by, eq(by.id, candidateMerges.actorId))
    .leftJoin(undoneBy, eq(undoneBy.id, candidateMerges.undoneById))
    .where(
      or(
        eq(candidateMerges.keptId, candidate.id),
        eq(candidateMerges.mergedId, candidate.id),
        inArray(
          candidateMerges.keptId,
          ctx.db.select({ id: candidates.id }).from(candidates).where(eq(candidates.mergedIntoId, candidate.id)),
        ),
      ),
    )
    .orderBy(desc(candidateMerges.at), desc(candidateMerges.seq), desc(candidateMerges.id))
    .limit(100)
  const lastOf = Math.max(0, ...rows.flatMap(({ merge }) => (merge.keptId === candidate.id && merge.undoneAt === null ? [merge.seq] : [])))
  const actor = (personId: string | null, name: string | null) => (personId !== null && name !== null ? { personId, name } : null)
  return {
    data: rows.map(({ merge, mergedName, number, byName, undoneByName }) => ({
      id: merge.id,
      keptId: merge.keptId,
      mergedId: merge.mergedId,
      mergedName: mergedName || `Candidate ${number}`,
      by: actor(merge.actorId, byName),
      at: merge.at.toISOString(),
      undoneAt: merge.undoneAt?.toISOString() ?? null,
      undoneBy: actor(merge.undoneById, undoneByName),
      mayUndo: merge.undoneAt === null && merge.keptId === candidate.id && merge.seq === lastOf && hasRight(role, 'candidate.manage'),
    })),
  }
}

/**
 * Takes back every merge that these candidates are part of, and forgets what it kept of them: before somebody is erased, so that nothing of them
 * stays behind in the one who was found to be them.
 */
export async function dissolveMerges(ctx: Ctx, tx: Db, candidateIds: readonly string[]): Promise<void> {
  for (;;) {
    const family = await tx
      .select({ id: candidates.id })
      .from(candidates)
      .where(
        inArray(
          sql`coalesce(${candidates.mergedIntoId}, ${candidates.id})`,
          tx
            .select({ id: sql`coalesce(${candidates.mergedIntoId}, ${candidates.id})` })
            .from(candidates)
            .where(inArray(candidates.id, [...candidateIds])),
        ),
      )
    const ids = family.map(({ id }) => id)
    if (ids.length === 0) return
    const live = await tx
      .select()
      .from(candidateMerges)
      .where(and(isNull(candidateMerges.undoneAt), inArray(candidateMerges.keptId, ids)))
      .orderBy(desc(candidateMerges.seq), asc(candidateMerges.id))
    const [next] = live.filter(({ keptId }) => !live.some(({ mergedId }) => mergedId === keptId))
    if (!next) break
    const { kept } = await readBoth(tx, next.organisationId, next)
    await restore(ctx, tx, next, kept)
    await tx.delete(candidateMerges).where(eq(candidateMerges.id, next.id))
  }
  await tx
    .delete(candidateMerges)
    .where(or(inArray(candidateMerges.keptId, [...candidateIds]), inArray(candidateMerges.mergedId, [...candidateIds])))
}

/** What a merge changes of the kept one. Consent to the pool belongs to the address that gave it. */
export function fieldsOfMerge(kept: CandidateRow, merged: CandidateRow, take: readonly MergeField[]) {
  const before: Partial<MergeableFields> = {}
  const after: Partial<MergeableFields> = {}
  const change = <F extends keyof MergeableFields>(field: F, to: MergeableFields[F]) => {
    const from = valuesOf(kept)[field]
    if (isSame(from, to)) return
    before[field] = from
    after[field] = to
  }
  const given = valuesOf(merged)
  for (const field of MERGE_FIELDS) if (take.includes(field)) change(field, given[field])
  change('tags', [...new Set([...kept.tags, ...merged.tags])])
  // What the kept one has filled in stays; the merged one fills what is empty.
  if (Object.keys(merged.fields).some((key) => kept.fields[key] === undefined)) change('fields', { ...merged.fields, ...kept.fields })
  const isOneAddress = kept.email !== null && kept.email.toLowerCase() === merged.email?.toLowerCase()
  const isLonger = (merged.poolUntil?.getTime() ?? 0) > (kept.poolUntil?.getTime() ?? 0)
  if (isOneAddress ? isLonger : take.includes('email')) {
    change('poolSince', given.poolSince)
    change('poolUntil', given.poolUntil)
  }
  return { before, after }
}

function valuesOf({ name, email, phone, headline, places, links, tags, poolSince, poolUntil, fields }: CandidateRow): MergeableFields {
  return {
    name,
    email,
    phone,
    headline,
    places,
    links,
    tags,
    poolSince: poolSince?.toISOString() ?? null,
    poolUntil: poolUntil?.toISOString() ?? null,
    fields,
  }
}
const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

/** Puts back what the merge changed and nobody has changed since, and lets the merged one stand for itself. Returns what stayed. */
async function restore(ctx: Ctx, tx: Db, merge: MergeRow, kept: CandidateRow): Promise<MergeField[]> {
  const now = valuesOf(kept)
  const back: Partial<MergeableFields> = {}
  const stayed: MergeField[] = []
  const put = (field: keyof MergeableFields) => {
    const [was, made] = [merge.before[field], merge.after[field]]
    if (was === undefined || made === undefined) return
    if (isSame(now[field], made)) Object.assign(back, { [field]: was })
    else stayed.push(...MERGE_FIELDS.filter((each) => each === field))
  }
  for (const field of [...MERGE_FIELDS, 'tags', 'poolSince', 'poolUntil'] as const) put(field)
  if (merge.after.fields) back.fields = withoutMerged(kept.fields, merge.before.fields ?? {}, merge.after.fields)
  await writeFields(ctx, tx, kept.id, back)
  await tx.update(candidates).set({ mergedIntoId: null }).where(eq(candidates.id, merge.mergedId))
  if (merge.carriedIds.length > 0)
    await tx
      .update(candidates)
      .set({ mergedIntoId: merge.mergedId })
      .where(and(inArray(candidates.id, merge.carriedIds), eq(candidates.mergedIntoId, kept.id)))
  return stayed
}

/** The team's own fields without those that a merge filled in and nobody has changed since. */
function withoutMerged(now: FieldValues, before: FieldValues, after: FieldValues): FieldValues {
  return Object.fromEntries(Object.entries(now).filter(([key, value]) => before[key] !== undefined || after[key] !== value))
}

function writeFields(ctx: Ctx, tx: Db, candidateId: string, { poolSince, poolUntil, ...fields }: Partial<MergeableFields>) {
  const instant = (at: string | null) => (at === null ? null : new Date(at))
  return tx
    .update(candidates)
    .set({
      ...fields,
      ...(poolSince === undefined ? {} : { poolSince: instant(poolSince) }),
      ...(poolUntil === undefined ? {} : { poolUntil: instant(poolUntil) }),
      version: sql`${candidates.version} + 1`,
      updatedAt: ctx.now(),
    })
    .where(eq(candidates.id, candidateId))
    .returning()
}

/** Both rows, locked. @throws not_found  one is not of this organisation, or was erased */
async function readBoth(tx: Db, organisationId: string, { keptId, mergedId }: { keptId: string; mergedId: string }) {
  const rows = await tx
    .select()
    .from(candidates)
    .where(and(inArray(candidates.id, [keptId, mergedId]), eq(candidates.organisationId, organisationId)))
    .orderBy(asc(candidates.id))
    .for('update')
  const find = (id: string) => {
    const row = rows.find((each) => each.id === id)
    if (!row) throw notFound('candidate', id)
    return row
  }
  return { kept: find(keptId), merged: find(mergedId) }
}

function familyOf(tx: Db, rootIds: string[]) {
  return tx
    .select({ id: candidates.id, personId: candidates.personId })
    .from(candidates)
    .where(inArray(candidates.mergedIntoId, rootIds))
    .orderBy(asc(candidates.id))
}

async function hasLater(tx: Db, { keptId, seq }: MergeRow): Promise<boolean> {
  const later = and(eq(candidateMerges.keptId, keptId), isNull(candidateMerges.undoneAt), sql`${candidateMerges.seq} > ${seq}`)
  return (await tx.$count(candidateMerges, later)) > 0
}

async function showOne(
  ctx: PersonCtx,
  tx: Db,
  row: CandidateRow,
  role: Parameters<typeof showCandidate>[2]['role'],
): Promise<CandidateLine> {
  const lines = await linesOf(tx, [row.id])
  return showCandidate(row, lines.get(row.id) ?? [], { role, now: ctx.now() })
}
