import { z } from 'zod'
import { createDocument } from 'zod-openapi'
import { ERROR_STATUS, type ErrorCode, Problem } from '../../contract/errors'
import { Company, FacetValue, Job, JobCard, JobFacets, JobPage, Salary } from '../../contract/jobs'
import { Evidence, ExtractedJob, PostPreview, PostScore } from '../../contract/leads'
import { Ticket } from '../../contract/live'
import { JsonResume } from '../../contract/resumes'
import { SkillReading } from '../../contract/skills'
import { TitleReading } from '../../contract/titles'
import { EXAMPLES } from './public-examples'
import type { PublicRoute } from './public-route'
import { JobEvent, JobEventsSince, publicRoutes } from './public-routes'
import { SCHEMA_WORDS } from './public-words'

/** Of what we promise: it grows only when something is added, and its first number never, since `/v1` is in the address. */
const DOCUMENT_VERSION = '1.0.0'

export type PublicDocument = ReturnType<typeof createDocument>

/**
 * The OpenAPI 3.1 document of `/v1`, made from the table of its routes.
 * @param origin where this is served: `https://numerojobs.example`
 */
export function publicDocument(origin: string): PublicDocument {
  return createDocument(
    {
      openapi: '3.1.0',
      info: {
        title: 'Numerojobs',
        version: DOCUMENT_VERSION,
        description: `Search needs no key. Answers are JSON in UTF-8, instants are ISO 8601 in UTC, money is a whole number in hundredths of its currency. For people: ${origin}/developers`,
        license: { name: 'MIT', identifier: 'MIT' },
      },
      servers: [{ url: `${origin}/v1` }],
      security: [],
      components: { securitySchemes: SECURITY },
      tags: TAGS,
      paths: Object.fromEntries(pathsOf(publicRoutes).map(([path, routes]) => [path, Object.fromEntries(routes.map(operationOf))])),
    },
    { override: ({ jsonSchema, zodSchema, io }) => finishSchema(jsonSchema, zodSchema, io) },
  )
}

const SECURITY = {
  bearer: {
    type: 'http',
    scheme: 'bearer',
    description:
      'A key (`nj_…`, made in the settings, with the rights it needs), or the access token of a session. A browser that is signed in needs neither.',
  },
} as const

const TAGS: { name: PublicRoute['tag']; description: string }[] = [
  { name: 'Jobs', description: 'Find jobs, read them, and say when one is wrong.' },
  { name: 'Companies', description: 'Who hires.' },
  { name: 'Market', description: 'Pay, demand and skills by role and region.' },
  { name: 'Posts', description: 'Let us read a post, a title, or the skills of a text.' },
  { name: 'Live', description: 'Hear of jobs the moment they open, change or close.' },
  { name: 'Signing in', description: 'A session with a short access token and a refresh token that is replaced at each use.' },
  { name: 'People', description: 'Who somebody is, and what they show.' },
  { name: 'Applications', description: 'What you applied for: stages, history, notes and reminders. Yours alone.' },
  { name: 'Interviews', description: 'Conversations about your applications.' },
  { name: 'Résumés', description: 'Files to be read, résumés with every version, exports and public links. Yours alone.' },
  { name: 'Searches', description: 'Saved searches, followed companies, what you hide, and new jobs that found you.' },
  { name: 'Shortlists', description: 'Candidates in the order that a team makes together: votes, moves, and their whole history.' },
  { name: 'Candidates', description: 'Who applied to your organisations, and where each application stands. No résumé is read by a key.' },
  { name: 'Webhooks', description: 'Endpoints of your organisations that are told what happens, and what was sent to them.' },
  {
    name: 'Postings',
    description: 'Adverts of your organisations: written, checked against the law of their place, approved, published, closed.',
  },
  { name: 'Matching', description: 'Jobs that fit you, what counts in their order, and why.' },
  { name: 'Notifications', description: 'What happened, and how you want to hear of it.' },
  { name: 'Document', description: 'This interface, for programs.' },
]

