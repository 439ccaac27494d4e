import { createServer, type IncomingHttpHeaders } from 'node:http'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { newWorld } from '../../test/world'
import { parseTraceparent, startTrace, tracedPorts } from './trace'

const PARENT = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'

/** What OTLP/HTTP asks of a body in JSON, as far as we send it: hexadecimal ids, nanoseconds as decimal strings, named values. */
const Attributes = z.array(
  z.strictObject({
    key: z.string().min(1),
    value: z.union([
      z.strictObject({ stringValue: z.string() }),
      z.strictObject({ boolValue: z.boolean() }),
      z.strictObject({ intValue: z.string().regex(/^-?\d+$/) }),
      z.strictObject({ doubleValue: z.number() }),
    ]),
  }),
)
const SpanId = z.string().regex(/^[0-9a-f]{16}$/)
const TraceId = z.string().regex(/^[0-9a-f]{32}$/)
const Nanos = z.string().regex(/^\d{19}$/)
const Span = z.strictObject({
  traceId: TraceId,
  spanId: SpanId,
  parentSpanId: SpanId.optional(),
  name: z.string().min(1),
  kind: z.int().min(1).max(5),
  startTimeUnixNano: Nanos,
  endTimeUnixNano: Nanos,
  attributes: Attributes,
  status: z.strictObject({ code: z.literal(2).optional() }),
  links: z.array(z.strictObject({ traceId: TraceId, spanId: SpanId })).optional(),
})
const Export = z.strictObject({
  resourceSpans: z.tuple([
    z.strictObject({
      resource: z.strictObject({ attributes: Attributes }),
      scopeSpans: z.tuple([z.strictObject({ scope: z.strictObject({ name: z.string() }), spans: z.array(Span).min(1) })]),
    }),
  ]),
})

