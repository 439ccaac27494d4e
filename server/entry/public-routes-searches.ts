import { z } from 'zod'
import { JobFilters } from '../../contract/jobs'
import {
  FollowedCompanies,
  Hidden,
  NewsList,
  NewsPage,
  OfCompany,
  type SavedSearch,
  SavedSearchAnswer,
  SavedSearchList,
  SavedSearch as SavedSearchShape,
  SearchName,
} from '../../contract/searches'
import { JobId, SavedSearchId } from '../../contract/wire'
import { EXAMPLES } from './public-examples'
import { type PublicRoute, route } from './public-route'

const ID = 'sse_019f1c2a7b3d7c4e8a90b1c2d3e4f550'
const AT = '2026-11-21T10:13:44.000Z'
const search: SavedSearch = {
  id: ID,
  name: '“pastry chef”, Lyon',
  filters: JobFilters.parse({ q: 'pastry chef', place: ['Lyon'] }),
  isPaused: false,
  createdAt: AT,
  updatedAt: AT,
  version: 1,
}
const Path = z.strictObject({ id: SavedSearchId.describe('The id of a search of yours.') })
const CompanyPath = z.strictObject({ slug: OfCompany.shape.slug.describe('The company, by the word of its address.') })
const JobPath = z.strictObject({ id: JobId.describe('The id of a job.') })
const JobAnswer = z.strictObject({ jobId: JobId })
const SearchAnswer = z.strictObject({ searchId: SavedSearchId })

const reads = { tag: 'Searches' as const, needs: 'searches:read' as const }
const writes = { tag: 'Searches' as const, needs: 'searches:write' as const }

