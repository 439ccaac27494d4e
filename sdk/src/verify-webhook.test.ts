import { Webhook } from 'standardwebhooks'
import { expect, test } from 'vitest'
import { NumerojobsError } from './errors'
import { verifyWebhook } from './verify-webhook'

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const VECTOR = {
  body: '{"test": 2432232314}',
  headers: {
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  },
}
const nowMs = 1_614_265_330_000
const reasonOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'verified',
    (error: unknown) => (error instanceof NumerojobsError ? error.reason : String(error)),
  )

test('the published example of Standard Webhooks is verified, as text and as a request', async () => {
  expect(await verifyWebhook(VECTOR, { secret: SECRET, nowMs })).toEqual({ test: 2_432_232_314 })
  const request = new Request('https://example.com/hooks', { method: 'POST', ...VECTOR })
  expect(await verifyWebhook(request, { secret: SECRET, nowMs })).toEqual({ test: 2_432_232_314 })
})

test('headers are read in any case, and one of several signatures or secrets is enough', async () => {
  const [other] = ['whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD']
  const headers = {
    'Webhook-Id': 'whv_1',
    'Webhook-Timestamp': '1614265330',
    'Webhook-Signature': `v1a,xyz v1,AAAA ${new Webhook(SECRET).sign('whv_1', new Date(nowMs), '{}')}`,
  }
  expect(await verifyWebhook({ body: '{}', headers }, { secret: [other, SECRET], nowMs })).toEqual({})
})

test('what was changed, signed by somebody else, or overheard long ago is refused', async () => {
  const options = { secret: SECRET, nowMs }
  const changed = (headers: Record<string, string>, body = VECTOR.body) => ({ body, headers: { ...VECTOR.headers, ...headers } })
  const refusals: [string, ReturnType<typeof changed>][] = [
    ['webhook.wrong-signature', changed({}, '{"test":2432232314}')],
    ['webhook.wrong-signature', changed({ 'webhook-id': 'msg_other' })],
    ['webhook.wrong-signature', changed({ 'webhook-timestamp': '1614265331' })],
    ['webhook.wrong-signature', changed({ 'webhook-signature': '' })],
    ['webhook.wrong-signature', changed({ 'webhook-signature': 'v1,not base64!' })],
    ['webhook.wrong-signature', changed({ 'webhook-signature': VECTOR.headers['webhook-signature'].replace('v1,', 'v2,') })],
    ['webhook.too-old', changed({ 'webhook-timestamp': '' })],
    ['webhook.too-old', changed({ 'webhook-timestamp': '16142653300000' })],
  ]
  for (const [reason, request] of refusals)
    expect.soft(await reasonOf(verifyWebhook(request, options)), JSON.stringify(request)).toBe(reason)
  expect(await reasonOf(verifyWebhook(VECTOR, { ...options, nowMs: nowMs + 301_000 }))).toBe('webhook.too-old')
  expect(await reasonOf(verifyWebhook(VECTOR, { ...options, nowMs: nowMs + 301_000, toleranceS: 600 }))).toBe('verified')
  expect(await reasonOf(verifyWebhook(VECTOR, { ...options, secret: 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD' }))).toBe(
    'webhook.wrong-signature',
  )
})
