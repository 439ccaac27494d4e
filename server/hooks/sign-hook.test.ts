import { expect, test } from 'vitest'
import { newHookSecret, signHook } from './sign-hook'

test('a webhook is signed as Standard Webhooks says: the published example comes out the same', () => {
  // Source: the vector that the libraries of Standard Webhooks and Svix are tested with.
  const signed = signHook(['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'], {
    id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    body: '{"test": 2432232314}',
    at: new Date(1_614_265_330_999),
  })
  expect(signed).toEqual({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  })
})

test('with two secrets there are two signatures, and every secret is another one of 24 bytes', () => {
  const [first, second] = [newHookSecret(), newHookSecret()]
  expect(first).not.toBe(second)
  expect(Buffer.from(first.slice('whsec_'.length), 'base64')).toHaveLength(24)
  const of = (secrets: string[]) => signHook(secrets, { id: 'whv_1', body: '{}', at: new Date(0) })['webhook-signature']
  expect(of([first, second])).toBe(`${of([first])} ${of([second])}`)
})
