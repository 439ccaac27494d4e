import { z } from 'zod'
import {
  AskRecommendations,
  DEFAULT_WEIGHTS,
  MatchSettings,
  MatchWeights,
  MatchWishes,
  OpenedReceipt,
  ReceiptList,
  ReceiptPage,
  Recommendations,
} from '../../contract/matching'
import { JobId, MatchReceiptId, ResumeId } from '../../contract/wire'
import { EXAMPLES } from './public-examples'
import { type PublicRoute, route } from './public-route'

const RECEIPT = 'mrc_019f1c2a7b3d7c4e8a90b1c2d3e4f540'
const JOB = 'job_019f1c2a7b3d7c4e8a90b1c2d3e4f501'
const wishes: MatchWishes = MatchWishes.parse({ titles: ['Pastry Chef'], places: ['Lyon, France'], currency: 'EUR', payFloor: 32_000 })
const line = {
  id: RECEIPT,
  jobId: JOB,
  side: 'seeker' as const,
  version: 'm1',
  inputsHash: '9f2c1b0e4a7d3c5f8e6b1a2d4c7f9e0b3a5d8c1f6e2b7a4d9c0f3e8b5a1d6c2f',
  weights: DEFAULT_WEIGHTS,
  score: { permille: 812, knownPermille: 640 },
  madeAt: '2026-11-21T10:13:44.000Z',
}
const receipt: OpenedReceipt = {
  ...line,
  match: {
    version: 'm1',
    criteria: [
      {
        criterion: 'title',
        permille: 1_000,
        unknown: null,
        evidence: [
          {
            kind: 'same',
            name: 'Pastry Chef',
            by: 'Pastry Chef',
            asked: { line: 'title', start: 0, end: 11 },
            answered: { line: 'work.0.position', start: 0, end: 11 },
            permille: 1_000,
          },
        ],
      },
    ],
    limits: [{ limit: 'pay-floor', state: 'unknown', asked: null, found: null }],
  },
  numerologyPermille: null,
  jobTitle: 'Pastry Chef',
  companyName: 'Kestrel Bakery',
  jobLines: { title: 'Pastry Chef' },
  resumeLines: { 'work.0.position': 'Pastry Chef' },
  resumeVersionId: 'rsv_019f1c2a7b3d7c4e8a90b1c2d3e4f541',
  isReproduced: true,
}
const settings: MatchSettings = { weights: DEFAULT_WEIGHTS, wishes, resumeId: null, version: 3 }

const reads = { tag: 'Matching' as const, needs: 'matching:read' as const }

/** What `/v1` promises of recommended jobs. Each operation sees the caller's own alone. */
export const matchingRoutes: PublicRoute[] = [
  route({
    operationId: 'listRecommended',
    method: 'get',
    path: '/me/recommended',
    summary: 'List jobs recommended to you',
    description:
      'Open jobs that fit your résumé and wishes, best first by your weights, each with its parts in thousandths; `null` is unknown and counts for nothing. What breaks a limit of yours stands in `ruledOut`.',
    ...reads,
    query: z.strictObject({ limit: AskRecommendations.shape.limit.describe('How many at most, 200 at most.') }),
    output: Recommendations,
    example: {
      state: 'ready',
      version: 'm1',
      weights: DEFAULT_WEIGHTS,
      wishes,
      resumeId: null,
      hasNumerology: false,
      jobs: EXAMPLES.page.data.slice(0, 1).map((card) => ({
        card,
        parts: { title: 1_000, skills: 640, pay: null },
        reasons: ['Chocolate work'],
        missing: ['Forklift'],
        broken: [],
        unsaid: ['pay-floor' as const],
      })),
      ruledOut: [],
    },
    answer: ({ api, query }) => api.matching.recommended(query),
  }),
  route({
    operationId: 'getMatchSettings',
    method: 'get',
    path: '/me/recommended/settings',
    summary: 'Read your wishes and weights',
    description: 'What you want next, and how much each part counts for you.',
    ...reads,
    output: MatchSettings,
    example: settings,
    answer: ({ api }) => api.matching.settings(),
  }),
  route({
    operationId: 'setMatchSettings',
    method: 'patch',
    path: '/me/recommended/settings',
    summary: 'Change your wishes and weights',
    description: 'What is left out stays as it is. Wishes and weights are each given whole.',
    tag: 'Matching',
    needs: 'matching:write',
    body: z.strictObject({
      weights: MatchWeights.optional().describe('How much each part counts, 0 to 100; only their ratio matters.'),
      wishes: MatchWishes.optional().describe('What you want next. Amounts are yearly, before tax, in whole units of `currency`.'),
      resumeId: ResumeId.nullable().optional().describe('The résumé to go by; `null` for the one that changed last.'),
    }),
    bodyExample: { weights: { ...DEFAULT_WEIGHTS, pay: 40 } },
    output: MatchSettings,
    example: settings,
    errors: ['not_found'],
    answer: ({ api, body }) => api.matching.setSettings(body),
  }),
  route({
    operationId: 'explainMatch',
    method: 'get',
    path: '/jobs/{id}/match',
    summary: 'Explain how a job fits you',
    description:
      'The receipt of your score for a job: each criterion with what the advert asks, what answers it, and the lines that both stand in. Worked out now and kept; the same facts and weights are the same receipt.',
    ...reads,
    params: z.strictObject({ id: JobId.describe('The id of a job.') }),
    output: OpenedReceipt,
    example: receipt,
    errors: ['not_found'],
    answer: ({ api, params }) => api.matching.explain({ jobId: params.id }),
  }),
  route({
    operationId: 'listMatchReceipts',
    method: 'get',
    path: '/me/match-receipts',
    summary: 'List the scores that were kept',
    description: 'Newest first, without their evidence: your own, and those of organisations that found you.',
    ...reads,
    query: z.strictObject({
      limit: ReceiptList.shape.limit.describe('How many at once, 100 at most.'),
      cursor: ReceiptList.shape.cursor.describe('Where to go on: `next` of the page before.'),
    }),
    output: ReceiptPage,
    example: { data: [line], next: null },
    answer: ({ api, query }) => api.matching.receipts(query),
  }),
  route({
    operationId: 'getMatchReceipt',
    method: 'get',
    path: '/me/match-receipts/{id}',
    summary: 'Open a receipt',
    description: 'A score with all that supports it, worked out again: `isReproduced` says whether it came out the same.',
    ...reads,
    params: z.strictObject({ id: MatchReceiptId.describe('The id of a receipt of yours.') }),
    output: OpenedReceipt,
    example: receipt,
    errors: ['not_found'],
    answer: ({ api, params }) => api.matching.receipt({ id: params.id }),
  }),
]
