import type { LoaderFunctionArgs } from '@remix-run/cloudflare'
import { PostingId, ShortlistId } from '../../contract/wire'
import { serverApi } from '../api/server'

/** What the meter beside a list asks for when the list has changed. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const query = new URL(request.url).searchParams
  const api = serverApi(context)
  const [shortlistId, postingId] = [ShortlistId.safeParse(query.get('shortlist')).data, PostingId.safeParse(query.get('posting')).data]
  if (shortlistId) return Response.json(await api.shortlists.meter({ shortlistId }), NO_STORE)
  if (postingId) return Response.json(await api.fairness.meter({ postingId }), NO_STORE)
  throw new Response(null, { status: 404 })
}

const NO_STORE = { headers: { 'cache-control': 'private, no-store' } }
