import { and, asc, eq, inArray } from 'drizzle-orm'
import {
  type AskRetention,
  DUE_LIST_MAX,
  type LegalHold,
  type Retention,
  type RetentionPreview,
  type RetentionRule,
  type SetHold,
  type SetRetention,
} from '../../contract/retention'
import type { Db } from '../../db/client'
import { candidates, legalHolds, people, retentionRules } from '../../db/schema'
import { countOldLines, findLogDays, saveLogDays } from '../audit/forget-lines'
import { recordAudit } from '../audit/record-audit'
import type { PersonCtx } from '../core/actor'
import { invalid, notFound } from '../core/errors'
import { listApplicationsOfCandidates, listForgettable } from '../hiring/forget-candidates'
import { getOrganisationFor } from '../identity/access'
import { leastDays, RETENTION_SOURCES } from './core/retention-sources'

/** More than so many are counted as so many. */
const COUNT_MAX = 20_000

/**
 * The rules of an organisation, its holds, and what the rules would do now; `rules` tries out others. Nothing is changed by asking.
 * @throws not_found, forbidden as `getOrganisationFor`; it is for owners
 */
export async function getRetention(ctx: PersonCtx, { organisationId, rules: tried, logDays: triedDays }: AskRetention): Promise<Retention> {
  await getOrganisationFor(ctx, organisationId, 'organisation.manage')
  const [rules, logDays, holds] = await Promise.all([
    listRules(ctx.db, organisationId),
    findLogDays(ctx.db, organisationId),
    listHolds(ctx.db, organisationId),
  ])
  const days = triedDays === undefined ? logDays : triedDays
  const [preview, logLines] = await Promise.all([
    previewRules(ctx, organisationId, tried ?? rules, holds),
    days === null ? 0 : countOldLines(ctx, ctx.db, { organisationId, days, keptSubjects: await listHeldSubjects(ctx.db, organisationId) }),
  ])
  return { organisationId, rules, logDays, holds, sources: [...RETENTION_SOURCES], preview: { ...preview, logLines } }
}

/**
 * Sets all rules of an organisation. From the next hour on they are carried out; the same rules again change nothing.
 * @throws not_found, forbidden as `getOrganisationFor`; it is for owners
 * @throws invalid `retention.too-short`  a law asks to keep records longer, as fields `rules.<place>`
 */
export async function setRetention(ctx: PersonCtx, { organisationId, rules, logDays }: SetRetention): Promise<Retention> {
  await getOrganisationFor(ctx, organisationId, 'organisation.manage')
  const fields = Object.fromEntries(
    rules.flatMap(({ country, days }, index) => {
      const least = leastDays(country)
      return least && days < least.days ? [[`rules.${index}`, `At least ${least.days} days: ${least.because} (${least.source})`]] : []
    }),
  )
  if (Object.keys(fields).length > 0)
    throw invalid('retention.too-short', 'A law asks to keep some of these records longer. The rule is marked.', fields)
  await ctx.transact(async (tx) => {
    const heldDays = await findLogDays(tx, organisationId)
    if (logDays !== undefined && logDays !== heldDays) {
      await saveLogDays(tx, organisationId, logDays)
      await recordAudit(ctx, tx, { organisationId, act: 'retention.changed', subjectId: null, details: { logDays } })
    }
    const before = await listRules(tx, organisationId)
    const after = [...rules].sort((a, b) => (a.country < b.country ? -1 : 1))
    if (JSON.stringify(before) === JSON.stringify(after.map(({ country, days, act }) => ({ country, days, act })))) return
    await tx.delete(retentionRules).where(eq(retentionRules.organisationId, organisationId))
    if (after.length > 0) await tx.insert(retentionRules).values(after.map((rule) => ({ ...rule, organisationId, savedAt: ctx.now() })))
    const details = Object.fromEntries(after.map(({ country, days, act }) => [country, `${act} after ${days} days`]))
    await recordAudit(ctx, tx, { organisationId, act: 'retention.changed', subjectId: null, details: { rules: after.length, ...details } })
  })
  return getRetention(ctx, { organisationId })
}

/**
 * Keeps a candidate from every rule, with a reason, until the hold is ended. Setting it again changes the reason.
 * @throws not_found, forbidden as `getOrganisationFor`; `candidate.not-found`
 */
