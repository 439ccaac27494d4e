import { z } from 'zod'
import {
  AnswerInvitation,
  AskCandidates,
  AskRecommendations,
  ExplainJob,
  Findability,
  FoundCandidates,
  InviteCandidate,
  JobInvitations,
  MatchSettings,
  OneReceipt,
  OpenedReceipt,
  ReceiptList,
  ReceiptPage,
  Recommendations,
  SentInvitation,
  SentInvitations,
  SetFindability,
  SetMatchSettings,
} from '../../contract/matching'
import { OrganisationId, PostingId } from '../../contract/wire'
import { router, scoped, signedIn } from '../core/trpc'
import { getMatchSettings, setMatchSettings } from './settings'

const reads = scoped('matching:read')
const writes = scoped('matching:write')

/** The matcher with its taxonomy is loaded when somebody first asks for it (docs/decisions/008-what-is-loaded-when.md). */
export const matchingRouter = router({
  recommended: reads
    .input(AskRecommendations)
    .output(Recommendations)
    .query(async ({ ctx, input }) => (await import('./recommend-jobs')).recommendJobs(ctx, input)),
  explain: reads
    .input(ExplainJob)
    .output(OpenedReceipt)
    .query(async ({ ctx, input }) => (await import('./receipts')).explainJob(ctx, input)),
  receipt: reads
    .input(OneReceipt)
    .output(OpenedReceipt)
    .query(async ({ ctx, input }) => (await import('./receipts')).openReceipt(ctx, input)),
  receipts: reads
    .input(ReceiptList)
    .output(ReceiptPage)
    .query(async ({ ctx, input }) => (await import('./receipts')).listReceipts(ctx, input)),
  settings: reads.output(MatchSettings).query(({ ctx }) => getMatchSettings(ctx)),
  setSettings: writes
    .input(SetMatchSettings)
    .output(MatchSettings)
    .mutation(({ ctx, input }) => setMatchSettings(ctx, input)),
  /** No query, since it leaves receipts, and traces that candidates see. For sessions of people only: no program looks for people. */
  candidates: signedIn
    .input(AskCandidates)
    .output(FoundCandidates)
    .mutation(async ({ ctx, input }) => (await import('./candidates-for-posting')).findCandidatesForPosting(ctx, input)),
  findability: signedIn.output(Findability).query(async ({ ctx }) => (await import('./findability')).getFindability(ctx)),
  setFindability: signedIn
    .input(SetFindability)
    .output(Findability)
    .mutation(async ({ ctx, input }) => (await import('./findability')).setFindability(ctx, input)),
  invite: signedIn
    .input(InviteCandidate)
    .output(SentInvitation)
    .mutation(async ({ ctx, input }) => (await import('./invitations')).inviteCandidate(ctx, input)),
  /** What became of invitations, for programs too: it names nobody. */
  sentInvitations: scoped('candidates:read')
    .input(z.object({ postingId: PostingId }))
    .output(SentInvitations)
    .query(async ({ ctx, input }) => (await import('./invitations')).listSentInvitations(ctx, input.postingId)),
  invitations: signedIn.output(JobInvitations).query(async ({ ctx }) => (await import('./invitations')).listMyInvitations(ctx)),
  answerInvitation: signedIn
    .input(AnswerInvitation)
    .output(JobInvitations)
    .mutation(async ({ ctx, input }) => (await import('./invitations')).answerInvitation(ctx, input)),
  allowInvitations: signedIn
    .input(z.strictObject({ organisationId: OrganisationId }))
    .output(JobInvitations)
    .mutation(async ({ ctx, input }) => (await import('./invitations')).allowInvitations(ctx, input.organisationId)),
})
