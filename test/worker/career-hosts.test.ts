import { request } from 'node:http'
import { expect, inject, test } from 'vitest'
import { careerPages, employerVerifications, organisations, postings } from '../../db/schema'
import { newId } from '../../server/core/ids'
import { openJobs } from '../../server/jobs/open-jobs'
import { withEvents } from '../../server/live/outbox'
import { PLAIN_JOB } from '../plain-job'
import { systemCtx } from '../system-ctx'

const system = inject('system')
const { origin } = system

test('a proved host shows its career page and nothing of the product: no cookie in or out, and every other path is missing', async () => {
  const { host, slug } = await addCareerPage('Wren & Wright', [])
  const page = await askHost(host, '/', { cookie: 'refresh=nobody; operator=nobody' })
  expect(page.status).toBe(200)
  expect(page.headers['content-type']).toContain('text/html')
  expect(page.headers['set-cookie']).toBeUndefined()
  expect(page.headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; .*frame-ancestors 'none'$/)
  expect(page.headers['strict-transport-security']).not.toContain('includeSubDomains')
  expect(page.body).toContain('Careers at Wren &#38; Wright')
  expect(page.body).toContain(`<link rel="canonical" href="https://${host}/">`)
  expect(page.body).toMatch(new RegExp(`<a href="${origin}/jobs/[^"]+">Turner of table legs</a>`))
  expect(page.body).not.toMatch(/<script|<b>/)
  for (const path of ['/jobs', '/v1/jobs', '/health', '/trpc/jobs.search', '/sign-in', '/webhooks/facebook', `/careers/${slug}`])
    expect([path, (await askHost(host, path)).status]).toEqual([path, 404])
  expect((await askHost(host, '/', {}, 'POST')).status).toBe(405)
  expect((await askHost(host, '/robots.txt')).body).toContain(`Sitemap: https://${host}/sitemap.xml`)
  const sitemap = await askHost(host, '/sitemap.xml')
  expect([...sitemap.body.matchAll(/<loc>([^<]*)<\/loc>/g)].map((match) => match[1])).toEqual([`https://${host}/`])
  expect((await askHost(host, '/feed.xml')).body).toContain('Turner of table legs')
  expect(JSON.parse((await askHost(host, '/feed.json')).body)).toMatchObject({
    version: 'https://jsonfeed.org/version/1.1',
    home_page_url: `https://${host}/`,
    items: [{ title: 'Turner of table legs', url: expect.stringContaining(`${origin}/jobs/`) }],
  })
  const head = await askHost(host, '/', {}, 'HEAD')
  expect([head.status, head.body]).toEqual([200, ''])
  // What the product keeps ready by path alone is not taken for it, and the other way round.
  expect((await (await fetch(`${origin}/`)).text()).includes('Careers at Wren')).toBe(false)
  expect((await askHost(host, '/')).body).toContain('Careers at Wren')
  expect(await (await fetch(`${origin}/careers/${slug}`)).text()).toContain(`<link rel="canonical" href="https://${host}/"/>`)
})

test('a host that nobody proved is misdirected, and so is one whose proof has lapsed or whose claim is another’s', async () => {
  const { db } = systemCtx(system)
  for (const host of ['nobody.example', 'numerojobs.evil.example']) expect((await askHost(host, '/')).status).toBe(421)
  const lapsed = await addCareerPage('Lapwing Lathes', [], 'lapsed')
  expect((await askHost(lapsed.host, '/')).status).toBe(421)
  const [claimer] = await db
    .insert(organisations)
    .values({ id: newId('organisation'), name: 'Cuckoo', slug: `cuckoo-${newId('organisation').slice(-8)}`, createdAt: new Date() })
    .returning()
  const host = `jobs.${newId('organisation').slice(-12)}.example`
  await db.insert(careerPages).values({ organisationId: claimer?.id ?? '', accent: 'green', letters: 'C', host, updatedAt: new Date() })
  expect((await askHost(host, '/')).status).toBe(421)
})

