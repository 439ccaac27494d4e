import type { AppLoadContext } from '@remix-run/cloudflare'
import { serverApi } from './server'

/** The person whose page this is, and the clock it is drawn for. Everybody else is told to sign in. */
export async function personFor(context: AppLoadContext): Promise<{ id: string; name: string; timeZone: string }> {
  const { id, name, timeZone } = await serverApi(context).people.me()
  return { id, name, timeZone }
}
