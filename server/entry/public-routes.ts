import { z } from 'zod'
import { Company, Job, JobCard, JobCheck, JobFacets, JobFilters, JobPage, JobReport, JobSearch } from '../../contract/jobs'
import { PastedPost, PostPreview } from '../../contract/leads'
import { EventsSince, LiveEvent, Ticket } from '../../contract/live'
import { AskMarket, Market } from '../../contract/market'
import { ReadSkills, SkillReading } from '../../contract/skills'
import { ReadTitle, TitleReading } from '../../contract/titles'
import { JobId, pageOf } from '../../contract/wire'
import { EXAMPLES } from './public-examples'
import { describeFields } from './public-input'
import { type PublicRoute, route } from './public-route'
import { applicationRoutes } from './public-routes-applications'
import { hiringRoutes } from './public-routes-hiring'
import { hookRoutes } from './public-routes-hooks'
import { identityRoutes } from './public-routes-identity'
import { matchingRoutes } from './public-routes-matching'
import { notificationRoutes } from './public-routes-notifications'
import { postingRoutes } from './public-routes-postings'
import { resumeRoutes } from './public-routes-resumes'
import { searchRoutes } from './public-routes-searches'
import { shortlistRoutes } from './public-routes-shortlists'
import { MARKET_WORDS, PASTE_WORDS, REPORT_WORDS, SEARCH_WORDS, SKILL_TEXT_WORDS, TITLE_WORDS } from './public-words'

const JobPath = z.strictObject({ id: JobId.describe('The id of a job.') })
const Room = z
  .string()
  .max(100)
  .describe('`feed/jobs`: everything that happens to jobs. Any other room needs rights that a visitor has not.')
const { sort, limit, cursor, ...facetWords } = SEARCH_WORDS

const [JobOpened, JobChanged, JobClosed] = LiveEvent.options
/** What a visitor can hear of. */
export const JobEvent = z.discriminatedUnion('type', [JobOpened, JobChanged, JobClosed])
export const JobEventsSince = EventsSince.extend({ events: z.array(JobEvent) })

const SEARCH_AGE_S = 20
const READ_AGE_S = 60
const DOCUMENT_AGE_S = 300

/**
 * Everything that `/v1` promises, one row an operation: the routes and the OpenAPI document are both made from it.
 * A row calls the procedure that the page calls, so that both say the same.
 */
