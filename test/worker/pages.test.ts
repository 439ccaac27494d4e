import { expect, inject, test } from 'vitest'
import { operatorLink } from '../../scripts/operator-link.mjs'
import { closeJobs } from '../../server/jobs/close-jobs'
import { jobPath } from '../../server/jobs/core/job-path'
import { openJobs } from '../../server/jobs/open-jobs'
import { withEvents } from '../../server/live/outbox'
import { systemCtx } from '../system-ctx'

const { origin, vars, dataDir } = inject('system')
const nonceOf = (policy: string | null) => /'nonce-([\w-]+)'/.exec(policy ?? '')?.[1] ?? ''

test('every answer carries the headers that protect whoever reads it', async () => {
  for (const path of ['/', '/jobs', '/v1/jobs', '/health', '/robots.txt', '/no-such-page', '/trpc/jobs.search']) {
    const { headers } = await fetch(`${origin}${path}`)
    expect.soft(headers.get('strict-transport-security'), path).toMatch(/max-age=\d{8}/)
    expect.soft(headers.get('x-content-type-options'), path).toBe('nosniff')
    expect.soft(headers.get('x-frame-options'), path).toBe('DENY')
    expect.soft(headers.get('referrer-policy'), path).toBe('strict-origin-when-cross-origin')
    expect.soft(headers.get('permissions-policy'), path).toContain('camera=()')
    expect.soft(headers.get('content-security-policy'), path).toContain("frame-ancestors 'none'")
    expect.soft(headers.get('content-security-policy'), path).not.toContain('unsafe')
    expect.soft(headers.get('x-request-id'), path).toMatch(/^req_/)
  }
})

test('a page from the edge cache has a nonce of its own, and its scripts carry that one', async () => {
  const address = `${origin}/about?fresh=${Math.random()}`
  const answers = []
  for (let time = 0; time < 4; time++) {
    const answer = await fetch(address)
    answers.push({ nonce: nonceOf(answer.headers.get('content-security-policy')), html: await answer.text() })
  }
  expect(new Set(answers.map((answer) => answer.nonce)).size).toBe(4)
  for (const { nonce, html } of answers) {
    const carried = [...html.matchAll(/<script[^>]*\snonce="([^"]*)"/g)].map((match) => match[1])
    expect(carried.length).toBeGreaterThan(0)
    expect(new Set(carried)).toEqual(new Set([nonce]))
  }
  const withoutNonce = (html: string, nonce: string) => html.replaceAll(nonce, 'N')
  expect(withoutNonce(answers[1]?.html ?? '', answers[1]?.nonce ?? '')).toBe(withoutNonce(answers[2]?.html ?? '', answers[2]?.nonce ?? ''))
})

test('an answer from memory has all the headers of the one that was read anew', async () => {
  for (const path of [`/about?memory=${Math.random()}`, `/v1/jobs?q=memory${Math.random()}`]) {
    const headersOf = async () => {
      const answer = await fetch(`${origin}${path}`)
      await answer.arrayBuffer()
      const own = ['date', 'age', 'content-length', 'transfer-encoding', 'x-request-id', 'traceresponse', 'connection', 'keep-alive']
      const headers = [...answer.headers].filter(([name]) => !own.includes(name))
      return headers.map(([name, value]) => [name, value.replace(/'nonce-[\w-]+'/, "'nonce'")])
    }
    const [first, second, third, fourth] = [await headersOf(), await headersOf(), await headersOf(), await headersOf()]
    expect(second).toEqual(first)
    expect(third).toEqual(first)
    expect(fourth).toEqual(first)
  }
})

test('no page of an operator is ever kept for somebody else', async () => {
  const entered = await fetch(operatorLink({ origin, secret: vars.SESSION_SECRET ?? '' }), { redirect: 'manual' })
  const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? ''
  expect(entered.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Lax/)
  for (const path of ['/operator', '/operator/leads', '/operator/tasks', '/operator/pages']) {
    const own = await fetch(`${origin}${path}`, { headers: { cookie } })
    expect.soft([own.status, own.headers.get('cache-control')], path).toEqual([200, 'private, no-store'])
    const stranger = await fetch(`${origin}${path}`)
    expect.soft(stranger.status, path).toBe(401)
  }
  const shared = `${origin}/jobs?q=shared${Math.random()}`
  const asOperator = await fetch(shared, { headers: { cookie } })
  expect(asOperator.headers.get('cache-control')).toBe('private, no-store')
  expect((await fetch(shared)).headers.get('cache-control')).toBe('no-cache')
})

