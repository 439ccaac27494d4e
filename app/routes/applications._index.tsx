import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/cloudflare'
import { type ClientActionFunctionArgs, useActionData, useLoaderData, useRouteLoaderData, useSearchParams } from '@remix-run/react'
import { useMemo } from 'react'
import type { ApplicationCard, HistoryEntry } from '../../contract/applications'
import { personFor } from '../api/person.server'
import { serverApi } from '../api/server'
import { isFiltered, readView } from '../applications/applications-url'
import { AreaTabs } from '../applications/area-tabs'
import { addDays, dayIn, daysOf, readDay, SPANS } from '../applications/calendar-days'
import { calendarEntries } from '../applications/calendar-entries.server'
import { CalendarFeedBox, type FeedAnswer } from '../applications/calendar-feed'
import { CalendarView } from '../applications/calendar-view'
import { LiveMark } from '../applications/live-mark'
import { NoApplications } from '../applications/no-applications'
import { packCards, unpackCards } from '../applications/pack-cards'
import { readFilters } from '../applications/read-filters.server'
import { TABLE_SORTS } from '../applications/table-view'
import { timelineRows } from '../applications/timeline-rows'
import { TimelineView } from '../applications/timeline-view'
import { useApplications } from '../applications/use-applications'
import { ViewBar } from '../applications/view-bar'
import { Workbench } from '../applications/workbench'
import { OfflineSlot } from '../offline/offline-slot'
import { revalidatesWhenSent } from '../offline/revalidates-when-sent'
import { sendOrStay, UNSENT_WORDS } from '../offline/send-or-stay'
import { problemSentence, readProblem } from '../problems/read-problem.server'
import type { loader as rootLoader } from '../root'
import { ButtonLink } from '../ui/button'
import { Page } from '../ui/page-shell'

/** A board shows as many; what is older stands in the table. */
const CARDS_MAX = 2_000
const PAGE_MAX = 500
const TABLE_PAGE = 100
const TIMELINE_ROWS = 40
const HISTORY_PAGES = 5
/** Of what was changed last, as many are kept for reading without a network. */
const KEPT_MAX = 20

export async function loader({ request, context }: LoaderFunctionArgs) {
  const person = await personFor(context)
  const api = serverApi(context)
  const params = new URL(request.url).searchParams
  const view = readView(params)
  const filters = readFilters(params)
  const sort = TABLE_SORTS.find((each) => each === params.get('sort')) ?? 'updated'
  const [{ last }, stages] = await Promise.all([api.live.last({ room: 'person/me' }), api.stages.list()])
  const page = { person, last, sort, stages, next: null, calendar: null, timeline: null }
  if (view === 'table') {
    const listed = await api.applications.list({ ...filters, sort, limit: TABLE_PAGE, cursor: params.get('cursor') ?? undefined })
    return { ...page, cards: packCards(listed.data), next: listed.next, total: listed.total }
  }
  if (view === 'timeline') {
    const { data: cards, total } = await api.applications.list({ ...filters, sort: 'updated', limit: TIMELINE_ROWS })
    const history: HistoryEntry[] = []
    let cursor: string | null | undefined
    for (let count = 0; cursor !== null && count < HISTORY_PAGES; count++) {
      const lines = await api.applications.history({ limit: 100, cursor })
      history.push(...lines.data)
      cursor = lines.next
    }
    return { ...page, cards: packCards(cards), total, timeline: timelineRows(cards, history) }
  }
  const cards: ApplicationCard[] = []
  let total = 0
  for (let cursor: string | null | undefined; cursor !== null && cards.length < CARDS_MAX; ) {
    const listed = await api.applications.list({ ...filters, sort: 'board', limit: PAGE_MAX, cursor })
    cards.push(...listed.data)
    total = listed.total
    cursor = listed.next
  }
  if (view === 'board') return { ...page, cards: packCards(cards), total }
  const today = dayIn(context.ctx.now(), person.timeZone)
  const at = readDay(params.get('at')) ?? today
  const span = SPANS.find((each) => each === params.get('span')) ?? 'month'
  const days = daysOf(span, at)
  // A day wider on both sides: its instants depend on the zone.
  const range = {
    from: `${addDays(days[0] ?? at, -1)}T00:00:00.000Z`,
    before: `${addDays(days.at(-1) ?? at, 2)}T00:00:00.000Z`,
    limit: PAGE_MAX,
  }
  const [interviews, reminders, feed] = await Promise.all([
    api.interviews.list(range),
    api.reminders.list({ ...range, state: 'open' }),
    api.calendar.feed(),
  ])
  const entries = calendarEntries({ cards, interviews: interviews.data, reminders: reminders.data }, days, person.timeZone)
  return { ...page, cards: packCards([]), total, calendar: { entries, at, span, today, feed } }
}

