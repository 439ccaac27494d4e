import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare'
import { Outlet, type ShouldRevalidateFunction, useLoaderData, useRevalidator } from '@remix-run/react'
import { useState } from 'react'
import { serverApi } from '../api/server'
import { type OperatorContext, OperatorFrame } from '../operators/operator-page'
import { useReportNews } from '../operators/use-report-news'

/** A visitor is answered 401 by the first of these calls, for each page below. */
export async function loader({ context }: LoaderFunctionArgs) {
  const api = serverApi(context)
  // Read before the counts: an event in between is then heard, instead of missed.
  const { last } = await api.live.last({ room: 'operators/all' })
  const [leads, reports, tasks, appeals] = await Promise.all([
    api.leads.list({ state: 'queued', limit: 1 }),
    api.jobs.reports({ limit: 1 }),
    api.tasks.list({ state: 'dead', limit: 1 }),
    api.appeals.list(),
  ])
  return { last, queued: leads.total, reported: reports.counts.open, dead: tasks.counts.dead, objections: appeals.open.length }
}

export const meta: MetaFunction = () => [{ title: 'Operators · Numerojobs' }, { name: 'robots', content: 'noindex, nofollow' }]

/** Looking at another lead of the queue changes the address and nothing that stands on the tabs. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ currentUrl, nextUrl, formMethod, defaultShouldRevalidate }) =>
  !formMethod && currentUrl.pathname === nextUrl.pathname && currentUrl.search !== nextUrl.search ? false : defaultShouldRevalidate

export default function OperatorLayout() {
  const { last, queued, reported, dead, objections } = useLoaderData<typeof loader>()
  const [queuedNow, setQueuedNow] = useState<number | null>(null)
  const { revalidate } = useRevalidator()
  const { reportNews, roomState } = useReportNews({ last, onReload: revalidate })
  return (
    <OperatorFrame
      tabs={[
        { to: '/operator', label: 'Now' },
        { to: '/operator/leads', label: 'Leads', count: queuedNow ?? queued },
        { to: '/operator/reports', label: 'Reports', count: reportNews.at(-1)?.waiting ?? reported },
        { to: '/operator/appeals', label: 'Objections', count: objections },
        { to: '/operator/tasks', label: 'Tasks', count: dead },
        { to: '/operator/messages', label: 'Messages' },
        { to: '/operator/pages', label: 'Facebook Pages' },
        { to: '/operator/support', label: 'Support' },
        { to: '/operator/flags', label: 'Flags' },
      ]}
    >
      <Outlet context={{ onQueued: setQueuedNow, reportNews, roomState } satisfies OperatorContext} />
    </OperatorFrame>
  )
}
