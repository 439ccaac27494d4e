import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare'
import { useLoaderData } from '@remix-run/react'
import { personFor } from '../api/person.server'
import { serverApi } from '../api/server'
import { AreaTabs } from '../applications/area-tabs'
import { dayWord } from '../applications/due-words'
import { Section } from '../applications/section'
import { OUTCOME_CHOICES, OUTCOME_WORDS } from '../applications/words'
import { FunnelChart } from '../insights/funnel-chart'
import { FunnelTable } from '../insights/funnel-table'
import { ResponseTimesList } from '../insights/response-times'
import { sourceWord } from '../jobs/words'
import { ButtonLink } from '../ui/button'
import { BarChart } from '../ui/charts'
import { Page } from '../ui/page-shell'
import { EmptyState } from '../ui/states'

export async function loader({ context }: LoaderFunctionArgs) {
  await personFor(context)
  return { insights: await serverApi(context).insights.dashboard({}) }
}

export const meta: MetaFunction = () => [{ title: 'Insights · Numerojobs' }, { name: 'robots', content: 'noindex' }]

export default function InsightsPage() {
  const { insights } = useLoaderData<typeof loader>()
  const { total, funnel, bySource, byWeek, byResume, responses, responsesBySource, outcomes } = insights
  const weekWord = (week: string) => dayWord(week, { day: 'numeric', month: 'short' })
  const ended = OUTCOME_CHOICES.filter((kind) => outcomes[kind] > 0)
  return (
    <Page className="pt-6">
      <AreaTabs />
      <h1 className="mb-4 text-2xl font-semibold tracking-[-0.025em]">Insights</h1>
      {total === 0 ? (
        <EmptyState title="Nothing to draw yet" actions={<ButtonLink to="/applications">Go to your applications</ButtonLink>}>
          <p>When you follow applications, you see here how far they get, by source, week and résumé, and how long answers take.</p>
        </EmptyState>
      ) : (
        <div className="space-y-8">
          <Section id="funnel" title="How far they got" count={total}>
            <FunnelChart row={funnel} />
            <div className="sr-only">
              <FunnelTable caption="All applications by the step they reached" head="All" rows={[funnel]} nameOf={() => 'All'} />
            </div>
            {funnel.isSmall ? <p className="mt-2 text-sm text-warn">Fewer than five were applied for: the shares say little yet.</p> : null}
            {ended.length > 0 ? (
              <p className="mt-2 text-sm text-ink-2">
                Ended: {ended.map((kind) => `${OUTCOME_WORDS[kind].toLowerCase()} ${outcomes[kind]}`).join(', ')}.
              </p>
            ) : null}
          </Section>
          <Section id="weeks" title="By week">
            <BarChart
              label="Applications by the week they were saved in"
              points={byWeek.map((row) => ({ label: row.key ? weekWord(row.key) : '–', value: row.saved }))}
              className="h-32 w-full max-w-2xl"
            />
            <div className="mt-4">
              <FunnelTable
                caption="By the week they were saved in"
                head="Week of"
                rows={byWeek}
                nameOf={(key) => (key ? weekWord(key) : '–')}
              />
            </div>
          </Section>
          <Section id="sources" title="By source">
            <FunnelTable
              caption="By where they were found"
              head="Source"
              rows={bySource}
              nameOf={(key) => (key === null || key === 'own' ? 'Found elsewhere' : sourceWord(key))}
            />
          </Section>
          <Section id="resumes" title="By résumé version">
            <FunnelTable caption="By the résumé version that was sent" head="Version" rows={byResume} nameOf={(key) => key ?? 'Not said'} />
          </Section>
          <Section id="responses" title="How long answers take">
            <ResponseTimesList all={responses} bySource={responsesBySource} />
          </Section>
        </div>
      )}
    </Page>
  )
}
