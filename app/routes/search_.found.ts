import type { LoaderFunctionArgs } from '@remix-run/cloudflare'
import { personFor } from '../api/person.server'
import { serverApi } from '../api/server'
import { findPage } from '../search/find-page.server'

/** What the search finds, without its page: asked for as one types, over any page. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url)
  const found = await findPage(serverApi(context), searchParams, async () => (await personFor(context)).timeZone)
  return Response.json(found, { headers: { 'cache-control': 'no-store' } })
}
