import { and, desc, eq, or, sql } from 'drizzle-orm'
import {
  type ArchiveCandidateField,
  CANDIDATE_FIELDS_KEPT_MAX,
  CANDIDATE_FIELDS_MAX,
  type CandidateField,
  type CandidateFields,
  type FieldValues,
  type GivenFieldValues,
  type SaveCandidateField,
} from '../../contract/candidate-fields'
import type { CandidateFieldChanges, CandidateLine, SetCandidateFields } from '../../contract/candidates'
import type { Db } from '../../db/client'
import { candidateFieldChanges, candidateFields, candidates, people } from '../../db/schema'
import { recordAudit } from '../audit/record-audit'
import type { PersonCtx } from '../core/actor'
import { conflict, invalid, notFound } from '../core/errors'
import { findWordFault } from '../fairness/core/criteria-rules'
import { getOrganisationFor, hasRight } from '../identity/access'
import { withEvents } from '../live/outbox'
import { getCandidateFor, lockCandidates } from './candidate-access'
import { fieldKeyOf, readFieldValue } from './core/field-values'
import { linesOf, showCandidate } from './list-candidates'
import { loadFields, showField } from './load-fields'
import { tellRoomsOfCandidates } from './tell-rooms'

/**
 * The fields that an organisation added to its candidates, those in use first.
 * @throws not_found, forbidden as `getOrganisationFor`
 */
export async function listCandidateFields(ctx: PersonCtx, organisationId: string): Promise<CandidateFields> {
  const { role } = await getOrganisationFor(ctx, organisationId, 'candidate.view')
  return { data: await loadFields(ctx.db, organisationId), mayManage: hasRight(role, 'candidate.manage') }
}

/**
 * Adds a field, or changes the name and the options of one. What it holds is fixed once it is made; an option that is taken away stays where it
 * was chosen. Saved twice, it is saved once.
 *
 * @throws not_found, forbidden as `getOrganisationFor`
 * @throws invalid `candidate-field.protected`  it names what nobody may be judged by, or what stands for it
 * @throws invalid `candidate-field.kind-fixed`
 * @throws conflict `candidate-field.name-taken`, `candidate-field.too-many`, `candidate-field.changed`
 */
export async function saveCandidateField(ctx: PersonCtx, input: SaveCandidateField): Promise<CandidateField> {
  const { organisationId, key, version, name, kind, options } = input
  await getOrganisationFor(ctx, organisationId, 'candidate.manage')
  refuseProtected(input)
  return ctx.transact(async (tx) => {
    await lockCandidates(tx, organisationId)
    const fields = await loadFields(tx, organisationId)
    const held = key === null ? undefined : fields.find((each) => each.key === key)
    if (key !== null && !held) throw notFound('candidate field', key)
    const twin = fields.find((each) => each.key !== key && each.name.toLowerCase() === name.toLowerCase())
    if (twin && key === null && !twin.isArchived && twin.kind === kind && isSame(twin.options, options)) return twin
    if (twin)
      throw conflict(
        'candidate-field.name-taken',
        { key: twin.key },
        twin.isArchived ? 'A field that was put away has this name. Use that one again.' : 'There is a field of this name.',
      )
    if (held) {
      if (held.kind !== kind)
        throw invalid('candidate-field.kind-fixed', 'What a field holds is fixed. Put it away and add another.', {
          kind: 'This cannot be changed.',
        })
      if (held.name === name && isSame(held.options, options)) return held
      if (held.version !== version)
        throw conflict('candidate-field.changed', { key: held.key }, 'Somebody changed this field meanwhile. Load the page again.')
    } else refuseTooMany(fields)
    const row = { name, kind, options, version: (held?.version ?? 0) + 1 }
    const [saved] = held
      ? await tx
          .update(candidateFields)
          .set(row)
          .where(and(eq(candidateFields.organisationId, organisationId), eq(candidateFields.key, held.key)))
          .returning()
      : await tx
          .insert(candidateFields)
          .values({
            ...row,
            organisationId,
            key: fieldKeyOf(
              name,
              fields.map((each) => each.key),
            ),
            createdAt: ctx.now(),
          })
          .returning()
    if (!saved) throw new Error('A field was not written.')
    await recordAudit(ctx, tx, {
      organisationId,
      act: 'candidate-fields.changed',
      subjectId: organisationId,
      details: { field: saved.key, did: held ? 'changed' : 'added' },
    })
    return showField(saved)
  })
}

