import { expect, test } from 'vitest'
import { fakeStripe } from '../../test/fakes/stripe'
import { AppError } from '../core/errors'
import { readStripeWebhook, stripePayments } from './stripe'

const NOW = new Date('2026-11-21T10:00:00.000Z')
const AT_S = NOW.getTime() / 1_000
const bytes = (text: string) => new TextEncoder().encode(text)
const EVENT = {
  id: 'evt_1',
  object: 'event',
  created: AT_S - 2,
  type: 'customer.subscription.updated',
  data: { object: { id: 'sub_1', object: 'subscription', customer: 'cus_1', status: 'active' } },
}

test('a webhook is believed when one of its signatures is by one of our secrets, over exactly the bytes that came', async () => {
  const { sign } = fakeStripe(() => NOW.getTime())
  const { body, signature } = sign(EVENT, 'whsec_new')
  const read = (header: string | undefined, secrets = 'whsec_old,whsec_new', raw = body, now = NOW) =>
    readStripeWebhook(secrets, bytes(raw), header, now)
  expect(await read(signature)).toEqual({
    eventId: 'evt_1',
    type: 'customer.subscription.updated',
    createdAt: new Date((AT_S - 2) * 1_000),
    about: { kind: 'customer', customerId: 'cus_1' },
  })
  const forged = `v1=${'0'.repeat(64)}`
  expect(await read(`t=${AT_S},${forged},${signature.split(',')[1]},v0=abc`)).toMatchObject({ eventId: 'evt_1' })
  for (const wrong of [
    undefined,
    '',
    't=,v1=',
    `t=${AT_S}`,
    `t=${AT_S},${forged}`,
    signature.replace('v1', 'v0'),
    signature.replace(String(AT_S), String(AT_S + 1)),
  ])
    expect.soft(await read(wrong), wrong).toBe('unsigned')
  expect(await read(signature, 'whsec_other')).toBe('unsigned')
  expect(await read(signature, '')).toBe('unsigned')
  expect(await read(signature, undefined, body.replace('evt_1', 'evt_2'))).toBe('unsigned')
  // The same JSON in other bytes is another message.
  expect(await read(signature, undefined, JSON.stringify(EVENT, null, 1))).toBe('unsigned')
})

test('a webhook of more than five minutes ago, or ahead, is not believed', async () => {
  const { sign } = fakeStripe(() => NOW.getTime())
  const { body, signature } = sign(EVENT, 'whsec_a')
  const at = (offsetS: number) => readStripeWebhook('whsec_a', bytes(body), signature, new Date(NOW.getTime() + offsetS * 1_000))
  expect(await at(300)).toMatchObject({ eventId: 'evt_1' })
  expect(await at(-300)).toMatchObject({ eventId: 'evt_1' })
  expect(await at(301)).toBe('unsigned')
  expect(await at(-301)).toBe('unsigned')
})

test('signatures as other programs compute them are right here too', async () => {
  // HMAC-SHA-256 of `1700000000.{"id":"evt_a"}` under `whsec_test`, by `openssl dgst -sha256 -hmac`.
  const signature = '6a01ad812679823880d10f2895da8e9d30ee92efc4c28e3c315b60abd549c54b'
  const read = await readStripeWebhook('whsec_test', bytes('{"id":"evt_a"}'), `t=1700000000,v1=${signature}`, new Date(1_700_000_000_000))
  // Signed, but no whole event.
  expect(read).toBe('malformed')
})

test('what is signed but no event is malformed, and events of no interest are about nothing', async () => {
  const { sign } = fakeStripe(() => NOW.getTime())
  const read = (event: unknown) => {
    const { body, signature } = sign(event, 'whsec_a')
    return readStripeWebhook('whsec_a', bytes(body), signature, NOW)
  }
  for (const wrong of [null, 'text', [], {}, { ...EVENT, id: 'not an id' }, { ...EVENT, data: null }, { ...EVENT, created: 'yesterday' }])
    expect.soft(await read(wrong), JSON.stringify(wrong)).toBe('malformed')
  const about = async (type: string, object: unknown = EVENT.data.object) => {
    const news = await read({ ...EVENT, type, data: { object } })
    return typeof news === 'string' ? news : news.about
  }
  expect(await about('payment_link.created')).toBeNull()
  expect(await about('customer.subscription.updated', { id: 'sub_1', customer: { id: 'cus_1' } })).toBeNull()
  expect(await about('invoice.payment_failed', { id: 'in_1', customer: 'cus_1' })).toEqual({ kind: 'customer', customerId: 'cus_1' })
  expect(await about('checkout.session.completed', { id: 'cs_1', customer: null })).toEqual({
    kind: 'checkout',
    checkoutId: 'cs_1',
    customerId: null,
  })
  expect(await about('charge.refunded', { id: 'ch_1', customer: 'cus_1' })).toEqual({ kind: 'refund', chargeId: 'ch_1' })
})

test('what a call failed with says whether to try again, and never holds the key', async () => {
  const payments = (answer: () => Response) =>
    stripePayments({ secretKey: 'sk_test_secret', apiUrl: 'https://stripe.test', fetch: async () => answer() })
  const failWith = async (answer: () => Response) => {
    const error: unknown = await payments(answer)
      .openPortal({ customerId: 'cus_1', returnUrl: 'https://numerojobs.example' })
      .catch((error: unknown) => error)
    expect(error).toBeInstanceOf(AppError)
    expect(JSON.stringify([error, String(error instanceof Error ? error.cause : '')])).not.toContain('sk_test_secret')
    return error instanceof AppError ? [error.reason, error.retryable] : []
  }
  const refusal = (status: number) => () => Response.json({ error: { type: 'invalid_request_error', code: 'x' } }, { status })
  expect(await failWith(refusal(400))).toEqual(['payment.refused', false])
  expect(await failWith(refusal(402))).toEqual(['payment.refused', false])
  for (const status of [401, 403, 409, 429, 500, 503])
    expect.soft(await failWith(refusal(status)), String(status)).toEqual(['payment.failed', true])
  expect(
    await failWith(() => {
      throw new TypeError('no network')
    }),
  ).toEqual(['payment.failed', true])
  expect(await failWith(() => new Response('<html>', { status: 502 }))).toEqual(['payment.failed', true])
})
