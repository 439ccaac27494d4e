import { and, eq, gt, inArray } from 'drizzle-orm'
import { type AskCandidates, DEFAULT_WEIGHTS, type FoundCandidates } from '../../contract/matching'
import { auditLines } from '../../db/schema'
import { recordAudit } from '../audit/record-audit'
import type { PersonCtx } from '../core/actor'
import { conflict } from '../core/errors'
import { admitScores } from '../fairness/criteria'
import { refuseWhenOff } from '../flags/is-on'
import { listApplicants } from '../hiring/list-applicants'
import { listRefusingAi } from '../hiring/set-ai-review'
import { getPostingFor } from '../postings/access'
import { listInvited, listUnwilling } from './invitations'
import { loadJobFacts } from './load-job-facts'
import { recommendCandidates } from './rank-candidates'

const DAY_MS = 86_400_000

/**
 * Candidates for an organisation's own posting among those who let themselves be found, each with a receipt that they can read too: who let themselves be
 * found last first, or best first for who asks for that. Who applied for it and asked that people alone look at them has no score here (#99); who declined an
 * invitation to it, or refuses those of this organisation, is not found. Weights are the usual ones, the same for everybody.
 * Whom it showed to whom stands in the audit log, once a day; where numerology weighed, that is logged too (DESIGN §9.3).
 *
 * @throws not_found        the posting is none of an organisation that the actor is a member of
 * @throws forbidden        their role may not write to candidates
 * @throws conflict         `flags.switched-off`; `criteria.not-fixed`; `matching.posting-not-public`: nobody can find it yet, so nobody is found for it
 * @throws upstream_failed  `ranking.failed`
 */
export async function findCandidatesForPosting(ctx: PersonCtx, { postingId, limit, order }: AskCandidates): Promise<FoundCandidates> {
  const { posting } = await getPostingFor(ctx, postingId, 'candidate.contact')
  const [job] = posting.jobId === null ? [] : await loadJobFacts(ctx, [posting.jobId])
  if (job?.card.status !== 'open')
    throw conflict(
      'matching.posting-not-public',
      { postingId },
      'Publish this posting first. Candidates are found for what they can find themselves.',
    )
  const { organisationId } = posting
  await refuseWhenOff(
    ctx,
    'candidate-scores',
    { key: organisationId, organisationId },
    'Looking for candidates is switched off for a while. Those who apply stand in your pipeline as always.',
  )
  await ctx.transact((tx) => admitScores(ctx, tx, { postingId, organisationId, shown: true }))
  const [refusingAi, unwilling, invited, applied] = await Promise.all([
    listRefusingAi(ctx.db, postingId),
    listUnwilling(ctx.db, { organisationId, postingId }),
    listInvited(ctx.db, postingId),
    listApplicants(ctx.db, postingId),
  ])
  const standingOf = new Map([
    ...invited.map((personId) => [personId, 'invited' as const] as const),
    ...[...applied.keys()].map((personId) => [personId, 'applied' as const] as const),
  ])
  const found = await recommendCandidates(ctx, {
    organisationId,
    job,
    weights: DEFAULT_WEIGHTS,
    limit,
    order,
    exceptPersonIds: [...refusingAi, ...unwilling],
    standingOf,
  })
  await noteShown(ctx, { organisationId, postingId, receiptIds: found.data.map(({ receiptId }) => receiptId) })
  return found
}

/** One line a day for each member and candidate: loading a page anew tells nothing new. */
async function noteShown(
  ctx: PersonCtx,
  { organisationId, postingId, receiptIds }: { organisationId: string; postingId: string; receiptIds: string[] },
): Promise<void> {
  await ctx.transact(async (tx) => {
    const noted = await tx
      .select({ subjectId: auditLines.subjectId })
      .from(auditLines)
      .where(
        and(
          eq(auditLines.organisationId, organisationId),
          eq(auditLines.act, 'candidate.recommended'),
          eq(auditLines.actorId, ctx.actor.personId),
          inArray(auditLines.subjectId, receiptIds),
          gt(auditLines.at, new Date(ctx.now().getTime() - DAY_MS)),
        ),
      )
    const known = new Set(noted.map(({ subjectId }) => subjectId))
    await recordAudit(
      ctx,
      tx,
      receiptIds
        .filter((receiptId) => !known.has(receiptId))
        .map((receiptId) => ({ organisationId, act: 'candidate.recommended', subjectId: receiptId, details: { postingId } })),
    )
  })
}
