import { type AskCandidates, DEFAULT_WEIGHTS, type FoundCandidates } from '../../contract/matching'
import type { PersonCtx } from '../core/actor'
import { conflict } from '../core/errors'
import { admitScores } from '../fairness/criteria'
import { listRefusingAi } from '../hiring/set-ai-review'
import { getPostingFor } from '../postings/access'
import { loadJobFacts } from './load-job-facts'
import { recommendCandidates } from './rank-candidates'

/**
 * Candidates for an organisation's own posting among those who let themselves be found, best first, each with a receipt that they can read too.
 * Who applied for it and asked that people alone look at them has no score here (#99).
 * Weights are the usual ones, the same for everybody. It leaves lines in the log where numerology weighed (DESIGN §9.3).
 *
 * @throws not_found        the posting is none of an organisation that the actor is a member of
 * @throws forbidden        their role may not write to candidates
 * @throws conflict         `criteria.not-fixed`; `matching.posting-not-public`: nobody can find it yet, so nobody is found for it
 * @throws upstream_failed  `ranking.failed`
 */
export async function findCandidatesForPosting(ctx: PersonCtx, { postingId, limit }: AskCandidates): Promise<FoundCandidates> {
  const { posting } = await getPostingFor(ctx, postingId, 'candidate.contact')
  const [job] = posting.jobId === null ? [] : await loadJobFacts(ctx, [posting.jobId])
  if (job?.card.status !== 'open')
    throw conflict(
      'matching.posting-not-public',
      { postingId },
      'Publish this posting first. Candidates are found for what they can find themselves.',
    )
  const { organisationId } = posting
  await ctx.transact((tx) => admitScores(ctx, tx, { postingId, organisationId, shown: true }))
  const exceptPersonIds = await listRefusingAi(ctx.db, postingId)
  return recommendCandidates(ctx, { organisationId, job, weights: DEFAULT_WEIGHTS, limit, exceptPersonIds })
}
