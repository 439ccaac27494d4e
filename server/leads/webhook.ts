import { type Context, Hono } from 'hono'
import { PushedPosts } from '../../contract/leads'
import type { Ctx } from '../core/ctx'
import { AppError } from '../core/errors'
import { malformed, parseJson, readRaw, wrongSignature } from '../core/raw-body'
import { invalidInput } from '../core/trpc'
import { countPagePosts, findConnectedPages } from '../sources/pages'
import { isFacebookSigned, readPageDeliveries } from '../vendors/facebook'
import { ingestPosts } from './ingest-posts'

/** What the doors of this area need of their surroundings. */
export interface WebhookSecrets {
  facebookAppSecret: string | undefined
  facebookVerifyToken: string | undefined
  /** `whsec_…` by source. */
  postsSecrets: Record<string, string>
}
type WebhookContext = Context<{ Variables: { ctx: Ctx; webhookSecrets: WebhookSecrets } }>

/**
 * `/webhooks/*`: the doors through which sources push posts.
 * 200 only after posts and their tasks are stored. A delivery that is not signed, or cannot be read, costs no row and learns nothing.
 */
export const leadWebhooks = new Hono<{ Variables: { ctx: Ctx; webhookSecrets: WebhookSecrets } }>()
  .get('/facebook', (c) => {
    const { facebookVerifyToken } = c.get('webhookSecrets')
    const query = c.req.query()
    const isOurs =
      query['hub.mode'] === 'subscribe' && facebookVerifyToken !== undefined && query['hub.verify_token'] === facebookVerifyToken
    if (!isOurs) throw new AppError('forbidden', 'webhook.wrong-verify-token', { message: 'The verify token is not the one of this app.' })
    return c.text((query['hub.challenge'] ?? '').slice(0, 200))
  })
  .post('/facebook', async (c) => {
    const ctx = c.get('ctx')
    const raw = await readRaw(c.req.raw)
    const secret = c.get('webhookSecrets').facebookAppSecret
    if (!secret || !(await isFacebookSigned(secret, raw, c.req.header('x-hub-signature-256') ?? null))) throw wrongSignature()
    const deliveries = readPageDeliveries(parseJson(raw), ctx.now())
    if (deliveries === null) throw malformed()
    const connected = await findConnectedPages(ctx, [
      ...new Set(deliveries.filter(({ changes }) => changes.length > 0).map((delivery) => delivery.pageExternalId)),
    ])
    const byPage = Map.groupBy(
      deliveries.filter((delivery) => connected.has(delivery.pageExternalId)),
      (delivery) => delivery.pageExternalId,
    )
    for (const [pageExternalId, own] of byPage) {
      const { added } = await ingestPosts(ctx, { source: 'facebook', pageExternalId, changes: own.flatMap((delivery) => delivery.changes) })
      if (added > 0) ctx.waitUntil(countPagePosts(ctx, pageExternalId, added).catch(() => ctx.log.warn('sources.count-failed')))
    }
    return c.json({ ok: true })
  })
  .post('/posts/:source', async (c) => {
    const ctx = c.get('ctx')
    const raw = await readRaw(c.req.raw)
    const source = c.req.param('source')
    const secret = Object.entries(c.get('webhookSecrets').postsSecrets).find(([name]) => name === source)?.[1]
    if (!secret || !(await isStandardSigned(secret, raw, c))) throw wrongSignature()
    const pushed = PushedPosts.safeParse(parseJson(raw))
    if (!pushed.success) throw invalidInput(pushed.error)
    const counts = await ingestPosts(ctx, { source, pageExternalId: null, changes: pushed.data.data.changes })
    return c.json({ ok: true, ...counts })
  })

/** Its library brings a hash of its own, which nothing else at the start needs. */
async function isStandardSigned(secret: string, raw: Uint8Array<ArrayBuffer>, c: WebhookContext): Promise<boolean> {
  const { Webhook, WebhookVerificationError } = await import('standardwebhooks')
  try {
    new Webhook(secret).verify(new TextDecoder().decode(raw), {
      'webhook-id': c.req.header('webhook-id') ?? '',
      'webhook-timestamp': c.req.header('webhook-timestamp') ?? '',
      'webhook-signature': c.req.header('webhook-signature') ?? '',
    })
    return true
  } catch (error) {
    if (error instanceof WebhookVerificationError) return false
    // The library parses the body after the signature was right; a body that is no JSON is answered by our own parser.
    return error instanceof SyntaxError
  }
}