/** Named once in the document, and referred to wherever they stand. */
const SCHEMAS: Record<string, z.ZodType> = {
  Salary,
  JobCard,
  Job,
  JobPage,
  JobFacets,
  FacetValue,
  Company,
  PostScore,
  ExtractedJob,
  Evidence,
  PostPreview,
  JsonResume,
  TitleReading,
  SkillReading,
  JobEvent,
  Ticket,
  EventsSince: JobEventsSince,
  Problem,
}
const nameOf = new Map<unknown, string>(Object.entries(SCHEMAS).map(([name, schema]) => [schema, name]))
for (const [name, schema] of Object.entries(SCHEMAS)) z.globalRegistry.add(schema, { ...z.globalRegistry.get(schema), id: name })

function pathsOf(routes: PublicRoute[]): [string, PublicRoute[]][] {
  return [...Map.groupBy(routes, (route) => route.path)]
}

function operationOf(route: PublicRoute) {
  const keeps = route.ageS === null ? {} : KEPT_HEADERS
  const operation = {
    operationId: route.operationId,
    tags: [route.tag],
    summary: route.summary,
    description: route.ageS === null ? route.description : `${route.description} An answer may be ${route.ageS} seconds old.`,
    ...(route.needs ? { security: [{ bearer: route.needs === 'session' ? [] : [route.needs] }] } : {}),
    requestParams: {
      path: route.params,
      query: route.query,
      ...(route.isWrite ? { header: WRITE_HEADERS } : route.takesFile ? { header: FILE_HEADERS } : {}),
    },
    ...(route.body
      ? { requestBody: { required: true, content: { 'application/json': { schema: route.body, example: route.bodyExample } } } }
      : {}),
    ...(route.takesFile ? { requestBody: { required: true, content: { 'application/octet-stream': { schema: FILE, example: '' } } } } : {}),
    responses: {
      200: {
        description: 'What was asked for.',
        headers: { ...REQUEST_ID_HEADER, ...keeps, ...(route.isWrite ? REPLAYED_HEADER : {}) },
        content: contentOf(route),
      },
      ...(route.ageS === null ? {} : { 304: { description: 'What you have (`If-None-Match`) is still right.', headers: keeps } }),
      ...Object.fromEntries(errorsOf(route).map((code) => [ERROR_STATUS[code], problemResponse(code)])),
      ...(route.body ? { 413: problemResponse('invalid', BODY_TOO_LARGE), 415: problemResponse('invalid', BODY_NOT_JSON) } : {}),
    },
  }
  return [route.method, operation] as const
}

const FILE = z.string().meta({ format: 'binary' })

function contentOf({ givesFile, promised, example }: PublicRoute) {
  if (givesFile === null) return { 'application/json': { schema: promised, example } }
  return Object.fromEntries(givesFile.map((type) => [type, { schema: promised, example }]))
}

/** Whatever is asked can be asked wrongly or too often, and we can fail. */
const ALWAYS: ErrorCode[] = ['invalid', 'not_found', 'too_many', 'internal']

function errorsOf(route: PublicRoute): ErrorCode[] {
  return [...new Set([...ALWAYS, ...(route.isWrite ? (['conflict'] as const) : []), ...route.errors])].sort(
    (a, b) => ERROR_STATUS[a] - ERROR_STATUS[b],
  )
}

interface ProblemCase {
  status: number
  reason: string
  title: string
  words: string
}
const BODY_TOO_LARGE: ProblemCase = {
  status: 413,
  reason: 'request.too-large',
  title: 'This body is over 64 kB. Send less at once.',
  words: 'The body is over 64 kB, of résumés over 600 kB. Send less.',
}
const BODY_NOT_JSON: ProblemCase = {
  status: 415,
  reason: 'request.not-json',
  title: 'Send JSON, with the header Content-Type: application/json.',
  words: 'The body is not declared as `application/json`.',
}

function problemResponse(code: ErrorCode, special?: ProblemCase) {
  const { fields, ...example } = EXAMPLES.problem
  const { status, reason, title, words } = special ?? { status: ERROR_STATUS[code], words: ERROR_WORDS[code], ...ERROR_EXAMPLES[code] }
  return {
    description: words,
    headers: { ...REQUEST_ID_HEADER, ...(code === 'too_many' || code === 'conflict' ? RETRY_HEADER : {}) },
    content: {
      'application/problem+json': {
        schema: Problem,
        example: {
          ...example,
          type: `/developers#error-${code}`,
          title,
          status,
          code,
          reason,
          ...(code === 'invalid' && !special ? { fields } : {}),
          ...(code === 'too_many' ? { retryAfterS: 60 } : {}),
        },
      },
    },
  }
}

