import { companiesRouter } from '../companies/router'
import { createCallerFactory, router } from '../core/trpc'
import { sessionRouter } from '../identity/router'
import { jobsRouter } from '../jobs/router'
import { leadsRouter } from '../leads/router'
import { liveRouter } from '../live/router'
import { privacyRouter } from '../privacy/router'
import { sourcesRouter } from '../sources/router'
import { tasksRouter } from '../tasks/router'

export const appRouter = router({
  companies: companiesRouter,
  jobs: jobsRouter,
  leads: leadsRouter,
  live: liveRouter,
  privacy: privacyRouter,
  session: sessionRouter,
  sources: sourcesRouter,
  tasks: tasksRouter,
})
export type AppRouter = typeof appRouter

/** Calls procedures in-process, as a page's loader does. */
export const createCaller = createCallerFactory(appRouter)
export type Api = ReturnType<typeof createCaller>
