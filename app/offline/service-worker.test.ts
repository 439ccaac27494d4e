import { readFileSync } from 'node:fs'
import vm from 'node:vm'
import { expect, test } from 'vitest'

const ORIGIN = 'https://numerojobs.test'
const SOURCE = readFileSync(new URL('../../public/sw.js', import.meta.url), 'utf8')

test('what a person saw can be read without a network; what was never seen says so', async () => {
  const { open, network } = newBrowser()
  network.answer = () => pageFor('per_anna', 'board of Anna')
  expect(await open('/applications')).toBe('board of Anna')
  network.answer = null
  expect(await open('/applications')).toBe('board of Anna')
  expect(await open('/today')).toContain('This page is not kept on this device')
  expect(await open('/applications.data?_routes=root')).toBe('no answer')
})

test('parts of the data are answered from the whole, and never kept as the whole', async () => {
  const { open, network, kept } = newBrowser()
  network.answer = (url) => pageFor('per_anna', url.search === '' ? 'whole' : 'part')
  expect(await open('/today.data?_routes=root')).toBe('part')
  expect(await kept()).toEqual([])
  await open('/today.data')
  network.answer = null
  expect(await open('/today.data?_routes=root')).toBe('whole')
})

test.each([
  ['somebody signs out', ({ send }: Worker) => send('/sign-out', 'POST')],
  ['a program signs out', ({ send }: Worker) => send('/v1/auth/logout', 'POST')],
  ['somebody comes back from a provider', ({ send }: Worker) => send('/auth/callback/google', 'GET')],
  [
    'any page is answered as for nobody',
    ({ network, open }: Worker) => {
      network.answer = () => new Response('Jobs', { headers: { 'content-type': 'text/html' } })
      return open('/jobs')
    },
  ],
  ['another person is seen on a page', ({ tell }: Worker) => tell({ type: 'only', personId: 'per_boris' })],
  ['a page says that the session ended', ({ tell }: Worker) => tell({ type: 'forget' })],
  [
    'the server answers as for nobody',
    ({ network, open }: Worker) => {
      network.answer = () => new Response('Sign in', { status: 401 })
      return open('/applications')
    },
  ],
])('nothing stays when %s', async (_, happens) => {
  const worker = newBrowser()
  worker.network.answer = () => pageFor('per_anna', 'board of Anna')
  await worker.open('/applications')
  expect(await worker.kept()).toEqual(['person per_anna /applications'])
  await happens(worker)
  expect(await worker.kept()).toEqual([])
})

test('what another person saw goes with the first answer for somebody else', async () => {
  const { open, network, kept } = newBrowser()
  network.answer = () => pageFor('per_anna', 'board of Anna')
  await open('/applications')
  network.answer = () => pageFor('per_boris', 'today of Boris')
  await open('/today')
  expect(await kept()).toEqual(['person per_boris /today'])
})

test('an answer that was under way at sign-out is kept by nobody', async () => {
  const { open, send, network, kept } = newBrowser()
  const late = Promise.withResolvers<Response>()
  network.answer = () => late.promise
  const opened = open('/applications')
  await send('/sign-out', 'POST')
  late.resolve(pageFor('per_anna', 'board of Anna'))
  await opened
  expect(await kept()).toEqual([])
})

test('ways in and out, other pages, writes and failures are kept by nobody', async () => {
  const { open, network, kept } = newBrowser()
  network.answer = () => pageFor('per_anna', 'secret')
  for (const path of ['/sign-in', '/settings/notifications', '/v1/people/me', '/applications/export/csv', '/applications/import', '/jobs'])
    await open(path)
  network.answer = () => new Response('broken', { status: 503 })
  await open('/applications')
  expect(await kept()).toEqual([])
})

test('the first page of a visit keeps itself and its files by telling of them', async () => {
  const { tell, network, kept, open } = newBrowser()
  network.answer = (url) => (url.pathname.startsWith('/assets/') ? new Response('code') : pageFor('per_anna', url.pathname))
  await tell({
    type: 'keep',
    pages: ['/applications', '/applications.data', '/sign-in', 'https://elsewhere.test/today'].map((path) => ({ path, since: '' })),
    assets: ['/assets/a.js'],
  })
  expect(await kept()).toEqual(['person per_anna /applications', 'person per_anna /applications.data'])
  network.answer = null
  expect(await open('/assets/a.js')).toBe('code')
})

