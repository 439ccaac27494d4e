import { z } from 'zod'
import {
  Job,
  JobCard,
  JobCheck,
  JobFacets,
  JobFilters,
  JobPage,
  JobReport,
  JobSearch,
  ReportDecision,
  ReportedJob,
  ReportList,
  ReportPage,
} from '../../contract/jobs'
import { JobId } from '../../contract/wire'
import { anybody, anybodySometimes, operatorOnly, router } from '../core/trpc'
import { answerReports } from './answer-reports'
import { countFacets } from './count-facets'
import { getJob, listSimilarJobs } from './get-job'
import { listReports } from './list-reports'
import { reportJob } from './report-job'
import { searchJobs } from './search-jobs'
import { showLanding } from './show-landing'

const FACETS_AGE_S = 20

export const jobsRouter = router({
  search: anybody
    .input(JobSearch)
    .output(JobPage)
    .query(({ ctx, input }) => searchJobs(ctx, input)),
  facets: anybody
    .input(JobFilters)
    .output(JobFacets)
    .query(({ ctx, input }) =>
      ctx.cache.through({ key: `facets:${JSON.stringify(input)}`, ageS: FACETS_AGE_S }, () => countFacets(ctx, input)),
    ),
  get: anybody
    .input(z.object({ id: JobId }))
    .output(Job)
    .query(({ ctx, input }) => getJob(ctx, input.id)),
  similar: anybody
    .input(z.object({ id: JobId }))
    .output(z.array(JobCard))
    .query(({ ctx, input }) => listSimilarJobs(ctx, input.id)),
  check: anybodySometimes
    .input(z.object({ id: JobId }))
    .output(JobCheck)
    .mutation(async ({ ctx, input }) => (await import('./check-links')).checkBeforeUse(ctx, input.id)),
  report: anybodySometimes
    .input(JobReport)
    .output(z.object({ ok: z.literal(true) }))
    .mutation(({ ctx, input }) => reportJob(ctx, input)),
  reports: operatorOnly
    .input(ReportList)
    .output(ReportPage)
    .query(({ ctx, input }) => listReports(ctx, input)),
  answerReports: operatorOnly
    .input(ReportDecision)
    .output(ReportedJob)
    .mutation(({ ctx, input }) => answerReports(ctx, input)),
  landing: anybody.query(({ ctx }) => showLanding(ctx)),
})
