import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare'
import { Form, useLoaderData } from '@remix-run/react'
import { AskMarket, MARKET_LEAST, MARKET_SMALL, type Market } from '../../contract/market'
import { serverApi } from '../api/server'
import { REMOTE_WORDS, regionWord, SENIORITY_WORDS } from '../jobs/words'
import { BarList } from '../market/bar-list'
import { PayChart } from '../market/pay-chart'
import { TrendChart } from '../market/trend-chart'
import { marketPath, money } from '../market/words'
import { Badge } from '../ui/badge'
import { Button, ButtonLink } from '../ui/button'
import { Field, Select } from '../ui/field'
import { Page } from '../ui/page-shell'
import { EmptyState } from '../ui/states'
import { TextLink } from '../ui/text-link'
import { formatDay } from '../ui/time-ago'

const SHOWN = 12

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url)
  const asked = AskMarket.safeParse({ role: searchParams.get('role') || undefined, region: searchParams.get('region') || undefined })
  return { market: await serverApi(context).market.show(asked.success ? asked.data : {}), isUnderstood: asked.success }
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const title = data ? headingOf(data.market) : 'Market'
  return [
    { title: `${title} · Numerojobs` },
    {
      name: 'description',
      content:
        'Pay, demand and skills by role and region, from the adverts themselves: medians and quartiles, each currency apart, estimates left out.',
    },
    // Every choice is an address of its own; search engines need the one page.
    ...(data && (data.market.role || data.market.region) ? [{ name: 'robots', content: 'noindex' }] : []),
  ]
}

export default function MarketPage() {
  const { market, isUnderstood } = useLoaderData<typeof loader>()
  return (
    <Page className="pt-6 sm:pt-10">
      <h1 className="text-2xl font-semibold tracking-[-0.025em] sm:text-3xl">{headingOf(market)}</h1>
      <p className="mt-2 max-w-[46rem] text-ink-2">
        Pay, demand and skills, as adverts state them{market.date ? ` on ${formatDay(market.date)}` : ''}.
      </p>
      <Filters market={market} />
      {isUnderstood ? null : (
        <p role="status" className="mt-4 rounded-md bg-warn-soft px-3 py-2 text-sm text-warn">
          That role or region cannot be read, so everything is shown.
        </p>
      )}
      <Figures market={market} />
      <Sources />
    </Page>
  )
}

