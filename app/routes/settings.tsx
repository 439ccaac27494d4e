import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare'
import { Outlet } from '@remix-run/react'
import { SettingsFrame } from '../account/settings-frame'
import { serverApi } from '../api/server'

/** A visitor is answered 401 here, for each page below. */
export async function loader({ context }: LoaderFunctionArgs) {
  await serverApi(context).people.me()
  return null
}

export const meta: MetaFunction = () => [{ title: 'Settings · Numerojobs' }, { name: 'robots', content: 'noindex, nofollow' }]

export default function SettingsLayout() {
  return (
    <SettingsFrame>
      <Outlet />
    </SettingsFrame>
  )
}
