import { z } from 'zod'
import {
  AskImpact,
  FixCriteria,
  ImpactMeter,
  ImpactReport,
  PostingCriteria,
  SelfAnswers,
  SelfIdentification,
  SetSelfIdentification,
} from '../../contract/fairness'
import { ApplicationId, PostingId } from '../../contract/wire'
import { anybody, anybodySometimes, router, signedIn } from '../core/trpc'
import { fixCriteria, getCriteria } from './criteria'
import { getImpactReport, getPipelineMeter } from './impact-report'
import {
  getSelfIdentification,
  getSelfIdentificationByLink,
  setReview,
  setReviewByLink,
  setSelfIdentification,
  setSelfIdentificationByLink,
} from './self-identification'

const StatusToken = z.string().regex(/^[0-9a-f]{40}$/, 'This is not a link to an application.')

/** For sessions of people only: no scope lets a program near what somebody said of themselves, or near figures made of it. */
export const fairnessRouter = router({
  mine: signedIn
    .input(z.object({ applicationId: ApplicationId }))
    .output(SelfIdentification)
    .query(({ ctx, input }) => getSelfIdentification(ctx, input.applicationId)),
  setMine: signedIn
    .input(SetSelfIdentification)
    .output(SelfIdentification)
    .mutation(({ ctx, input }) => setSelfIdentification(ctx, input)),
  byLink: anybody
    .input(z.object({ token: StatusToken }))
    .output(SelfIdentification)
    .query(({ ctx, input }) => getSelfIdentificationByLink(ctx, input.token)),
  setByLink: anybodySometimes
    .input(z.strictObject({ token: StatusToken, answers: SelfAnswers }))
    .output(SelfIdentification)
    .mutation(({ ctx, input }) => setSelfIdentificationByLink(ctx, input)),
  setReview: signedIn
    .input(z.strictObject({ applicationId: ApplicationId, refusesAi: z.boolean() }))
    .output(SelfIdentification)
    .mutation(({ ctx, input }) => setReview(ctx, input)),
  setReviewByLink: anybodySometimes
    .input(z.strictObject({ token: StatusToken, refusesAi: z.boolean() }))
    .output(SelfIdentification)
    .mutation(({ ctx, input }) => setReviewByLink(ctx, input)),
  meter: signedIn
    .input(z.object({ postingId: PostingId }))
    .output(ImpactMeter)
    .query(({ ctx, input }) => getPipelineMeter(ctx, input.postingId)),
  report: signedIn
    .input(AskImpact)
    .output(ImpactReport)
    .query(({ ctx, input }) => getImpactReport(ctx, input)),
  criteria: signedIn
    .input(z.object({ postingId: PostingId }))
    .output(PostingCriteria)
    .query(({ ctx, input }) => getCriteria(ctx, input.postingId)),
  fixCriteria: signedIn
    .input(FixCriteria)
    .output(PostingCriteria)
    .mutation(({ ctx, input }) => fixCriteria(ctx, input)),
})
