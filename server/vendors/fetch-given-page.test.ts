import { expect, test } from 'vitest'
import { fakeWeb } from '../../test/fakes/web'
import { failure } from '../../test/world'
import { resolveOverHttps } from './given-address'

const ADVERT = `<!doctype html><html><head><title>Pastry Chef &amp; Baker</title><script>alert('no text')</script></head><body>
<nav>Home · About</nav><h1>Pastry Chef</h1><p>Kestrel Bakery is hiring a Pastry Chef in Lyon, France.</p>
<ul><li>Two weekends off</li></ul></body></html>`
const reasonOf = async (web: ReturnType<typeof fakeWeb>, url: string) => {
  const { code, reason, message } = await failure(web.fetchPage(url))
  expect(code).toBe('invalid')
  expect(message).toContain('Paste the text instead.')
  return reason
}

test('a page is read as a reader sees it, under an honest name, after its site’s rules were read', async () => {
  const web = fakeWeb()
  web.page('https://kestrel.example/jobs/1', ADVERT)
  const page = await web.fetchPage('https://kestrel.example/jobs/1#apply')
  expect(page).toEqual({
    url: 'https://kestrel.example/jobs/1',
    title: 'Pastry Chef & Baker',
    text: 'Pastry Chef\nKestrel Bakery is hiring a Pastry Chef in Lyon, France.\n- Two weekends off',
    posting: null,
  })
  expect(web.state.asked).toEqual(['https://kestrel.example/robots.txt', 'https://kestrel.example/jobs/1'])
  expect([...web.state.agents]).toEqual(['NumerojobsBot/1.0 (+https://numerojobs.example/about)'])
})

test.each([
  ['http://kestrel.example/', 'page.not-https'],
  ['https://kestrel.example:8443/', 'page.not-https'],
  ['https://anna:secret@kestrel.example/', 'page.not-https'],
  ['https://127.0.0.1/', 'page.not-public'],
  ['https://0x7f.1/', 'page.not-public'],
  ['https://[::1]/', 'page.not-public'],
  ['https://169.254.169.254/latest/meta-data/', 'page.not-public'],
  ['https://localhost/', 'page.not-public'],
  ['https://db.internal/', 'page.not-public'],
  ['https://intranet/', 'page.not-public'],
  ['https://www.facebook.com/groups/1/posts/2', 'page.never-fetched'],
  ['https://m.facebook.com./x', 'page.never-fetched'],
  ['https://de.linkedin.com/jobs/view/1', 'page.never-fetched'],
])('%s is not asked at all', async (url, reason) => {
  const web = fakeWeb()
  expect(await reasonOf(web, url)).toBe(reason)
  expect(web.state.asked).toEqual([])
})

test('a name that stands for a private address is not asked, even if it has a public one as well', async () => {
  const web = fakeWeb()
  for (const addresses of [['10.0.0.5'], ['93.184.216.34', 'fd00::1'], ['169.254.169.254']]) {
    web.state.addresses.set('sly.example', addresses)
    expect(await reasonOf(web, 'https://sly.example/')).toBe('page.not-public')
  }
  web.state.addresses.set('sly.example', [])
  expect(await reasonOf(web, 'https://sly.example/')).toBe('page.unreachable')
  expect(web.state.asked).toEqual([])
})

test('each redirect is checked anew, and the fourth is not followed', async () => {
  const web = fakeWeb()
  web.page('https://b.example/job', ADVERT)
  web.redirect('https://a.example/job', 'https://b.example/job')
  expect((await web.fetchPage('https://a.example/job')).url).toBe('https://b.example/job')
  for (const [to, reason] of [
    ['http://b.example/job', 'page.not-https'],
    ['https://169.254.169.254/', 'page.not-public'],
    ['https://www.linkedin.com/jobs/1', 'page.never-fetched'],
  ] as const) {
    web.redirect('https://a.example/job', to)
    expect(await reasonOf(web, 'https://a.example/job')).toBe(reason)
    expect(web.state.asked).not.toContain(to)
  }
  for (let hop = 0; hop < 5; hop++) web.redirect(`https://a.example/${hop}`, `/${hop + 1}`)
  expect(await reasonOf(web, 'https://a.example/0')).toBe('page.too-many-redirects')
  expect(web.state.asked).not.toContain('https://a.example/4')
})

