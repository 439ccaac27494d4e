import { and, eq, inArray, like, ne, or, sql } from 'drizzle-orm'
import {
  IMPACT_GROUP_MIN,
  IMPACT_MOVES_DAYS,
  IMPACT_MOVES_MAX,
  type ImpactMeter,
  type ImpactTable,
  SELF_DIMENSIONS,
  SELF_GROUPS,
  type SelfAnswers,
  type SelfDimension,
} from '../../contract/fairness'
import type { Db } from '../../db/client'
import { type ImpactCounts, impactFigures, selfIdentifications } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { countGroups, impactRatios, isSafeDifference, largeGroups } from './core/impact'
import { unsealAnswers } from './self-identification'

/** Somebody who applied, and whether what is measured selected them. */
export interface Selection {
  applicationId: string
  isSelected: boolean
}
/** What may be shown of one dimension. `shownAt` is `null` when nothing may. */
export interface Shown {
  dimension: SelfDimension
  counts: ImpactCounts
  total: [applicants: number, selected: number]
  shownAt: Date | null
}

const IDS_A_READ = 1_000
const DAY_MS = 86_400_000

/**
 * The figures of each dimension that may be shown now. They stay as they were last shown until a new one cannot say what any person is:
 * compared with every figure that was ever shown of `siblings` (all figures about the same people), and with nobody and everybody selected, which need no
 * figure to be known. Enough figures, each far from every other, would still be sums to be solved for each person, so there are few of them a month. A group that has fewer than ten now is silent at once, whatever was shown before.
 *
 * @param scope what is measured, as `impact_figures` names it
 * @param family the beginning of the scopes that share the limit of new figures
 * @param siblings the beginnings of the scopes about the same people, or some of them
 */
export async function measureImpact(
  ctx: Ctx,
  {
    organisationId,
    scope,
    family,
    siblings,
    selections,
  }: { organisationId: string; scope: string; family: string; siblings: readonly string[]; selections: readonly Selection[] },
): Promise<Shown[]> {
  const answers = await readAnswers(
    ctx,
    selections.map(({ applicationId }) => applicationId),
  )
  return ctx.transact(async (tx) => {
    // One at a time for all figures about the same people, so that no two are made against the same last one.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`impact:${organisationId}`}, 0))`)
    const [kept, others] = await Promise.all([
      tx.select().from(impactFigures).where(eq(impactFigures.scope, scope)),
      tx
        .select({
          scope: impactFigures.scope,
          dimension: impactFigures.dimension,
          standings: impactFigures.standings,
          shownAt: impactFigures.shownAt,
        })
        .from(impactFigures)
        .where(and(or(...siblings.map((prefix) => like(impactFigures.scope, `${prefix}%`))), ne(impactFigures.scope, scope))),
    ])
    const shown: Shown[] = []
    for (const dimension of SELF_DIMENSIONS) {
      const last = kept.find((row) => row.dimension === dimension)
      const known = others.filter((row) => row.dimension === dimension)
      shown.push(await measureDimension(ctx, tx, { scope, family, dimension, selections, answers, last, known }))
    }
    return shown
  })
}

