import { z } from 'zod'
import {
  CREDIT_CENTS,
  Currency,
  Invoice,
  type InvoicePage,
  type PaidPlan,
  PaidPlan as PaidPlanShape,
  PLAN_TERMS,
  SubscriptionStatus,
} from '../../contract/billing'
import { AppError } from '../core/errors'
import { fromHex } from '../core/hex'
import type { Checkout, CheckoutOrder, Payments, Subscription } from '../core/payments'
import { hmacMatches } from './hmac'

export interface StripeSettings {
  secretKey: string
  apiUrl: string
  fetch?: (input: string, init: RequestInit) => Promise<Response>
}

/** The version whose shapes are read here; the account's own default may be another. */
const API_VERSION = '2024-06-20'
const TIMEOUT_MS = 10_000
const INVOICES_A_PAGE = 12
/** Ids that we give our products at Stripe: they say which plan a subscription is of, whatever its price has become. */
const PRODUCTS: Record<PaidPlan | 'credits', { id: string; name: string }> = {
  team: { id: 'numerojobs_team', name: 'Numerojobs Team' },
  scale: { id: 'numerojobs_scale', name: 'Numerojobs Scale' },
  credits: { id: 'numerojobs_posting_credit', name: 'Numerojobs posting credit' },
}

/** Payment by Stripe. */
export function stripePayments({ secretKey, apiUrl, fetch: ask = (input, init) => fetch(input, init) }: StripeSettings): Payments {
  const call: Call = (method, path, fields = {}, options = {}) => askStripe({ secretKey, apiUrl, ask }, method, path, fields, options)

  return {
    async addCustomer({ organisationId, name, email }) {
      const fields = { name, email, 'metadata[organisation_id]': organisationId }
      const { id } = Made.parse(await call('POST', '/customers', fields, { idempotencyKey: `customer:${organisationId}` }))
      return { customerId: id }
    },
    openCheckout: (order) => openCheckout(call, order),
    async closeCheckout(checkoutId) {
      // Stripe refuses with 400 what is paid or over; both are as wanted.
      await call('POST', `/checkout/sessions/${checkoutId}/expire`, {}, { isExpected: (status) => status === 400 || status === 404 })
    },
    findCheckout: (checkoutId) => findCheckout(call, checkoutId),
    async listSubscriptions(customerId) {
      const page = await call('GET', '/subscriptions', { customer: customerId, status: 'all', limit: '20' })
      return Subscriptions.parse(page).data.map(readSubscription)
    },
    async setCancelAtPeriodEnd(subscriptionId, cancels) {
      await call('POST', `/subscriptions/${subscriptionId}`, { cancel_at_period_end: String(cancels) })
    },
    async changePlan({ subscription, plan }) {
      const currency = subscription.currency ?? 'EUR'
      await keepProduct(call, plan)
      await call('POST', `/subscriptions/${subscription.id}`, {
        'items[0][id]': subscription.itemId,
        'items[0][quantity]': '1',
        ...priceOf('items[0]', plan, currency),
        proration_behavior: 'create_prorations',
        // Whoever chooses a plan wants to go on.
        cancel_at_period_end: 'false',
      })
    },
    async endSubscription(subscriptionId) {
      await call('DELETE', `/subscriptions/${subscriptionId}`, {}, { isExpected: (status) => status === 404 })
    },
    async openPortal({ customerId, returnUrl }) {
      return Page.parse(await call('POST', '/billing_portal/sessions', { customer: customerId, return_url: returnUrl }))
    },
    listInvoices: (customerId, cursor) => listInvoices(call, customerId, cursor),
    async findCharge(chargeId) {
      const found = await call('GET', `/charges/${chargeId}`, {}, { isExpected: (status) => status === 404 })
      if (found === null) return null
      const { payment_intent, refunded } = Charge.parse(found)
      return { paymentId: payment_intent, isWhollyRefunded: refunded }
    },
  }
}

/** News of one thing at Stripe. What it says of the thing's state is not read: events come late and out of order, so whoever acts asks anew. */
export interface StripeNews {
  eventId: string
  type: string
  createdAt: Date
  /** What happened to whom, in ids; `null` for what is of no interest here. */
  about:
    | { kind: 'customer'; customerId: string }
    | { kind: 'checkout'; checkoutId: string; customerId: string | null }
    | { kind: 'refund'; chargeId: string }
    | null
}

const TOLERANCE_S = 300

/**
 * Reads a webhook of Stripe: `'unsigned'` when none of its signatures is by a secret that we share, or when it is older than five minutes.
 * The signature is over the raw bytes. While a secret is rotated, Stripe signs with both, and we may know several.
 * Source: Stripe, Webhooks, "Verify webhook signatures manually".
 *
 * @param secrets separated by commas
 */