/** What `/v1` promises of what finds a person by itself. Each operation sees the caller's own alone. */
export const searchRoutes: PublicRoute[] = [
  route({
    operationId: 'listSavedSearches',
    method: 'get',
    path: '/me/saved-searches',
    summary: 'List your saved searches',
    description: 'The oldest first. A new job that one of them finds is told to you.',
    ...reads,
    output: SavedSearchList,
    example: { data: [search] },
    answer: ({ api }) => api.savedSearches.list(),
  }),
  route({
    operationId: 'saveSearch',
    method: 'post',
    path: '/me/saved-searches',
    summary: 'Save a search',
    description:
      'Takes the filters of `/jobs`. The same search again adds nothing. One that would find every job is refused with `searches.nothing-asked`.',
    ...writes,
    body: z.strictObject({
      filters: z.looseObject({}).describe('The filters of `GET /jobs`, lists as lists: `{"q": "pastry chef", "place": ["Lyon"]}`.'),
      name: SearchName.optional().describe('Without one it is named by what it asks.'),
    }),
    bodyExample: { filters: { q: 'pastry chef', place: ['Lyon'] } },
    output: SavedSearchAnswer,
    example: { search, isNew: true },
    errors: ['not_found', 'conflict'],
    answer: ({ api, body: { filters, name } }) =>
      api.savedSearches.save({ filters: z.strictObject(JobFilters.shape).parse(filters), ...(name === undefined ? {} : { name }) }),
  }),
  route({
    operationId: 'updateSavedSearch',
    method: 'patch',
    path: '/me/saved-searches/{id}',
    summary: 'Rename, pause or go on with a search',
    description: 'A paused one finds nothing until it goes on. What is left out stays.',
    ...writes,
    params: Path,
    body: z.strictObject({
      name: SearchName.optional().describe('Its new name.'),
      isPaused: z.boolean().optional().describe('`true` lets it rest.'),
    }),
    bodyExample: { isPaused: true },
    output: SavedSearchShape,
    example: { ...search, isPaused: true, version: 2 },
    errors: ['not_found'],
    answer: ({ api, params, body }) => api.savedSearches.update({ searchId: params.id, ...body }),
  }),
  route({
    operationId: 'removeSavedSearch',
    method: 'delete',
    path: '/me/saved-searches/{id}',
    summary: 'Remove a saved search',
    description: 'What it found stays in your news.',
    ...writes,
    params: Path,
    output: SearchAnswer,
    example: { searchId: ID },
    errors: ['not_found'],
    answer: ({ api, params }) => api.savedSearches.remove({ searchId: params.id }),
  }),
  route({
    operationId: 'listNews',
    method: 'get',
    path: '/me/news',
    summary: 'List new jobs that found you',
    description: 'Newest first, each vacancy once, with every way that led to it: a saved search, a followed company, a match.',
    ...reads,
    query: z.strictObject({
      searchId: NewsList.shape.searchId.describe('Only what this search found.'),
      unseenOnly: NewsList.shape.unseenOnly.describe('Only what you have not marked as seen.'),
      limit: NewsList.shape.limit.describe('How many at once, 100 at most.'),
      cursor: NewsList.shape.cursor.describe('Where to go on: `next` of the page before.'),
    }),
    output: NewsPage,
    example: {
      data: [{ job: EXAMPLES.card, reasons: [{ kind: 'search', searchId: ID, name: search.name }], at: AT, seenAt: null }],
      next: null,
      unseen: 1,
    },
    answer: ({ api, query }) => api.following.news(query),
  }),
  route({
    operationId: 'listFollowedCompanies',
    method: 'get',
    path: '/me/following',
    summary: 'List companies you follow',
    description: 'By name. Their new jobs are told to you.',
    ...reads,
    output: FollowedCompanies,
    example: {
      data: [{ id: 'com_019f1c2a7b3d7c4e8a90b1c2d3e4f551', slug: 'kestrel-bakery', name: 'Kestrel Bakery', openJobs: 2, followedAt: AT }],
    },
    answer: ({ api }) => api.following.companies(),
  }),
  ...(
    [
      ['followCompany', 'post', '/me/following/{slug}', 'Follow a company', 'Its new jobs are told from now on.', 'follow'],
      ['unfollowCompany', 'delete', '/me/following/{slug}', 'Unfollow a company', 'What was told stays in your news.', 'unfollow'],
      [
        'hideCompany',
        'post',
        '/me/hidden/companies/{slug}',
        'Hide a company',
        'Its jobs leave your recommendations, news and mails.',
        'hideCompany',
      ],
      ['showCompany', 'delete', '/me/hidden/companies/{slug}', 'Show a company again', 'Takes the hiding back.', 'showCompany'],
    ] as const
  ).map(([operationId, method, path, summary, description, act]) =>
    route({
      operationId,
      method,
      path,
      summary,
      description: `${description} Twice is as good as once.`,
      ...writes,
      params: CompanyPath,
      output: OfCompany,
      example: { slug: 'kestrel-bakery' },
      errors: ['not_found', 'conflict'],
      answer: ({ api, params }) =>
        act === 'follow' || act === 'unfollow' ? api.following[act]({ slug: params.slug }) : api.hidden[act]({ slug: params.slug }),
    }),
  ),
  ...(
    [
      ['hideJob', 'post', 'Hide a job', 'It leaves your recommendations, news and mails, wherever else it is posted.'],
      ['showJob', 'delete', 'Show a job again', 'Takes the hiding back.'],
    ] as const
  ).map(([operationId, method, summary, description]) =>
    route({
      operationId,
      method,
      path: '/me/hidden/jobs/{id}',
      summary,
      description: `${description} Twice is as good as once.`,
      ...writes,
      params: JobPath,
      output: JobAnswer,
      example: { jobId: EXAMPLES.card.id },
      errors: ['not_found', 'conflict'],
      answer: ({ api, params }) => api.hidden[operationId]({ jobId: params.id }),
    }),
  ),
  route({
    operationId: 'listHidden',
    method: 'get',
    path: '/me/hidden',
    summary: 'List what you hide',
    description: 'Jobs and companies, the newest first.',
    ...reads,
    output: Hidden,
    example: { jobs: [], companies: [{ slug: 'kestrel-bakery', name: 'Kestrel Bakery', hiddenAt: AT }] },
    answer: ({ api }) => api.hidden.list(),
  }),
]
