import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare'
import { useLoaderData, useRevalidator } from '@remix-run/react'
import type { Lead } from '../../contract/leads'
import { serverApi } from '../api/server'
import { Bars } from '../operators/bars'
import { HealthParts } from '../operators/health-parts'
import { LiveState, OperatorHeading } from '../operators/operator-page'
import { ReadingsList } from '../operators/readings-list'
import { READINGS_MAX, type ReadingLine } from '../operators/readings-state'
import { useReadings } from '../operators/use-readings'
import { durationWords, LEAD_STATES, STATE_WORDS, VERDICT_SHORT, VERDICTS } from '../operators/words'
import { Card } from '../ui/card'
import { BarChart } from '../ui/charts'
import { TextLink } from '../ui/text-link'

const LISTED_STATES = ['published', 'queued', 'unseen', 'confirmed', 'rejected'] as const
const VERDICT_LOOKS = { offer: 'fill-accent', seeking: 'fill-mark-2-text', chatter: 'fill-line-strong', scam: 'fill-bad' }

export async function loader({ context }: LoaderFunctionArgs) {
  const api = serverApi(context)
  // Read before the rest: an event in between then comes once more, instead of never.
  const { last } = await api.live.last({ room: 'operators/all' })
  const [stats, tasks, ...pages] = await Promise.all([
    api.leads.stats(),
    api.tasks.list({ state: 'dead', limit: 1 }),
    ...LISTED_STATES.map((state) => api.leads.list({ state, limit: READINGS_MAX })),
  ])
  const newest = pages.flatMap((page) => page.data).sort((a, b) => (a.receivedAt < b.receivedAt ? 1 : -1))
  return { last, stats, tasks: tasks.counts, lines: newest.slice(0, READINGS_MAX).map(lineOf) }
}

export const meta: MetaFunction = () => [{ title: 'Now · Operators · Numerojobs' }, { name: 'robots', content: 'noindex, nofollow' }]

export default function OperatorNow() {
  const { last, stats, tasks, lines } = useLoaderData<typeof loader>()
  const { revalidate } = useRevalidator()
  const { readings, roomState } = useReadings({ stats, lines, last, onReload: revalidate })
  const received = readings.perMinute.reduce((sum, each) => sum + each.received, 0)
  const lastHour = `${received.toLocaleString('en')} ${received === 1 ? 'post' : 'posts'} in the last 60 minutes`
  return (
    <>
      <OperatorHeading title="Now">
        <LiveState state={roomState} />
      </OperatorHeading>
      <div className="items-start gap-4 lg:grid lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="min-w-0 space-y-4">
          <Card className="p-4 sm:p-5">
            <div className="mb-4 flex flex-wrap items-baseline justify-between gap-2">
              <h2 className="text-sm font-semibold">Posts per minute</h2>
              <p className="text-sm text-ink-2 tabular-nums">{lastHour}</p>
            </div>
            <BarChart
              points={readings.perMinute.map((each) => ({ label: each.minute.slice(11, 16), value: each.received }))}
              label={`Posts received in each of the last 60 minutes (UTC): ${lastHour}`}
              className="h-36 w-full"
            />
            <p aria-hidden className="mt-1.5 flex justify-between text-xs text-ink-3 tabular-nums">
              <span>{readings.perMinute[0]?.minute.slice(11, 16)}</span>
              <span>{readings.perMinute.at(-1)?.minute.slice(11, 16)} UTC</span>
            </p>
          </Card>
          <section aria-labelledby="readings-heading">
            <h2 id="readings-heading" className="mb-2.5 text-sm font-semibold">
              Newest readings
            </h2>
            <ReadingsList lines={readings.lines} arrivedIds={readings.arrivedIds} />
          </section>
        </div>
        <div className="min-w-0 space-y-4 max-lg:mt-4">
          <Card className="p-4 sm:p-5">
            <h2 className="mb-4 text-sm font-semibold">Verdicts, 24 hours</h2>
            <Bars
              label="Verdicts of the last 24 hours"
              bars={VERDICTS.map((verdict) => ({
                name: VERDICT_SHORT[verdict],
                value: readings.verdicts[verdict],
                words: readings.verdicts[verdict].toLocaleString('en'),
                look: VERDICT_LOOKS[verdict],
              }))}
            />
            <dl className="mt-5 grid grid-cols-2 gap-3 border-t border-line pt-4">
              <Figure name="Read in, median" value={stats.readingMs ? durationWords(stats.readingMs.p50) : 'no post yet'} />
              <Figure name="Read in, 95 of 100" value={stats.readingMs ? durationWords(stats.readingMs.p95) : 'no post yet'} />
            </dl>
          </Card>
          <Card className="p-4 sm:p-5">
            <h2 className="mb-3 text-sm font-semibold">Leads</h2>
            <dl className="grid grid-cols-3 gap-x-4 gap-y-3">
              {LEAD_STATES.map((state) => (
                <Figure key={state} name={STATE_WORDS[state]} value={readings.states[state].toLocaleString('en')} />
              ))}
            </dl>
            <p className="mt-3 text-xs text-ink-3">Of the last 24 hours; “to decide” counts all that wait.</p>
          </Card>
          <HealthParts />
          <Card className="p-4 sm:p-5">
            <h2 className="mb-3 text-sm font-semibold">Tasks</h2>
            <dl className="grid grid-cols-3 gap-4">
              <Figure name="Open" value={tasks.open.toLocaleString('en')} />
              <Figure name="Done" value={tasks.done.toLocaleString('en')} />
              <Figure name="Dead" value={tasks.dead.toLocaleString('en')} />
            </dl>
            {tasks.dead > 0 ? (
              <p className="mt-3 text-sm">
                <TextLink to="/operator/tasks">Look at the dead ones</TextLink>
              </p>
            ) : null}
          </Card>
        </div>
      </div>
    </>
  )
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <div className="flex flex-col-reverse justify-end">
      <dt className="text-xs text-ink-3">{name}</dt>
      <dd className="text-lg font-semibold tabular-nums">{value}</dd>
    </div>
  )
}

function lineOf(lead: Lead): ReadingLine {
  return {
    leadId: lead.id,
    state: lead.state,
    verdict: lead.score.verdict,
    source: lead.source,
    title: lead.extracted.title,
    receivedAt: lead.receivedAt,
    readingMs: null,
  }
}
