import { Hono } from 'hono'
import type { HttpContext, Variables } from './http-context'
import { publicApi } from './public-router'

/** The requests that are being answered, with what stands around each. */
const outers = new WeakMap<Request, HttpContext>()

/** `/v1` as an app of its own, so that its hundred operations are made when the first of them is called, and once. */
const door = new Hono<{ Variables: Variables }>()
door.use(async (inner, next) => {
  const outer = outers.get(inner.req.raw)
  if (!outer) throw new Error('A call of /v1 came past its door.')
  // The names are those of the same `Variables`.
  for (const [name, value] of Object.entries(outer.var)) inner.set(name as keyof Variables, value)
  await next()
  const kept = inner.get('kept')
  if (kept) outer.set('kept', kept)
})
// What goes wrong is answered where all errors are.
door.onError((error) => {
  throw error
})
door.route('/v1', publicApi)

export async function servePublic(c: HttpContext): Promise<Response> {
  outers.set(c.req.raw, c)
  return door.fetch(c.req.raw, c.env, c.executionCtx)
}
