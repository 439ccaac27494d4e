import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { newWorld } from '../../test/world'
import { cacheGeneration, setCacheGeneration } from '../core/cache'
import { followErasures } from '../privacy/cache-generation'
import type { Env } from './env'
import type { KeptAnswer } from './http-context'
import { addCount, flushCounts } from './metrics'
import { findNonces, newNonce } from './page-nonce'
import { answerReady, keepReady } from './ready-answers'

const SECRET = 'a secret of this test, as long as it must be'
const settings = {
  DATABASE_URL: 'postgres://nobody@127.0.0.1/none',
  APP_ORIGIN: 'https://numerojobs.example',
  SESSION_SECRET: SECRET,
  PARTY_TICKET_SECRET: SECRET,
  PARTY_PUBLISH_SECRET: SECRET,
  DATA_KEYS: JSON.stringify({ current: 'k1', keys: { k1: btoa('k'.repeat(32)) } }),
}
// Nothing here reaches for a binding.
const env = settings as unknown as Env
const execution = { waitUntil: () => {} }
const ask = (path: string, init: RequestInit = {}) => new Request(`https://numerojobs.example${path}`, init)
const answer = (path: string, init?: RequestInit, nowMs?: number) => answerReady(ask(path, init), env, execution, nowMs)
const kept = (text: string, more: Partial<KeptAnswer> = {}): KeptAnswer => ({
  body: new TextEncoder().encode(text),
  page: null,
  keptAtMs: Date.now(),
  ageS: 20,
  hit: 'numerojobs_v1_cache_total{outcome="hit"}',
  ...more,
})

/** As after a request that went the long way: figures are flushed, erasures are known. Each test begins a minute after the one before. */
let clockMs = Date.now()
beforeEach(async () => {
  clockMs += 60_000
  vi.useFakeTimers({ toFake: ['Date'], now: clockMs })
  await using world = await newWorld()
  const later: Promise<unknown>[] = []
  addCount('numerojobs_v1_cache_total{outcome="miss"}')
  flushCounts(world.as('system').db, (promise) => later.push(promise))
  await followErasures({ ...world.as('system'), now: () => new Date() })
  await Promise.all(later)
})
afterEach(() => void vi.useRealTimers())

test('what was kept is sent again with its headers, its age, and a request id and a trace of its own', async () => {
  const sent = new Headers({ etag: '"1"', 'x-request-id': 'req_first', traceresponse: '00-first', age: '0', 'x-frame-options': 'DENY' })
  keepReady(ask('/v1/jobs?q=a'), kept('{"data":[]}', { keptAtMs: Date.now() - 3_000 }), sent)
  const answers = [answer('/v1/jobs?q=a'), answer('/v1/jobs?q=a')]
  for (const each of answers) {
    expect(each?.status).toBe(200)
    expect(await each?.text()).toBe('{"data":[]}')
    expect([...(each?.headers.keys() ?? [])].sort()).toEqual([...sent.keys()].sort())
    expect(['etag', 'age', 'x-frame-options'].map((name) => each?.headers.get(name))).toEqual(['"1"', '3', 'DENY'])
  }
  expect(new Set(['req_first', ...answers.map((each) => each?.headers.get('x-request-id'))]).size).toBe(3)
  expect(new Set(['00-first', ...answers.map((each) => each?.headers.get('traceresponse'))]).size).toBe(3)
  expect(answer('/v1/jobs?q=b')).toBeUndefined()
})

test('a page is sent with a new nonce in its scripts and its policy each time, and nothing else of it changes', async () => {
  const nonce = newNonce()
  const text = (own: string) => `<p>Zoë pays 50 €</p><script nonce="${own}">1</script>…<script nonce="${own}">2</script>`
  const { body, nonceAt } = findNonces(text(nonce), nonce)
  keepReady(ask('/jobs'), kept('', { body, page: { nonceAt, origin: settings.APP_ORIGIN } }), new Headers({ 'content-type': 'text/html' }))
  const nonces = [nonce]
  for (let time = 0; time < 3; time++) {
    const page = answer('/jobs')
    const own = /'nonce-([\w-]{24})'/.exec(page?.headers.get('content-security-policy') ?? '')?.[1] ?? ''
    expect(await page?.text()).toBe(text(own))
    nonces.push(own)
  }
  expect(new Set(nonces).size).toBe(4)
})

test('who says who they are, what they hold, or asks for anything but a read goes the long way', () => {
  keepReady(ask('/v1/jobs?q=long-way'), kept('{}'), new Headers())
  const path = '/v1/jobs?q=long-way'
  expect(answer(path)).toBeDefined()
  const long: RequestInit[] = [
    { method: 'HEAD' },
    { method: 'POST' },
    { headers: { cookie: 'a=b' } },
    { headers: { authorization: 'Bearer key' } },
    { headers: { 'if-none-match': '"1"' } },
  ]
  for (const init of long) expect(answer(path, init), JSON.stringify(init)).toBeUndefined()
})

test('an answer is sent no longer than its age, not after an erasure, and not at all when it set a cookie', () => {
  const keptAtMs = Date.now()
  keepReady(ask('/v1/jobs?q=age'), kept('{}', { keptAtMs, ageS: 2 }), new Headers())
  expect(answer('/v1/jobs?q=age', {}, keptAtMs + 1_999)).toBeDefined()
  expect(answer('/v1/jobs?q=age', {}, keptAtMs + 2_000)).toBeUndefined()

  keepReady(ask('/v1/jobs?q=erased'), kept('{}'), new Headers())
  const generation = cacheGeneration()
  setCacheGeneration('after an erasure')
  expect(answer('/v1/jobs?q=erased')).toBeUndefined()
  setCacheGeneration(generation)
  expect(answer('/v1/jobs?q=erased')).toBeUndefined()

  keepReady(ask('/v1/jobs?q=cookie'), kept('{}'), new Headers({ 'set-cookie': 'session=1' }))
  expect(answer('/v1/jobs?q=cookie')).toBeUndefined()
})

test('when it is time to flush figures or to look for erasures, a request goes the long way', () => {
  keepReady(ask('/v1/jobs?q=due'), kept('{}', { ageS: 600 }), new Headers())
  expect(answer('/v1/jobs?q=due', {}, Date.now() + 4_000)).toBeDefined()
  expect(answer('/v1/jobs?q=due', {}, Date.now() + 6_000)).toBeUndefined()
  expect(answer('/v1/jobs?q=due', {}, Date.now() + 11_000)).toBeUndefined()
})

test('what leaves first when there is too much is what came first', () => {
  keepReady(ask('/v1/jobs?first'), kept('{}'), new Headers())
  for (let count = 0; count < 20; count++) keepReady(ask(`/v1/jobs?large=${count}`), kept('x'.repeat(1_000_000)), new Headers())
  expect(answer('/v1/jobs?first')).toBeUndefined()
  expect(answer('/v1/jobs?large=19')).toBeDefined()
})
