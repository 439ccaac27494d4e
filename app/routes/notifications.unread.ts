import type { LoaderFunctionArgs } from '@remix-run/cloudflare'
import { serverApi } from '../api/server'

/** What the bell in the header shows, and from where on it listens. */
export async function loader({ context }: LoaderFunctionArgs) {
  const api = serverApi(context)
  // Read before the count: what happens in between is then heard, instead of missed.
  const { last } = await api.live.last({ room: 'person/me' })
  const { unread } = await api.notifications.unread()
  return Response.json({ last, unread }, { headers: { 'cache-control': 'private, no-store' } })
}
