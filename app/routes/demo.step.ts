import type { ActionFunctionArgs } from '@remix-run/cloudflare'
import { serverApi } from '../api/server'

/** The simulated teammate moves one card. */
export async function action({ context }: ActionFunctionArgs) {
  return Response.json(await serverApi(context).demo.stepDuo(), { headers: { 'cache-control': 'no-store' } })
}
