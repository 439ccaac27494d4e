import { expect, inject, test } from 'vitest'
import { billingEvents } from '../../db/schema'
import { signEvent } from '../../scripts/stripe.mjs'
import { systemCtx } from '../system-ctx'

const system = inject('system')
const { origin, vars } = system
const secret = vars.STRIPE_WEBHOOK_SECRET ?? ''
const nowS = () => Math.floor(Date.now() / 1_000)
const event = (id: string, type = 'customer.subscription.updated') => ({
  id: `evt_${id}`,
  object: 'event',
  created: nowS(),
  type,
  data: { object: { id: 'sub_1', object: 'subscription', customer: 'cus_of_nobody' } },
})
const post = (body: string, signature?: string) =>
  fetch(`${origin}/webhooks/stripe`, { method: 'POST', body, headers: signature === undefined ? {} : { 'stripe-signature': signature } })
const countEvents = () => systemCtx(system).db.$count(billingEvents)

test('a webhook of the payment provider is believed by its signature over the raw body alone, and taken in once', async () => {
  const before = await countEvents()
  const { body, signature } = signEvent(secret, event('worker_1'), nowS())
  expect((await post(body)).status).toBe(401)
  expect((await post(body, signEvent('whsec_guessed', event('worker_1'), nowS()).signature)).status).toBe(401)
  expect((await post(`${body} `, signature)).status).toBe(401)
  const old = signEvent(secret, event('worker_1'), nowS() - 400)
  expect((await post(old.body, old.signature)).status).toBe(401)
  expect(await countEvents()).toBe(before)
  for (let time = 0; time < 3; time++) expect((await post(body, signature)).status).toBe(200)
  expect(await countEvents()).toBe(before + 1)
})

test('events of no interest are answered with 200 and kept nowhere; what is no event, or over 1 MB, is refused', async () => {
  const before = await countEvents()
  const of = (value: unknown) => signEvent(secret, value, nowS())
  const unknown = of(event('worker_2', 'payment_link.created'))
  expect((await post(unknown.body, unknown.signature)).status).toBe(200)
  const nothing = of({ hello: 'world' })
  expect((await post(nothing.body, nothing.signature)).status).toBe(400)
  const large = of({ ...event('worker_3'), padding: 'x'.repeat(1_100_000) })
  expect((await post(large.body, large.signature)).status).toBe(413)
  expect(await countEvents()).toBe(before)
})