export const publicRoutes: PublicRoute[] = [
  route({
    operationId: 'searchJobs',
    method: 'get',
    path: '/jobs',
    tag: 'Jobs',
    summary: 'Search open jobs',
    description:
      'Open jobs that fit all filters, one card a vacancy. Filters that take several values are repeated: `?place=Berlin&place=Lyon` means any of them; different filters mean all of them.',
    query: describeFields(JobSearch, SEARCH_WORDS),
    output: JobPage,
    example: EXAMPLES.page,
    ageS: SEARCH_AGE_S,
    answer: ({ api, query }) => api.jobs.search(query),
  }),
  route({
    operationId: 'countFacets',
    method: 'get',
    path: '/jobs/facets',
    tag: 'Jobs',
    summary: 'Count what a search could be narrowed by',
    description: 'How many jobs fit, and for each facet its most frequent values with their counts. Takes the filters of the search.',
    query: describeFields(JobFilters, facetWords),
    output: JobFacets,
    example: EXAMPLES.facets,
    ageS: SEARCH_AGE_S,
    answer: ({ api, query }) => api.jobs.facets(query),
  }),
  route({
    operationId: 'getJob',
    method: 'get',
    path: '/jobs/{id}',
    tag: 'Jobs',
    summary: 'Read one job',
    description: 'All that is public of a job. A closed job is still answered, with `status` `closed`.',
    params: JobPath,
    output: Job,
    example: EXAMPLES.job,
    errors: ['not_found'],
    ageS: READ_AGE_S,
    answer: ({ api, params }) => api.jobs.get(params),
  }),
  route({
    operationId: 'listSimilarJobs',
    method: 'get',
    path: '/jobs/{id}/similar',
    tag: 'Jobs',
    summary: 'List similar jobs',
    description: 'Up to six open jobs that share most with this one, nearest first. There is no second page.',
    params: JobPath,
    output: pageOf(JobCard),
    example: EXAMPLES.similar,
    errors: ['not_found'],
    ageS: READ_AGE_S,
    answer: async ({ api, params }) => ({ data: await api.jobs.similar(params), next: null }),
  }),
  route({
    operationId: 'checkJob',
    method: 'post',
    path: '/jobs/{id}/check',
    tag: 'Jobs',
    summary: 'Check that a job is still there',
    description:
      'Looks at the original link before somebody spends effort on it, when it was not seen for six hours, and answers what is known after at most a few seconds. A page that is gone, or says that it takes no more applications, closes the job. Twenty a minute.',
    isWrite: false,
    params: JobPath,
    output: JobCheck,
    example: EXAMPLES.check,
    errors: ['not_found'],
    answer: ({ api, params }) => api.jobs.check(params),
  }),
  route({
    operationId: 'reportJob',
    method: 'post',
    path: '/jobs/{id}/report',
    tag: 'Jobs',
    summary: 'Report a job',
    description:
      'Tells our operators that something is wrong with a job. Reporting the same job again changes your report; it counts once. Twenty a minute.',
    params: JobPath,
    body: describeFields(JobReport.omit({ jobId: true }), REPORT_WORDS),
    bodyExample: { reason: 'expired', text: 'The original says that the place is taken.' },
    output: z.object({ ok: z.literal(true) }),
    example: { ok: true as const },
    errors: ['not_found'],
    answer: ({ api, params, body }) => api.jobs.report({ jobId: params.id, ...body }),
  }),
  route({
    operationId: 'getCompany',
    method: 'get',
    path: '/companies/{slug}',
    tag: 'Companies',
    summary: 'Read one company',
    description: 'An employer, with how many jobs it has open and where. Its jobs: `/jobs?company={slug}`.',
    params: z.strictObject({ slug: z.string().min(1).max(80).describe('The slug of a company, as `companySlug` of a job gives it.') }),
    output: Company,
    example: EXAMPLES.company,
    errors: ['not_found'],
    ageS: READ_AGE_S,
    answer: ({ api, params }) => api.companies.get(params),
  }),
  route({
    operationId: 'showMarket',
    method: 'get',
    path: '/market',
    tag: 'Market',
    summary: 'Read pay, demand and skills',
    description:
      'How the open jobs of a role in a region stand, from a snapshot that is made once a day: pay as quartiles in each currency apart, what is asked for, and the last ninety days. Estimated pay counts for nothing, and of fewer than five jobs nothing is said.',
    query: describeFields(AskMarket, MARKET_WORDS),
    output: Market,
    example: EXAMPLES.market,
    ageS: DOCUMENT_AGE_S,
    answer: ({ api, query }) => api.market.show(query),
  }),
  route({
    operationId: 'previewPost',
    method: 'post',
    path: '/posts/preview',
    tag: 'Posts',
    summary: 'Read a post',
    description:
      'What we would read in a post: whether it offers a job, and its title, company, places, pay and skills, each with where in the text it stands. Nothing is stored. Twenty a minute.',
    isWrite: false,
    body: describeFields(PastedPost, PASTE_WORDS),
    bodyExample: {
      text: 'Kestrel Bakery is hiring a Pastry Chef in Lyon, France, full-time, 2.300–2.600 € per month. Apply: https://kestrel-bakery.example/jobs',
      url: null,
    },
    output: PostPreview,
    example: EXAMPLES.preview,
    answer: ({ api, body }) => api.leads.preview(body),
  }),
  route({
    operationId: 'readTitle',
    method: 'get',
    path: '/titles',
    tag: 'Posts',
    summary: 'Read a job title',
    description:
      'The level that a title names, the title without it, and the occupations of ESCO that it most likely means, best first. Twenty a minute.',
    query: describeFields(ReadTitle, TITLE_WORDS),
    output: TitleReading,
    example: EXAMPLES.title,
    answer: ({ api, query }) => api.titles.read(query),
  }),
  route({
    operationId: 'readSkills',
    method: 'post',
    path: '/skills',
    tag: 'Posts',
    summary: 'Read the skills of a text',
    description:
      'The skills that a text names, and the skills of ESCO that it speaks of in other words, each with where in the text it stands. English. Nothing is stored. Twenty a minute.',
    isWrite: false,
    body: describeFields(ReadSkills, SKILL_TEXT_WORDS),
    bodyExample: { text: 'You manage the budget, and PostgreSQL holds no secrets from you.' },
    output: SkillReading,
    example: EXAMPLES.skills,
    answer: ({ api, body }) => api.skills.read(body),
  }),
  route({
    operationId: 'getTicket',
    method: 'get',
    path: '/live/ticket',
    tag: 'Live',
    summary: 'Get a ticket for a room',
    description: 'The right to open a socket to a room within the next five minutes, and the sequence number where the room stands.',
    query: z.strictObject({ room: Room }),
    output: Ticket,
    example: EXAMPLES.ticket,
    errors: ['unauthenticated', 'not_found'],
    answer: ({ api, query }) => api.live.ticket(query),
  }),
  route({
    operationId: 'listEventsSince',
    method: 'get',
    path: '/live/events',
    tag: 'Live',
    summary: 'List events since a sequence number',
    description: 'What happened in a room after `since`, in order and without a gap; for who was away longer than the room remembers.',
    query: z.strictObject({
      room: Room,
      since: z.coerce.number().int().min(0).describe('The sequence number of the last event that you have; 0 for none.'),
    }),
    output: EventsSince,
    promised: JobEventsSince,
    example: EXAMPLES.events,
    errors: ['unauthenticated', 'not_found'],
    answer: ({ api, query }) => api.live.since(query),
  }),
  route({
    operationId: 'getDocument',
    method: 'get',
    path: '/openapi.json',
    tag: 'Document',
    summary: 'This document',
    description: 'The OpenAPI 3.1 document of this interface, made from the table that its routes are made from.',
    output: z.looseObject({ openapi: z.string(), info: z.looseObject({ title: z.string(), version: z.string() }) }),
    example: { openapi: '3.1.0', info: { title: 'Numerojobs', version: '1.0.0' } },
    ageS: DOCUMENT_AGE_S,
    answer: ({ document }) => document(),
  }),
  ...identityRoutes,
  ...applicationRoutes,
  ...resumeRoutes,
  ...matchingRoutes,
  ...searchRoutes,
  ...shortlistRoutes,
  ...hiringRoutes,
  ...hookRoutes,
  ...notificationRoutes,
  ...postingRoutes,
]