test('an operator link survives being looked at, opens once, and then says in a page or a problem that it was used', async () => {
  const link = operatorLink({ origin, secret: vars.SESSION_SECRET ?? '' })
  const looked = await fetch(link, { method: 'HEAD', redirect: 'manual' })
  expect([looked.status, looked.headers.get('set-cookie')]).toEqual([404, null])
  const entered = await fetch(link, { redirect: 'manual' })
  expect([entered.status, entered.headers.get('location')]).toEqual([303, '/operator'])

  const asked = { redirect: 'manual', headers: { accept: 'text/html,*/*;q=0.8' } } as const
  const used = await fetch(link, asked)
  expect([used.status, used.headers.get('location'), used.headers.get('set-cookie')]).toEqual([303, '/operator?link=used', null])
  const wrong = await fetch(`${origin}/operator/enter?token=nonsense`, asked)
  expect([wrong.status, wrong.headers.get('location')]).toEqual([303, '/operator?link=invalid'])
  const page = await fetch(`${origin}/operator?link=used`, { headers: { accept: 'text/html' } })
  expect([page.status, await page.text()]).toEqual([401, expect.stringContaining('was used already')])

  const problem = await fetch(link, { redirect: 'manual', headers: { accept: 'application/json' } })
  expect([problem.status, await problem.json()]).toMatchObject([401, { code: 'unauthenticated', reason: 'operator.link-used' }])
})

test('only an operator is shown the way to the operators', async () => {
  const entered = await fetch(operatorLink({ origin, secret: vars.SESSION_SECRET ?? '' }), { redirect: 'manual' })
  const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? ''
  const headerOf = async (headers: Record<string, string>) =>
    (await (await fetch(`${origin}/about`, { headers })).text()).split('</header>')[0]
  expect(await headerOf({ cookie })).toContain('href="/operator"')
  expect(await headerOf({})).not.toContain('href="/operator"')
})

test('a forged or foreign operator cookie is nobody', async () => {
  for (const cookie of [
    'operator=nonsense',
    'operator=eyJhbGciOiJub25lIn0.eyJzdWIiOiJvcGVyYXRvciJ9.',
    `operator=${new URL(operatorLink({ origin, secret: vars.SESSION_SECRET ?? '' })).searchParams.get('token')}`,
  ]) {
    expect((await fetch(`${origin}/operator`, { headers: { cookie } })).status).toBe(401)
  }
})

test('health names each part', async () => {
  const answer = await fetch(`${origin}/health`)
  expect([answer.status, await answer.json()]).toMatchObject([
    200,
    {
      ok: true,
      parts: [
        { name: 'database', ok: true },
        { name: 'queue', ok: true },
        { name: 'rooms', ok: true },
      ],
    },
  ])
})

test('rooms take no publishing from outside, and no listener without a ticket', async () => {
  expect((await fetch(`${origin}/parties/feed/jobs`, { method: 'POST', body: '{"events":[]}' })).status).toBe(404)
  const refused = await new Promise<string>((resolve) => {
    const socket = new WebSocket(`${origin.replace('http', 'ws')}/parties/operators/all?ticket=none`)
    socket.addEventListener('open', () => resolve('open'))
    socket.addEventListener('error', () => resolve('refused'))
  })
  expect(refused).toBe('refused')
})

test('who is over the limit gets a page in a browser and a problem in a program, each with the seconds to wait', async () => {
  // An address of its own, so that nobody else's allowance is used up.
  const from = { 'cf-connecting-ip': `2001:db8::${Math.floor(Math.random() * 65_535).toString(16)}` }
  for (let turn = 0; turn < 13; turn++)
    await Promise.all(Array.from({ length: 50 }, () => fetch(`${origin}/v1/no-such-operation`, { headers: from })))
  const address = `${origin}/jobs?q=${encodeURIComponent('"><script>alert(1)</script>')}${Math.random()}`
  const page = await fetch(address, { headers: { ...from, accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } })
  const html = await page.text()
  expect([page.status, page.headers.get('retry-after'), page.headers.get('content-type')]).toEqual([429, '60', 'text/html; charset=utf-8'])
  expect(page.headers.get('content-security-policy')).toContain('nonce-')
  expect(html).toContain('<h1 class="text-xl font-semibold">A little too fast</h1>')
  expect(html).not.toContain('<script>alert')
  const stylesheet = /<link rel="stylesheet" href="([^"]+)"/.exec(html)?.[1] ?? ''
  expect((await fetch(`${origin}${stylesheet}`)).headers.get('content-type')).toContain('text/css')

  const problem = await fetch(`${origin}/v1/jobs?q=${Math.random()}`, { headers: { ...from, accept: 'text/html' } })
  expect([problem.status, problem.headers.get('retry-after')]).toEqual([429, '60'])
  expect(await problem.json()).toMatchObject({ code: 'too_many', reason: 'request.too-many' })
})

test('a form that another site sends is refused with a page to a person and a problem to a program', async () => {
  const foreign = { method: 'POST', headers: { origin: 'https://elsewhere.example', accept: 'text/html' } }
  const page = await fetch(`${origin}/paste`, foreign)
  expect([page.status, page.headers.get('content-type')]).toEqual([403, 'text/html; charset=utf-8'])
  expect(await page.text()).toContain('Open Numerojobs and try again there.')
  const problem = await fetch(`${origin}/paste`, { ...foreign, headers: { ...foreign.headers, accept: '*/*' } })
  expect([problem.status, problem.headers.get('content-type')]).toEqual([403, 'application/problem+json'])
})

