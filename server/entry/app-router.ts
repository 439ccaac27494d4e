import { lazy } from '@trpc/server'
import { companiesRouter } from '../companies/router'
import type { Ctx } from '../core/ctx'
import { createCallerFactory, router } from '../core/trpc'
import { jobsRouter } from '../jobs/router'
import { liveRouterOf } from '../live/router'
import { logUnexpected } from './log-unexpected'
import { textKinds } from './text-kinds'

/**
 * Every procedure. What visitors read is there from the start; an area that only people, programs with a key or operators call is loaded
 * at its first call (docs/decisions/008-what-is-loaded-when.md).
 */
export const appRouter = router({
  appeals: lazy(() => import('../appeals/router').then((area) => area.appealsRouter)),
  applications: lazy(() => import('../applications/router').then((area) => area.applicationsRouter)),
  billing: lazy(() => import('../billing/router').then((area) => area.billingRouter)),
  audit: lazy(() => import('../audit/router').then((area) => area.auditRouter)),
  birthData: lazy(() => import('../birth-data/router').then((area) => area.birthDataRouter)),
  candidates: lazy(() => import('../hiring/router').then((area) => area.candidatesRouter)),
  views: lazy(() => import('../hiring/router').then((area) => area.viewsRouter)),
  careers: lazy(() => import('../postings/router').then((area) => area.careersRouter)),
  companies: companiesRouter,
  demo: lazy(() => import('../demo/router').then((area) => area.demoRouter)),
  conversations: lazy(() => import('../conversations/router').then((area) => area.conversationsRouter)),
  messageTemplates: lazy(() => import('../conversations/router').then((area) => area.messageTemplatesRouter)),
  calendar: lazy(() => import('../interviews/router').then((area) => area.calendarRouter)),
  employers: lazy(() => import('../postings/router').then((area) => area.employersRouter)),
  fairness: lazy(() => import('../fairness/router').then((area) => area.fairnessRouter)),
  flags: lazy(() => import('../flags/router').then((area) => area.flagsRouter)),
  following: lazy(() => import('../searches/router').then((area) => area.followingRouter)),
  hiring: lazy(() => import('../hiring/router').then((area) => area.hiringRouter)),
  hidden: lazy(() => import('../searches/router').then((area) => area.hiddenRouter)),
  hooks: lazy(() => import('../hooks/router').then((area) => area.hooksRouter)),
  insights: lazy(() => import('../insights/router').then((area) => area.insightsRouter)),
  interviews: lazy(() => import('../interviews/router').then((area) => area.interviewsRouter)),
  jobs: jobsRouter,
  keys: lazy(() => import('../identity/router').then((area) => area.keysRouter)),
  leads: lazy(() => import('../leads/router').then((area) => area.leadsRouter)),
  live: liveRouterOf({
    hiring: () => import('../hiring/room-gate').then((area) => area.enterHiringRoom),
    shortlist: () => import('../shortlists/room-gate').then((area) => area.enterShortlistRoom),
    text: () => import('../texts/live-text').then((area) => area.enterTextRoom(textKinds)),
  }),
  market: lazy(() => import('../market/router').then((area) => area.marketRouter)),
  matching: lazy(() => import('../matching/router').then((area) => area.matchingRouter)),
  consents: lazy(() => import('../notifications/router').then((area) => area.consentsRouter)),
  notifications: lazy(() => import('../notifications/router').then((area) => area.notificationsRouter)),
  numerology: lazy(() => import('../numerology/router').then((area) => area.numerologyRouter)),
  organisations: lazy(() => import('../identity/router').then((area) => area.organisationsRouter)),
  people: lazy(() => import('../identity/router').then((area) => area.peopleRouter)),
  postings: lazy(() => import('../postings/router').then((area) => area.postingsRouter)),
  privacy: lazy(() => import('../privacy/router').then((area) => area.privacyRouter)),
  contacts: lazy(() => import('../applications/router').then((area) => area.contactsRouter)),
  notes: lazy(() => import('../applications/router').then((area) => area.notesRouter)),
  reminders: lazy(() => import('../applications/router').then((area) => area.remindersRouter)),
  stages: lazy(() => import('../applications/router').then((area) => area.stagesRouter)),
  resumes: lazy(() => import('../resumes/router').then((area) => area.resumesRouter)),
  retention: lazy(() => import('../retention/router').then((area) => area.retentionRouter)),
  savedSearches: lazy(() => import('../searches/router').then((area) => area.savedSearchesRouter)),
  scheduling: lazy(() => import('../scheduling/router').then((area) => area.schedulingRouter)),
  search: lazy(() => import('../search/router').then((area) => area.searchRouter)),
  session: lazy(() => import('../identity/router').then((area) => area.sessionRouter)),
  shortlists: lazy(() => import('../shortlists/router').then((area) => area.shortlistsRouter)),
  skills: lazy(() => import('../skills/router').then((area) => area.skillsRouter)),
  sources: lazy(() => import('../sources/router').then((area) => area.sourcesRouter)),
  support: lazy(() => import('../support/router').then((area) => area.supportRouter)),
  tasks: lazy(() => import('../tasks/router').then((area) => area.tasksRouter)),
  texts: lazy(() => import('../texts/router').then((area) => area.textsRouterOf(textKinds))),
  titles: lazy(() => import('../titles/router').then((area) => area.titlesRouter)),
})
export type AppRouter = typeof appRouter

/** Calls procedures in-process, as a page's loader does. */
export const createCaller = (ctx: Ctx) => createAnyCaller(ctx, { onError: logUnexpected })
const createAnyCaller = createCallerFactory(appRouter)
export type Api = ReturnType<typeof createCaller>
