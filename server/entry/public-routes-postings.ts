import { z } from 'zod'
import {
  ClosePosting,
  PostingFields,
  PostingHistory,
  PostingList,
  PostingPage,
  PostingView,
  SendPostingBack,
} from '../../contract/postings'
import { OrganisationId, PostingId } from '../../contract/wire'
import type { Api } from './app-router'
import { type PublicRoute, route } from './public-route'

const ID = 'pos_019f1c2a7b3d7c4e8a90b1c2d3e4f560'
const ORGANISATION = 'org_019f1c2a7b3d7c4e8a90b1c2d3e4f561'
const PERSON = 'per_019f1c2a7b3d7c4e8a90b1c2d3e4f562'
const AT = '2026-11-21T10:13:44.000Z'
const Path = z.strictObject({ id: PostingId.describe('The id of a posting of your organisation.') })

const posting: PostingView = {
  id: ID,
  organisationId: ORGANISATION,
  organisationName: 'Kestrel Bakery',
  jobId: null,
  state: 'draft',
  closeReason: null,
  title: 'Pastry chef',
  places: ['Lyon, France'],
  jurisdiction: 'FR',
  remote: 'onsite',
  remoteRegions: [],
  employmentType: 'full_time',
  seniority: null,
  salary: {
    minCents: 230_000,
    maxCents: 260_000,
    currency: 'EUR',
    period: 'month',
    yearlyMinCents: 2_760_000,
    yearlyMaxCents: 3_120_000,
    isEstimate: false,
  },
  skills: ['Viennoiserie'],
  description: 'You bake for three shops, from four in the morning, with two apprentices beside you.',
  questions: [{ id: 'q1', kind: 'yes-no', label: 'May you work in France?', isRequired: true, knockOut: 'no' }],
  statements: { usesAi: false, isExistingVacancy: true },
  replyPromiseDays: 14,
  openings: 1,
  requisition: null,
  validThrough: null,
  version: 1,
  createdBy: PERSON,
  submittedBy: null,
  approvedBy: null,
  createdAt: AT,
  updatedAt: AT,
  publishedAt: null,
  closedAt: null,
  isSubmitted: false,
  isApproved: false,
  isAhead: false,
  sentBackReason: null,
  may: ['edit', 'submit', 'close'],
  findings: [],
}
const {
  id,
  organisationId,
  jobId,
  state,
  closeReason,
  title,
  places,
  openings,
  requisition,
  validThrough,
  updatedAt,
  publishedAt,
  version,
} = posting
const summary = {
  id,
  organisationId,
  jobId,
  state,
  closeReason,
  title,
  places,
  openings,
  requisition,
  validThrough,
  updatedAt,
  publishedAt,
  version,
}

const reads = { tag: 'Postings' as const, needs: 'postings:read' as const, errors: ['not_found' as const] }
const writes = { tag: 'Postings' as const, needs: 'postings:write' as const, errors: ['not_found' as const, 'conflict' as const] }
const Fields = PostingFields.partial()

