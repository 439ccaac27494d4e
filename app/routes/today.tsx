import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/cloudflare'
import { type ClientActionFunctionArgs, useLoaderData, useRevalidator, useRouteLoaderData } from '@remix-run/react'
import type { TodayItem as TodayItemData } from '../../contract/applications'
import { personFor } from '../api/person.server'
import { serverApi } from '../api/server'
import { answerDetail } from '../applications/answer-detail.server'
import { AreaTabs } from '../applications/area-tabs'
import { sendOrKeep } from '../applications/keep-form'
import { LiveMark } from '../applications/live-mark'
import { Fold } from '../applications/section'
import { TodayItem } from '../applications/today-item'
import { WeightsForm } from '../applications/weights-form'
import { useRoom } from '../live/use-room'
import { OfflineSlot } from '../offline/offline-slot'
import { revalidatesWhenSent } from '../offline/revalidates-when-sent'
import type { loader as rootLoader } from '../root'
import { ButtonLink } from '../ui/button'
import { Page } from '../ui/page-shell'
import { EmptyState } from '../ui/states'

export async function loader({ context }: LoaderFunctionArgs) {
  const person = await personFor(context)
  const api = serverApi(context)
  const { last } = await api.live.last({ room: 'person/me' })
  return { person, last, today: await api.applications.today() }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const person = await personFor(context)
  const asked = { applicationId: '', timeZone: person.timeZone, form: await request.formData() }
  const { answer, status } = await answerDetail(serverApi(context), asked)
  return data(answer, status)
}

/** Without a network, what can wait is kept on this device. */
export const clientAction = (args: ClientActionFunctionArgs) => sendOrKeep(args)

export const shouldRevalidate = revalidatesWhenSent

export const meta: MetaFunction = () => [{ title: 'Today · Numerojobs' }, { name: 'robots', content: 'noindex' }]

const HEADINGS = { overdue: 'Late', today: 'Today', upcoming: 'The next seven days' }

export default function TodayPage() {
  const { person, last, today } = useLoaderData<typeof loader>()
  const root = useRouteLoaderData<typeof rootLoader>('root')
  const { revalidate } = useRevalidator()
  const roomState = useRoom({ party: 'person', room: person.id, startAt: last, onEvent: () => revalidate(), onReload: revalidate })
  const nowMs = Date.parse(root?.now ?? today.date)
  const lists = (['overdue', 'today', 'upcoming'] as const).filter((when) => today[when].length > 0)
  return (
    <Page className="pt-6">
      <AreaTabs />
      <OfflineSlot personId={person.id} />
      <div className="mb-4 flex flex-wrap items-center gap-4">
        <h1 className="text-2xl font-semibold tracking-[-0.025em]">Today</h1>
        <LiveMark state={roomState} />
      </div>
      <div className="gap-10 lg:grid lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="min-w-0">
          {lists.map((when) => (
            <section key={when} aria-labelledby={`${when}-heading`} className="mb-6">
              <h2 id={`${when}-heading`} className="text-lg font-semibold">
                {HEADINGS[when]} <span className="text-sm font-normal text-ink-3 tabular-nums">{today[when].length}</span>
              </h2>
              <ul className="divide-y divide-line">
                {today[when].map((item: TodayItemData) => (
                  <TodayItem key={`${item.kind} ${item.id}`} item={item} nowMs={nowMs} timeZone={today.timeZone} today={today.date} />
                ))}
              </ul>
            </section>
          ))}
          {lists.length === 0 ? (
            <EmptyState title="Nothing waits for you" actions={<ButtonLink to="/applications">See all applications</ButtonLink>}>
              <p>Reminders, interviews and employers who are silent for longer than usual appear here by themselves.</p>
            </EmptyState>
          ) : null}
        </div>
        <aside aria-label="Order of the list">
          <Fold title="What counts in this order">
            <WeightsForm weights={today.weights} />
          </Fold>
          <p className="mt-3 text-xs text-ink-3">Times are those of {today.timeZone}.</p>
        </aside>
      </div>
    </Page>
  )
}
