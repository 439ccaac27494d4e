import { Hono } from 'hono'
import type { Ctx } from '../core/ctx'
import { malformed, readRaw, wrongSignature } from '../core/raw-body'

interface BillingVariables {
  ctx: Ctx
  /** Separated by commas while one is rotated. */
  stripeWebhookSecrets: string | undefined
}

/** `POST /webhooks/stripe`. 200 once the event and its task are stored, and for events of no interest; a delivery that is not signed costs no row. */
export const billingWebhooks = new Hono<{ Variables: BillingVariables }>().post('/stripe', async (c) => {
  const ctx = c.get('ctx')
  const raw = await readRaw(c.req.raw)
  const [{ readStripeWebhook }, { takeInNews }] = await Promise.all([import('../vendors/stripe'), import('./take-in-news')])
  const secrets = c.get('stripeWebhookSecrets')
  const news = secrets ? await readStripeWebhook(secrets, raw, c.req.header('stripe-signature'), ctx.now()) : 'unsigned'
  if (news === 'unsigned') throw wrongSignature()
  if (news === 'malformed') throw malformed()
  await takeInNews(ctx, news)
  return c.json({ ok: true })
})
