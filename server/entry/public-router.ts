import { Hono } from 'hono'
import type { Ctx } from '../core/ctx'
import { createCaller } from './app-router'

/** `/v1`: only what we promise to keep. Each route calls the procedure that the page uses. */
export const publicApi = new Hono<{ Variables: { ctx: Ctx } }>()
  .get('/live/ticket', async (c) =>
    c.json(await createCaller(c.get('ctx')).live.ticket({ room: c.req.query('room') ?? '' }), 200, { 'cache-control': 'no-store' }),
  )
  .get('/live/events', async (c) =>
    c.json(
      await createCaller(c.get('ctx')).live.since({ room: c.req.query('room') ?? '', since: Number(c.req.query('since') ?? 0) }),
      200,
      { 'cache-control': 'no-store' },
    ),
  )
