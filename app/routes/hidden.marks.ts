import type { LoaderFunctionArgs } from '@remix-run/cloudflare'
import { serverApi } from '../api/server'

/** What lists mark for the person who looks, apart from the lists, which are kept for everybody. */
export async function loader({ context }: LoaderFunctionArgs) {
  return Response.json(await serverApi(context).hidden.marks(), { headers: { 'cache-control': 'no-store' } })
}
