import { applicationsRouter, contactsRouter, notesRouter, remindersRouter, stagesRouter } from '../applications/router'
import { birthDataRouter } from '../birth-data/router'
import { companiesRouter } from '../companies/router'
import type { Ctx } from '../core/ctx'
import { createCallerFactory, router } from '../core/trpc'
import { demoRouter } from '../demo/router'
import { keysRouter, organisationsRouter, peopleRouter, sessionRouter } from '../identity/router'
import { insightsRouter } from '../insights/router'
import { calendarRouter, interviewsRouter } from '../interviews/router'
import { jobsRouter } from '../jobs/router'
import { leadsRouter } from '../leads/router'
import { liveRouter } from '../live/router'
import { matchingRouter } from '../matching/router'
import { consentsRouter, notificationsRouter } from '../notifications/router'
import { numerologyRouter } from '../numerology/router'
import { privacyRouter } from '../privacy/router'
import { resumesRouter } from '../resumes/router'
import { searchRouter } from '../search/router'
import { followingRouter, hiddenRouter, savedSearchesRouter } from '../searches/router'
import { skillsRouter } from '../skills/router'
import { sourcesRouter } from '../sources/router'
import { tasksRouter } from '../tasks/router'
import { titlesRouter } from '../titles/router'
import { logUnexpected } from './log-unexpected'

export const appRouter = router({
  applications: applicationsRouter,
  birthData: birthDataRouter,
  companies: companiesRouter,
  demo: demoRouter,
  calendar: calendarRouter,
  following: followingRouter,
  hidden: hiddenRouter,
  insights: insightsRouter,
  interviews: interviewsRouter,
  jobs: jobsRouter,
  keys: keysRouter,
  leads: leadsRouter,
  live: liveRouter,
  matching: matchingRouter,
  consents: consentsRouter,
  notifications: notificationsRouter,
  numerology: numerologyRouter,
  organisations: organisationsRouter,
  people: peopleRouter,
  privacy: privacyRouter,
  contacts: contactsRouter,
  notes: notesRouter,
  reminders: remindersRouter,
  stages: stagesRouter,
  resumes: resumesRouter,
  savedSearches: savedSearchesRouter,
  search: searchRouter,
  session: sessionRouter,
  skills: skillsRouter,
  sources: sourcesRouter,
  tasks: tasksRouter,
  titles: titlesRouter,
})
export type AppRouter = typeof appRouter

/** Calls procedures in-process, as a page's loader does. */
export const createCaller = (ctx: Ctx) => createAnyCaller(ctx, { onError: logUnexpected })
const createAnyCaller = createCallerFactory(appRouter)
export type Api = ReturnType<typeof createCaller>
