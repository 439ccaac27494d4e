import { beforeAll, expect, inject, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { z } from 'zod'
import type { JobPage } from '../../contract/jobs'
import { ID_PREFIXES } from '../../contract/wire'
import { operatorLink } from '../../scripts/operator-link.mjs'
import { createClient, type JobEvent, NumerojobsError } from '../../sdk/src'
import { standardDelivery } from '../senders'

const { origin, vars } = inject('system')
const client = createClient({ baseUrl: origin, WebSocket })
const [source = '', secret = ''] = Object.entries<string>(JSON.parse(vars.POSTS_WEBHOOK_SECRETS ?? '{}'))[0] ?? []

/** Posts of this run are none that the system has seen. */
const run = Date.now().toString(36)

/** Pushes posts that offer a job as an engineer of these kinds, as any source may. */
async function push(kinds: string[]) {
  const at = new Date().toISOString()
  const changes = kinds.map((kind) => ({
    kind: 'written',
    at,
    post: {
      externalId: `${run}-${kind}`,
      text: `We are hiring! Harbour Light Software is looking for a ${kind} Engineer in Rotterdam, Netherlands. Full-time, €75,000 - €90,000 per year. You will work with TypeScript and PostgreSQL. Apply at https://harbour-light.example/careers/${kind}`,
    },
  }))
  const { body, headers } = standardDelivery(secret, { type: 'posts.changed', timestamp: at, data: { changes } })
  const answer = await fetch(`${origin}/webhooks/posts/${source}`, { method: 'POST', body, headers })
  expect(answer.status).toBe(200)
}

async function remove(externalId: string) {
  const at = new Date(Date.now() + 1_000).toISOString()
  const { body, headers } = standardDelivery(secret, {
    type: 'posts.changed',
    timestamp: at,
    data: { changes: [{ kind: 'removed', at, externalId }] },
  })
  expect((await fetch(`${origin}/webhooks/posts/${source}`, { method: 'POST', body, headers })).status).toBe(200)
}

const Schema = z.record(z.string(), z.unknown())
const Content = z.record(z.string(), z.looseObject({ schema: Schema, example: z.unknown() }))
const Operation = z.looseObject({
  operationId: z.string(),
  parameters: z.array(z.looseObject({ name: z.string(), in: z.string(), required: z.boolean().optional() })).default([]),
  requestBody: z.looseObject({ content: Content }).optional(),
  responses: z.record(z.string(), z.looseObject({ content: Content.optional() })),
})
const Document = z.looseObject({
  openapi: z.string(),
  servers: z.array(z.looseObject({ url: z.string() })),
  paths: z.record(z.string(), z.record(z.string(), Operation)),
  components: z.looseObject({ schemas: z.record(z.string(), Schema) }),
})
type Document = z.infer<typeof Document>

/** A schema of the document as one that can check a body: what it refers to stands beside it. */
function checkerOf(document: Document, schema: unknown): z.ZodType {
  const text = JSON.stringify({ $defs: document.components.schemas, allOf: [schema] }).replaceAll('#/components/schemas/', '#/$defs/')
  const { $defs, allOf } = JSON.parse(text)
  return z.fromJSONSchema({ $schema: 'https://json-schema.org/draft/2020-12/schema', $defs, ...allOf[0] })
}

let document: Document
let someJob: JobPage['data'][number]

beforeAll(async () => {
  await push(['Crane', 'Dock', 'Lock'])
  // Each time another limit, since the same question is answered from the edge for twenty seconds.
  let limit = 5
  someJob = await vi.waitFor(
    async () => {
      const { data } = await client.jobs.search({ q: 'engineer', source: [source], place: ['Rotterdam'], limit: limit++ })
      if (data.length < 3 || !data[0]) throw new Error('The jobs of this test were not found.')
      return data[0]
    },
    { timeout: 20_000, interval: 300 },
  )
  document = Document.parse(await (await fetch(`${origin}/v1/openapi.json`)).json())
})

/** Operations whose example is of nobody: a code, a password, a refresh token, a person. */
const OF_NOBODY: Record<string, number> = { verifyAddress: 401, logIn: 403, refresh: 401, getPerson: 404 }
/** An id of nobody's, of the kind that a path names. */
const idIn = (path: string): string | undefined => {
  const kinds = {
    '/applications': 'application',
    '/interviews': 'interview',
    '/resumes': 'resume',
    '/resume-files': 'resumeFile',
    '/resume-links': 'resumeLink',
    '/auth/sessions': 'session',
    '/people': 'person',
    '/me/match-receipts': 'matchReceipt',
    '/me/saved-searches': 'savedSearch',
    '/webhook-endpoints': 'hookEndpoint',
    '/webhook-deliveries': 'hookDelivery',
    '/postings': 'posting',
    '/candidates': 'candidate',
    '/hiring/applications': 'application',
    '/shortlists': 'shortlist',
    '/shortlist-entries': 'shortlistEntry',
  } as const
  const kind = Object.entries(kinds).find(([start]) => path.startsWith(start))?.[1]
  return kind && `${ID_PREFIXES[kind]}_${'f'.repeat(32)}`
}

test('every operation of the document exists, and answers with a body that its own schema accepts', async () => {
  expect(document.openapi).toBe('3.1.0')
  expect(document.servers[0]?.url).toBe(`${origin}/v1`)
  const given: Record<string, string> = {
    id: someJob.id,
    slug: someJob.companySlug ?? '',
    room: 'feed/jobs',
    organisationId: `org_${'f'.repeat(32)}`,
    entryId: `sle_${'f'.repeat(32)}`,
    since: '0',
    version: '1',
    text: 'Senior Baker',
  }
  const asked: string[] = []
  for (const [path, item] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(item)) {
      const address = new URL(
        `${origin}/v1${path.replaceAll(/\{(\w+)\}/g, (_, name: string) => (name === 'id' && idIn(path)) || (given[name] ?? ''))}`,
      )
      for (const { name, in: where, required } of operation.parameters)
        if (where === 'query' && required) address.searchParams.set(name, given[name] ?? '')
      const example = operation.requestBody?.content['application/json']?.example
      const answer = await fetch(address, {
        method: method.toUpperCase(),
        headers: { 'content-type': 'application/json' },
        ...(example === undefined ? {} : { body: JSON.stringify(example) }),
      })
      const body: unknown = await answer.json()
      asked.push(operation.operationId)
      // A visitor is told to sign in, in the form that the document promises; the examples of signing in are nobody's.
      const refused = operation.security ? 401 : OF_NOBODY[operation.operationId]
      if (refused) {
        expect(answer.status, `${method} ${path}: ${JSON.stringify(body).slice(0, 300)}`).toBe(refused)
        const refusal = operation.responses[refused]?.content?.['application/problem+json']?.schema
        expect(checkerOf(document, refusal).safeParse(body).error, `${method} ${path}`).toBeUndefined()
        continue
      }
      expect(answer.status, `${method} ${path}: ${JSON.stringify(body).slice(0, 300)}`).toBe(200)
      const schema = operation.responses['200']?.content?.['application/json']?.schema
      expect(checkerOf(document, schema).safeParse(body).error, `${method} ${path}`).toBeUndefined()
    }
  }
  expect(new Set(asked).size).toBe(asked.length)
  expect(asked).toContain('searchJobs')
  for (const each of ['listApplications', 'uploadResumeFile', 'makeResumeLink', 'setNotificationPreferences']) expect(asked).toContain(each)
})

