import { type LoaderFunctionArgs, redirect } from '@remix-run/cloudflare'
import { enterAsGuest } from '../api/guest.server'

/** A guest's link: it is put into a cookie, and out of the address, where it could be read over a shoulder or passed on as a referrer. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const cookie = await enterAsGuest(context, params.token ?? '')
  return redirect('/g', { status: 303, headers: { 'cache-control': 'no-store', ...(cookie ? { 'set-cookie': cookie } : {}) } })
}
