import type { Context } from 'hono'
import type { Ctx, MetricSeries, PersonActor } from '../core/ctx'
import type { WebhookSecrets } from '../leads/webhook'
import type { MessageSecrets } from '../notifications/webhook'
import type { Env } from './env'

/** What the first middleware lays down for every door behind it. */
export type Variables = {
  ctx: Ctx
  webhookSecrets: WebhookSecrets
  messageSecrets: MessageSecrets
  stripeWebhookSecrets: string | undefined
  facebookAppSecret: string | undefined
  /** Set while an operator looks as somebody: whom the doors that know of it take for the actor. */
  visit?: PersonActor
  /** `Set-Cookie` values that the answer brings. */
  cookies: string[]
  /** Set by a door whose answer was kept: it may be sent again without all this. */
  kept?: KeptAnswer
}
export type HttpContext = Context<{ Bindings: Env; Variables: Variables }>

/** A kept answer, the same for everybody, before it has the headers that every answer gets on its way out. */
export interface KeptAnswer {
  body: Uint8Array<ArrayBuffer>
  /** For a page: where in the body the nonce of its scripts stands, and the origin its policy names. */
  page: { nonceAt: number[]; origin: string } | null
  keptAtMs: number
  ageS: number
  /** What is counted each time it is found. */
  hit: MetricSeries
}
