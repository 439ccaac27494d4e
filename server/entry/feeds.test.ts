import { parseAtomFeed, parseRssFeed } from 'feedsmith'
import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { Problem } from '../../contract/errors'
import { newWorld, type World } from '../../test/world'
import type { Ctx } from '../core/ctx'
import { problemOfTrpc } from '../core/trpc'
import { feeds, readFeedSearch } from './feeds'

const OFFER = `We are hiring! Harbour Light Software is looking for a Senior Backend Engineer in Hamburg, Germany (hybrid).
€75,000 - €90,000 per year, full-time. You will work with TypeScript, PostgreSQL and Kubernetes.
Apply at https://harbour-light.example/careers`

/** The feeds behind the same error answer as at the edge. */
function serve(world: World) {
  const app = new Hono<{ Variables: { ctx: Ctx } }>()
  app.use(async (c, next) => {
    c.set('ctx', world.as('visitor'))
    await next()
  })
  app.onError((error) => {
    const problem = problemOfTrpc(error, 'req')
    return Response.json(problem, { status: problem.status })
  })
  app.route('/', feeds)
  return (path: string, headers: Record<string, string> = {}) => app.request(path, { headers })
}

async function newWorldWithJobs() {
  const world = await newWorld()
  await world.deliver([
    world.post({ externalId: 'p1', text: OFFER }),
    world.post({
      externalId: 'p2',
      text: OFFER.replace('Backend', 'Frontend').replace('Hamburg', 'Bremen').replace('Harbour Light', 'Cord & <Bolt>'),
    }),
  ])
  await world.settle()
  return world
}

test('RSS and Atom of a search hold its jobs, newest first, with addresses that lead to them', async () => {
  await using world = await newWorldWithJobs()
  const get = serve(world)
  const rss = await get('/jobs.rss?place=Hamburg')
  expect(rss.status).toBe(200)
  expect(rss.headers.get('content-type')).toBe('application/rss+xml; charset=utf-8')
  expect(rss.headers.get('cache-control')).toBe('public, max-age=300')
  const channel = parseRssFeed(await rss.text())
  expect(channel.items).toHaveLength(1)
  expect(channel.items?.[0]?.title).toMatch(/senior backend engineer/i)
  expect(channel.items?.[0]?.link).toMatch(/^https:\/\/numerojobs\.example\/jobs\/[a-z0-9-]+-job_[0-9a-f]{32}$/)
  expect(channel.link).toBe('https://numerojobs.example/jobs?place=Hamburg')
  const atom = parseAtomFeed(await (await get('/jobs.atom')).text())
  expect(atom.entries).toHaveLength(2)
  expect(atom.links?.find((link) => link?.rel === 'self')?.href).toBe('https://numerojobs.example/jobs.atom')
})

test('a reader who holds the newest bytes gets 304, and the new ones when a job came in', async () => {
  await using world = await newWorldWithJobs()
  const get = serve(world)
  const etag = (await get('/jobs.atom')).headers.get('etag') ?? ''
  const again = await get('/jobs.atom', { 'if-none-match': `W/${etag}` })
  expect([again.status, await again.text()]).toEqual([304, ''])
  await world.deliver([world.post({ externalId: 'p3', text: OFFER.replace('Backend', 'Data').replace('Hamburg', 'Cologne') })])
  await world.settle()
  expect((await get('/jobs.atom', { 'if-none-match': etag })).status).toBe(200)
})

test('a feed of nothing is a feed', async () => {
  await using world = await newWorld()
  const get = serve(world)
  expect(parseAtomFeed(await (await get('/jobs.atom?q=astronaut')).text()).title).toBeDefined()
  expect(parseRssFeed(await (await get('/jobs.rss?q=astronaut')).text()).title).toBe('Numerojobs: astronaut')
})

test('what the search cannot mean is refused by name, and feeds count towards the caller’s allowance', async () => {
  await using world = await newWorld()
  const get = serve(world)
  const unknown = await get('/jobs.rss?type=fulltime&maxAgeDays=0')
  expect(unknown.status).toBe(400)
  expect(Object.keys(Problem.parse(await unknown.json()).fields ?? {}).sort()).toEqual(['maxAgeDays', 'type.0'])
  expect((await get('/jobs.rss?colour=blue')).status).toBe(400)
  world.state.isLimited = true
  expect((await get('/jobs.rss')).status).toBe(429)
})

test('empty fields of a submitted form say nothing, and pay without a currency is in euros', () => {
  expect(readFeedSearch(new URLSearchParams('q=&place=&sort=pay&remote=remote&remote=remote'))).toEqual(
    readFeedSearch(new URLSearchParams('remote=remote')),
  )
  expect(readFeedSearch(new URLSearchParams('payMin=60000'))).toMatchObject({ payMin: 60_000, currency: 'EUR' })
})

test('the sitemap leads to every open job and its company, and to no closed one', async () => {
  await using world = await newWorldWithJobs()
  await world.deliver([world.removal('p2', new Date(world.state.now.getTime() + 1_000).toISOString())])
  await world.settle()
  const get = serve(world)
  const index = await (await get('/sitemap.xml')).text()
  const files = [...index.matchAll(/<loc>https:\/\/numerojobs\.example(\/[^<]+)<\/loc>/g)].map((match) => match[1] ?? '')
  expect(files).toEqual(['/sitemap-pages.xml', '/sitemap-1.xml', '/sitemap-companies-1.xml'])
  const urls = (await Promise.all(files.map(async (file) => (await get(file)).text()))).join('')
  expect(urls.match(/\/jobs\/[a-z0-9-]*job_[0-9a-f]{32}<\/loc><lastmod>2026-11-21T10:00:00/g)).toHaveLength(1)
  expect(urls).toMatch(/<loc>https:\/\/numerojobs\.example\/companies\/harbour-light-software<\/loc>/)
  expect(urls).not.toMatch(/bolt/)
})

test('a sitemap past the last one is not found', async () => {
  await using world = await newWorld()
  const get = serve(world)
  expect((await get('/sitemap-1.xml')).status).toBe(404)
  expect((await get('/sitemap-0.xml')).status).toBe(404)
  expect((await get('/sitemap-companies-7.xml')).status).toBe(404)
})

test('robots are sent to the sitemap and kept from the doors that hold no pages', async () => {
  await using world = await newWorld()
  const text = await (await serve(world)('/robots.txt')).text()
  expect(text).toContain('Sitemap: https://numerojobs.example/sitemap.xml\n')
  for (const path of ['/operator', '/trpc', '/webhooks', '/parties', '/jobs/*/open']) expect(text).toContain(`Disallow: ${path}\n`)
})
