import { createHash } from 'node:crypto'
import { expect, inject, test } from 'vitest'
import { z } from 'zod'

const { origin } = inject('system')
const JSON_TYPE = { 'content-type': 'application/json' }
/** Codes leave by the queue. */
const MAIL = { timeout: 30_000, interval: 500 }

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${origin}${path}`, { method: 'POST', headers: { ...JSON_TYPE, ...headers }, body: JSON.stringify(body), redirect: 'manual' })
const cookiesOf = (answer: Response) => answer.headers.getSetCookie().map((line) => line.split(';')[0] ?? '')
const newAddress = (name: string) => `${name}-${crypto.randomUUID().slice(0, 8)}@example.com`
const reasonOf = async (answer: Response) => z.object({ reason: z.string() }).parse(await answer.json()).reason

const Inbox = z.object({ mails: z.array(z.object({ subject: z.string() })) })
async function codeTo(email: string): Promise<string> {
  let code = ''
  await expect
    .poll(async () => {
      const { mails } = Inbox.parse(await (await fetch(`${origin}/dev/mail.json?to=${encodeURIComponent(email)}`)).json())
      code = mails.map(({ subject }) => /\d{6}/.exec(subject)?.[0]).find(Boolean) ?? ''
      return code
    }, MAIL)
    .not.toBe('')
  return code
}

async function signUp(name: string) {
  const email = newAddress(name)
  expect((await post('/v1/auth/register', { email, password: 'four words make one', name })).status).toBe(200)
  const answer = await post('/v1/auth/verify', { email, code: await codeTo(email) })
  expect(answer.status).toBe(200)
  return { email, cookies: cookiesOf(answer), lines: answer.headers.getSetCookie() }
}
const me = (cookie: string) => fetch(`${origin}/v1/people/me`, { headers: { cookie } })

test('a session is two HttpOnly cookies, and its answer holds no token unless a program asks', async () => {
  const { email, lines, cookies } = await signUp('hanna')
  expect(lines).toHaveLength(2)
  for (const line of lines) expect(line).toMatch(/; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax/)
  expect((await me(cookies.join('; '))).status).toBe(200)
  const asProgram = await post('/v1/auth/login', { email, password: 'four words make one', tokens: true })
  const { accessToken } = z.object({ accessToken: z.string() }).parse(await asProgram.json())
  expect((await fetch(`${origin}/v1/people/me`, { headers: { authorization: `Bearer ${accessToken}` } })).status).toBe(200)
  const wrong = await fetch(`${origin}/v1/people/me`, { headers: { authorization: `Bearer ${accessToken}x` } })
  expect([wrong.status, await reasonOf(wrong)]).toEqual([401, 'session.access-over'])
})

test('an old refresh token that is shown again ends the session, for the thief and for the owner', async () => {
  const { cookies } = await signUp('rosa')
  const [, refresh = ''] = cookies
  const renewed = await post('/v1/auth/refresh', {}, { cookie: refresh })
  expect(renewed.status).toBe(200)
  const newest = cookiesOf(renewed).find((pair) => pair.startsWith('refresh=')) ?? ''
  const reused = await post('/v1/auth/refresh', {}, { cookie: refresh })
  expect([reused.status, await reasonOf(reused)]).toEqual([401, 'session.over'])
  const owner = await post('/v1/auth/refresh', {}, { cookie: newest })
  expect([owner.status, await reasonOf(owner)]).toEqual([401, 'session.over'])
  expect((await me(newest)).status).toBe(401)
})

test('signing in takes no session from what the browser brought, and ends the one that was open', async () => {
  const { email, cookies } = await signUp('fixa')
  const planted = await post(
    '/v1/auth/login',
    { email, password: 'four words make one' },
    { cookie: 'refresh=planted; auth.session_token=planted.by' },
  )
  expect(cookiesOf(planted).join()).not.toContain('planted')
  const again = await post('/v1/auth/login', { email, password: 'four words make one' }, { cookie: cookies.join('; ') })
  expect(again.status).toBe(200)
  expect((await post('/v1/auth/refresh', {}, { cookie: cookies[1] ?? '' })).status).toBe(401)
})

test('a page of another site writes nothing with the cookies of who visits it', async () => {
  const { cookies } = await signUp('carla')
  const foreign = { cookie: cookies.join('; '), origin: 'https://evil.example' }
  const patch = (headers: Record<string, string>) =>
    fetch(`${origin}/v1/people/me`, { method: 'PATCH', headers: { ...JSON_TYPE, ...headers }, body: '{"headline":"Owned"}' })
  expect((await patch(foreign)).status).toBe(401)
  expect((await patch({ cookie: cookies.join('; '), 'sec-fetch-site': 'cross-site' })).status).toBe(401)
  const form = await fetch(`${origin}/v1/people/me`, {
    method: 'PATCH',
    headers: { cookie: cookies.join('; '), 'content-type': 'text/plain' },
    body: '{"headline":"Owned"}',
  })
  expect(form.status).toBe(415)
  const trpc = await post('/trpc/people.update', { headline: 'Owned' }, foreign)
  expect([trpc.status, await reasonOf(trpc)]).toEqual([403, 'request.foreign-origin'])
  expect(await (await me(cookies.join('; '))).json()).toMatchObject({ headline: null })
  expect((await patch({ cookie: cookies.join('; '), origin })).status).toBe(200)
})

test('the code flow of the local provider holds to PKCE and state: a code of another browser, or used twice, signs nobody in', async () => {
  const email = newAddress('olivia')
  const begin = await fetch(`${origin}/auth/start/dev?to=/jobs`, { redirect: 'manual' })
  const state = cookiesOf(begin).join('; ')
  const authorize = new URL(begin.headers.get('location') ?? '')
  expect(authorize.searchParams.get('code_challenge_method')).toBe('S256')
  const consent = `${authorize.toString().replace('/authorize', '/consent')}&email=${email}&name=Olivia`
  const back = (await fetch(consent, { redirect: 'manual' })).headers.get('location') ?? ''
  const finish = (cookie: string) => fetch(back, { redirect: 'manual', headers: { cookie } })
  const stranger = await finish('')
  expect(stranger.headers.get('location')).toMatch(/^\/sign-in\?problem=/)
  expect(stranger.headers.getSetCookie().join()).not.toContain('refresh=')
  const owner = await finish(state)
  expect(owner.headers.get('location')).toBe('/welcome?to=%2Fjobs')
  expect(await (await me(cookiesOf(owner).join('; '))).json()).toMatchObject({ email, emailVerified: true })
  expect((await finish(state)).headers.get('location')).toMatch(/^\/sign-in\?problem=/)
})

test('the local provider gives no token to another address, a wrong verifier or a client without its secret', async () => {
  const elsewhere = await fetch(
    `${origin}/dev/oidc/authorize?client_id=numerojobs&redirect_uri=https%3A%2F%2Fevil.example%2F&response_type=code&state=12345678&code_challenge_method=S256&code_challenge=${createHash('sha256').update('x').digest('base64url')}`,
  )
  expect([elsewhere.status, await reasonOf(elsewhere)]).toEqual([400, 'oidc.bad-redirect'])
  const token = await fetch(`${origin}/dev/oidc/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code: 'made-up',
      redirect_uri: `${origin}/auth/callback/dev`,
      code_verifier: 'v'.repeat(43),
    }),
  })
  expect([token.status, await token.json()]).toEqual([401, { error: 'invalid_client' }])
})

test('a way back to another site is not followed', async () => {
  for (const to of ['https://evil.example', '//evil.example', '/\\evil.example']) {
    const begin = await fetch(`${origin}/auth/start/dev?to=${encodeURIComponent(to)}`, { redirect: 'manual' })
    const authorize = begin.headers.get('location') ?? ''
    const consent = `${authorize.replace('/authorize', '/consent')}&email=${newAddress('way')}&name=Way`
    const back = (await fetch(consent, { redirect: 'manual' })).headers.get('location') ?? ''
    const done = await fetch(back, { redirect: 'manual', headers: { cookie: cookiesOf(begin).join('; ') } })
    expect(done.headers.get('location')).toBe('/welcome?to=%2F')
  }
})
