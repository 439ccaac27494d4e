/**
 * The local payment provider: speaks those endpoints of Stripe's API that we use, keeps what it is told, and sends signed webhooks. Nothing is ever
 * charged. The inbox serves it, and the Worker passes `/dev/stripe*` on to its pages, under LOCAL=1 only.
 * Source of the shapes: Stripe, API reference, version 2024-06-20.
 */
import { createHmac, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { showInvoice, showPay, showPortal, showProvider } from './stripe-pages.mjs'

const MONTH_MS = 30 * 86_400_000
const KEPT_EVENTS_MAX = 200
const WEBHOOK_WAITS_MS = [1_000, 5_000, 30_000, 120_000]

/**
 * @param {{
 *   file?: string, readSettings: () => Record<string, string>, nowMs?: () => number,
 *   send?: (event: Record<string, unknown>) => void, log?: (line: string) => void }} options
 *   `readSettings` gives the Worker's variables: the key, the webhook's secret and where the Worker is. `send` takes the events in place of the Worker
 */
export function openStripe({ file, readSettings, nowMs = Date.now, send, log = () => {} }) {
  const kept = file && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : newState()
  const save = () => file && writeFileSync(file, JSON.stringify(kept), { mode: 0o600 })
  const nowS = () => Math.floor(nowMs() / 1_000)
  const origin = () => readSettings().APP_ORIGIN ?? ''

  function tell(type, object) {
    const event = {
      id: newId('evt'),
      object: 'event',
      api_version: '2024-06-20',
      created: nowS(),
      data: { object: structuredClone(object) },
      livemode: false,
      pending_webhooks: 1,
      request: { id: null, idempotency_key: null },
      type,
    }
    kept.events.push(event)
    kept.events.splice(0, Math.max(0, kept.events.length - KEPT_EVENTS_MAX))
    if (send) send(event)
    else void deliver(event)
  }

  /** A Worker that is not there is tried a few times, as Stripe does for days. */
  async function deliver(event) {
    for (const waitMs of [...WEBHOOK_WAITS_MS, null]) {
      const { body, signature } = signEvent(readSettings().STRIPE_WEBHOOK_SECRET ?? '', event, nowS())
      const status = await fetch(`${origin()}/webhooks/stripe`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'stripe-signature': signature },
        body,
        signal: AbortSignal.timeout(10_000),
      })
        .then((response) => response.status)
        .catch(() => 0)
      if (status === 200) return
      if (waitMs === null) log(`webhook ${event.type} was not taken: ${status}`)
      else await new Promise((resolve) => setTimeout(resolve, waitMs).unref())
    }
  }

  /** Answers one call of the API. @returns {{ status: number, body: unknown }} */
  function answerApi({ method, path, query, form, headers }) {
    const { STRIPE_SECRET_KEY: key } = readSettings()
    if (!key || headers.authorization !== `Bearer ${key}`) return refuse(401, { type: 'invalid_request_error', code: 'api_key_invalid' })
    const idempotencyKey = headers['idempotency-key']
    const known = idempotencyKey === undefined ? undefined : kept.answers[idempotencyKey]
    if (known)
      return known.asked === JSON.stringify([path, form])
        ? known.answer
        : refuse(400, { type: 'idempotency_error', code: 'idempotency_key_in_use' })
    const answer = callApi({ method, path, query, form })
    if (idempotencyKey !== undefined && answer.status === 200)
      kept.answers[idempotencyKey] = { asked: JSON.stringify([path, form]), answer }
    save()
    return answer
  }

  function callApi({ method, path, query, form }) {
    const [, , area, second, third, fourth] = path.split('/')
    const at = `${method} ${area}`
    if (at === 'POST customers' && !second) return give(keep('customers', { ...newObject('cus', 'customer'), ...customerOf(form) }))
    if (at === 'POST customers') return change('customers', second, (customer) => Object.assign(customer, customerOf(form)))
    if (at === 'POST products') return addProduct(form)
    if (at === 'POST checkout' && !third) return addCheckout(form)
    if (at === 'POST checkout' && fourth === 'expire') return expireCheckout(third)
    if (at === 'GET checkout') return find('checkouts', third)
    if (at === 'POST billing_portal') return openPortal(form)
    if (at === 'GET subscriptions' && !second)
      return list('subscriptions', query, (one) => query.status === 'all' || one.status !== 'canceled')
    if (at === 'GET subscriptions') return find('subscriptions', second)
    if (at === 'POST subscriptions') return change('subscriptions', second, (one) => changeSubscription(one, form))
    if (at === 'DELETE subscriptions') return change('subscriptions', second, endSubscription)
    if (at === 'GET invoices') return list('invoices', query)
    if (at === 'GET charges') return find('charges', second)
    return refuse(404, { type: 'invalid_request_error', code: 'url_invalid' })
  }

  const newObject = (prefix, object) => ({ id: newId(prefix), object, created: nowS(), livemode: false })
  const keep = (kind, thing) => {
    kept[kind][thing.id] = thing
    return thing
  }
  const customerOf = (form) => ({
    ...(form.name === undefined ? {} : { name: form.name }),
    ...(form.email === undefined ? {} : { email: form.email }),
    ...(form['metadata[organisation_id]'] === undefined ? {} : { metadata: { organisation_id: form['metadata[organisation_id]'] } }),
  })

  function find(kind, id) {
    const thing = kept[kind][id]
    return thing ? give(thing) : missing(id)
  }

  function change(kind, id, act) {
    const thing = kept[kind][id]
    if (!thing) return missing(id)
    return act(thing)?.error ?? give(thing)
  }

  /** The newest first, as Stripe lists. */
  function list(kind, query, isWanted = () => true) {
    const all = Object.values(kept[kind])
      .filter((thing) => thing.customer === query.customer && isWanted(thing))
      .reverse()
    const from = query.starting_after ? all.findIndex(({ id }) => id === query.starting_after) + 1 : 0
    const data = all.slice(from, from + Number(query.limit ?? 10))
    return give({ object: 'list', url: `/v1/${kind}`, has_more: all.length > from + data.length, data })
  }

  function addProduct({ id, name }) {
    if (!name) return refuse(400, { type: 'invalid_request_error', code: 'parameter_missing', param: 'name' })
    if (kept.products[id]) return refuse(400, { type: 'invalid_request_error', code: 'resource_already_exists', param: 'id' })
    return give(keep('products', { ...newObject('prod', 'product'), id, name, active: true }))
  }

  function addCheckout(form) {
    const item = 'line_items[0][price_data]'
    const wanted = [
      'mode',
      'customer',
      'success_url',
      'line_items[0][quantity]',
      `${item}[currency]`,
      `${item}[product]`,
      `${item}[unit_amount]`,
    ]
    const lacking = wanted.find((name) => !form[name])
    if (lacking) return refuse(400, { type: 'invalid_request_error', code: 'parameter_missing', param: lacking })
    if (!kept.customers[form.customer]) return missing(form.customer, 'customer')
    if (!kept.products[form[`${item}[product]`]]) return missing(form[`${item}[product]`], `${item}[product]`)
    const isPlan = form.mode === 'subscription'
    if (isPlan !== (form[`${item}[recurring][interval]`] === 'month'))
      return refuse(400, { type: 'invalid_request_error', code: 'parameter_invalid', param: 'mode' })
    const quantity = Number(form['line_items[0][quantity]'])
    const checkout = keep('checkouts', {
      ...newObject('cs_test', 'checkout.session'),
      mode: form.mode,
      customer: form.customer,
      client_reference_id: form.client_reference_id ?? null,
      currency: form[`${item}[currency]`],
      amount_total: quantity * Number(form[`${item}[unit_amount]`]),
      metadata: { credits: form['metadata[credits]'] ?? '0' },
      status: 'open',
      payment_status: 'unpaid',
      payment_intent: null,
      subscription: null,
      success_url: form.success_url,
      cancel_url: form.cancel_url ?? null,
    })
    checkout.url = `${origin()}/dev/stripe/pay/${checkout.id}`
    // Not of Stripe's shape: what is bought.
    kept.bought[checkout.id] = { product: form[`${item}[product]`], unitAmount: Number(form[`${item}[unit_amount]`]), quantity }
    return give(checkout)
  }

  function expireCheckout(id) {
    const checkout = kept.checkouts[id]
    if (!checkout) return missing(id)
    if (checkout.status !== 'open') return refuse(400, { type: 'invalid_request_error', code: 'checkout_session_not_open' })
    Object.assign(checkout, { status: 'expired', url: null })
    tell('checkout.session.expired', checkout)
    return give(checkout)
  }

  function openPortal({ customer, return_url }) {
    if (!kept.customers[customer]) return missing(customer, 'customer')
    const session = keep('portals', { ...newObject('bps', 'billing_portal.session'), customer, return_url })
    return give({ ...session, url: `${origin()}/dev/stripe/portal/${session.id}` })
  }

  function changeSubscription(subscription, form) {
    if (subscription.status === 'canceled') return { error: refuse(400, { type: 'invalid_request_error', code: 'resource_missing' }) }
    if (form.cancel_at_period_end !== undefined) subscription.cancel_at_period_end = form.cancel_at_period_end === 'true'
    const [item] = subscription.items.data
    const [product, amount] = [form['items[0][price_data][product]'], form['items[0][price_data][unit_amount]']]
    if (product !== undefined) {
      if (form['items[0][id]'] !== item.id) return { error: missing(form['items[0][id]'], 'items[0][id]') }
      if (!kept.products[product]) return { error: missing(product, 'items[0][price_data][product]') }
      item.price = priceOf(product, Number(amount), subscription.currency)
    }
    tell('customer.subscription.updated', subscription)
  }

  function endSubscription(subscription) {
    if (subscription.status === 'canceled') return { error: missing(subscription.id) }
    Object.assign(subscription, { status: 'canceled', canceled_at: nowS(), ended_at: nowS() })
    tell('customer.subscription.deleted', subscription)
  }

  const priceOf = (product, unitAmount, currency) => ({
    id: newId('price'),
    object: 'price',
    product,
    unit_amount: unitAmount,
    currency,
    recurring: { interval: 'month', interval_count: 1 },
  })

  function addInvoice({ customer, currency, total, isPaid, subscription = null, about }) {
    const number = `LOCAL-${String(Object.keys(kept.invoices).length + 1).padStart(4, '0')}`
    const invoice = keep('invoices', {
      ...newObject('in', 'invoice'),
      customer,
      currency,
      total,
      subscription,
      number,
      status: isPaid ? 'paid' : 'open',
      description: about,
    })
    invoice.invoice_pdf = `${origin()}/dev/stripe/invoices/${invoice.id}/pdf`
    tell('invoice.finalized', invoice)
    tell(isPaid ? 'invoice.paid' : 'invoice.payment_failed', invoice)
    return invoice
  }

  /** What pressing "Pay" does. @returns {string | null} where the browser goes next; `null`: it cannot be paid any more */
  function pay(checkoutId) {
    const checkout = kept.checkouts[checkoutId]
    if (checkout?.status !== 'open') return null
    const { customer, currency, amount_total: total } = checkout
    const bought = kept.bought[checkoutId]
    const about = `${bought.quantity} × ${kept.products[bought.product].name}`
    if (checkout.mode === 'subscription') {
      const subscription = keep('subscriptions', {
        ...newObject('sub', 'subscription'),
        customer,
        currency,
        status: 'active',
        cancel_at_period_end: false,
        canceled_at: null,
        ended_at: null,
        current_period_start: nowS(),
        current_period_end: nowS() + MONTH_MS / 1_000,
        items: {
          object: 'list',
          data: [{ id: newId('si'), object: 'subscription_item', price: priceOf(bought.product, total, currency) }],
        },
      })
      checkout.subscription = subscription.id
      tell('customer.subscription.created', subscription)
      addInvoice({ customer, currency, total, isPaid: true, subscription: subscription.id, about })
    } else {
      checkout.payment_intent = newId('pi')
      keep('charges', {
        ...newObject('ch', 'charge'),
        customer,
        amount: total,
        currency,
        payment_intent: checkout.payment_intent,
        refunded: false,
      })
      addInvoice({ customer, currency, total, isPaid: true, about })
    }
    Object.assign(checkout, { status: 'complete', payment_status: 'paid', url: null })
    tell('checkout.session.completed', checkout)
    save()
    return checkout.success_url.replace('{CHECKOUT_SESSION_ID}', checkout.id)
  }

  /** The next month of a subscription: paid, or refused by the bank. One that is cancelled ends instead. */
  function passMonth(subscriptionId, isPaid) {
    const subscription = kept.subscriptions[subscriptionId]
    if (!subscription || subscription.status === 'canceled') return false
    if (subscription.cancel_at_period_end) endSubscription(subscription)
    else {
      const [{ price }] = subscription.items.data
      subscription.current_period_start = subscription.current_period_end
      subscription.current_period_end += MONTH_MS / 1_000
      subscription.status = isPaid ? 'active' : 'past_due'
      tell('customer.subscription.updated', subscription)
      const about = `1 × ${kept.products[price.product].name}`
      addInvoice({
        customer: subscription.customer,
        currency: price.currency,
        total: price.unit_amount,
        isPaid,
        subscription: subscriptionId,
        about,
      })
    }
    save()
    return true
  }

  function refund(chargeId) {
    const charge = kept.charges[chargeId]
    if (!charge || charge.refunded) return false
    Object.assign(charge, { refunded: true, amount_refunded: charge.amount })
    tell('charge.refunded', charge)
    save()
    return true
  }

  /** Answers one of the pages. @returns {{ status?: number, type?: string, body?: string | Buffer, location?: string } | null} */
  function answerPage({ method, path, form }) {
    const [, , , area, id] = path.split('/')
    const at = `${method} ${area ?? ''}`
    if (at === 'GET ') return { body: showProvider(kept) }
    if (at === 'GET pay') return showPay(kept, kept.checkouts[id])
    if (at === 'POST pay') return answerPay(kept.checkouts[id], form.act)
    if (at === 'GET portal') return showPortal(kept, kept.portals[id])
    if (at === 'GET invoices') return showInvoice(kept, kept.invoices[id])
    if (at === 'POST act') return act(form)
    return null
  }

  function answerPay(checkout, choice) {
    if (!checkout) return null
    if (choice === 'pay') {
      const next = pay(checkout.id)
      return next ? { status: 303, location: next } : showPay(kept, checkout)
    }
    if (choice === 'refuse') return showPay(kept, checkout, 'The card was refused. Nothing was charged.')
    return { status: 303, location: checkout.cancel_url }
  }

  function act({ what, id }) {
    if (what === 'pass') passMonth(id, true)
    if (what === 'refuse') passMonth(id, false)
    if (what === 'refund') refund(id)
    if (what === 'repeat') {
      const event = kept.events.find((each) => each.id === id)
      if (event && !send) void deliver(event)
    }
    return { status: 303, location: '/dev/stripe' }
  }

  return { answerApi, answerPage, pay, passMonth, refund, kept }
}

/** The body of an event with the header that Stripe signs it by. */
export function signEvent(secret, event, atS) {
  const body = JSON.stringify(event)
  return { body, signature: `t=${atS},v1=${createHmac('sha256', secret).update(`${atS}.${body}`).digest('hex')}` }
}

const newState = () => ({
  customers: {},
  products: {},
  checkouts: {},
  bought: {},
  subscriptions: {},
  invoices: {},
  charges: {},
  portals: {},
  events: [],
  answers: {},
})
const newId = (prefix) => `${prefix}_${randomBytes(12).toString('hex')}`
const give = (body) => ({ status: 200, body })
const refuse = (status, error) => ({ status, body: { error } })
const missing = (id, param = 'id') =>
  refuse(404, { type: 'invalid_request_error', code: 'resource_missing', param, message: `No such ${param}: '${id}'` })
