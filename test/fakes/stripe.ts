import { openStripe, signEvent } from '../../scripts/stripe.mjs'
import type { Payments } from '../../server/core/payments'
import { stripePayments } from '../../server/vendors/stripe'

/** An event as Stripe sends it. */
export interface StripeEvent {
  id: string
  type: string
}

/**
 * The payment provider of one test: the stand-in of `npm start`, called by our own client of Stripe. It sends no webhooks by itself:
 * a test takes them from `events` and delivers them when, and in what order, it wants.
 */
export function fakeStripe(nowMs: () => number) {
  const settings = {
    STRIPE_SECRET_KEY: 'sk_test_local_world',
    STRIPE_WEBHOOK_SECRET: 'whsec_world',
    APP_ORIGIN: 'https://numerojobs.example',
  }
  const events: StripeEvent[] = []
  const state = {
    /** No call is answered. */
    isDown: false,
    /** Runs before each call: what happens while it is under way. */
    onCall: null as ((call: string) => Promise<void> | void) | null,
    /** Method and path of each call, in order. */
    calls: [] as string[],
  }
  // The stand-in sends whole events; a test looks at two fields of each.
  const provider = openStripe({ readSettings: () => settings, nowMs, send: (event: unknown) => events.push(event as StripeEvent) })

  async function ask(input: string, init: RequestInit): Promise<Response> {
    const url = new URL(input)
    const method = init.method ?? 'GET'
    const call = `${method} ${url.pathname}`
    state.calls.push(call)
    const form = Object.fromEntries(new URLSearchParams(String(init.body ?? '')))
    const headers = Object.fromEntries(new Headers(init.headers))
    if (state.isDown) throw new TypeError('The network is down.')
    const { status, body } = provider.answerApi({ method, path: url.pathname, query: Object.fromEntries(url.searchParams), form, headers })
    const answer = Response.json(structuredClone(body), { status })
    await state.onCall?.(call)
    return answer
  }

  return {
    state,
    events,
    provider,
    payments: (): Promise<Payments> =>
      Promise.resolve(stripePayments({ secretKey: settings.STRIPE_SECRET_KEY, apiUrl: 'https://stripe.test', fetch: ask })),
    /** Pays on the page that a checkout gave. Where the browser goes next. */
    pay(url: string): string {
      const next = provider.pay(url.slice(url.lastIndexOf('/') + 1))
      if (next === null) throw new Error('This can no longer be paid.')
      return next
    },
    /** Body and header as Stripe would post them now. */
    sign: (event: unknown, secret = settings.STRIPE_WEBHOOK_SECRET, atS = Math.floor(nowMs() / 1_000)) => signEvent(secret, event, atS),
    secret: settings.STRIPE_WEBHOOK_SECRET,
  }
}
