import {
  ConfirmedPaste,
  ConfirmPasted,
  Lead,
  LeadDecision,
  LeadList,
  LeadPage,
  LeadStats,
  LeadTakeBack,
  PastedPost,
  PostPreview,
} from '../../contract/leads'
import { anybody, anybodySometimes, operatorOnly, router } from '../core/trpc'
import { confirmPasted, previewPost } from './confirm-pasted'
import { decideLead } from './decide-lead'
import { readExample } from './example-post'
import { getLeadStats } from './lead-stats'
import { listLeads } from './list-leads'
import { takeBackDecision } from './take-back-decision'

export const leadsRouter = router({
  example: anybody.query(() => readExample()),
  preview: anybodySometimes
    .input(PastedPost)
    .output(PostPreview)
    .mutation(({ input }) => previewPost(input)),
  confirmPasted: anybodySometimes
    .input(ConfirmPasted)
    .output(ConfirmedPaste)
    .mutation(({ ctx, input }) => confirmPasted(ctx, input)),
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
