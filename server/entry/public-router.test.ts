import { Hono } from 'hono'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { newWorld, type World } from '../../test/world'
import type { Ctx } from '../core/ctx'
import { problemOfTrpc } from '../core/trpc'
import { openToAllOrigins } from './open-to-all-origins'
import { publicDocument } from './public-document'
import { publicApi } from './public-router'
import { publicRoutes } from './public-routes'

/** The edge's cache, as far as `/v1` uses it. */
let edge: Map<string, Response>
function emptyEdge() {
  edge = new Map()
  vi.stubGlobal('caches', {
    default: {
      match: async (request: Request) => edge.get(request.url)?.clone(),
      put: async (request: Request, response: Response) => void edge.set(request.url, response),
    },
  })
}
beforeEach(emptyEdge)
afterEach(() => vi.unstubAllGlobals())

/** `/v1` as `http.ts` mounts it. */
function serve(ctx: Ctx) {
  const http = new Hono<{ Variables: { ctx: Ctx } }>()
  http.use('/v1/*', openToAllOrigins, async (c, next) => {
    c.set('ctx', ctx)
    await next()
  })
  http.route('/v1', publicApi)
  http.onError((error) => {
    const problem = problemOfTrpc(error, ctx.requestId)
    return Response.json(problem, { status: problem.status })
  })
  return (path: string, init?: RequestInit) => http.request(`/v1${path}`, init)
}

/** The parts of any answer's body that these tests look at. */
const Body = z.looseObject({
  data: z.array(z.looseObject({ id: z.string() })).default([]),
  fields: z.record(z.string(), z.string()).default({}),
  score: z.looseObject({ verdict: z.string() }).optional(),
})
const read = async (response: Response | Promise<Response>) => Body.parse(await (await response).json())

async function addJob(world: World, externalId: string, title: string) {
  await world.deliver([
    world.post({
      externalId,
      text: `We are hiring! Harbour Light Software is looking for a ${title} in Hamburg, Germany. Full-time, €75,000 - €90,000 per year. You will work with TypeScript and PostgreSQL. Apply at https://harbour-light.example/careers`,
    }),
  ])
  await world.settle()
}