/**
 * Puts a field away, or uses it again. Its values stay.
 * @throws not_found, forbidden as `getOrganisationFor`
 * @throws conflict `candidate-field.too-many`
 */
export async function archiveCandidateField(
  ctx: PersonCtx,
  { organisationId, key, isArchived }: ArchiveCandidateField,
): Promise<CandidateField> {
  await getOrganisationFor(ctx, organisationId, 'candidate.manage')
  return ctx.transact(async (tx) => {
    await lockCandidates(tx, organisationId)
    const fields = await loadFields(tx, organisationId)
    const held = fields.find((each) => each.key === key)
    if (!held) throw notFound('candidate field', key)
    if (held.isArchived === isArchived) return held
    if (!isArchived) refuseTooMany(fields)
    const [saved] = await tx
      .update(candidateFields)
      .set({ archivedAt: isArchived ? ctx.now() : null, version: held.version + 1 })
      .where(and(eq(candidateFields.organisationId, organisationId), eq(candidateFields.key, key)))
      .returning()
    if (!saved) throw notFound('candidate field', key)
    await recordAudit(ctx, tx, {
      organisationId,
      act: 'candidate-fields.changed',
      subjectId: organisationId,
      details: { field: key, did: isArchived ? 'put away' : 'used again' },
    })
    return showField(saved)
  })
}

/**
 * Fills in fields of a candidate. Keys that are left out stay as they are, so that two people who fill in different fields both do. Everybody who
 * sees a card of the candidate is told; the same values again change nothing.
 *
 * @throws not_found, forbidden as `getCandidateFor`
 * @throws invalid `candidate-field.bad-value`  with what is wrong by `values.<key>`
 */
export async function setCandidateFields(ctx: PersonCtx, { candidateId, values }: SetCandidateFields): Promise<CandidateLine> {
  return withEvents(ctx, async (tx, emit) => {
    const { candidate, role } = await getCandidateFor(ctx, candidateId, 'candidate.move', tx)
    const [locked] = await tx.select({ fields: candidates.fields }).from(candidates).where(eq(candidates.id, candidate.id)).for('update')
    const held = locked?.fields ?? {}
    const given = readGiven(await loadFields(tx, candidate.organisationId), values, 'values')
    const changes = Object.entries(given).flatMap(([key, value]) => {
      const before = held[key] ?? null
      return before === value ? [] : [{ key, before, after: value }]
    })
    if (changes.length > 0) {
      const now = ctx.now()
      await tx
        .update(candidates)
        .set({ fields: withChanges(held, given), version: sql`${candidates.version} + 1`, updatedAt: now })
        .where(eq(candidates.id, candidate.id))
      await tx.insert(candidateFieldChanges).values(
        changes.map((change) => ({
          ...change,
          id: ctx.newId('fieldChange'),
          candidateId: candidate.id,
          actorId: ctx.actor.personId,
          at: now,
        })),
      )
      await tellRoomsOfCandidates(tx, emit, [candidate.id])
      await recordAudit(ctx, tx, {
        organisationId: candidate.organisationId,
        act: 'candidate.field-filled',
        subjectId: candidate.id,
        details: {
          fields: changes
            .map(({ key }) => key)
            .join(' ')
            .slice(0, 200),
        },
      })
    }
    const [row] = await tx.select().from(candidates).where(eq(candidates.id, candidate.id))
    const lines = await linesOf(tx, [candidate.id])
    return showCandidate(row ?? candidate, lines.get(candidate.id) ?? [], { role, now: ctx.now() })
  })
}

