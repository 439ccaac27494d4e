import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare'
import { Outlet, type ShouldRevalidateFunction, useLoaderData } from '@remix-run/react'
import { useState } from 'react'
import { serverApi } from '../api/server'
import { type OperatorContext, OperatorFrame } from '../operators/operator-page'

/** A visitor is answered 401 by the first of these calls, for each page below. */
export async function loader({ context }: LoaderFunctionArgs) {
  const api = serverApi(context)
  const [leads, tasks] = await Promise.all([api.leads.list({ state: 'queued', limit: 1 }), api.tasks.list({ state: 'dead', limit: 1 })])
  return { queued: leads.total, dead: tasks.counts.dead }
}

export const meta: MetaFunction = () => [{ title: 'Operators · Numerojobs' }, { name: 'robots', content: 'noindex, nofollow' }]

/** Looking at another lead of the queue changes the address and nothing that stands on the tabs. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ currentUrl, nextUrl, formMethod, defaultShouldRevalidate }) =>
  !formMethod && currentUrl.pathname === nextUrl.pathname && currentUrl.search !== nextUrl.search ? false : defaultShouldRevalidate

export default function OperatorLayout() {
  const { queued, dead } = useLoaderData<typeof loader>()
  const [queuedNow, setQueuedNow] = useState<number | null>(null)
  return (
    <OperatorFrame
      tabs={[
        { to: '/operator', label: 'Now' },
        { to: '/operator/leads', label: 'Leads', count: queuedNow ?? queued },
        { to: '/operator/tasks', label: 'Tasks', count: dead },
        { to: '/operator/pages', label: 'Facebook Pages' },
      ]}
    >
      <Outlet context={{ onQueued: setQueuedNow } satisfies OperatorContext} />
    </OperatorFrame>
  )
}