/** What `/v1` promises of postings. Each operation sees those of organisations that the key's person is a member of, with that person's rights. */
export const postingRoutes: PublicRoute[] = [
  route({
    operationId: 'listPostings',
    method: 'get',
    path: '/postings',
    summary: 'List postings of an organisation',
    description: 'Last changed first, with how many there are in each state and how many applications of each have not ended.',
    ...reads,
    query: z.strictObject({
      organisationId: OrganisationId.describe('An organisation that you are a member of.'),
      state: PostingList.shape.state.describe('Only those in this state.'),
      limit: PostingList.shape.limit.describe('How many at once, 100 at most.'),
      cursor: PostingList.shape.cursor.describe('Where to go on: `next` of the page before.'),
    }),
    output: PostingPage,
    example: {
      data: [{ ...summary, isSubmitted: false, isApproved: false, isAhead: false, openApplications: 0 }],
      next: null,
      counts: { draft: 1, review: 0, published: 0, paused: 0, closed: 0 },
    },
    answer: ({ api, query }) => api.postings.list(query),
  }),
  route({
    operationId: 'createPosting',
    method: 'post',
    path: '/postings',
    summary: 'Begin a posting',
    description: 'A draft. Fields that are left out are empty; what is missing before it can be published stands in `findings`.',
    ...writes,
    body: z.strictObject({
      organisationId: OrganisationId.describe('An organisation that you are a member of.'),
      fields: Fields.optional().describe('What it says.'),
    }),
    bodyExample: { organisationId: ORGANISATION, fields: { title: 'Pastry chef', places: ['Lyon, France'] } },
    output: PostingView,
    example: posting,
    answer: ({ api, body: { organisationId, fields = {} } }) => api.postings.create({ organisationId, fields }),
  }),
  route({
    operationId: 'getPosting',
    method: 'get',
    path: '/postings/{id}',
    summary: 'Read a posting',
    description: 'With what you may do with it as it stands, and what the law of its place says to it.',
    ...reads,
    params: Path,
    output: PostingView,
    example: posting,
    answer: ({ api, params }) => api.postings.get({ postingId: params.id }),
  }),
  route({
    operationId: 'listPostingHistory',
    method: 'get',
    path: '/postings/{id}/history',
    summary: 'List who did what with a posting',
    description: 'Newest first, at most 200 lines.',
    ...reads,
    params: Path,
    output: PostingHistory,
    example: { data: [{ act: 'posting.created', by: { personId: PERSON, name: 'Anna Reed' }, details: {}, at: AT }] },
    answer: ({ api, params }) => api.postings.history({ postingId: params.id }),
  }),
  route({
    operationId: 'updatePosting',
    method: 'patch',
    path: '/postings/{id}',
    summary: 'Change fields of a posting',
    description:
      'What is left out stays. With `was`, a field that somebody else changed meanwhile is refused with `posting.field-changed`, and nothing is changed. A published posting keeps its public words until the new ones are approved and published.',
    ...writes,
    params: Path,
    body: z.strictObject({
      change: Fields.describe('The fields to change.'),
      was: Fields.optional().describe('What you believe each of them to be.'),
    }),
    bodyExample: { change: { openings: 2 }, was: { openings: 1 } },
    output: PostingView,
    example: { ...posting, openings: 2, version: 2 },
    answer: ({ api, params, body: { change, was = {} } }) => api.postings.update({ postingId: params.id, change, was }),
  }),
  step(
    'submitPosting',
    'submit',
    'Submit a posting for approval',
    'Its words stay as they are until it is published, sent back or taken back.',
    {
      state: 'review',
      isSubmitted: true,
      submittedBy: PERSON,
    },
  ),
  step('takePostingBack', 'takeBack', 'Take a posting out of approval', 'It can be edited again.', {}),
  step('approvePosting', 'approve', 'Approve a posting', 'Nobody approves alone what they wrote, unless nobody else could.', {
    state: 'review',
    isSubmitted: true,
    isApproved: true,
    approvedBy: PERSON,
  }),
  route({
    operationId: 'sendPostingBack',
    method: 'post',
    path: '/postings/{id}/send-back',
    summary: 'Send a posting back to who wrote it',
    description: 'With what should change.',
    ...writes,
    params: Path,
    body: z.strictObject({ reason: SendPostingBack.shape.reason.describe('What should change.') }),
    bodyExample: { reason: 'Name the hours.' },
    output: PostingView,
    example: { ...posting, sentBackReason: 'Name the hours.' },
    answer: ({ api, params, body }) => api.postings.sendBack({ postingId: params.id, ...body }),
  }),
  step(
    'publishPosting',
    'publish',
    'Publish an approved posting',
    'Opens its public job, or brings it to the newest words. `posting.blocked` names each field that a rule of its place stands against.',
    { state: 'published', jobId: 'job_019f1c2a7b3d7c4e8a90b1c2d3e4f563', publishedAt: AT },
  ),
  step('pausePosting', 'pause', 'Pause a published posting', 'Nobody can apply; who applied stays where they are.', { state: 'paused' }),
  step('resumePosting', 'resume', 'Resume a paused posting', 'It is found again, with the words that were published last.', {
    state: 'published',
  }),
  route({
    operationId: 'closePosting',
    method: 'post',
    path: '/postings/{id}/close',
    summary: 'Close a posting for good',
    description: 'Everybody whose application has not ended is told.',
    ...writes,
    params: Path,
    body: z.strictObject({ reason: ClosePosting.shape.reason.describe('Why.') }),
    bodyExample: { reason: 'filled' },
    output: PostingView,
    example: { ...posting, state: 'closed', closeReason: 'filled', closedAt: AT, may: [] },
    answer: ({ api, params, body }) => api.postings.close({ postingId: params.id, ...body }),
  }),
  step('duplicatePosting', 'duplicate', 'Begin a new posting with the words of this one', 'A draft, without the last day.', {}),
]

type Step = 'submit' | 'takeBack' | 'approve' | 'publish' | 'pause' | 'resume' | 'duplicate'

/** One step of a posting, which takes nothing but its id. */
function step(operationId: string, name: Step, words: string, description: string, then: Partial<PostingView>): PublicRoute {
  const call = (api: Api) => api.postings[name]
  return route({
    operationId,
    method: 'post',
    path: `/postings/{id}/${name === 'takeBack' ? 'take-back' : name}`,
    summary: words,
    description,
    ...writes,
    params: Path,
    output: PostingView,
    example: { ...posting, ...then },
    answer: ({ api, params }) => call(api)({ postingId: params.id }),
  })
}