/**
 * Who filled in what of a candidate and of those merged into them, the newest first.
 * @throws not_found, forbidden as `getCandidateFor`
 */
export async function listFieldChanges(ctx: PersonCtx, candidateId: string): Promise<CandidateFieldChanges> {
  const { candidate } = await getCandidateFor(ctx, candidateId, 'candidate.view')
  const rows = await ctx.db
    .select({ change: candidateFieldChanges, name: people.name })
    .from(candidateFieldChanges)
    .innerJoin(candidates, eq(candidates.id, candidateFieldChanges.candidateId))
    .leftJoin(people, eq(people.id, candidateFieldChanges.actorId))
    .where(or(eq(candidates.id, candidate.id), eq(candidates.mergedIntoId, candidate.id)))
    .orderBy(desc(candidateFieldChanges.at), desc(candidateFieldChanges.id))
    .limit(100)
  return {
    data: rows.map(({ change: { key, before, after, actorId, at }, name }) => ({
      key,
      before,
      after,
      by: actorId !== null && name !== null ? { personId: actorId, name } : null,
      at: at.toISOString(),
    })),
  }
}

/** Values for candidates who are entered, read by the organisation's fields. @throws invalid `candidate-field.bad-value` */
export async function readNewFieldValues(db: Db, organisationId: string, values: GivenFieldValues): Promise<FieldValues> {
  if (Object.keys(values).length === 0) return {}
  return withChanges({}, readGiven(await loadFields(db, organisationId), values, 'fields'))
}

/** @throws invalid `candidate-field.bad-value` */
function readGiven(fields: readonly CandidateField[], values: GivenFieldValues, within: 'values' | 'fields'): GivenFieldValues {
  const wrong: Record<string, string> = {}
  const read = Object.entries(values).flatMap(([key, given]) => {
    const field = fields.find((each) => each.key === key && !each.isArchived)
    const answer = field ? readFieldValue(field, given) : { problem: 'There is no such field in use.' }
    if ('value' in answer) return [[key, answer.value] as const]
    wrong[`${within}.${key}`] = answer.problem
    return []
  })
  if (Object.keys(wrong).length > 0)
    throw invalid('candidate-field.bad-value', 'Some of this does not fit its field. Put it right and save again.', wrong)
  return Object.fromEntries(read)
}

function withChanges(held: FieldValues, given: GivenFieldValues): FieldValues {
  const next = new Map(Object.entries(held))
  for (const [key, value] of Object.entries(given)) {
    if (value === null) next.delete(key)
    else next.set(key, value)
  }
  return Object.fromEntries(next)
}

/** A field serves postings of every place, so that every rule of every place holds for it. */
function refuseProtected({ name, options }: SaveCandidateField): void {
  const inName = findWordFault(name)
  const inOptions = options.map(findWordFault).find((fault) => fault !== null)
  if (!inName && !inOptions) return
  throw invalid('candidate-field.protected', 'A field may not hold what nobody may be judged by.', {
    ...(inName ? { name: inName.message } : {}),
    ...(inOptions ? { options: inOptions.message } : {}),
  })
}

function refuseTooMany(fields: readonly CandidateField[]): void {
  const inUse = fields.filter(({ isArchived }) => !isArchived).length
  if (inUse < CANDIDATE_FIELDS_MAX && fields.length < CANDIDATE_FIELDS_KEPT_MAX) return
  throw conflict(
    'candidate-field.too-many',
    {},
    inUse < CANDIDATE_FIELDS_MAX
      ? `An organisation keeps ${CANDIDATE_FIELDS_KEPT_MAX} fields. Use one again that was put away.`
      : `An organisation uses ${CANDIDATE_FIELDS_MAX} fields at most. Put one away first.`,
  )
}

const isSame = (one: readonly string[], other: readonly string[]) =>
  one.length === other.length && one.every((each, at) => each === other[at])
