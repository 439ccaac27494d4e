import { cors } from 'hono/cors'

/** Lets pages of any site call `/v1`, without cookies. It stands before the limit, so that they can read a refusal too. */
export const openToAllOrigins = cors({
  origin: '*',
  allowMethods: ['GET', 'POST', 'PATCH', 'DELETE'],
  allowHeaders: ['content-type', 'authorization', 'idempotency-key', 'if-none-match', 'x-file-name'],
  exposeHeaders: ['retry-after', 'x-request-id', 'etag', 'age', 'idempotency-replayed', 'content-disposition'],
  maxAge: 86_400,
})