async function measureDimension(
  ctx: Ctx,
  tx: Db,
  of: {
    scope: string
    family: string
    dimension: SelfDimension
    selections: readonly Selection[]
    answers: ReadonlyMap<string, SelfAnswers>
    last: typeof impactFigures.$inferSelect | undefined
    known: readonly Pick<typeof impactFigures.$inferSelect, 'scope' | 'standings' | 'shownAt'>[]
  },
): Promise<Shown> {
  const { scope, family, dimension, selections, answers, last, known } = of
  const groupOf = (applicationId: string) => answers.get(applicationId)?.[dimension] ?? null
  const said = selections.flatMap(({ applicationId, isSelected }) => {
    const group = groupOf(applicationId)
    return group === null ? [] : [{ applicationId, isSelected, group }]
  })
  const now = countGroups(said)
  const standings = Object.fromEntries(
    said.map(({ applicationId, isSelected }) => [applicationId, isSelected ? (1 as const) : (0 as const)]),
  )
  const changedFrom = (before: Record<string, 0 | 1>) =>
    [...new Set([...Object.keys(before), ...Object.keys(standings)])].filter((id) => before[id] !== standings[id]).map(groupOf)
  const shownBefore = [...(last ? [last] : []), ...known]
  const recentFrom = ctx.now().getTime() - IMPACT_MOVES_DAYS * DAY_MS
  const isNews = last === undefined || changedFrom(last.standings).length > 0
  const mayMove =
    isNews &&
    shownBefore.filter((row) => row.scope.startsWith(family) && row.shownAt.getTime() > recentFrom).length < IMPACT_MOVES_MAX &&
    Object.keys(largeGroups(now)).length > 0 &&
    isSafeDifference(said.flatMap(({ isSelected, group }) => (isSelected ? group : []))) &&
    isSafeDifference(said.flatMap(({ isSelected, group }) => (isSelected ? [] : group))) &&
    shownBefore.every((before) => isSafeDifference(changedFrom(before.standings)))
  if (mayMove) {
    const total: [number, number] = [selections.length, selections.filter(({ isSelected }) => isSelected).length]
    const row = { standings, counts: largeGroups(now), total, shownAt: ctx.now() }
    if (last)
      await tx
        .insert(impactFigures)
        .values({ ...last, scope: `${scope}@${last.shownAt.toISOString()}` })
        .onConflictDoNothing()
    await tx
      .insert(impactFigures)
      .values({ scope, dimension, ...row })
      .onConflictDoUpdate({ target: [impactFigures.scope, impactFigures.dimension], set: row })
    return { dimension, ...row }
  }
  const counts = Object.fromEntries(Object.entries(last?.counts ?? {}).filter(([group]) => (now[group]?.[0] ?? 0) >= IMPACT_GROUP_MIN))
  const isShown = last !== undefined && Object.keys(counts).length >= 2
  return isShown ? { dimension, counts, total: last.total, shownAt: last.shownAt } : { dimension, counts: {}, total: [0, 0], shownAt: null }
}

/** Rates and ratios without any count: what a team sees beside a list while it changes. */
export function showMeter(shown: readonly Shown[]): ImpactMeter {
  return {
    dimensions: shown.map(({ dimension, counts, shownAt }) => {
      const ratios = impactRatios(counts)
      return {
        dimension,
        shownAt: shownAt?.toISOString() ?? null,
        groups: SELF_GROUPS[dimension].map((group) => {
          const held = ratios[group]
          return held
            ? { group, ratePercent: Math.round(held.rate * 100), impactRatio: held.impactRatio, isBelow: held.isBelow }
            : { group, ratePercent: null, impactRatio: null, isBelow: false }
        }),
      }
    }),
  }
}

/** The same with counts, for an auditor. */
export function showTables(shown: readonly Shown[]): ImpactTable[] {
  return shown.map(({ dimension, counts, total, shownAt }) => {
    const ratios = impactRatios(counts)
    const groups = Object.entries(counts).map(([group, [applicants, selected]]) => ({
      group,
      applicants,
      selected,
      selectionRate: Math.round((ratios[group]?.rate ?? 0) * 1_000) / 1_000,
      impactRatio: ratios[group]?.impactRatio ?? null,
      isBelow: ratios[group]?.isBelow ?? false,
    }))
    const sum = (of: 'applicants' | 'selected') => groups.reduce((all, group) => all + group[of], 0)
    return {
      dimension,
      shownAt: shownAt?.toISOString() ?? null,
      groups,
      unknown: { applicants: total[0] - sum('applicants'), selected: total[1] - sum('selected') },
    }
  })
}

/** What applicants said, by application. */
async function readAnswers(ctx: Ctx, applicationIds: readonly string[]): Promise<Map<string, SelfAnswers>> {
  const read = new Map<string, SelfAnswers>()
  for (let at = 0; at < applicationIds.length; at += IDS_A_READ) {
    const rows = await ctx.db
      .select({ applicationId: selfIdentifications.applicationId, sealed: selfIdentifications.sealed })
      .from(selfIdentifications)
      .where(inArray(selfIdentifications.applicationId, applicationIds.slice(at, at + IDS_A_READ)))
    const opened = await Promise.all(rows.map(async (row) => [row.applicationId, await unsealAnswers(ctx, row)] as const))
    for (const [applicationId, answers] of opened) read.set(applicationId, answers)
  }
  return read
}
