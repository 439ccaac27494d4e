import { inArray, sql } from 'drizzle-orm'
import {
  type CandidateOrder,
  type FoundCandidate,
  type FoundCandidates,
  type MatchInputs,
  type MatchWeights,
  SeekerFacts,
} from '../../contract/matching'
import type { Db } from '../../db/client'
import { findablePeople, rankedCandidates } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import { AppError } from '../core/errors'
import { rowsOf } from '../core/rows'
import { getOrganisationFor } from '../identity/access'
import { weighCandidatesFor } from '../numerology/candidates'
import { MATCHER_VERSION, matchJob } from './core/match-job'
import { partsOf, scoreParts, steadyPermille } from './core/weigh-match'
import { type NearFinder, openNearFinder } from './find-near'
import type { JobToMatch } from './load-job-facts'
import { reasonsOf } from './reasons-of'
import { keepReceipts, type Scored } from './receipts'
import { textArray } from './seeker-profile'

const POOL_MAX = 1_000

/** A candidate with a ranking's own knowledge of them. */
interface Ranked {
  ref: string
  factsHash: string
  facts: SeekerFacts
  scored: Omit<Scored, 'jobId' | 'card'>
  score: FoundCandidate['score']
  /** What they are ordered by: `steadyPermille`. */
  steady: number
}

/**
 * Candidates for a job among those who let themselves be found, best first. Reads them by the ranking's own role, which has no right to any
 * name, birth date, reading or id of a person: whatever those are, the answer is the same bytes. Nobody is left out by a score.
 * @param db `ctx.rankingDb`
 * @param exceptRefs who asked that nobody works out a score for them
 */
export async function rankCandidates(
  db: Db,
  findNear: NearFinder,
  { job, weights, limit, exceptRefs = [] }: { job: JobToMatch; weights: MatchWeights; limit: number; exceptRefs?: readonly string[] },
): Promise<Ranked[]> {
  const pool = rowsOf<{ ref: string; facts_hash: string; facts: unknown }>(
    await db.execute(sql`
      select ref, facts_hash, facts from ${rankedCandidates}
      where keys && (select match_terms(${job.facts.title}, ${textArray(job.facts.skills.map(({ skill }) => skill))}))
      and ref <> all (${textArray(exceptRefs)})
      order by (select count(*) from unnest(keys) held where held = any(match_terms(${job.facts.title}, ${textArray(job.facts.skills.map(({ skill }) => skill))}))) desc, ref
      limit ${POOL_MAX}`),
  )
  // Numerology has no place here (DESIGN §9.3): its part does not exist, whatever weight is given.
  return pool
    .map(({ ref, facts_hash, facts }) => {
      const seeker = SeekerFacts.parse(typeof facts === 'string' ? JSON.parse(facts) : facts)
      const inputs: MatchInputs = { seeker, job: job.facts, ...findNear(seeker, job.facts) }
      const match = matchJob(inputs)
      const parts = partsOf(match)
      const steady = steadyPermille(parts, weights) ?? 0
      return { ref, factsHash: facts_hash, facts: seeker, scored: { inputs, match }, score: scoreParts(parts, weights), steady }
    })
    .sort(
      (a, b) =>
        b.steady - a.steady ||
        (b.score.permille ?? -1) - (a.score.permille ?? -1) ||
        // Of equals, by what they can do and not by who they are.
        (a.factsHash < b.factsHash ? -1 : a.factsHash > b.factsHash ? 1 : a.ref < b.ref ? -1 : 1),
    )
    .slice(0, limit)
}

/**
 * The same for an organisation, each with a receipt that the candidate can read too. A candidate is shown by what their work was; who they are
 * stays with them. By `newest`, who let themselves be found last stands first, whatever their score. By `fit`, numerology has the part that
 * DESIGN §9.3 leaves it, most often none: `numerologyPercent` says how much.
 * @param job loaded by the caller, through the gate of the organisation's own jobs
 * @throws not_found        the actor is no member of the organisation
 * @throws upstream_failed  `ranking.failed` where the ranking's own connection is not set: candidates are never ranked over another
 */
export async function recommendCandidates(
  ctx: PersonCtx,
  {
    organisationId,
    job,
    weights,
    limit,
    order,
    exceptPersonIds = [],
    standingOf = new Map(),
  }: {
    organisationId: string
    job: JobToMatch
    weights: MatchWeights
    limit: number
    order: CandidateOrder
    exceptPersonIds?: readonly string[]
    /** Of people who are known for this posting by more than being found. */
    standingOf?: ReadonlyMap<string, FoundCandidate['standing']>
  },
): Promise<FoundCandidates> {
  await getOrganisationFor(ctx, organisationId, 'organisation.view')
  if (ctx.rankingDb === null)
    throw new AppError('upstream_failed', 'ranking.failed', { message: 'Candidates cannot be ranked here yet: its connection is not set.' })
  const except = await ctx.db
    .select({ ref: findablePeople.ref })
    .from(findablePeople)
    .where(inArray(findablePeople.personId, [...exceptPersonIds]))
  const exceptRefs = except.map(({ ref }) => ref)
  const found = await rankCandidates(ctx.rankingDb, await openNearFinder(ctx), {
    job,
    weights,
    limit: order === 'fit' ? limit : POOL_MAX,
    exceptRefs,
  })
  const refs = found.map(({ ref }) => ref)
  const people = await ctx.db
    .select({ ref: findablePeople.ref, personId: findablePeople.personId, since: findablePeople.since })
    .from(findablePeople)
    .where(inArray(findablePeople.ref, refs))
  const personOf = new Map(people.map(({ ref, ...person }) => [ref, person]))
  const ranked = found.flatMap((candidate) => {
    const person = personOf.get(candidate.ref)
    // Who ended it since the ranking read them is left out.
    return person ? [{ ...person, score: candidate.steady / 1_000, candidate }] : []
  })
  const newest = () => ranked.toSorted((a, b) => b.since.getTime() - a.since.getTime() || (a.candidate.ref < b.candidate.ref ? -1 : 1))
  const { candidates, weightPercent } =
    order === 'fit'
      ? await weighCandidatesFor(ctx, { organisationId, about: job.card.id, ranked })
      : { candidates: newest().slice(0, limit), weightPercent: 0 }
  const data: FoundCandidate[] = []
  for (const { personId, since, candidate } of candidates) {
    const { ref, facts, factsHash, scored, score } = candidate
    const owner = { personId, organisationId, profile: { facts, factsHash, resumeVersionId: null }, weights }
    const [receiptId = ''] = await keepReceipts(ctx, owner, [{ ...scored, jobId: job.card.id, card: job.card }])
    data.push({
      candidateRef: await ctx.hash(`candidate:${organisationId}:${ref}`),
      receiptId,
      score,
      parts: partsOf(scored.match),
      title: facts.titles[0]?.text ?? null,
      skills: facts.skills.slice(0, 20).map(({ skill }) => skill),
      languages: facts.languages.map(({ code }) => code),
      reasons: reasonsOf(scored.match),
      findableSince: since.toISOString(),
      standing: standingOf.get(personId) ?? 'new',
    })
  }
  return { version: MATCHER_VERSION, numerologyPercent: weightPercent, data }
}
