import type { Context } from 'hono'
import type { Ctx } from '../core/ctx'
import type { WebhookSecrets } from '../leads/webhook'
import type { Env } from './env'
import type { KeptAnswer } from './ready-answers'

/** What the first middleware lays down for every door behind it. */
export type Variables = {
  ctx: Ctx
  webhookSecrets: WebhookSecrets
  facebookAppSecret: string | undefined
  /** Set by a door whose answer was kept: it may be sent again without all this. */
  kept?: KeptAnswer
}
export type HttpContext = Context<{ Bindings: Env; Variables: Variables }>