test('each route of the server is in the document, and each operation of the document is a route', () => {
  const served = publicApi.routes
    .filter(({ method, path }) => method !== 'ALL' && !path.endsWith('*'))
    .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`)
  const documented = Object.entries(publicDocument('https://numerojobs.example').paths ?? {}).flatMap(([path, item]) =>
    Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
  )
  expect(served.sort()).toEqual(documented.sort())
})

test('every example of the document is an answer that the server could give', () => {
  for (const route of publicRoutes) {
    expect(route.promised.safeParse(route.example).error, route.operationId).toBeUndefined()
    if (route.body) expect(route.body.safeParse(route.bodyExample).error, route.operationId).toBeUndefined()
  }
})

test('every operation has a name of its own, words, a tag that is explained, and problem bodies for what can go wrong', () => {
  const document = publicDocument('https://numerojobs.example')
  const tags = document.tags?.map(({ name }) => name)
  const operations = Object.values(document.paths ?? {}).flatMap((item) => Object.values(item))
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length)
  for (const operation of operations) {
    expect(operation.summary && operation.description, operation.operationId).toBeTruthy()
    expect(tags).toContain(operation.tags[0])
    expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(['200', '400', '404', '429', '500']))
    for (const parameter of operation.parameters ?? [])
      expect(parameter.description, `${operation.operationId} ${parameter.name}`).toBeTruthy()
  }
  const described = Object.entries(document.components?.schemas ?? {}).flatMap(([name, schema]) =>
    Object.entries('properties' in schema ? (schema.properties ?? {}) : {}).map(([field, value]) => [`${name}.${field}`, value] as const),
  )
  for (const [field, value] of described) expect(value, field).toHaveProperty('description')
})

test('a list is a repeated parameter, commas and all; other filters narrow further', async () => {
  await using world = await newWorld()
  await addJob(world, '1', 'Lighthouse Engineer')
  const ask = serve(world.as('visitor'))
  const found = await read(ask('/jobs?place=Hamburg%2C+Germany&place=Lyon&type=full_time&q=lighthouse&limit=5'))
  expect(found).toMatchObject({ data: [{ title: 'Lighthouse Engineer', status: 'open' }], next: null, correctedQuery: null })
  expect((await read(ask('/jobs?place=Lyon&place=Paris'))).data).toEqual([])
})

test('what a search cannot mean is refused, and each wrong parameter is named', async () => {
  await using world = await newWorld()
  const ask = serve(world.as('visitor'))
  const answer = await ask('/jobs?plaec=Berlin&limit=many&remote=home&sort=newest&sort=pay&livesIn=')
  expect(answer.status).toBe(400)
  expect(await read(answer)).toMatchObject({
    code: 'invalid',
    reason: 'request.bad-input',
    fields: {
      plaec: 'There is no such parameter.',
      limit: 'Give a whole number.',
      'remote.0': expect.any(String),
      sort: 'Give this once.',
    },
  })
  expect((await read(ask('/jobs?limit=1000'))).fields).toHaveProperty('limit')
  expect((await read(ask('/jobs?payMin=50000'))).fields).toHaveProperty('currency')
  expect((await read(ask('/jobs?cursor=broken'))).reason).toBe('page.bad-cursor')
  expect((await read(ask('/jobs/not-an-id'))).fields).toHaveProperty('id')
  expect((await ask(`/jobs/job_${'0'.repeat(32)}`)).status).toBe(404)
  expect((await ask('/nothing')).status).toBe(404)
  expect((await ask('/jobs', { method: 'DELETE' })).status).toBe(404)
})

test('a job that closed is still answered, as closed', async () => {
  await using world = await newWorld()
  await addJob(world, '1', 'Lighthouse Engineer')
  const ask = serve(world.as('visitor'))
  const id = (await read(ask('/jobs'))).data[0]?.id
  await world.deliver([world.removal('1', new Date(world.state.now.getTime() + 1_000).toISOString())])
  await world.settle()
  const answer = await ask(`/jobs/${id}`)
  expect([answer.status, (await read(answer)).status]).toEqual([200, 'closed'])
})

test('an answer is kept at the edge for its age, whatever order its parameters have, and who has it is told so', async () => {
  await using world = await newWorld()
  await addJob(world, '1', 'Lighthouse Engineer')
  const ask = serve(world.as('visitor'))
  const fresh = await ask('/jobs?q=lighthouse&limit=5')
  await world.settle()
  expect(fresh.headers.get('cache-control')).toBe('public, max-age=20')
  const etag = fresh.headers.get('etag') ?? ''
  const body = await fresh.text()
  await addJob(world, '2', 'Lighthouse Keeper')
  world.passMs(7_000)
  const kept = await ask('/jobs?limit=5&q=lighthouse')
  expect([kept.headers.get('etag'), kept.headers.get('age'), await kept.text()]).toEqual([etag, '7', body])
  const known = await ask('/jobs?q=lighthouse&limit=5', { headers: { 'if-none-match': `W/${etag}, "other"` } })
  expect([known.status, await known.text(), known.headers.get('etag')]).toEqual([304, '', etag])
  emptyEdge()
  const changed = await ask('/jobs?q=lighthouse&limit=5', { headers: { 'if-none-match': etag } })
  expect([changed.status, (await read(changed)).data.length]).toEqual([200, 2])
})

test('what must be right is never kept: tickets, events, refusals', async () => {
  await using world = await newWorld()
  const ask = serve(world.as('visitor'))
  for (const path of ['/live/ticket?room=feed/jobs', '/live/events?room=feed/jobs&since=0'])
    expect((await ask(path)).headers.get('cache-control')).toBe('no-store')
  await ask('/jobs?limit=0')
  await ask(`/jobs/job_${'0'.repeat(32)}`)
  await world.settle()
  expect(edge.size).toBe(0)
})

test('any site may read and post, and sees what it needs to wait; a body must be JSON, and small', async () => {
  await using world = await newWorld()
  await addJob(world, '1', 'Lighthouse Engineer')
  const ask = serve(world.as('visitor'))
  const preflight = await ask('/posts/preview', {
    method: 'OPTIONS',
    headers: { origin: 'https://other.example', 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
  })
  expect(preflight.headers.get('access-control-allow-origin')).toBe('*')
  expect(preflight.headers.get('access-control-allow-credentials')).toBeNull()
  const post = (path: string, body: string, type = 'application/json') =>
    ask(path, { method: 'POST', body, headers: { 'content-type': type, origin: 'https://other.example' } })
  const preview = await post('/posts/preview', JSON.stringify({ text: 'We are hiring a Pastry Chef in Lyon, full-time. Apply now!' }))
  expect([preview.status, (await read(preview)).score?.verdict]).toEqual([200, 'offer'])
  expect(preview.headers.get('access-control-expose-headers')).toContain('retry-after')
  const id = (await read(ask('/jobs'))).data[0]?.id
  expect(await read(post(`/jobs/${id}/report`, '{"reason":"expired"}'))).toMatchObject({ ok: true })
  const wrong = await post(`/jobs/${id}/report`, '{"reason":"boring","mood":"bad"}')
  expect(Object.keys((await read(wrong)).fields).sort()).toEqual(['mood', 'reason'])
  expect((await post(`/jobs/${id}/report`, '{"reason":')).status).toBe(400)
  expect((await post(`/jobs/${id}/report`, 'reason=expired', 'application/x-www-form-urlencoded')).status).toBe(415)
  const large = await post('/posts/preview', JSON.stringify({ text: 'x'.repeat(70_000) }))
  expect([large.status, (await read(large)).reason]).toEqual([413, 'request.too-large'])
})

test('a caller who used up what is allowed is told how long to wait; what the edge holds is still answered', async () => {
  await using world = await newWorld()
  const ask = serve(world.as('visitor'))
  await ask('/jobs?limit=3')
  await world.settle()
  world.state.isLimited = true
  expect((await ask('/jobs?limit=3')).status).toBe(200)
  for (const path of ['/jobs?limit=4', '/live/ticket?room=feed/jobs', '/no-such-operation']) {
    const refused = await ask(path)
    expect([refused.status, await read(refused)]).toMatchObject([429, { code: 'too_many', retryAfterS: 60 }])
  }
})
