import type { AppLoadContext } from '@remix-run/cloudflare'
import type { EnterSupport } from '../../contract/support'
import { supportCookie } from '../../server/entry/identify'
import { serverApi } from './server'

/** Begins a visit as somebody; the headers carry it to the operator's browser. */
export async function enterSupport(context: AppLoadContext, asked: EnterSupport): Promise<Headers> {
  const { token } = await serverApi(context).support.enter(asked)
  return new Headers({ 'set-cookie': supportCookie(context.ctx.origin, token), 'cache-control': 'no-store' })
}
