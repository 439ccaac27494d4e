import type { Context } from 'hono'
import type { Ctx } from '../core/ctx'
import type { WebhookSecrets } from '../leads/webhook'
import type { Env } from './env'

/** What the first middleware lays down for every door behind it. */
export type Variables = { ctx: Ctx; webhookSecrets: WebhookSecrets; facebookAppSecret: string | undefined }
export type HttpContext = Context<{ Bindings: Env; Variables: Variables }>