/** The calendar's secret address: a new one, or none any more. */
export async function action({ request, context }: ActionFunctionArgs) {
  const intent = (await request.formData()).get('intent')
  const api = serverApi(context)
  try {
    if (intent === 'feed') return data<FeedAnswer>({ url: (await api.calendar.issue({})).url, error: null })
    await api.calendar.revoke()
    return data<FeedAnswer>({ url: null, error: null })
  } catch (thrown) {
    const problem = await readProblem(thrown)
    return data<FeedAnswer>({ url: null, error: problemSentence(problem) }, problem.status)
  }
}

/** An address is made by the server alone: without a network it is said that there is none. */
export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  sendOrStay(() => serverAction<typeof action>(), { url: null, error: UNSENT_WORDS })

export const shouldRevalidate = revalidatesWhenSent

export const meta: MetaFunction = () => [{ title: 'Applications · Numerojobs' }, { name: 'robots', content: 'noindex' }]

export default function ApplicationsPage() {
  const { person, last, sort, cards: packed, next, total, stages, calendar, timeline } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const cards = useMemo(() => unpackCards(packed), [packed])
  const root = useRouteLoaderData<typeof rootLoader>('root')
  const [params] = useSearchParams()
  const view = readView(params)
  const hasFilter = isFiltered(params)
  const applications = useApplications({
    cards,
    last,
    personId: person.id,
    takesNew: view === 'board' && !hasFilter,
    isDrawnElsewhere: calendar !== null || timeline !== null,
  })
  const nextToRead = useMemo(
    () =>
      cards
        .filter((card) => card.group !== 'closed' && card.removedAt === null)
        .sort((a, b) => b.updatedAt.localeCompare(a.updatedAt))
        .slice(0, KEPT_MAX)
        .map(({ id, updatedAt }) => ({ path: `/applications/${id}`, since: updatedAt })),
    [cards],
  )
  const nowMs = Date.parse(root?.now ?? cards[0]?.updatedAt ?? '')
  const isEmpty = calendar ? total === 0 : applications.cards.length === 0
  const shared = { nowMs, timeZone: person.timeZone }
  return (
    <Page className="pt-6">
      <AreaTabs />
      <OfflineSlot personId={person.id} next={nextToRead} />
      <div className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2">
        <h1 className="text-2xl font-semibold tracking-[-0.025em]">Applications</h1>
        <LiveMark state={applications.roomState} />
        <div className="ml-auto flex flex-wrap gap-2">
          <ButtonLink to="/applications/stages" tone="quiet" size="sm">
            Stages
          </ButtonLink>
          <ButtonLink to="/applications/import" tone="quiet" size="sm">
            Import
          </ButtonLink>
          <ButtonLink to="/applications/export" tone="quiet" size="sm">
            Export
          </ButtonLink>
          <ButtonLink to="/applications/new" tone="primary" size="sm">
            Add
          </ButtonLink>
        </div>
      </div>
      {isEmpty && !hasFilter ? null : <ViewBar view={view} params={params} total={total} />}
      {isEmpty ? (
        <NoApplications isFiltered={hasFilter} />
      ) : calendar ? (
        <>
          <CalendarView {...calendar} timeZone={person.timeZone} params={params} />
          <CalendarFeedBox feed={calendar.feed} answer={answer} />
        </>
      ) : timeline ? (
        <TimelineView rows={timeline} nowMs={nowMs} />
      ) : (
        <Workbench {...shared} applications={applications} stages={stages} table={view === 'table' ? { sort, params, next } : undefined} />
      )}
    </Page>
  )
}