export async function setHold(ctx: PersonCtx, { organisationId, candidateId, reason }: SetHold): Promise<Retention> {
  await getOrganisationFor(ctx, organisationId, 'organisation.manage')
  await ctx.transact(async (tx) => {
    // A run that is about to take this candidate comes before or after, never between.
    const [held] = await tx
      .select({ id: candidates.id })
      .from(candidates)
      .where(and(eq(candidates.id, candidateId), eq(candidates.organisationId, organisationId)))
      .for('update')
    if (!held) throw notFound('candidate', candidateId)
    if (reason === null) {
      const ended = await tx.delete(legalHolds).where(eq(legalHolds.candidateId, candidateId)).returning({ id: legalHolds.candidateId })
      if (ended.length === 0) return
    } else {
      const row = { reason, setBy: ctx.actor.personId, setAt: ctx.now() }
      await tx
        .insert(legalHolds)
        .values({ candidateId, organisationId, ...row })
        .onConflictDoUpdate({ target: legalHolds.candidateId, set: row })
    }
    await recordAudit(ctx, tx, { organisationId, act: 'retention.changed', subjectId: candidateId, details: { isHeld: reason !== null } })
  })
  return getRetention(ctx, { organisationId })
}

export async function listRules(db: Db, organisationId: string): Promise<RetentionRule[]> {
  return db
    .select({ country: retentionRules.country, days: retentionRules.days, act: retentionRules.act })
    .from(retentionRules)
    .where(eq(retentionRules.organisationId, organisationId))
    .orderBy(asc(retentionRules.country))
}

async function listHolds(db: Db, organisationId: string): Promise<LegalHold[]> {
  const rows = await db
    .select({
      candidateId: legalHolds.candidateId,
      number: candidates.number,
      name: candidates.name,
      reason: legalHolds.reason,
      setBy: people.name,
      setAt: legalHolds.setAt,
    })
    .from(legalHolds)
    .innerJoin(candidates, eq(candidates.id, legalHolds.candidateId))
    .leftJoin(people, eq(people.id, legalHolds.setBy))
    .where(eq(legalHolds.organisationId, organisationId))
    .orderBy(asc(legalHolds.setAt), asc(legalHolds.candidateId))
  return rows.map(({ number, setAt, ...row }) => ({ ...row, label: `Candidate ${number}`, setAt: setAt.toISOString() }))
}

async function previewRules(
  ctx: PersonCtx,
  organisationId: string,
  rules: readonly RetentionRule[],
  holds: readonly LegalHold[],
): Promise<Omit<RetentionPreview, 'logLines'>> {
  const found = await listForgettable(ctx.db, { organisationId, rules, now: ctx.now(), limit: COUNT_MAX })
  const heldIds = new Set(holds.map(({ candidateId }) => candidateId))
  const due = found.filter(({ candidateId }) => !heldIds.has(candidateId))
  return {
    due: due.length,
    byRule: [...Map.groupBy(due, ({ country, act }) => `${country} ${act}`).values()].map((each) => ({
      country: each[0]?.country ?? '*',
      act: each[0]?.act ?? 'anonymise',
      candidates: each.length,
      applications: each.reduce((sum, { applications }) => sum + applications, 0),
    })),
    data: due.slice(0, DUE_LIST_MAX).map(({ number, endedAt, ...candidate }) => ({
      ...candidate,
      label: `Candidate ${number}`,
      endedAt: endedAt.toISOString(),
    })),
    held: found.length - due.length,
  }
}

/** Ids under which the audit log knows whom a hold keeps: the candidates and their applications. */
export async function listHeldSubjects(db: Db, organisationId: string): Promise<string[]> {
  const held = await db.select({ id: legalHolds.candidateId }).from(legalHolds).where(eq(legalHolds.organisationId, organisationId))
  const ids = held.map(({ id }) => id)
  return [...ids, ...(await listApplicationsOfCandidates(db, ids))]
}

/** Ids of those among these candidates whom a hold keeps. */
export async function listHeld(db: Db, candidateIds: readonly string[]): Promise<Set<string>> {
  if (candidateIds.length === 0) return new Set()
  const rows = await db
    .select({ id: legalHolds.candidateId })
    .from(legalHolds)
    .where(inArray(legalHolds.candidateId, [...candidateIds]))
  return new Set(rows.map(({ id }) => id))
}
