import { AskInsights, AskSnapshots, InsightSnapshots, Insights } from '../../contract/insights'
import { router, scoped } from '../core/trpc'
import { listSnapshots, showInsights } from './show-insights'

const reads = scoped('applications:read')

export const insightsRouter = router({
  dashboard: reads
    .input(AskInsights)
    .output(Insights)
    .query(({ ctx, input }) => showInsights(ctx, input)),
  snapshots: reads
    .input(AskSnapshots)
    .output(InsightSnapshots)
    .query(({ ctx, input }) => listSnapshots(ctx, input)),
})
