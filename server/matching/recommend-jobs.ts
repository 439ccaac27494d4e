import type { AskRecommendations, Match, MatchInputs, Recommendations, RecommendedJob } from '../../contract/matching'
import type { PersonCtx } from '../core/actor'
import { findNumerologyOfJobs } from '../numerology/compare-companies'
import { MATCHER_VERSION, matchJob } from './core/match-job'
import { indexSeeker } from './core/match-skills'
import { orderMatches, partsOf } from './core/weigh-match'
import { findJobsForPerson } from './find-jobs-for-person'
import { openNearFinder } from './find-near'
import { leaveOutHidden } from './leave-out-hidden'
import { loadJobFacts } from './load-job-facts'
import { namesOf } from './reasons-of'
import { keepReceipts } from './receipts'
import { findSeekerProfile } from './seeker-profile'
import { getMatchSettings } from './settings'

/** Receipts are kept of so many scores of each list, and of every score that is opened. */
const RECEIPTS_OF_LIST = 20

/**
 * Open jobs for the person who asks, but those that they hide, best first by their own weights. What breaks one of their limits is listed apart, ordered alike.
 * The pool does not depend on the weights: whoever orders its parts anew, in a browser too, gets what this would answer then.
 */
export async function recommendJobs(ctx: PersonCtx, { limit }: AskRecommendations): Promise<Recommendations> {
  const { personId } = ctx.actor
  const [settings, profile, numerology, findNear] = await Promise.all([
    getMatchSettings(ctx),
    findSeekerProfile(ctx, personId),
    findNumerologyOfJobs(ctx, personId),
    openNearFinder(ctx),
  ])
  const { weights, wishes, resumeId } = settings
  const shown = { version: MATCHER_VERSION, weights, wishes, resumeId, hasNumerology: numerology !== null }
  if (profile === null) return { ...shown, state: 'no-profile', jobs: [], ruledOut: [] }
  const pool = await loadJobFacts(ctx, await leaveOutHidden(ctx, personId, await findJobsForPerson(ctx, profile.keys)))
  const index = indexSeeker(profile.facts)
  const matched = pool.map(({ card, facts }) => {
    const inputs: MatchInputs = { seeker: profile.facts, job: facts, ...findNear(profile.facts, facts) }
    const match = matchJob(inputs, index)
    const numerologyPermille = numerology === null ? undefined : numerology(card)
    return { card, inputs, match, numerologyPermille, parts: partsOf(match, numerologyPermille) }
  })
  const isBroken = ({ match }: { match: Match }) => match.limits.some(({ state }) => state === 'broken')
  const ordered = (part: typeof matched) => orderMatches(part, weights)
  const best = ordered(matched.filter((each) => !isBroken(each))).slice(0, limit)
  ctx.waitUntil(
    keepReceipts(
      ctx,
      { personId, organisationId: null, profile, weights: weights },
      best.slice(0, RECEIPTS_OF_LIST).map(({ item }) => ({ ...item, jobId: item.card.id })),
    ).catch((error: unknown) => ctx.log.error('matching.receipts-not-kept', { error: String(error).slice(0, 200) })),
  )
  return {
    ...shown,
    state: 'ready',
    jobs: best.map(({ item }) => showRecommended(item)),
    ruledOut: ordered(matched.filter(isBroken))
      .slice(0, Math.ceil(limit / 4))
      .map(({ item }) => showRecommended(item)),
  }
}

function showRecommended({
  card,
  match,
  parts,
}: {
  card: RecommendedJob['card']
  match: Match
  parts: RecommendedJob['parts']
}): RecommendedJob {
  const evidence = match.criteria.flatMap((criterion) => (criterion.criterion === 'skills' ? criterion.evidence : []))
  return {
    card,
    parts,
    reasons: namesOf(evidence.filter(({ permille }) => permille >= 600)).slice(0, 4),
    missing: namesOf(evidence.filter(({ kind }) => kind === 'missing')).slice(0, 4),
    broken: match.limits.flatMap(({ limit, state }) => (state === 'broken' ? [limit] : [])),
    unsaid: match.limits.flatMap(({ limit, state }) => (state === 'unknown' ? [limit] : [])),
  }
}
