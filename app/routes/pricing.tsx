import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare'
import { useLoaderData, useSearchParams } from '@remix-run/react'
import { Currency } from '../../contract/billing'
import { serverApi } from '../api/server'
import { CurrencyLinks } from '../billing/currency-links'
import { formatMoney } from '../billing/format-money'
import { PlanCard } from '../billing/plan-card'
import { ButtonLink } from '../ui/button'
import { Page } from '../ui/page-shell'

export const loader = ({ context }: LoaderFunctionArgs) => serverApi(context).billing.prices()

export const meta: MetaFunction = () => [
  { title: 'What it costs · Numerojobs' },
  { name: 'description', content: 'Free for people who look for work. What organisations pay to post vacancies.' },
]

export default function PricingPage() {
  const { plans, creditCents } = useLoaderData<typeof loader>()
  const [query] = useSearchParams()
  const currency = Currency.safeParse(query.get('currency')).data ?? 'EUR'
  return (
    <Page className="py-8 sm:py-14">
      <h1 className="text-3xl font-semibold tracking-[-0.03em]">What it costs</h1>
      <p className="mt-4 max-w-[40rem] text-lg text-ink-2">
        People who look for work never pay: not to search, not to apply, not to be seen, not to be matched. Nobody’s place in a list is for
        sale to them.
      </p>
      <div className="mt-10 mb-4 flex flex-wrap items-center justify-between gap-3">
        <h2 className="text-xl font-semibold">For organisations that hire</h2>
        <CurrencyLinks currency={currency} />
      </div>
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {plans.map((plan) => (
          <PlanCard key={plan.name} plan={plan} currency={currency} />
        ))}
      </div>
      <div className="mt-8 max-w-[40rem] space-y-3 text-ink-2">
        <p>
          One more posting now and then? A credit opens one beyond the plan until it closes, for{' '}
          {formatMoney(creditCents[currency], currency)} before tax. Credits do not expire.
        </p>
        <p>Everyone of an organisation may use it, however many they are. A plan is paid by the month and cancelled in two clicks.</p>
      </div>
      <div className="mt-8">
        <ButtonLink to="/settings/organisations" tone="primary" size="lg">
          Go to your organisations
        </ButtonLink>
      </div>
    </Page>
  )
}
