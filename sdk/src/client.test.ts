import { expect, test } from 'vitest'
import { cardOf, problem, startFeedServer } from '../../test/fakes/feed-server'
import { createClient } from './client'
import { NumerojobsError } from './errors'

test('a search sends lists as repeated parameters, and leaves out what is not given', async () => {
  await using server = await startFeedServer()
  server.state.jobs = [cardOf(1)]
  const client = createClient({ baseUrl: `${server.baseUrl}/` })
  const page = await client.jobs.search({ q: 'pastry chef', place: ['Lyon, France', 'Paris'], limit: 5, cursor: undefined })
  expect(page.data.map((job) => job.title)).toEqual(['Pastry Chef 1'])
  expect(server.state.requests[0]?.path).toBe('/v1/jobs?q=pastry+chef&place=Lyon%2C+France&place=Paris&limit=5')
})

test('each job of a search comes once, page after page, and no page is asked for that is not read', async () => {
  await using server = await startFeedServer()
  server.state.jobs = Array.from({ length: 250 }, (_, i) => cardOf(i + 1))
  const client = createClient({ baseUrl: server.baseUrl })
  const titles: string[] = []
  for await (const job of client.jobs.each()) titles.push(job.title)
  expect(titles).toEqual(server.state.jobs.map((job) => job.title))
  expect(server.state.requests.length).toBe(3)
  for await (const _ of client.jobs.each({ limit: 10 })) break
  expect(server.state.requests.length).toBe(4)
})

test('a read waits as long as the server asks for and is tried again; other refusals are final', async () => {
  await using server = await startFeedServer()
  server.state.jobs = [cardOf(1)]
  const client = createClient({ baseUrl: server.baseUrl })
  server.state.faults.push(
    problem(429, 'too_many', 'request.too-many', { retryAfterS: 1 }),
    (response) => void response.writeHead(502).end('<html>bad gateway</html>'),
    (response) => void response.socket?.destroy(),
  )
  const startedAt = performance.now()
  expect((await client.jobs.search()).data.length).toBe(1)
  expect(server.state.requests.length).toBe(4)
  expect(performance.now() - startedAt).toBeGreaterThan(1_000)
  server.state.faults.push(problem(400, 'invalid', 'request.bad-input', { fields: { limit: 'Give a whole number.' } }))
  const refused = await client.jobs.search({ limit: 5 }).catch((error) => error)
  expect(refused).toBeInstanceOf(NumerojobsError)
  expect(refused).toMatchObject({ code: 'invalid', status: 400, requestId: 'req_1', fields: { limit: 'Give a whole number.' } })
  expect(server.state.requests.length).toBe(5)
})

test('a write is tried again under the one key it was given, so that the server does it once; each write has its own', async () => {
  await using server = await startFeedServer()
  server.state.jobs = [cardOf(1)]
  const client = createClient({ baseUrl: server.baseUrl })
  const { id } = cardOf(1)
  server.state.faults.push(
    (response) => void response.writeHead(503).end(),
    problem(409, 'conflict', 'idempotency.in-progress', { retryAfterS: 1 }),
  )
  await client.jobs.report(id, { reason: 'expired', text: 'Gone.' })
  const [first, second, third] = server.state.requests
  expect(third).toEqual({ ...first, method: 'POST', path: `/v1/jobs/${id}/report`, body: '{"reason":"expired","text":"Gone."}' })
  expect(first?.idempotencyKey).toMatch(/^[0-9a-f]{32}$/)
  expect(second?.idempotencyKey).toBe(first?.idempotencyKey)
  await client.jobs.report(id, { reason: 'expired' })
  expect(server.state.requests[3]?.idempotencyKey).not.toBe(first?.idempotencyKey)
  await client.jobs.report(id, { reason: 'expired' }, { idempotencyKey: 'report-of-monday' })
  expect(server.state.requests[4]?.idempotencyKey).toBe('report-of-monday')
})

test('a write that the server refuses is refused at once', async () => {
  await using server = await startFeedServer()
  server.state.jobs = [cardOf(1)]
  const client = createClient({ baseUrl: server.baseUrl })
  server.state.faults.push(problem(409, 'conflict', 'idempotency.other-request'))
  const refused = client.jobs.report(cardOf(1).id, { reason: 'expired' }, { idempotencyKey: 'used' })
  await expect(refused).rejects.toMatchObject({ code: 'conflict', reason: 'idempotency.other-request' })
  expect(server.state.requests.length).toBe(1)
})

test('a server that does not answer in time, or not at all, is told apart; retries end', async () => {
  await using server = await startFeedServer()
  const slow = createClient({ baseUrl: server.baseUrl, timeoutMs: 50, retries: 1 })
  server.state.faults.push(
    () => {},
    () => {},
  )
  await expect(slow.jobs.search()).rejects.toMatchObject({
    code: 'upstream_failed',
    reason: 'client.timed-out',
    status: 0,
    requestId: null,
  })
  expect(server.state.requests.length).toBe(2)
  const nowhere = createClient({ baseUrl: 'http://127.0.0.1:1', retries: 0 })
  await expect(nowhere.jobs.search()).rejects.toMatchObject({ reason: 'client.no-answer' })
})

test('a call that its caller ends rejects with the signal’s reason, also while it waits to try again', async () => {
  await using server = await startFeedServer()
  server.state.faults.push(problem(429, 'too_many', 'request.too-many', { retryAfterS: 60 }))
  const client = createClient({ baseUrl: server.baseUrl })
  const stop = new AbortController()
  const call = client.jobs.get(cardOf(1).id, { signal: stop.signal })
  await expect.poll(() => server.state.requests.length).toBe(1)
  stop.abort(new Error('enough'))
  await expect(call).rejects.toThrow('enough')
})
