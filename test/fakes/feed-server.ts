import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'
import type { JobCard } from '../../contract/jobs'
import type { LiveEvent } from '../../contract/live'

/** How many events a room keeps for who comes back, and how many the API tells at once. */
const KEPT_MAX = 100
const SINCE_MAX = 500

/** `/v1` and the room of jobs on a free port of this machine, with every fault that a test asks for. */
export async function startFeedServer() {
  const log: LiveEvent[] = []
  let kept: LiveEvent[] = []
  const state = {
    /** Answers given before the usual ones, one for each request. */
    faults: [] as ((response: ServerResponse) => void)[],
    requests: [] as { method: string; path: string; body: string; idempotencyKey: string | undefined }[],
    /** Sockets that were let in. */
    opened: 0,
    refusesSockets: false,
    /** Of the next greeting: says nothing of what was missed, as a room that has just been restarted. */
    jobs: [] as JobCard[],
  }
  const server = createServer((request, response) => void answer(request, response))
  const sockets = new WebSocketServer({ noServer: true })
  server.on('upgrade', (request, socket, head) => {
    if (state.refusesSockets) return void socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
    sockets.handleUpgrade(request, socket, head, (client) => {
      state.opened++
      client.on('message', (text) => String(text) === 'ping' && client.send('pong'))
      client.send(JSON.stringify(greeting(new URL(request.url ?? '/', 'http://fake').searchParams)))
    })
  })
  // Longer than any client keeps an idle connection: none sends into one that is being closed here.
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://fake')
    let body = ''
    for await (const chunk of request) body += chunk
    const idempotencyKey = request.headers['idempotency-key']?.toString()
    state.requests.push({ method: request.method ?? '', path: `${url.pathname}${url.search}`, body, idempotencyKey })
    const fault = state.faults.shift()
    if (fault) return fault(response)
    if (url.pathname === '/v1/live/ticket')
      return json(response, { ticket: 'ticket', ...roomAsked(url), expiresAt: new Date().toISOString(), last: log.length })
    if (url.pathname === '/v1/live/events') return json(response, since(Number(url.searchParams.get('since'))))
    if (url.pathname === '/v1/jobs') return json(response, pageOf(url.searchParams))
    const job = state.jobs.find(({ id }) => url.pathname.startsWith(`/v1/jobs/${id}`))
    if (job) return json(response, url.pathname.endsWith('/report') ? { ok: true } : job)
    problem(404, 'not_found', 'job.not-found')(response)
  }

  function greeting(query: URLSearchParams) {
    const from = Number(query.get('since'))
    const replay = kept.filter(({ seq }) => seq > from)
    const bridges = from === log.length || replay[0]?.seq === from + 1
    const last = kept.at(-1)?.seq ?? 0
    return bridges ? { t: 'hello', last, replay } : { t: 'hello', last, resync: true }
  }

  function since(seq: number) {
    const last = log.length
    if (seq > last || last - seq > SINCE_MAX) return { events: [], last, reload: true }
    return { events: log.slice(seq), last, reload: false }
  }

  function pageOf(query: URLSearchParams) {
    const limit = Number(query.get('limit') ?? 20)
    const from = Number(query.get('cursor') ?? 0)
    const next = from + limit < state.jobs.length ? String(from + limit) : null
    return { data: state.jobs.slice(from, from + limit), next, queryReadings: [], correctedQuery: null }
  }

  return {
    baseUrl: `http://127.0.0.1:${port}`,
    state,
    log,
    /** Commits an event; `isLost` keeps it from the room. */
    publish({ isLost = false, job, make = eventOf }: Publication = {}): LiveEvent {
      const event = make(log.length + 1, job)
      log.push(event)
      if (isLost) return event
      kept = [...kept, event].slice(-KEPT_MAX)
      const frame = JSON.stringify({ t: 'events', events: [event] })
      for (const client of sockets.clients) client.send(frame)
      return event
    },
    /** Sends something that was sent before. */
    repeat(seq: number) {
      for (const client of sockets.clients) client.send(JSON.stringify({ t: 'events', events: log.slice(seq - 1, seq) }))
    },
    dropSockets() {
      for (const client of sockets.clients) client.terminate()
    },
    /** A room that was killed: its sockets are gone, and what it kept too. */
    restartRoom() {
      kept = []
      for (const client of sockets.clients) client.terminate()
    },
    openSockets: () => [...sockets.clients].filter((client: WebSocket) => client.readyState === client.OPEN).length,
    async [Symbol.asyncDispose]() {
      for (const client of sockets.clients) client.terminate()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

interface Publication {
  isLost?: boolean
  job?: Partial<JobCard>
  /** Makes the event, for another room than that of jobs. */
  make?: (seq: number, job?: Partial<JobCard>) => LiveEvent
}

function roomAsked(url: URL) {
  const [party = 'feed', room = 'jobs'] = (url.searchParams.get('room') ?? 'feed/jobs').split('/')
  return { party, room }
}

/** A move of an entry, as the room of a shortlist carries it. */
export function moveOf(seq: number): LiveEvent {
  const entry = {
    id: `sle_${String(seq).padStart(32, '0')}`,
    shortlistId: `sho_${'1'.repeat(32)}`,
    applicationId: `app_${'1'.repeat(32)}`,
    rank: `a${seq}`,
    votes: { yes: 0, maybe: 0, no: 0 },
    commentCount: 0,
    version: seq,
  }
  const data = { entry, by: null, eventSeq: seq }
  return {
    room: `shortlist/${entry.shortlistId}`,
    seq,
    type: 'shortlist.entry-changed',
    version: seq,
    data,
    at: '2026-11-21T10:13:44.000Z',
  }
}

export function problem(
  status: number,
  code: string,
  reason: string,
  more: { retryAfterS?: number; fields?: Record<string, string> } = {},
) {
  return (response: ServerResponse) => {
    response.writeHead(status, {
      'content-type': 'application/problem+json',
      ...(more.retryAfterS === undefined ? {} : { 'retry-after': String(more.retryAfterS) }),
    })
    response.end(JSON.stringify({ type: '/developers', title: 'Something to act on.', status, code, reason, requestId: 'req_1', ...more }))
  }
}

export function cardOf(number: number, job: Partial<JobCard> = {}): JobCard {
  return {
    id: `job_${number.toString(16).padStart(32, '0')}`,
    title: `Pastry Chef ${number}`,
    companyName: 'Kestrel Bakery',
    companySlug: 'kestrel-bakery',
    places: ['Lyon, France'],
    remote: 'onsite',
    remoteRegions: [],
    salary: null,
    employmentType: 'full_time',
    seniority: null,
    skills: ['HACCP'],
    origin: 'detected',
    source: 'facebook',
    seenOn: 1,
    foundAt: '2026-11-21T10:13:44.000Z',
    postedAt: null,
    checkedAt: null,
    status: 'open',
    version: 1,
    ...job,
  }
}

function eventOf(seq: number, job?: Partial<JobCard>): LiveEvent {
  return { room: 'feed/jobs', seq, type: 'job.opened', version: 1, data: { job: cardOf(seq, job) }, at: '2026-11-21T10:13:44.000Z' }
}

function json(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}