export async function readStripeWebhook(
  secrets: string,
  raw: Uint8Array<ArrayBuffer>,
  header: string | undefined,
  now: Date,
): Promise<StripeNews | 'unsigned' | 'malformed'> {
  const parts = (header ?? '')
    .slice(0, 2_000)
    .split(',')
    .map((part) => part.trim().split('='))
  const timestamp = parts.find(([name]) => name === 't')?.[1] ?? ''
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(now.getTime() / 1_000 - Number(timestamp)) > TOLERANCE_S) return 'unsigned'
  const prefix = new TextEncoder().encode(`${timestamp}.`)
  const signed = new Uint8Array(prefix.length + raw.length)
  signed.set(prefix)
  signed.set(raw, prefix.length)
  const signatures = parts
    .flatMap(([name, value = '']) => (name === 'v1' && /^[0-9a-f]{64}$/.test(value) ? [fromHex(value)] : []))
    .slice(0, 8)
  let isOurs = false
  for (const secret of secrets.split(',').filter((each) => each.trim() !== ''))
    for (const signature of signatures) if (await hmacMatches(secret.trim(), signed, signature)) isOurs = true
  return isOurs ? readNews(raw) : 'unsigned'
}

function readNews(raw: Uint8Array): StripeNews | 'malformed' {
  let body: unknown
  try {
    body = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(raw))
  } catch {
    return 'malformed'
  }
  const parsed = Event.safeParse(body)
  if (!parsed.success) return 'malformed'
  const { id, type, created, data } = parsed.data
  return { eventId: id, type, createdAt: new Date(created * 1_000), about: aboutOf(type, data.object) }
}

function aboutOf(type: string, { id, customer }: z.output<typeof Event>['data']['object']): StripeNews['about'] {
  if (type === 'checkout.session.completed' || type === 'checkout.session.async_payment_succeeded')
    return id ? { kind: 'checkout', checkoutId: id, customerId: customer } : null
  if (type === 'charge.refunded') return id ? { kind: 'refund', chargeId: id } : null
  if (/^customer\.subscription\.|^invoice\.(?:paid|payment_failed|voided|marked_uncollectible)$/.test(type))
    return customer ? { kind: 'customer', customerId: customer } : null
  return null
}

async function openCheckout(call: Call, order: CheckoutOrder): Promise<{ checkoutId: string; url: string }> {
  const { item, currency, customerId, organisationId } = order
  const of = item.kind === 'plan' ? item.plan : 'credits'
  await keepProduct(call, of)
  const answer = await call('POST', '/checkout/sessions', {
    mode: item.kind === 'plan' ? 'subscription' : 'payment',
    customer: customerId,
    client_reference_id: organisationId,
    'line_items[0][quantity]': String(item.kind === 'plan' ? 1 : item.credits),
    ...priceOf('line_items[0]', of, currency),
    'metadata[credits]': String(item.kind === 'plan' ? 0 : item.credits),
    // A payment that is no subscription has an invoice only if it is asked for.
    ...(item.kind === 'plan' ? {} : { 'invoice_creation[enabled]': 'true' }),
    'customer_update[address]': 'auto',
    'customer_update[name]': 'auto',
    'tax_id_collection[enabled]': 'true',
    success_url: order.successUrl,
    cancel_url: order.cancelUrl,
  })
  const { id, url } = Made.extend({ url: z.url() }).parse(answer)
  return { checkoutId: id, url }
}

/** A price as it is written into a form of Stripe's API. */
function priceOf(prefix: string, of: PaidPlan | 'credits', currency: Currency): Record<string, string> {
  const cents = of === 'credits' ? CREDIT_CENTS[currency] : PLAN_TERMS[of].monthlyCents?.[currency]
  if (cents === undefined) throw new Error(`${of} has no price in ${currency}.`)
  return {
    [`${prefix}[price_data][currency]`]: currency.toLowerCase(),
    [`${prefix}[price_data][product]`]: PRODUCTS[of].id,
    [`${prefix}[price_data][unit_amount]`]: String(cents),
    [`${prefix}[price_data][tax_behavior]`]: 'exclusive',
    ...(of === 'credits' ? {} : { [`${prefix}[price_data][recurring][interval]`]: 'month' }),
  }
}

/** Makes our product at Stripe unless it is there, so that an account needs no set-up by hand. */
async function keepProduct(call: Call, of: PaidPlan | 'credits'): Promise<void> {
  // 400 `resource_already_exists`: as wanted. Anything else that is wrong shows with the checkout itself.
  await call('POST', '/products', PRODUCTS[of], { isExpected: (status) => status === 400 })
}

async function findCheckout(call: Call, checkoutId: string): Promise<Checkout | null> {
  const found = await call('GET', `/checkout/sessions/${checkoutId}`, {}, { isExpected: (status) => status === 404 })
  if (found === null) return null
  const { id, customer, status, payment_status, payment_intent, metadata } = CheckoutSession.parse(found)
  return {
    id,
    customerId: customer,
    isPaid: status === 'complete' && payment_status !== 'unpaid',
    credits: Number(/^\d{1,3}$/.exec(metadata?.credits ?? '')?.[0] ?? 0),
    paymentId: payment_intent,
  }
}

