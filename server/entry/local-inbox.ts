import { Hono } from 'hono'
import type { Env } from './env'
import { settingsOf } from './env'
import type { Variables } from './http-context'
import { servePage } from './serve-page'

/** The inbox's pages hold no script. What a mail brings is shown in a frame without any right. */
const INBOX_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

/** `/dev/mail*`: what left by mail and text message on this machine; `/dev/stripe*`: where one pays on it. Both are passed on from the inbox beside us. Nowhere else is there such a door. */
export const localInbox = new Hono<{ Bindings: Env; Variables: Variables }>().on(
  ['GET', 'POST'],
  ['/dev/mail', '/dev/mail.json', '/dev/mail/*', '/dev/stripe', '/dev/stripe/*'],
  async (c) => {
    const { LOCAL, LOCAL_INBOX } = settingsOf(c.env)
    if (LOCAL !== '1' || !LOCAL_INBOX) return servePage(c)
    const url = new URL(c.req.url)
    const answer = await fetch(
      new Request(`http://${LOCAL_INBOX}${url.pathname}${url.search}`, {
        method: c.req.method,
        body: c.req.raw.body,
        headers: { 'content-type': c.req.header('content-type') ?? '' },
        redirect: 'manual',
      }),
    )
    const headers = new Headers({
      'content-type': answer.headers.get('content-type') ?? 'text/plain',
      'cache-control': 'no-store',
      'content-security-policy': INBOX_POLICY,
    })
    const location = answer.headers.get('location')
    if (location) headers.set('location', location)
    return new Response(answer.body, { status: answer.status, headers })
  },
)
