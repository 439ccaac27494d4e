import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare'
import { useLoaderData, useRouteLoaderData, useSearchParams } from '@remix-run/react'
import { useMemo } from 'react'
import type { ApplicationCard } from '../../contract/applications'
import { personFor } from '../api/person.server'
import { serverApi } from '../api/server'
import { isFiltered, readView } from '../applications/applications-url'
import { AreaTabs } from '../applications/area-tabs'
import { LiveMark } from '../applications/live-mark'
import { NoApplications } from '../applications/no-applications'
import { packCards, unpackCards } from '../applications/pack-cards'
import { readFilters } from '../applications/read-filters.server'
import { TABLE_SORTS } from '../applications/table-view'
import { useApplications } from '../applications/use-applications'
import { ViewBar } from '../applications/view-bar'
import { Workbench } from '../applications/workbench'
import type { loader as rootLoader } from '../root'
import { ButtonLink } from '../ui/button'
import { Page } from '../ui/page-shell'

/** A board shows as many; what is older stands in the table. */
const BOARD_MAX = 2_000
const BOARD_PAGE = 500
const TABLE_PAGE = 100

export async function loader({ request, context }: LoaderFunctionArgs) {
  const person = await personFor(context)
  const api = serverApi(context)
  const params = new URL(request.url).searchParams
  const view = readView(params)
  const filters = readFilters(params)
  const [{ last }, stages] = await Promise.all([api.live.last({ room: 'person/me' }), api.stages.list()])
  const sort = TABLE_SORTS.find((each) => each === params.get('sort')) ?? 'updated'
  if (view === 'table') {
    const cursor = params.get('cursor') ?? undefined
    const page = await api.applications.list({ ...filters, sort, limit: TABLE_PAGE, cursor })
    return { person, last, sort, cards: packCards(page.data), next: page.next, total: page.total, stages }
  }
  const cards: ApplicationCard[] = []
  let total = 0
  for (let cursor: string | null | undefined; cursor !== null && cards.length < BOARD_MAX; ) {
    const page = await api.applications.list({ ...filters, sort: 'board', limit: BOARD_PAGE, cursor })
    cards.push(...page.data)
    total = page.total
    cursor = page.next
  }
  return { person, last, sort, cards: packCards(cards), next: null, total, stages }
}

export const meta: MetaFunction = () => [{ title: 'Applications · Numerojobs' }, { name: 'robots', content: 'noindex' }]

export default function ApplicationsPage() {
  const { person, last, sort, cards: packed, next, total, stages } = useLoaderData<typeof loader>()
  const cards = useMemo(() => unpackCards(packed), [packed])
  const root = useRouteLoaderData<typeof rootLoader>('root')
  const [params] = useSearchParams()
  const view = readView(params)
  const hasFilter = isFiltered(params)
  const applications = useApplications({ cards, last, personId: person.id, takesNew: view === 'board' && !hasFilter })
  const nowMs = Date.parse(root?.now ?? applications.cards[0]?.updatedAt ?? '')
  const isEmpty = applications.cards.length === 0
  return (
    <Page className="pt-6">
      <AreaTabs />
      <div className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2">
        <h1 className="text-2xl font-semibold tracking-[-0.025em]">Applications</h1>
        <LiveMark state={applications.roomState} />
        <div className="ml-auto flex gap-2">
          <ButtonLink to="/applications/new" tone="primary" size="sm">
            Add
          </ButtonLink>
        </div>
      </div>
      {isEmpty && !hasFilter ? null : <ViewBar view={view} params={params} total={total} />}
      {isEmpty ? (
        <NoApplications isFiltered={hasFilter} />
      ) : (
        <Workbench
          applications={applications}
          stages={stages}
          nowMs={nowMs}
          timeZone={person.timeZone}
          table={view === 'table' ? { sort, params, next } : undefined}
        />
      )}
    </Page>
  )
}