test('what a site keeps from programs is not read, also behind a redirect; rules that cannot be read forbid', async () => {
  const web = fakeWeb()
  web.page('https://kestrel.example/jobs/1', ADVERT)
  web.robots('kestrel.example', 'User-agent: *\nDisallow: /jobs/')
  expect(await reasonOf(web, 'https://kestrel.example/jobs/1')).toBe('page.robots')
  web.redirect('https://a.example/', 'https://kestrel.example/jobs/1')
  expect(await reasonOf(web, 'https://a.example/')).toBe('page.robots')
  expect(web.state.asked).not.toContain('https://kestrel.example/jobs/1')
  web.state.pages.set('https://kestrel.example/robots.txt', () => new Response('', { status: 503 }))
  expect(await reasonOf(web, 'https://kestrel.example/jobs/1')).toBe('page.robots')
})

test('a file, a page that is too large, one that is refused, one without text and one that never comes are refused in words', async () => {
  const web = fakeWeb()
  const put = (path: string, answer: () => Response) => web.state.pages.set(`https://kestrel.example/${path}`, answer)
  const html = { 'content-type': 'text/html' }
  put('file', () => new Response('%PDF', { headers: { 'content-type': 'application/pdf' } }))
  put('large', () => new Response('x'.repeat(2_000_001), { headers: html }))
  put('refused', () => new Response('', { status: 403 }))
  put('empty', () => new Response('<div id="root"></div>', { headers: html }))
  put('away', () => {
    throw new TypeError('fetch failed')
  })
  const reasons = ['file', 'large', 'refused', 'empty', 'away'].map((path) => reasonOf(web, `https://kestrel.example/${path}`))
  expect(await Promise.all(reasons)).toEqual(['page.not-text', 'page.too-large', 'page.refused', 'page.no-text', 'page.unreachable'])
})

test('a vacancy that a page describes for machines is read, wherever it stands; a broken one is left alone', async () => {
  const web = fakeWeb()
  const posting = {
    '@type': 'JobPosting',
    title: 'Baker',
    hiringOrganization: { '@type': 'Organization', name: 'Kestrel Bakery' },
    jobLocation: { address: { addressLocality: 'Lyon', addressCountry: { name: 'France' } } },
    employmentType: ['FULL_TIME'],
    baseSalary: { currency: 'EUR', value: { minValue: '2300', maxValue: 2600, unitText: 'MONTH' } },
    description: '&lt;p&gt;You know laminated dough.&lt;/p&gt;',
  }
  const graph = { '@context': 'https://schema.org', '@graph': [{ '@type': 'WebPage' }, posting] }
  web.page(
    'https://kestrel.example/1',
    `<script type="application/ld+json">{broken</script><script type="application/ld+json">${JSON.stringify(graph)}</script>`,
  )
  expect((await web.fetchPage('https://kestrel.example/1')).posting).toEqual({
    title: 'Baker',
    company: 'Kestrel Bakery',
    places: ['Lyon, France'],
    isRemote: false,
    remoteRegions: [],
    employmentTypes: ['FULL_TIME'],
    pay: 'EUR 2300 - 2600 per month',
    description: 'You know laminated dough.',
    validThrough: null,
  })
})

test('names are looked up over https: addresses of both kinds, and nothing of what stands between', async () => {
  const answers: Record<string, unknown> = {
    A: {
      Answer: [
        { type: 5, data: 'cdn.example.' },
        { type: 1, data: '93.184.216.34' },
      ],
    },
    AAAA: { Status: 0 },
  }
  const fake = async (url: string | URL | Request) => Response.json(answers[new URL(String(url)).searchParams.get('type') ?? ''])
  const resolve = resolveOverHttps(fake, 'https://dns.example/dns-query')
  expect(await resolve('kestrel.example', AbortSignal.timeout(1_000))).toEqual(['93.184.216.34'])
})
