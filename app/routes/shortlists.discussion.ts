import type { LoaderFunctionArgs } from '@remix-run/cloudflare'
import { serverApi } from '../api/server'

/** What was said about one entry, for a page that shows it beside the list. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const asked = new URL(request.url).searchParams
  const ids = { shortlistId: asked.get('shortlistId') ?? '', entryId: asked.get('entryId') ?? '' }
  const discussion = await serverApi(context).shortlists.discussion(ids)
  return Response.json(discussion, { headers: { 'cache-control': 'no-store' } })
}
