import { parseAtomFeed, parseRssFeed } from 'feedsmith'
import { expect, inject, test } from 'vitest'

const { origin, vars } = inject('system')
const PARENT = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'

test('the figures are text for Prometheus, and a path that a stranger made up adds no series of its own', async () => {
  await fetch(`${origin}/made-up-by-a-stranger-{}"`)
  await fetch(`${origin}/wp-admin/setup.php?secret=42`)
  const read = async () => {
    const answer = await fetch(`${origin}/metrics`, { headers: { authorization: `Bearer ${vars.METRICS_TOKEN ?? ''}` } })
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8'])
    return answer.text()
  }
  // What an isolate counts reaches the table every few seconds, with the requests that follow.
  await expect.poll(read, { timeout: 20_000, interval: 1_000 }).toMatch(/numerojobs_requests_total\{door="page",status="404"\} \d+/)
  const text = await read()
  expect(text).toMatch(/^# TYPE numerojobs_request_seconds histogram$/m)
  expect(text).toMatch(/^numerojobs_queue_lag_seconds [0-9.]+$/m)
  expect(text).not.toMatch(/stranger|wp-admin|secret/)
})

test('a caller’s trace goes on: its id is in the answer, and the span is ours', async () => {
  const answer = await fetch(`${origin}/health/live`, { headers: { traceparent: PARENT } })
  expect(answer.headers.get('traceresponse')).toMatch(/^00-0af7651916cd43dd8448eb211c80319c-(?!b7ad6b7169203331)[0-9a-f]{16}-01$/)
  const fresh = await fetch(`${origin}/health/live`, { headers: { traceparent: 'nonsense' } })
  expect(fresh.headers.get('traceresponse')).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/)
})

test('feeds answer from the served Worker, and 304 to whoever holds them', async () => {
  const rss = await fetch(`${origin}/jobs.rss?remote=remote`)
  expect(parseRssFeed(await rss.text()).title).toContain('remote')
  const atom = await fetch(`${origin}/jobs.atom`)
  expect(parseAtomFeed(await atom.text()).links?.[0]?.href).toBe(`${origin}/jobs.atom`)
  const again = await fetch(`${origin}/jobs.atom`, { headers: { 'if-none-match': atom.headers.get('etag') ?? '' } })
  expect(again.status).toBe(304)
  const wrong = await fetch(`${origin}/jobs.rss?type=fulltime`)
  expect([wrong.status, (await wrong.text()).includes('type.0')]).toEqual([400, true])
})

test('robots find the sitemap, and the sitemap is one', async () => {
  const robots = await (await fetch(`${origin}/robots.txt`)).text()
  const address = /^Sitemap: (.+)$/m.exec(robots)?.[1] ?? ''
  expect(address).toBe(`${origin}/sitemap.xml`)
  const sitemap = await fetch(address)
  expect(sitemap.headers.get('content-type')).toBe('application/xml; charset=utf-8')
  expect(await sitemap.text()).toContain(`<loc>${origin}/sitemap-pages.xml</loc>`)
})