/** A collector on loopback that keeps what it was sent. */
async function startCollector() {
  const received: { path: string; headers: IncomingHttpHeaders; body: unknown }[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      received.push({ path: request.url ?? '', headers: request.headers, body: JSON.parse(Buffer.concat(chunks).toString('utf8')) })
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The collector has no port.')
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    spans: () => received.flatMap(({ body }) => Export.parse(body).resourceSpans[0].scopeSpans[0].spans),
    received,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

test('a request goes on with its caller’s trace, and its parts stand below it at the collector', async () => {
  await using collector = await startCollector()
  const later: Promise<unknown>[] = []
  const trace = startTrace({
    name: 'GET jobs',
    kind: 'server',
    parent: PARENT,
    attributes: { 'http.request.method': 'GET' },
    export: { endpoint: `${collector.endpoint}/`, headers: 'api-key=a%20key' },
    waitUntil: (promise) => later.push(promise),
  })
  await trace.part('postgres transaction', { 'db.system.name': 'postgresql' }, async () => {})
  await expect(trace.part('rooms publish', { 'room.events': 2 }, () => Promise.reject(new Error('The room is gone.')))).rejects.toThrow()
  trace.end({ attributes: { 'http.response.status_code': 200 } })
  await Promise.all(later)

  expect(collector.received[0]?.path).toBe('/v1/traces')
  expect(collector.received[0]?.headers).toMatchObject({ 'content-type': 'application/json', 'api-key': 'a key' })
  const [whole, transaction, publish] = collector.spans()
  expect(whole).toMatchObject({
    traceId: '0af7651916cd43dd8448eb211c80319c',
    parentSpanId: 'b7ad6b7169203331',
    name: 'GET jobs',
    kind: 2,
    status: {},
  })
  expect(transaction).toMatchObject({ parentSpanId: whole?.spanId, name: 'postgres transaction', kind: 3, status: {} })
  expect(publish).toMatchObject({ parentSpanId: whole?.spanId, status: { code: 2 } })
  expect(trace.traceparent).toBe(`00-0af7651916cd43dd8448eb211c80319c-${whole?.spanId}-01`)
})

test('a batch of tasks is one trace, linked to the requests that asked for them', async () => {
  await using collector = await startCollector()
  const later: Promise<unknown>[] = []
  const trace = startTrace({
    name: 'tasks',
    kind: 'consumer',
    links: [PARENT, 'not a traceparent'],
    export: { endpoint: collector.endpoint },
    waitUntil: (promise) => later.push(promise),
  })
  trace.end({ isError: true })
  await Promise.all(later)
  const [whole] = collector.spans()
  expect(whole).toMatchObject({
    kind: 5,
    status: { code: 2 },
    links: [{ traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' }],
  })
  expect(whole?.traceId).toBe(trace.traceId)
  expect(whole?.parentSpanId).toBeUndefined()
})

test('nothing is sent without an address, and nothing when the caller does not sample', async () => {
  await using collector = await startCollector()
  const later: Promise<unknown>[] = []
  const waitUntil = (promise: Promise<unknown>) => void later.push(promise)
  startTrace({ name: 'GET jobs', kind: 'server', export: undefined, waitUntil }).end({})
  const unsampled = startTrace({ name: 'GET jobs', kind: 'server', parent: PARENT.replace(/01$/, '00'), export: collector, waitUntil })
  unsampled.end({})
  expect(later).toEqual([])
  expect(unsampled.traceId).toBe('0af7651916cd43dd8448eb211c80319c')
  expect(unsampled.traceparent).toMatch(/-00$/)
})

test('a collector that cannot be reached costs the trace and nothing else', async () => {
  const later: Promise<unknown>[] = []
  // Port 1 of loopback refuses at once.
  startTrace({
    name: 'GET jobs',
    kind: 'server',
    export: { endpoint: 'http://127.0.0.1:1' },
    waitUntil: (promise) => later.push(promise),
  }).end({})
  await expect(Promise.all(later)).resolves.toEqual([undefined])
})

test('the ports of a request are measured under its trace, also behind the answer, and its log lines carry the id', async () => {
  await using world = await newWorld()
  await using collector = await startCollector()
  const later: Promise<unknown>[] = []
  const lines: unknown[] = []
  const trace = startTrace({ name: 'POST webhooks', kind: 'server', export: collector, waitUntil: (promise) => later.push(promise) })
  const plain = world.as('system')
  const ctx = tracedPorts({ ...plain, log: { ...plain.log, info: (message, fields) => lines.push({ message, ...fields }) } }, trace)
  await ctx.transact(async (tx) => tx.execute('select 1'))
  await ctx.enqueue(['tsk_1', 'tsk_2'])
  let finish = () => {}
  const answered = new Promise<void>((resolve) => {
    finish = resolve
  })
  ctx.waitUntil(answered.then(() => ctx.publish({ party: 'feed', room: 'jobs' }, [])))
  ctx.log.info('tasks.ran', { count: 2 })
  trace.end({})
  finish()
  await Promise.all(later)
  expect(collector.spans().map((span) => span.name)).toEqual(['POST webhooks', 'postgres transaction', 'queue send', 'rooms publish'])
  expect(lines).toEqual([{ message: 'tasks.ran', traceId: trace.traceId, count: 2 }])
})

test.each([
  ['a well-formed header', PARENT, true],
  ['a later version with more behind it', `01${PARENT.slice(2)}-more`, true],
  ['version 00 with more behind it', `${PARENT}-more`, false],
  ['version ff', `ff${PARENT.slice(2)}`, false],
  ['a trace id of zeros', `00-${'0'.repeat(32)}-b7ad6b7169203331-01`, false],
  ['a span id of zeros', `00-0af7651916cd43dd8448eb211c80319c-${'0'.repeat(16)}-01`, false],
  ['capital letters', PARENT.toUpperCase(), false],
  ['nothing', undefined, false],
])('%s is read or refused as W3C says', (_name, header, isRead) => {
  expect(parseTraceparent(header) !== null).toBe(isRead)
})