test('an address alone is read like a paste, and one that we may not open is refused beside its field with what to do', async () => {
  const form = new URLSearchParams({ intent: 'read', text: '', url: 'https://www.linkedin.com/jobs/view/1' })
  const answer = await fetch(`${origin}/paste`, { method: 'POST', body: form, headers: { origin, 'cf-connecting-ip': '2001:db8::9a' } })
  const html = await answer.text()
  expect(answer.status).toBe(400)
  expect(html).toContain('We never open pages of LinkedIn')
  expect(html).toContain('Paste the text instead.')
  expect(html).toContain('value="https://www.linkedin.com/jobs/view/1"')
})

test.each([
  ['without an end', '--x\r\ncontent-disposition: form-data; name="email"\r\n\r\nanna@exa'],
  ['without a name', '--x\r\ncontent-type: text/plain\r\n\r\nanna\r\n--x--\r\n'],
  ['of noise', '\u0000\u0001 no form at all'],
  ['of nothing', ''],
])('a form %s is refused as such, on pages and on their data', async (_, body) => {
  for (const path of ['/sign-in', '/sign-in.data', '/jobs', '/no-such-page']) {
    const answer = await fetch(`${origin}${path}`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'multipart/form-data; boundary=x', origin },
    })
    expect.soft(answer.status, path).toBeGreaterThanOrEqual(400)
    expect.soft(answer.status, path).toBeLessThan(500)
    await answer.arrayBuffer()
  }
})
/** What a page of its own says at each asking, until something is true of it. */
async function askUntil(address: string, isThere: (answer: Response) => boolean, waitMs: number): Promise<Response[]> {
  const answers: Response[] = []
  await expect
    .poll(
      async () => {
        const answer = await fetch(address)
        await answer.arrayBuffer()
        answers.push(answer)
        return isThere(answer)
      },
      { timeout: waitMs, interval: 250 },
    )
    .toBe(true)
  return answers
}

test('a page over its age is answered at once, says how old it is, and is rendered anew behind that', async () => {
  const address = `${origin}/about?stale=${Math.random()}`
  const stale = (await askUntil(address, (answer) => answer.headers.has('age'), 60_000)).at(-1)
  expect(Number(stale?.headers.get('age'))).toBeGreaterThanOrEqual(10)
  expect(stale?.status).toBe(200)
  // Only our own edge keeps pages, stale ones too: nobody else could give them their nonce.
  expect(stale?.headers.get('cache-control')).toBe('no-cache')
  expect(stale?.headers.get('set-cookie')).toBeNull()
  await askUntil(address, (answer) => !answer.headers.has('age'), 60_000)
})

test('the page of a job that was closed is never shown stale', async () => {
  const ctx = { ...systemCtx({ origin, vars, dataDir }), now: () => new Date() }
  const job = {
    origin: 'synced' as const,
    source: 'board',
    sourceKey: `stale-${Math.random()}`,
    sourceUrl: null,
    postId: null,
    title: 'Lighthouse keeper',
    companyName: null,
    places: [],
    remote: null,
    remoteRegions: [],
    salary: null,
    employmentType: null,
    seniority: null,
    skills: [],
    applyUrl: null,
    contact: null,
    contactIsPublic: false,
    description: null,
    excerpt: null,
    language: null,
    fingerprint: [],
    foundAt: new Date(),
    postedAt: null,
    validThrough: null,
  }
  const [id = ''] = await withEvents(ctx, (tx, emit) => openJobs(ctx, tx, emit, [job], { isNews: false }))
  const address = `${origin}${jobPath({ id, title: job.title, companyName: null })}`
  expect((await fetch(address)).status).toBe(200)
  await withEvents(ctx, (tx, emit) => closeJobs(ctx, tx, emit, [id], { because: 'link-gone' }))
  const answers = await askUntil(address, (answer) => answer.status === 410, 60_000)
  expect(answers.filter((answer) => answer.status === 200 && answer.headers.has('age'))).toEqual([])
  // And the way to its original leads back to its page.
  const led = await fetch(`${address}/open`, { redirect: 'manual' })
  expect([led.status, led.headers.get('location')]).toEqual([303, `/jobs/${id}`])
})

test('nobody who is signed in is answered from what is kept, however stale', async () => {
  const entered = await fetch(operatorLink({ origin, secret: vars.SESSION_SECRET ?? '' }), { redirect: 'manual' })
  const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? ''
  const address = `${origin}/market?region=IS&own=${Math.random()}`
  await askUntil(address, (answer) => answer.headers.has('age'), 60_000)
  const own = await fetch(address, { headers: { cookie } })
  expect([own.headers.get('age'), own.headers.get('cache-control')]).toEqual([null, 'private, no-store'])
  expect(await own.text()).toContain('href="/operator"')
  for (let time = 0; time < 3; time++) {
    const shared = await fetch(address)
    expect(shared.headers.get('cache-control')).toBe('no-cache')
    expect(await shared.text()).not.toContain('href="/operator"')
  }
})