test('every example of the document, answers and problems, is accepted by the schema beside it', () => {
  for (const operation of Object.values(document.paths).flatMap((item) => Object.values(item))) {
    for (const [status, answer] of Object.entries(operation.responses)) {
      for (const { schema, example } of Object.values(answer.content ?? {}))
        expect(checkerOf(document, schema).safeParse(example).error, `${operation.operationId} ${status}`).toBeUndefined()
    }
  }
})

test('what is refused is a problem body of its schema, readable by the page of any site', async () => {
  const Problem = checkerOf(document, { $ref: '#/components/schemas/Problem' })
  for (const [path, status, code] of [
    ['/jobs?plaec=Lyon', 400, 'invalid'],
    [`/jobs/job_${'0'.repeat(32)}`, 404, 'not_found'],
    ['/live/ticket?room=operators/all', 401, 'unauthenticated'],
    ['/live/ticket?room=nowhere/all', 404, 'not_found'],
    ['/nothing', 404, 'not_found'],
  ] as const) {
    const answer = await fetch(`${origin}/v1${path}`, { headers: { origin: 'https://other.example' } })
    const body: unknown = await answer.json()
    expect([answer.status, answer.headers.get('content-type')], path).toEqual([status, 'application/problem+json'])
    expect(answer.headers.get('access-control-allow-origin'), path).toBe('*')
    expect(Problem.safeParse(body).error, path).toBeUndefined()
    expect(body).toMatchObject({ code, type: `/developers#error-${code}`, requestId: answer.headers.get('x-request-id') })
  }
})

