import { Hono } from 'hono'
import type { Ctx } from '../core/ctx'
import { malformed, readRaw, wrongSignature } from '../core/raw-body'
import { readDeletionRequest } from '../vendors/facebook'

/** Meta's data-deletion callback. Answers where the person can see what became of it. */
export const privacyWebhooks = new Hono<{ Variables: { ctx: Ctx; facebookAppSecret: string | undefined } }>().post(
  '/facebook/deletion',
  async (c) => {
    const ctx = c.get('ctx')
    const raw = await readRaw(c.req.raw)
    const secret = c.get('facebookAppSecret')
    const signedRequest = new URLSearchParams(new TextDecoder().decode(raw)).get('signed_request')
    if (!signedRequest) throw malformed()
    const request = secret ? await readDeletionRequest(secret, signedRequest) : null
    if (!request) throw wrongSignature()
    const { requestErasure } = await import('./erase-author')
    const confirmationCode = await requestErasure(ctx, { source: 'facebook', authorExternalId: request.userId })
    return c.json({ url: `${ctx.origin}/privacy/deletion/${confirmationCode}`, confirmation_code: confirmationCode })
  },
)
