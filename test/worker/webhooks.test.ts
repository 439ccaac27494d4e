import { createTRPCClient, httpLink } from '@trpc/client'
import { beforeAll, expect, inject, test } from 'vitest'
import { z } from 'zod'
import { operatorLink } from '../../scripts/operator-link.mjs'
import type { AppRouter } from '../../server/entry/app-router'
import { deletionRequest, facebookDelivery, facebookSignature, standardDelivery } from '../senders'

const DeletionAnswer = z.strictObject({ url: z.url().includes('/privacy/deletion/'), confirmation_code: z.string().startsWith('del_') })
const { origin, vars } = inject('system')
const secret = vars.FACEBOOK_APP_SECRET ?? ''
const PAGE = '200000000000001'
let cookie = ''

const offer = (title: string, place: string) =>
  `We are hiring! Harbour Light Software is looking for a ${title} in ${place}. Full-time, €75,000 - €90,000 per year. You will work with TypeScript and PostgreSQL. Apply at https://harbour-light.example/careers`
const post = (body: string, headers: Record<string, string>, path = '/webhooks/facebook') =>
  fetch(`${origin}${path}`, { method: 'POST', body, headers })
const clientWith = (headers: Record<string, string>) =>
  createTRPCClient<AppRouter>({ links: [httpLink({ url: `${origin}/trpc`, headers })] })
const stranger = clientWith({})
let operator = stranger
const search = (words: string) => stranger.jobs.search.query({ q: `"${words}"` })
const countPosts = async (): Promise<number> =>
  (await operator.leads.stats.query()).perMinute.reduce((sum, minute) => sum + minute.received, 0)

beforeAll(async () => {
  const entered = await fetch(operatorLink({ origin, secret: vars.SESSION_SECRET ?? '' }), { redirect: 'manual' })
  expect(entered.status).toBe(303)
  cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? ''
  operator = clientWith({ cookie })
  await operator.sources.connectPage.mutate({ externalId: PAGE, name: 'Test Page' })
})

test('the verify challenge is echoed for our token, and refused for any other', async () => {
  const ask = (token: string) =>
    fetch(`${origin}/webhooks/facebook?hub.mode=subscribe&hub.verify_token=${encodeURIComponent(token)}&hub.challenge=1158201444`)
  const right = await ask(vars.FACEBOOK_VERIFY_TOKEN ?? '')
  expect([right.status, await right.text()]).toEqual([200, '1158201444'])
  expect((await ask('another')).status).toBe(403)
})

test('a signed post becomes a job that a stranger finds; the same delivery again adds nothing', async () => {
  const { body, headers } = facebookDelivery(secret, [
    { pageId: PAGE, id: '1', text: `${offer('Lighthouse Keeper', 'Hamburg, Germany')} ☕ – jetzt bewerben` },
  ])
  expect((await post(body, headers)).status).toBe(200)
  await expect.poll(async () => (await search('Lighthouse Keeper')).data.length, { timeout: 10_000 }).toBe(1)
  const before = await countPosts()
  expect((await post(body, headers)).status).toBe(200)
  expect(await countPosts()).toBe(before)
})

test('several entries, out of order: the newest state of each post counts', async () => {
  const nowS = Math.floor(Date.now() / 1_000)
  const edited = { pageId: PAGE, id: '2', text: offer('Harbour Pilot', 'Bremen, Germany'), verb: 'edited' as const, atS: nowS }
  const first = { pageId: PAGE, id: '2', text: offer('Harbour Pilot', 'Kiel, Germany'), atS: nowS - 60 }
  const gone = { pageId: PAGE, id: '3', verb: 'remove' as const, atS: nowS }
  const late = { pageId: PAGE, id: '3', text: offer('Ship Chandler', 'Kiel, Germany'), atS: nowS - 60 }
  for (const delivery of [
    [edited, gone],
    [first, late],
  ]) {
    const { body, headers } = facebookDelivery(secret, delivery)
    expect((await post(body, headers)).status).toBe(200)
  }
  await expect.poll(async () => (await search('Harbour Pilot')).data[0]?.places.join(), { timeout: 10_000 }).toContain('Bremen')
  expect((await search('Ship Chandler')).data).toEqual([])
})