test('pages that will be wanted next are asked for when what is kept is older than what is known, and no more once one fails', async () => {
  const { tell, network, kept } = newBrowser()
  const asked: string[] = []
  network.answer = (url) => {
    asked.push(url.pathname)
    return url.pathname === '/applications/app_3' ? new Response('broken', { status: 503 }) : pageFor('per_anna', 'one')
  }
  const pages = (since: string) => [1, 2, 3, 4].map((n) => ({ path: `/applications/app_${n}`, since }))
  await tell({ type: 'keep', pages: pages('2000-01-01'), assets: [] })
  await tell({ type: 'keep', pages: pages('2000-01-01').slice(0, 2), assets: [] })
  await tell({ type: 'keep', pages: pages('2999-01-01').slice(0, 1), assets: [] })
  expect(asked).toEqual(['/applications/app_1', '/applications/app_2', '/applications/app_3', '/applications/app_1'])
  expect(await kept()).toEqual(['person per_anna /applications/app_1', 'person per_anna /applications/app_2'])
})

test('files that a kept page names are kept with it', async () => {
  const { open, network } = newBrowser()
  const html = new Response('<script src="/assets/route-1a.js">', { headers: { 'x-person': 'per_anna', 'content-type': 'text/html' } })
  network.answer = (url) => (url.pathname.startsWith('/assets/') ? new Response('code') : html)
  await open('/applications')
  network.answer = null
  expect(await open('/assets/route-1a.js')).toBe('code')
})

test('which files routes need is known without a network as far as this build ever told', async () => {
  const { open, network } = newBrowser()
  network.answer = (url) => Response.json({ [url.searchParams.get('p') ?? '']: {} })
  for (const query of ['p=a&version=1', 'p=b&version=1', 'p=c&version=2']) await open(`/__manifest?${query}`)
  network.answer = null
  expect(JSON.parse(await open('/__manifest?p=z&version=1'))).toEqual({ a: {}, b: {} })
})

type Worker = ReturnType<typeof newBrowser>

const pageFor = (person: string, body: string) => new Response(body, { headers: { 'x-person': person } })

/** The worker as a browser runs it, with a network that answers as a test says; `null` is none. */
function newBrowser() {
  const network: { answer: ((url: URL) => Response | Promise<Response>) | null } = { answer: null }
  const stores = new Map<string, Map<string, Response>>()
  const listeners = new Map<string, (event: object) => void>()
  const pathOf = (key: string | Request) => {
    const url = new URL(typeof key === 'string' ? key : key.url, ORIGIN)
    return `${url.pathname}${url.search}`
  }
  const storeOf = (name: string) => {
    const entries = stores.get(name) ?? new Map<string, Response>()
    stores.set(name, entries)
    return {
      match: async (key: string | Request) => entries.get(pathOf(key))?.clone(),
      put: async (key: string | Request, answer: Response) => void entries.set(pathOf(key), answer),
      delete: async (key: string | Request) => entries.delete(pathOf(key)),
      keys: async () => [...entries.keys()].map((key) => ({ url: `${ORIGIN}${key}` })),
    }
  }
  const self = {
    location: new URL(ORIGIN),
    addEventListener: (type: string, listener: (event: object) => void) => listeners.set(type, listener),
    skipWaiting: async () => {},
    clients: { claim: async () => {}, matchAll: async () => [] },
  }
  const caches = {
    open: async (name: string) => storeOf(name),
    keys: async () => [...stores.keys()],
    delete: async (name: string) => stores.delete(name),
  }
  const fetchFake = async (request: Request | string) => {
    if (!network.answer) throw new TypeError('Failed to fetch')
    return network.answer(new URL(typeof request === 'string' ? request : request.url, ORIGIN))
  }
  vm.runInNewContext(SOURCE, { self, caches, fetch: fetchFake, URL, Request, Response, Headers, Promise, Date, setTimeout: () => 0, Error })

  const happen = async (type: string, event: object): Promise<Response | undefined> => {
    const works: unknown[] = []
    let answer: Promise<Response> | undefined
    listeners.get(type)?.({
      ...event,
      waitUntil: (work: unknown) => works.push(work),
      respondWith: (given: Promise<Response>) => {
        answer = given
      },
    })
    const given = await answer
    // Work begins further work.
    for (let done = 0; done < works.length; done++) await works[done]
    return given
  }
  return {
    network,
    /** Visits a page, or reads its data, as a browser would. */
    async open(path: string): Promise<string> {
      const request = {
        url: `${ORIGIN}${path}`,
        method: 'GET',
        signal: { aborted: false },
        mode: path.includes('.data') ? 'cors' : 'navigate',
      }
      const answer = (await happen('fetch', { request })) ?? (await fetchFake(request.url))
      return answer.type === 'error' ? 'no answer' : answer.text()
    },
    send: (path: string, method: string) => happen('fetch', { request: { url: `${ORIGIN}${path}`, method, mode: 'navigate' } }),
    tell: (data: object) => happen('message', { data, source: null }),
    kept: async () =>
      [...stores].flatMap(([name, entries]) => (name === 'assets' ? [] : [...entries.keys()].map((key) => `${name} ${key}`))).sort(),
  }
}