function Filters({ market }: { market: Market }) {
  const roles =
    market.role && !market.roles.some(({ role }) => role === market.role?.role)
      ? [{ ...market.role, openJobs: 0 }, ...market.roles]
      : market.roles
  const regions =
    market.region && !market.regions.some(({ region }) => region === market.region)
      ? [{ region: market.region, openJobs: 0, pay: null }, ...market.regions]
      : market.regions
  return (
    <Form
      // The choice that the address names, also after Back.
      key={`${market.role?.role} ${market.region}`}
      method="get"
      action="/market"
      className="no-print mt-5 grid max-w-[46rem] gap-3 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto] sm:items-end"
    >
      <Field label="Role">
        {(control) => (
          <Select {...control} name="role" defaultValue={market.role?.role ?? ''}>
            <option value="">All roles</option>
            {roles.map(({ role, label, openJobs }) => (
              <option key={role} value={role}>
                {label} ({openJobs > 0 ? openJobs.toLocaleString('en') : `under ${MARKET_LEAST}`})
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label="Region">
        {(control) => (
          <Select {...control} name="region" defaultValue={market.region ?? ''}>
            <option value="">Everywhere</option>
            {regions.map(({ region, openJobs }) => (
              <option key={region} value={region}>
                {regionWord(region)} ({openJobs > 0 ? openJobs.toLocaleString('en') : `under ${MARKET_LEAST}`})
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Button type="submit" tone="primary">
        Show
      </Button>
    </Form>
  )
}

function Figures({ market }: { market: Market }) {
  const { figures, openJobs, newJobs } = market
  if (market.date === null)
    return (
      <EmptyState title="Nothing is counted yet" actions={<ButtonLink to="/jobs">See the open jobs</ButtonLink>}>
        <p>The figures are made once a day, the first ones within minutes of the first jobs.</p>
      </EmptyState>
    )
  if (!figures || openJobs === null)
    return (
      <EmptyState title={`Fewer than ${MARKET_LEAST} open jobs`} actions={<ButtonLink to="/market">Show everything</ButtonLink>}>
        <p>Of so few nothing can be said. Take a wider region, or all roles.</p>
      </EmptyState>
    )
  return (
    <div className="mt-8 grid gap-10 lg:grid-cols-2">
      <section aria-labelledby="demand-heading" className="min-w-0">
        <h2 id="demand-heading" className="text-lg font-semibold">
          Demand
        </h2>
        <p className="mt-2 text-ink-2">
          <span className="text-2xl font-semibold text-ink tabular-nums">{openJobs.toLocaleString('en')}</span> open{' '}
          <TextLink to={searchPath(market)}>{openJobs === 1 ? 'job' : 'jobs'}</TextLink>, {(newJobs ?? 0).toLocaleString('en')} of them
          found within a week. {market.isSmall ? <Badge tone="warn">few: the figures say little</Badge> : null}
        </p>
        {figures.openDays ? (
          <p className="mt-1 text-sm text-ink-2">
            Half of {figures.openDays.n.toLocaleString('en')} that closed within half a year stood open for at most{' '}
            {figures.openDays.median} {figures.openDays.median === 1 ? 'day' : 'days'}.
          </p>
        ) : null}
        <div className="mt-4">
          <TrendChart trend={market.trend} />
        </div>
        <Shares title="Where to work" rows={figures.remote} of={openJobs} words={REMOTE_WORDS} />
        <Shares title="Level" rows={figures.seniority} of={openJobs} words={SENIORITY_WORDS} />
      </section>
      <section aria-labelledby="pay-heading" className="min-w-0">
        <h2 id="pay-heading" className="mb-3 text-lg font-semibold">
          Pay
        </h2>
        {figures.pay.length > 0 ? (
          <PayChart pay={figures.pay} />
        ) : (
          <p className="text-ink-2">
            {figures.statePay === 0
              ? 'None of these adverts states its pay.'
              : `Only ${figures.statePay} of these adverts state their pay, too few of one currency.`}
          </p>
        )}
        {figures.pay.length > 0 ? (
          <p className="mt-3 text-sm text-ink-3">
            {figures.statePay.toLocaleString('en')} of {openJobs.toLocaleString('en')} adverts state pay (
            {shareWord(figures.statePay, openJobs)}).
          </p>
        ) : null}
      </section>
      {figures.skills.length > 0 ? (
        <section aria-labelledby="skills-heading" className="min-w-0">
          <h2 id="skills-heading" className="mb-3 text-lg font-semibold">
            Skills that are asked for
          </h2>
          <BarList
            label="Skills by adverts that name them"
            unit="adverts"
            rows={figures.skills.slice(0, SHOWN).map(({ value, count }) => ({
              key: value,
              name: value,
              value: count,
              detail: shareWord(count, openJobs),
              to: `/jobs?skill=${encodeURIComponent(value)}`,
            }))}
          />
        </section>
      ) : null}
      {market.role === null && market.roles.length > 0 ? (
        <section aria-labelledby="roles-heading" className="min-w-0">
          <h2 id="roles-heading" className="mb-3 text-lg font-semibold">
            Roles
          </h2>
          <BarList
            label="Roles by open jobs"
            unit="open jobs"
            rows={market.roles.slice(0, SHOWN).map(({ role, label, openJobs: value }) => ({
              key: role,
              name: label,
              value,
              isSmall: value < MARKET_SMALL,
              to: marketPath({ role, region: market.region }),
            }))}
          />
        </section>
      ) : null}
      {market.region === null && market.regions.length > 0 ? (
        <section aria-labelledby="regions-heading" className="min-w-0">
          <h2 id="regions-heading" className="mb-3 text-lg font-semibold">
            Regions
          </h2>
          <BarList
            label="Regions by open jobs"
            unit="open jobs"
            rows={market.regions.slice(0, SHOWN).map(({ region, openJobs: value, pay }) => ({
              key: region,
              name: regionWord(region),
              value,
              detail: pay ? `median ${money(pay.medianCents, pay.currency)} of ${pay.n} adverts` : null,
              isSmall: value < MARKET_SMALL,
              to: marketPath({ role: market.role?.role, region }),
            }))}
          />
        </section>
      ) : null}
    </div>
  )
}

/** Of how many adverts each is said, beside all of them: most say nothing. */
function Shares({
  title,
  rows,
  of,
  words,
}: {
  title: string
  rows: { value: string; count: number }[]
  of: number
  words: Record<string, string>
}) {
  if (rows.length === 0) return null
  const said = rows.reduce((sum, { count }) => sum + count, 0)
  return (
    <p className="mt-3 text-sm text-ink-2">
      <span className="font-medium text-ink">{title}:</span>{' '}
      {rows.map(({ value, count }) => `${words[value] ?? value} ${count.toLocaleString('en')}`).join(', ')}
      {said < of ? `; ${(of - said).toLocaleString('en')} do not say` : ''}.
    </p>
  )
}

/** `12 %`; what rounds to nothing is no nothing. */
const shareWord = (part: number, whole: number) => (part * 200 < whole ? 'under 1 %' : `${Math.round((part / whole) * 100)} %`)

function Sources() {
  return (
    <section aria-labelledby="sources-heading" className="mt-12 max-w-[46rem] border-t border-line pt-5 text-sm text-ink-3">
      <h2 id="sources-heading" className="font-semibold text-ink-2">
        What these figures are
      </h2>
      <p className="mt-1.5">
        They count the open jobs that we know of, one for each role however often it was posted: what our sources hold, and not the whole
        labour market. A role is the title without its level, team and place. Pay is that of adverts that state it, before tax, as a year,
        by the middle of its range; pay that was worked out is left out, and currencies are never mixed or converted. Nothing is said of
        fewer than {MARKET_LEAST}; under {MARKET_SMALL} a figure is marked. They are made anew once a day, and programs read the same at{' '}
        <TextLink to="/developers">/v1/market</TextLink>.
      </p>
    </section>
  )
}

function headingOf({ role, region }: Pick<Market, 'role' | 'region'>): string {
  const where = region ? ` in ${regionWord(region)}` : ''
  return role ? `${role.label}${where}` : `The market${where}`
}

/** The open jobs behind the figures, as far as the search can ask for the same. */
function searchPath({ role, region }: Market): string {
  const params = new URLSearchParams({ ...(role ? { q: role.label } : {}), ...(region ? { place: regionWord(region) } : {}) })
  return params.size > 0 ? `/jobs?${params}` : '/jobs'
}
