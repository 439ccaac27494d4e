import { and, eq, inArray, sql } from 'drizzle-orm'
import type { SharedCompatibility } from '../../contract/numerology'
import type { Db } from '../../db/client'
import { numerologyShares, numerologyUses } from '../../db/schema'
import { readBirthData } from '../birth-data/birth-data'
import type { PersonCtx } from '../core/actor'
import { getOrganisationFor } from '../identity/access'
import { type Compatibility, compatibilityOf } from './core/compatibility'
import { DEFAULT_METHOD } from './core/numbers'
import { readingOfPerson } from './core/reading'
import { type RankedCandidate, weighCandidates } from './core/weigh-candidates'
import { addAct, readOrganisation } from './organisations'
import { readSettings } from './settings'

interface CandidateList<T extends RankedCandidate> {
  organisationId: string
  /** What list it is, for the log: a job's id. */
  about: string
  /** Best first, ordered without numerology. */
  ranked: readonly T[]
}

/**
 * A list of candidates with the part that numerology has in it, by the rules of an organisation (DESIGN §9.3).
 * It is the list that was given unless an owner switched it on, the member who asks opted in, and at least two candidates share with this organisation.
 * When it is another one, that is written into the log, and noted for each candidate who shares.
 *
 * @throws not_found  the actor is no member of the organisation
 */
export async function weighCandidatesFor<T extends RankedCandidate>(
  ctx: PersonCtx,
  { organisationId, about, ranked }: CandidateList<T>,
): Promise<{ candidates: T[]; weightPercent: number; shared: SharedCompatibility[] }> {
  await getOrganisationFor(ctx, organisationId, 'organisation.view')
  const { isOn, weightPercent, noticeVersion } = await readOrganisation(ctx.db, organisationId)
  const without = { candidates: [...ranked], weightPercent: 0, shared: [] }
  if (!isOn || weightPercent === 0) return without
  const personIds = ranked.map(({ personId }) => personId)
  const shared = await findShared(ctx, organisationId, personIds)
  if (shared.length < 2) return without
  await ctx.transact(async (tx) => {
    await addAct(ctx, tx, { organisationId, act: 'weighed', weightPercent, noticeVersion, candidates: shared.length, about })
    await noteUse(ctx, tx, organisationId, shared)
  })
  const compatibility = new Map(shared.map(({ personId, score }) => [personId, score]))
  return { candidates: weighCandidates(ranked, compatibility, weightPercent), weightPercent, shared }
}

/**
 * How the member who asks stands to one candidate: `null` unless both opted in and the candidate shares with this organisation, for whatever reason, and for
 * somebody who does not exist. Whether it weighs in lists makes no difference. That it was looked at is written down.
 *
 * @throws not_found  the actor is no member of the organisation
 */
export async function findCandidateCompatibility(
  ctx: PersonCtx,
  { organisationId, personId }: { organisationId: string; personId: string },
): Promise<SharedCompatibility | null> {
  await getOrganisationFor(ctx, organisationId, 'organisation.view')
  const [found] = await findShared(ctx, organisationId, [personId])
  if (!found) return null
  await ctx.transact(async (tx) => {
    await addAct(ctx, tx, { organisationId, act: 'shown', weightPercent: 0, noticeVersion: null, candidates: 1, about: null })
    await noteUse(ctx, tx, organisationId, [found])
  })
  return found
}

/** Compatibility with those of these people who share it, both readings by one method. Empty when the member has not opted in, or has given no birth data. */
async function findShared(ctx: PersonCtx, organisationId: string, personIds: string[]): Promise<SharedCompatibility[]> {
  const { personId: memberId } = ctx.actor
  if (personIds.length === 0 || !(await readSettings(ctx, memberId)).forHiring) return []
  const sharing = await ctx.db
    .select({ personId: numerologyShares.personId })
    .from(numerologyShares)
    .where(and(eq(numerologyShares.organisationId, organisationId), inArray(numerologyShares.personId, personIds)))
    .orderBy(numerologyShares.personId)
  if (sharing.length === 0) return []
  const mine = readingOfPerson(await readBirthData(ctx, memberId), DEFAULT_METHOD)
  const found: SharedCompatibility[] = []
  for (const { personId } of sharing) {
    if (personId === memberId) continue
    const theirs = readingOfPerson(await readBirthData(ctx, personId), DEFAULT_METHOD)
    const shown = pointsOf(personId, compatibilityOf(mine, theirs))
    if (shown) found.push(shown)
  }
  return found
}

/** Points alone: the numbers of the other one, and how each was compared, stay with them. */
function pointsOf(personId: string, { score, points, pointsMax, method, note }: Compatibility): SharedCompatibility | null {
  return score === null ? null : { personId, score, points, pointsMax, method, note }
}

async function noteUse(ctx: PersonCtx, tx: Db, organisationId: string, shared: SharedCompatibility[]): Promise<void> {
  const at = ctx.now()
  await tx
    .insert(numerologyUses)
    .values(shared.map(({ personId }) => ({ personId, organisationId, firstAt: at, lastAt: at })))
    .onConflictDoUpdate({
      target: [numerologyUses.personId, numerologyUses.organisationId],
      set: { lastAt: at, times: sql`${numerologyUses.times} + 1` },
    })
}
