import type { LoaderFunctionArgs } from '@remix-run/cloudflare'
import { findPage } from '../search/find-page.server'

/** What the search finds, without its page: asked for as one types, over any page. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const found = await findPage(context, new URL(request.url).searchParams)
  return Response.json(found, { headers: { 'cache-control': 'no-store' } })
}
