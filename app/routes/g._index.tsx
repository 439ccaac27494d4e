import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare'
import { useLoaderData } from '@remix-run/react'
import { guestShortlistId } from '../api/guest.server'
import { serverApi } from '../api/server'
import { whoAsks } from '../api/who-asks.server'
import { ShortlistPage } from '../shortlists/shortlist-page'
import { stayOnSearch } from '../shortlists/stay-on-search'
import { Page } from '../ui/page-shell'
import { NoPermissionState } from '../ui/states'

/** The one shortlist that a guest may see. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const api = serverApi(context)
  const shortlistId = guestShortlistId(context)
  if (shortlistId === null) return { shown: null, name: whoAsks(context).person?.name ?? null }
  const { last } = await api.live.last({ room: `shortlist/${shortlistId}` })
  const view = await api.shortlists.get({ shortlistId })
  const entryId = new URL(request.url).searchParams.get('entry')
  const isThere = entryId !== null && view.lines.some(({ entry }) => entry.id === entryId)
  return { shown: { view, last, discussion: isThere ? await api.shortlists.discussion({ shortlistId, entryId }) : null }, name: null }
}

export const shouldRevalidate = stayOnSearch

export const meta: MetaFunction = () => [
  { title: 'Shortlist · Numerojobs' },
  { name: 'robots', content: 'noindex, nofollow' },
  { name: 'referrer', content: 'no-referrer' },
]

export default function GuestRoute() {
  const { shown, name } = useLoaderData<typeof loader>()
  if (!shown)
    return (
      <Page className="pt-6 sm:pt-8">
        <NoPermissionState title="This link shows nothing" headingLevel="h1">
          {name
            ? `You are signed in as ${name}. Sign out, or open the link in a private window, to look as a guest.`
            : 'It was ended, or its time is over. Ask who sent it to you for a new one.'}
        </NoPermissionState>
      </Page>
    )
  const { view, last, discussion } = shown
  return (
    <Page className="pt-6 sm:pt-8">
      <p className="mb-2 text-sm text-ink-3">
        {view.organisationName} · {view.postingTitle}
      </p>
      <h1 className="text-2xl font-semibold tracking-[-0.025em] break-words">{view.shortlist.name}</h1>
      <p className="mt-1.5 mb-6 text-ink-2">
        You are here as {view.me.name}, a guest. {view.right === 'vote' ? 'You may look, vote and comment.' : 'You may look.'}
      </p>
      <ShortlistPage key={view.shortlist.id} view={view} last={last} discussion={discussion} path="/g" />
    </Page>
  )
}
