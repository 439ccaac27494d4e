import type {
  IssuedWebhookEndpoint,
  WebhookAttempt,
  WebhookDelivery,
  WebhookDeliveryDetail,
  WebhookDeliveryPage,
  WebhookEndpoint,
  WebhookType,
} from './contract'
import type { Call, CallOptions, WriteOptions } from './http'

export interface NewWebhookEndpoint {
  organisationId: string
  /** Public, https and without a port. */
  url: string
  /** What it is told. */
  types: WebhookType[]
  description?: string
}

/** Addresses of yours that are told what happens in an organisation that you own. Check what arrives there with `verifyWebhook`. */
export interface WebhookEndpointsApi {
  /** The oldest first. @throws NumerojobsError `not_found`  you are no member; `forbidden`  you are no owner */
  list(organisationId: string, options?: CallOptions): Promise<{ data: WebhookEndpoint[] }>
  get(id: string, options?: CallOptions): Promise<WebhookEndpoint>
  /**
   * Its secret is answered this once.
   * @throws NumerojobsError `invalid`  `hooks.bad-address`, with why beside the field `url`
   * @throws NumerojobsError `conflict`  `hooks.too-many-endpoints`
   */
  add(endpoint: NewWebhookEndpoint, options?: WriteOptions): Promise<IssuedWebhookEndpoint>
  /** What is left out stays. */
  update(
    id: string,
    change: { url?: string; description?: string; types?: WebhookType[]; state?: 'on' | 'off' },
    options?: WriteOptions,
  ): Promise<WebhookEndpoint>
  remove(id: string, options?: WriteOptions): Promise<{ endpointId: string }>
  /** A new secret, answered this once. The old one signs beside it for a day. */
  rotateSecret(id: string, options?: WriteOptions): Promise<IssuedWebhookEndpoint>
  /** Posts a signed `endpoint.tested` at once, and answers what came back. */
  test(id: string, options?: WriteOptions): Promise<WebhookAttempt>
  /** Of the last 30 days, the newest first. */
  deliveries(
    id: string,
    list?: { state?: WebhookDelivery['state']; limit?: number; cursor?: string | undefined },
    options?: CallOptions,
  ): Promise<WebhookDeliveryPage>
  /** One delivery with its body and every answer. */
  delivery(deliveryId: string, options?: CallOptions): Promise<WebhookDeliveryDetail>
  /** Sends one again, under the same `webhook-id`. @throws NumerojobsError `conflict`  `hooks.endpoint-off` */
  replay(deliveryId: string, options?: WriteOptions): Promise<WebhookDelivery>
  /** Sends what it has not got since an instant, 500 at once; with `all`, also what it has got. */
  replaySince(id: string, since: { since: string; all?: boolean }, options?: WriteOptions): Promise<{ replayed: number; isMore: boolean }>
}

export function newWebhookEndpointsApi({ call }: { call: Call }): WebhookEndpointsApi {
  const path = '/webhook-endpoints'
  const at = (id: string, below = '') => `${path}/${encodeURIComponent(id)}${below}`
  const atDelivery = (id: string, below = '') => `/webhook-deliveries/${encodeURIComponent(id)}${below}`
  return {
    list: (organisationId, options) => call({ path, query: { organisationId }, ...options }),
    get: (id, options) => call({ path: at(id), ...options }),
    add: (endpoint, options) => call({ method: 'POST', path, body: endpoint, ...options }),
    update: (id, change, options) => call({ method: 'PATCH', path: at(id), body: change, ...options }),
    remove: (id, options) => call({ method: 'DELETE', path: at(id), ...options }),
    rotateSecret: (id, options) => call({ method: 'POST', path: at(id, '/secret'), ...options }),
    test: (id, options) => call({ method: 'POST', path: at(id, '/test'), ...options }),
    deliveries: (id, list, options) => call({ path: at(id, '/deliveries'), query: { ...list }, ...options }),
    delivery: (deliveryId, options) => call({ path: atDelivery(deliveryId), ...options }),
    replay: (deliveryId, options) => call({ method: 'POST', path: atDelivery(deliveryId, '/replay'), ...options }),
    replaySince: (id, since, options) => call({ method: 'POST', path: at(id, '/replay'), body: since, ...options }),
  }
}