test('a frame names the sites that may show it, no site without a list, and carries no cookie and no script but its own', async () => {
  const open = await addCareerPage('Heron Hinges', ['https://www.heron.example', 'https://heron.example:8443'])
  const frame = await fetch(`${origin}/careers/${open.slug}/embed?theme=dark`)
  expect(frame.status).toBe(200)
  expect(frame.headers.get('x-frame-options')).toBeNull()
  expect(frame.headers.get('content-security-policy')).toContain(
    "frame-ancestors 'self' https://www.heron.example https://heron.example:8443; script-src 'self'",
  )
  expect(frame.headers.get('set-cookie')).toBeNull()
  const html = await frame.text()
  expect(html).toContain('<html lang="en" data-theme="dark">')
  expect([...html.matchAll(/<script[^>]*>/g)].map(([tag]) => tag)).toEqual(['<script src="/careers/frame.js" defer>'])
  expect(html).toContain(`<link rel="canonical" href="https://${open.host}/">`)
  expect((await fetch(`${origin}/careers/frame.js`)).headers.get('content-type')).toContain('text/javascript')
  const closed = await addCareerPage('Shut Shop', [])
  const nowhere = await fetch(`${origin}/careers/${closed.slug}/embed`)
  expect(nowhere.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  expect(nowhere.headers.get('x-frame-options')).toBe('DENY')
  expect((await fetch(`${origin}/careers/nobody-at-all/embed`)).status).toBe(404)
  const feed = await fetch(`${origin}/careers/${open.slug}/feed.json`)
  expect(feed.headers.get('access-control-allow-origin')).toBe('*')
  expect(await feed.json()).toMatchObject({
    feed_url: `${origin}/careers/${open.slug}/feed.json`,
    items: [{ title: 'Turner of table legs' }],
  })
})

/** An organisation with one published posting, a domain of its own and a host in it. */
async function addCareerPage(name: string, frameOrigins: string[], state: 'verified' | 'lapsed' = 'verified') {
  const ctx = systemCtx(system)
  const organisationId = newId('organisation')
  const postingId = newId('posting')
  const mark = organisationId.slice(-12)
  const [slug, domain] = [`wren-${mark}`, `d${mark}.example`]
  const host = `jobs.${domain}`
  const now = new Date()
  await ctx.db.insert(organisations).values({ id: organisationId, name, slug, createdAt: now })
  const [jobId = ''] = await withEvents(ctx, (tx, emit) =>
    openJobs(ctx, tx, emit, [
      { ...PLAIN_JOB, origin: 'posted', source: 'numerojobs', sourceKey: postingId, title: 'Turner of table legs', companyName: name },
    ]),
  )
  await ctx.db.insert(postings).values({
    id: postingId,
    organisationId,
    jobId,
    state: 'published',
    title: 'Turner of table legs',
    statements: { usesAi: false, isExistingVacancy: true },
    replyPromiseDays: 14,
    publishedAt: now,
    createdAt: now,
    updatedAt: now,
  })
  const look = { accent: 'blue', letters: 'W', intro: 'We turn <b>wood</b>.' } as const
  await ctx.db.insert(careerPages).values({ organisationId, ...look, host, frameOrigins, updatedAt: now })
  await ctx.db
    .insert(employerVerifications)
    .values({ organisationId, domain, method: 'dns', state, token: mark, startedAt: now, verifiedAt: now, checkedAt: now })
  return { slug, host }
}

/** Asks the running system under another name, as its own address would be asked by a name that points there. */
function askHost(host: string, path: string, headers: Record<string, string> = {}, method = 'GET') {
  const { hostname, port } = new URL(origin)
  return new Promise<{ status: number; headers: Record<string, string | string[] | undefined>; body: string }>((resolve, reject) => {
    const asked = request({ host: hostname, port, path, method, headers: { ...headers, host } }, async (answer) => {
      const parts: Buffer[] = []
      for await (const part of answer) parts.push(part)
      resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(parts).toString('utf8') })
    })
    asked.on('error', reject)
    asked.end()
  })
}