async function listInvoices(call: Call, customerId: string, cursor: string | undefined): Promise<InvoicePage> {
  const answer = await call('GET', '/invoices', {
    customer: customerId,
    limit: String(INVOICES_A_PAGE),
    ...(cursor === undefined ? {} : { starting_after: cursor }),
  })
  const { data, has_more } = Invoices.parse(answer)
  const shown = data.map(({ id, number, total, currency, status, created, invoice_pdf }) => ({
    id,
    number,
    totalCents: total,
    currency: currency.toUpperCase(),
    status,
    createdAt: new Date(created * 1_000).toISOString(),
    pdfUrl: invoice_pdf,
  }))
  return { data: shown, next: has_more ? (shown.at(-1)?.id ?? null) : null }
}

function readSubscription(subscription: z.output<typeof StripeSubscription>): Subscription {
  const { id, status, cancel_at_period_end, created, currency, items } = subscription
  const [item] = items.data
  // Newer versions of the API keep the period with the item.
  const endS = subscription.current_period_end ?? item?.current_period_end ?? created
  return {
    id,
    plan: PaidPlanShape.options.find((plan) => PRODUCTS[plan].id === item?.price.product) ?? null,
    status,
    currency: Currency.safeParse(currency.toUpperCase()).data ?? null,
    periodEnd: new Date(endS * 1_000),
    cancelsAtPeriodEnd: cancel_at_period_end,
    createdAt: new Date(created * 1_000),
    itemId: item?.id ?? '',
  }
}

interface CallOptions {
  idempotencyKey?: string
  /** Statuses that are an answer and no failure: `null` then. */
  isExpected?: (status: number) => boolean
}
type Call = (method: 'GET' | 'POST' | 'DELETE', path: string, fields?: Record<string, string>, options?: CallOptions) => Promise<unknown>

/**
 * @throws upstream_failed  `payment.failed`, retryable, when Stripe cannot be reached, is busy, or does not take our key
 * @throws upstream_failed  `payment.refused`, not retryable, when it refuses this request; with its code, which names nobody
 */
async function askStripe(
  { secretKey, apiUrl, ask }: { secretKey: string; apiUrl: string; ask: (input: string, init: RequestInit) => Promise<Response> },
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  fields: Record<string, string>,
  { idempotencyKey, isExpected }: CallOptions,
): Promise<unknown> {
  const form = new URLSearchParams(fields)
  const query = method === 'GET' && form.size > 0 ? `?${form}` : ''
  let response: Response
  try {
    response = await ask(`${apiUrl}/v1${path}${query}`, {
      method,
      headers: {
        authorization: `Bearer ${secretKey}`,
        'stripe-version': API_VERSION,
        ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
        ...(method === 'POST' ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
      },
      ...(method === 'POST' ? { body: form.toString() } : {}),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
  } catch (error) {
    throw away(error)
  }
  if (response.ok) return response.json()
  const refusal = Refusal.safeParse(await response.json().catch(() => null)).data?.error
  if (isExpected?.(response.status)) return null
  const cause = new Error(`Stripe answered ${response.status} ${refusal?.type ?? ''} ${refusal?.code ?? ''} ${refusal?.param ?? ''}`.trim())
  const isOfThisRequest = response.status === 400 || response.status === 402 || response.status === 404
  if (!isOfThisRequest) throw away(cause)
  throw new AppError('upstream_failed', 'payment.refused', {
    message: 'The payment provider does not take this. Nothing was charged. Try again, or write to us if it stays.',
    cause,
    retryable: false,
  })
}

const away = (cause: unknown) =>
  new AppError('upstream_failed', 'payment.failed', {
    message: 'The payment provider does not answer just now. Nothing was charged and nothing is lost; try again in a minute.',
    cause,
    retryable: true,
  })

const Made = z.object({ id: z.string().min(1).max(255) })
const Page = z.object({ url: z.url() })
const Id = z.string().max(255).nullable()
const Refusal = z.object({
  error: z.object({ type: z.string().max(60).optional(), code: z.string().max(60).optional(), param: z.string().max(80).optional() }),
})
const Event = z.object({
  id: z.string().regex(/^evt_\w{1,200}$/),
  type: z.string().min(1).max(120),
  created: z.int(),
  data: z.object({ object: z.object({ id: z.string().max(255).optional(), customer: Id.optional().catch(null).default(null) }) }),
})
const CheckoutSession = Made.extend({
  customer: Id,
  status: z.string().nullable(),
  payment_status: z.string(),
  payment_intent: Id,
  metadata: z.record(z.string(), z.string()).nullable(),
})
const StripeSubscription = Made.extend({
  status: SubscriptionStatus,
  cancel_at_period_end: z.boolean(),
  created: z.int(),
  currency: z.string(),
  current_period_end: z.int().optional(),
  items: z.object({
    data: z.array(Made.extend({ price: z.object({ product: z.string() }), current_period_end: z.int().optional() })),
  }),
})
const Subscriptions = z.object({ data: z.array(StripeSubscription) })
const Invoices = z.object({
  has_more: z.boolean(),
  data: z.array(
    Made.extend({
      number: z.string().nullable(),
      total: z.int(),
      currency: z.string(),
      status: Invoice.shape.status,
      created: z.int(),
      invoice_pdf: z.string().nullable(),
    }),
  ),
})
const Charge = Made.extend({ payment_intent: Id, refunded: z.boolean() })