test('what is not signed, not readable, too large or not ours costs no row and shows nothing', async () => {
  const before = await countPosts()
  const { body, headers } = facebookDelivery(secret, [{ pageId: PAGE, id: '9', text: offer('Ghost', 'Nowhere') }])
  const wrong = await post(body, { ...headers, 'x-hub-signature-256': facebookSignature('another secret', body) })
  const none = await post(body, { 'content-type': 'application/json' })
  const changed = await post(body.replace('Ghost', 'Goast'), headers)
  const broken = '{"object":"page","entry":'
  const malformed = await post(broken, { 'x-hub-signature-256': facebookSignature(secret, broken) })
  const shapeless = await post('{"object":"page"}', { 'x-hub-signature-256': facebookSignature(secret, '{"object":"page"}') })
  const large = `{"object":"page","pad":"${'x'.repeat(1_048_600)}"}`
  const tooLarge = await post(large, { 'x-hub-signature-256': facebookSignature(secret, large) })
  expect([wrong.status, none.status, changed.status, malformed.status, shapeless.status, tooLarge.status]).toEqual([
    401, 401, 401, 400, 400, 413,
  ])
  for (const answer of [wrong, none, malformed, tooLarge]) {
    const problem = await answer.text()
    expect(JSON.parse(problem)).toMatchObject({ code: expect.any(String), requestId: expect.stringMatching(/^req_/) })
    expect(problem).not.toMatch(/Ghost|secret=|stack|node_modules/)
  }
  const unknownField = JSON.stringify({
    object: 'page',
    entry: [{ id: PAGE, time: 1, changes: [{ field: 'ratings', value: { item: 'status' } }] }],
  })
  expect((await post(unknownField, { 'x-hub-signature-256': facebookSignature(secret, unknownField) })).status).toBe(200)
  const comment = facebookDelivery(secret, [{ pageId: PAGE, id: '9', item: 'comment', text: offer('Ghost', 'Nowhere') }])
  expect((await post(comment.body, comment.headers)).status).toBe(200)
  const unconnected = facebookDelivery(secret, [{ pageId: '299999999999999', id: '9', text: offer('Ghost', 'Nowhere') }])
  expect((await post(unconnected.body, unconnected.headers)).status).toBe(200)
  expect(await countPosts()).toBe(before)
})

test('any source may push with a Standard Webhooks signature; an old or foreign one is refused', async () => {
  const [source = '', key = ''] = Object.entries(JSON.parse(vars.POSTS_WEBHOOK_SECRETS ?? '{}'))[0] ?? []
  const at = new Date().toISOString()
  const payload = {
    type: 'posts.changed',
    timestamp: at,
    data: { changes: [{ kind: 'written', at, post: { externalId: 'a1', text: offer('Bell Founder', 'Innsbruck, Austria') } }] },
  }
  const path = `/webhooks/posts/${source}`
  const good = standardDelivery(String(key), payload)
  const answer = await post(good.body, good.headers, path)
  expect([answer.status, await answer.json()]).toEqual([200, { ok: true, added: 1, changed: 0, known: 0 }])
  const again = await post(good.body, good.headers, path)
  expect(await again.json()).toMatchObject({ added: 0, known: 1 })
  const old = standardDelivery(String(key), payload, new Date(Date.now() - 600_000))
  expect((await post(old.body, old.headers, path)).status).toBe(401)
  expect((await post(good.body, good.headers, '/webhooks/posts/nobody')).status).toBe(401)
  const wrong = standardDelivery(String(key), { type: 'posts.changed', timestamp: at, data: { changes: [] } })
  const refused = await post(wrong.body, wrong.headers, path)
  expect([refused.status, await refused.json()]).toMatchObject([400, { code: 'invalid', fields: { 'data.changes': expect.any(String) } }])
})

test('a deletion request that Meta signed erases the person and has a public status page; any other is refused', async () => {
  const author = '7766554433221100'
  const { body, headers } = facebookDelivery(secret, [
    { pageId: PAGE, id: '20', text: offer('Maintenance Electrician', 'Genoa, Italy'), authorId: author },
  ])
  expect((await post(body, headers)).status).toBe(200)
  await expect.poll(async () => (await search('Maintenance Electrician')).data.length, { timeout: 10_000 }).toBe(1)
  const ask = (signedRequest: string) =>
    post(
      new URLSearchParams({ signed_request: signedRequest }).toString(),
      { 'content-type': 'application/x-www-form-urlencoded' },
      '/webhooks/facebook/deletion',
    )
  expect((await ask(deletionRequest('another secret', author))).status).toBe(401)
  const answer = DeletionAnswer.parse(await (await ask(deletionRequest(secret, author))).json())
  await expect.poll(async () => (await search('Maintenance Electrician')).data.length, { timeout: 10_000 }).toBe(0)
  await expect.poll(async () => (await fetch(answer.url)).text(), { timeout: 10_000 }).toMatch(/done|erased/i)
  expect(await (await ask(deletionRequest(secret, author))).json()).toEqual(answer)
})

test('a used operator link opens nothing', async () => {
  const link = operatorLink({ origin, secret: vars.SESSION_SECRET ?? '' })
  expect((await fetch(link, { redirect: 'manual' })).status).toBe(303)
  expect((await fetch(link, { redirect: 'manual' })).status).toBe(401)
})

test('another site cannot make a browser write here', async () => {
  const foreign = await fetch(`${origin}/trpc/tasks.replayDead`, {
    method: 'POST',
    headers: { cookie, origin: 'https://evil.example', 'content-type': 'application/json' },
    body: '{}',
  })
  expect(foreign.status).toBe(403)
})