test('a page of another site may report a job, and an operator’s cookie counts for nothing there', async () => {
  const entered = await fetch(operatorLink({ origin, secret: vars.SESSION_SECRET ?? '' }), { redirect: 'manual' })
  const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? ''
  expect(cookie).not.toBe('')
  const report = (headers: Record<string, string>) =>
    fetch(`${origin}/v1/jobs/${someJob.id}/report`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'https://other.example', ...headers },
      body: JSON.stringify({ reason: 'other', text: 'A test of this door.' }),
    })
  const answer = await report({})
  expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([200, '*'])
  expect(answer.headers.get('access-control-allow-credentials')).toBeNull()
  // An operator has an allowance of their own: when one caller's is used up with the cookie as without it, both are the same visitor.
  let status = 200
  for (let call = 0; call < 45 && status === 200; call++) status = (await report(call % 2 === 0 ? { cookie } : {})).status
  const [refused, alsoRefused] = [await report({ cookie }), await report({})]
  expect([status, refused.status, alsoRefused.status, refused.headers.get('retry-after')]).toEqual([429, 429, 429, '60'])
  expect(refused.headers.get('access-control-expose-headers')).toContain('retry-after')
})

test('the client searches, reads on, and understands a refusal', async () => {
  const titles: string[] = []
  for await (const job of client.jobs.each({ q: 'engineer', source: [source], place: ['Rotterdam'], limit: 2 })) titles.push(job.title)
  expect(titles.length).toBeGreaterThan(2)
  expect(new Set(titles).size).toBe(titles.length)
  expect((await client.jobs.get(someJob.id)).alsoOn).toEqual([])
  expect((await client.companies.get(someJob.companySlug ?? '')).name).toBe(someJob.companyName)
  const refused = await client.jobs.search({ payMin: 30_000 }).catch((error) => error)
  expect(refused).toBeInstanceOf(NumerojobsError)
  expect(refused).toMatchObject({ code: 'invalid', reason: 'jobs.currency-needed', fields: { currency: expect.any(String) } })
})

test('a watching client hears of a job within moments, of its end too, and goes on where it left off', async () => {
  const stop = new AbortController()
  const events: JobEvent[] = []
  let isLive = false
  const watching = (async () => {
    for await (const event of client.jobs.watch({
      filters: { q: 'ferry' },
      signal: stop.signal,
      onState: (state) => (isLive = state === 'live'),
    }))
      events.push(event)
  })()
  await expect.poll(() => isLive, { timeout: 10_000 }).toBe(true)
  await push(['Ferry'])
  await expect.poll(() => events.map(({ type }) => type), { timeout: 15_000 }).toEqual(['job.opened'])
  stop.abort()
  await watching
  await remove(`${run}-Ferry`)
  const [opened] = events
  for await (const event of client.jobs.watch({ since: opened?.seq ?? 0, signal: AbortSignal.timeout(15_000) })) {
    events.push(event)
    if (event.type === 'job.closed') break
  }
  expect(events.at(-1)).toMatchObject({ type: 'job.closed', data: { jobId: opened?.type === 'job.opened' ? opened.data.job.id : '' } })
})

test('a write with an Idempotency-Key is done once: again it gets the same answer, with another body a conflict', async () => {
  const headers = { 'content-type': 'application/json', 'idempotency-key': `key-${Math.random()}`, 'cf-connecting-ip': '2001:db8::1de' }
  const [job] = (await client.jobs.search({ limit: 1 })).data
  const send = (body: unknown, extra: Record<string, string> = {}) =>
    fetch(`${origin}/v1/jobs/${job?.id}/report`, { method: 'POST', headers: { ...headers, ...extra }, body: JSON.stringify(body) })
  const first = await send({ reason: 'expired' })
  const again = await send({ reason: 'expired' })
  expect([first.status, first.headers.get('idempotency-replayed')]).toEqual([200, null])
  expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([200, 'true'])
  expect(await again.text()).toBe(await first.text())
  const other = await send({ reason: 'scam' })
  expect([other.status, await other.json()]).toMatchObject([409, { code: 'conflict', reason: 'idempotency.other-request' }])
  const bad = await send({ reason: 'expired' }, { 'idempotency-key': 'x'.repeat(300) })
  expect([bad.status, await bad.json()]).toMatchObject([400, { reason: 'idempotency.bad-key' }])
})
