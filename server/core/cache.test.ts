import { expect, test } from 'vitest'
import { type EdgeCache, inMemoryBefore, setCacheGeneration, tieredCache } from './cache'

/** A data centre's cache and the store that all of them share, in memory. */
function layers() {
  const edgeHeld = new Map<string, Response>()
  const kvHeld = new Map<string, { value: string; expirationTtl: number | undefined }>()
  const edge: EdgeCache = {
    match: async (request) => edgeHeld.get(request.url)?.clone(),
    put: async (request, response) => void edgeHeld.set(request.url, response),
    delete: async (request) => edgeHeld.delete(request.url),
  }
  const kv = {
    get: async (key: string) => JSON.parse(kvHeld.get(key)?.value ?? 'null'),
    put: async (key: string, value: string, options?: { expirationTtl?: number }) =>
      void kvHeld.set(key, { value, expirationTtl: options?.expirationTtl }),
    delete: async (key: string) => void kvHeld.delete(key),
  }
  const later: Promise<unknown>[] = []
  // Only the three calls that the cache makes are built here.
  const cache = tieredCache({ edge, kv: kv as unknown as KVNamespace, waitUntil: (promise) => later.push(promise) })
  return { cache, edge, edgeHeld, kvHeld, settle: () => Promise.all(later.splice(0)) }
}
const entry = { key: 'figures', ageS: 120 }

test('what was loaded once is answered from the edge, then from KV where the edge has nothing, then loaded anew', async () => {
  const { cache, edgeHeld, kvHeld, settle } = layers()
  let loads = 0
  const load = async () => ({ openJobs: ++loads })
  expect(await cache.through(entry, load)).toEqual({ openJobs: 1 })
  await settle()
  expect(await cache.through(entry, load)).toEqual({ openJobs: 1 })
  edgeHeld.clear()
  expect(await cache.through(entry, load)).toEqual({ openJobs: 1 })
  await settle()
  expect(edgeHeld.size).toBe(1)
  edgeHeld.clear()
  kvHeld.clear()
  expect(await cache.through(entry, load)).toEqual({ openJobs: 2 })
})

test('an entry ends everywhere before its age does, when it is told to', async () => {
  const { cache, settle } = layers()
  let loads = 0
  const load = async () => ++loads
  await cache.through(entry, load)
  await settle()
  await cache.end(entry.key)
  expect(await cache.through(entry, load)).toBe(2)
})

test('each layer keeps an entry no longer than its age, and KV none that is younger than it can hold', async () => {
  const { cache, edgeHeld, kvHeld, settle } = layers()
  await cache.through({ key: 'short', ageS: 20 }, async () => 1)
  await cache.through(entry, async () => 1)
  await settle()
  expect([...edgeHeld.values()].map((response) => response.headers.get('cache-control'))).toEqual(['max-age=20', 'max-age=120'])
  expect([...kvHeld]).toEqual([['0:figures', { value: '1', expirationTtl: 120 }]])
})

test('what failed to load is not kept', async () => {
  const { cache, edgeHeld, settle } = layers()
  await expect(
    cache.through(entry, async () => {
      throw new Error('The database is away.')
    }),
  ).rejects.toThrow('away')
  await settle()
  expect(edgeHeld.size).toBe(0)
})

test('an answer is given from memory while it is young, and not a moment longer; a deleted one is gone at once', async () => {
  const { edge } = layers()
  let nowMs = 1_000_000
  let asked = 0
  const cache = inMemoryBefore(
    {
      ...edge,
      match: (request) => {
        asked++
        return edge.match(request)
      },
    },
    () => nowMs,
  )
  const request = new Request('https://pages.invalid/about')
  await cache.put(request, new Response('kept', { status: 200, headers: { 'cache-control': 'public, max-age=10', etag: '"1"' } }))
  const near = await cache.match(request)
  expect([await near?.text(), near?.headers.get('etag'), asked]).toEqual(['kept', '"1"', 0])
  nowMs += 10_001
  await cache.match(request)
  expect(asked).toBe(1)
  await cache.put(request, new Response('kept again', { headers: { 'cache-control': 'max-age=10' } }))
  await cache.delete(request)
  expect(await cache.match(request)).toBeUndefined()
})

test('memory holds no more than five hundred answers', async () => {
  const { edge } = layers()
  let asked = 0
  const cache = inMemoryBefore({
    ...edge,
    match: async () => {
      asked++
      return undefined
    },
  })
  for (let index = 0; index <= 500; index++)
    await cache.put(new Request(`https://pages.invalid/${index}`), new Response('x', { headers: { 'cache-control': 'max-age=60' } }))
  expect(await cache.match(new Request('https://pages.invalid/0'))).toBeUndefined()
  expect(await (await cache.match(new Request('https://pages.invalid/500')))?.text()).toBe('x')
  expect(asked).toBe(1)
})

test('a new generation makes everything that was kept before unreachable, at every layer', async () => {
  const { edge, kvHeld, settle } = layers()
  const kv = {
    get: async (key: string) => JSON.parse(kvHeld.get(key)?.value ?? 'null'),
    put: async (key: string, value: string) => void kvHeld.set(key, { value, expirationTtl: 0 }),
  }
  const later: Promise<unknown>[] = []
  // Only the calls that the cache makes are built here.
  const cache = tieredCache({ edge: inMemoryBefore(edge), kv: kv as unknown as KVNamespace, waitUntil: (promise) => later.push(promise) })
  let loads = 0
  const load = async () => ++loads
  await cache.through(entry, load)
  await Promise.all([...later.splice(0), settle()])
  expect(await cache.through(entry, load)).toBe(1)
  setCacheGeneration('after an erasure')
  expect(await cache.through(entry, load)).toBe(2)
  setCacheGeneration('0')
})

test('memory before the data centre is bounded by what it holds: the oldest answers leave first', async () => {
  const asked: string[] = []
  const far: EdgeCache = {
    match: async (request) => {
      asked.push(new URL(request.url).pathname)
      return undefined
    },
    put: async () => {},
    delete: async () => true,
  }
  const cache = inMemoryBefore(far)
  const page = (number: number) => new Request(`https://pages.example/${number}`)
  for (let number = 0; number < 50; number++)
    await cache.put(page(number), new Response('x'.repeat(299_000), { headers: { 'cache-control': 'max-age=60' } }))
  expect(await cache.match(page(49))).toBeDefined()
  expect(await cache.match(page(0))).toBeUndefined()
  expect(asked).toEqual(['/0'])
})
