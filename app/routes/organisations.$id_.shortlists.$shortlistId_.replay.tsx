import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare'
import { useLoaderData } from '@remix-run/react'
import { myOrganisation } from '../api/my-organisation.server'
import { serverApi } from '../api/server'
import { ReplayView } from '../shortlists/replay-view'
import { Page } from '../ui/page-shell'
import { TextLink } from '../ui/text-link'

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const api = serverApi(context)
  const organisation = await myOrganisation(api, params.id ?? '')
  const shortlistId = params.shortlistId ?? ''
  const { shortlist, right, postingTitle } = await api.shortlists.get({ shortlistId })
  if (shortlist.organisationId !== organisation.id) throw new Response(null, { status: 404 })
  const history = await api.shortlists.history({ shortlistId })
  const asked = Number(new URL(request.url).searchParams.get('at') ?? history.events.length)
  const startAt = Number.isInteger(asked) ? Math.max(0, Math.min(asked, history.events.length)) : history.events.length
  const path = `/organisations/${params.id}/shortlists/${shortlistId}`
  return { history, startAt, postingTitle, path, downloadAt: right === 'edit' ? `/shortlists/${shortlistId}/history` : null }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `Replay of ${page?.history.name ?? 'a shortlist'} · Numerojobs` },
  { name: 'robots', content: 'noindex, nofollow' },
]

export default function ReplayRoute() {
  const { history, startAt, postingTitle, path, downloadAt } = useLoaderData<typeof loader>()
  return (
    <Page className="pt-6 sm:pt-8">
      <p className="mb-2 text-sm">
        <TextLink to={path}>{history.name}</TextLink>
        <span className="text-ink-3"> · {postingTitle}</span>
      </p>
      <h1 className="mb-4 text-2xl font-semibold tracking-[-0.025em] break-words">How it was decided</h1>
      <ReplayView history={history} startAt={startAt} downloadAt={downloadAt} />
    </Page>
  )
}