/** When each of the eight codes is answered, and what a program does about it. */
export const ERROR_WORDS: Record<ErrorCode, string> = {
  invalid:
    'A parameter is unknown, missing or wrong. `fields` names each. Do not repeat it unchanged. Status 413 for a body that is too large, 415 for one that is not JSON.',
  unauthenticated: 'This needs to know who you are.',
  forbidden: 'You may not do this.',
  not_found: 'There is nothing under this address, or nothing that you may see.',
  conflict:
    'Somebody else changed it first: read the newest state and decide again. Of a write with an `Idempotency-Key`: the key stands for another request (`idempotency.other-request`), or the first one is still being carried out (`idempotency.in-progress`, with `Retry-After`).',
  too_many: 'Too many requests. Wait for the seconds in `Retry-After`, then repeat it.',
  upstream_failed: 'A service that we need did not answer. Repeat it after a while.',
  internal: 'Our fault. A read may be repeated; name `requestId` if it stays.',
}

const ERROR_EXAMPLES: Record<ErrorCode, { reason: string; title: string }> = {
  invalid: { reason: 'request.bad-input', title: EXAMPLES.problem.title },
  unauthenticated: { reason: 'operator.sign-in-needed', title: 'This is for operators. Open your operator link and come back.' },
  forbidden: { reason: 'request.foreign-origin', title: 'This was sent from another site. Open Numerojobs and try again there.' },
  not_found: { reason: 'job.not-found', title: 'There is no such job, or you may not see it.' },
  conflict: {
    reason: 'idempotency.other-request',
    title: 'This Idempotency-Key was used for another request. Send a new key with each write.',
  },
  too_many: { reason: 'request.too-many', title: 'That was too often. Try again in 60 seconds.' },
  upstream_failed: { reason: 'party.failed', title: 'A service that we need did not answer. Nothing is lost; try again in a minute.' },
  internal: { reason: 'server.unexpected', title: 'This is our fault. Nothing is lost; try again, and name the request id if it stays.' },
}

const WRITE_HEADERS = z.object({
  'Idempotency-Key': z
    .string()
    .min(1)
    .max(255)
    .optional()
    .describe('A random value of your own for this one write: sent again within 24 hours, it gets the same answer and changes nothing.'),
})
const FILE_HEADERS = z.object({ 'x-file-name': z.string().optional().describe('The name of the file, percent-encoded.') })
const REPLAYED_HEADER = {
  'idempotency-replayed': { schema: z.literal('true').optional(), description: 'This answer was kept from the first time.' },
}
const REQUEST_ID_HEADER = { 'x-request-id': { schema: z.string(), description: 'Name it when you ask us about this answer.' } }
const RETRY_HEADER = { 'retry-after': { schema: z.int(), description: 'Whole seconds until it is worth trying again.' } }
const KEPT_HEADERS = {
  etag: { schema: z.string(), description: 'Give it as `If-None-Match` to be told when nothing has changed.' },
  'cache-control': { schema: z.string(), description: 'How long you may keep the answer.' },
}

interface JsonSchema {
  properties?: Record<string, unknown>
  additionalProperties?: unknown
  format?: string
  pattern?: string
  minimum?: number
  maximum?: number
}

/** Puts words on the fields of named schemas, and takes out what the document would promise without meaning to. */
function finishSchema(schema: JsonSchema, zodSchema: unknown, io: 'input' | 'output'): void {
  // An answer may gain fields at any time; only what callers send is closed to unknown ones.
  if (io === 'output' && schema.additionalProperties === false) delete schema.additionalProperties
  if (schema.format === 'date-time') delete schema.pattern
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum
  const words = SCHEMA_WORDS[nameOf.get(zodSchema) ?? '']
  if (!words || !schema.properties) return
  for (const [name, property] of Object.entries(schema.properties)) {
    if (typeof property === 'object' && property !== null && words[name] !== undefined)
      Object.assign(property, { description: words[name] })
  }
}
