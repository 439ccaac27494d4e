import {
  ConfirmedPaste,
  ConfirmPasted,
  GivenAddress,
  Lead,
  LeadDecision,
  LeadList,
  LeadPage,
  LeadStats,
  LeadTakeBack,
  PageReading,
  PastedPost,
  PostPreview,
} from '../../contract/leads'
import { anybody, anybodySometimes, operatorOnly, router } from '../core/trpc'
import { decideLead } from './decide-lead'
import { getLeadStats } from './lead-stats'
import { listLeads } from './list-leads'
import { takeBackDecision } from './take-back-decision'

/** Reading takes names of places and titles: loaded when a post is first read. */
const reading = () => import('./confirm-pasted')

export const leadsRouter = router({
  example: anybody.query(async ({ ctx }) => (await import('./example-post')).readExample(ctx)),
  preview: anybodySometimes
    .input(PastedPost)
    .output(PostPreview)
    .mutation(async ({ ctx, input }) => (await reading()).previewPost(ctx, input)),
  readPage: anybodySometimes
    .input(GivenAddress)
    .output(PageReading)
    .mutation(async ({ ctx, input }) => (await import('./read-page')).readPage(ctx, input)),
  confirmPasted: anybodySometimes
    .input(ConfirmPasted)
    .output(ConfirmedPaste)
    .mutation(async ({ ctx, input }) => (await reading()).confirmPasted(ctx, input)),
  list: operatorOnly
    .input(LeadList)
    .output(LeadPage)
    .query(({ ctx, input }) => listLeads(ctx, input)),
  decide: operatorOnly
    .input(LeadDecision)
    .output(Lead)
    .mutation(({ ctx, input }) => decideLead(ctx, input)),
  takeBack: operatorOnly
    .input(LeadTakeBack)
    .output(Lead)
    .mutation(({ ctx, input }) => takeBackDecision(ctx, input)),
  stats: operatorOnly.output(LeadStats).query(({ ctx }) => getLeadStats(ctx)),
})
