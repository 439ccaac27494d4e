import { Form } from '@remix-run/react'
import type { BillingOverview, Currency, PriceList } from '../../contract/billing'
import { Badge } from '../ui/badge'
import { Button, buttonClass } from '../ui/button'
import { closeDialog, Dialog, DialogLink } from '../ui/dialog'
import { formatDay } from '../ui/time-ago'
import { CurrencyLinks } from './currency-links'
import { PlanCard } from './plan-card'
import { creditsWords, PLAN_WORDS, STATUS_WORDS } from './words'

type PlanSectionProps = { billing: BillingOverview; prices: PriceList; currency: Currency; busyWith: string | null }

/** The plan in force, how much of it is drawn, and what it could be changed to. */
export function PlanSection({ billing, prices, currency, busyWith }: PlanSectionProps) {
  const { subscription } = billing
  return (
    <section aria-labelledby="plan-title" className="space-y-6">
      <h2 id="plan-title" className="text-lg font-semibold">
        The plan is {PLAN_WORDS[billing.plan].name}{' '}
        {subscription?.cancelsAtPeriodEnd ? <Badge tone="warn">Ends on {formatDay(subscription.periodEnd)}</Badge> : null}
        {subscription?.status === 'past_due' ? <Badge tone="bad">Payment failed</Badge> : null}
      </h2>
      <Usage billing={billing} />
      {subscription ? <Standing subscription={subscription} /> : null}
      {billing.isSetUp ? (
        <>
          <div className="flex flex-wrap items-center justify-between gap-3">
            <h3 className="font-semibold">{subscription ? 'Change the plan' : 'Choose a plan'}</h3>
            {billing.currency === null ? <CurrencyLinks currency={currency} /> : null}
          </div>
          <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
            {prices.plans.map((plan) => (
              <PlanCard key={plan.name} plan={plan} currency={currency}>
                {plan.name === billing.plan ? (
                  <p className="flex min-h-10 items-center text-sm font-medium text-ink-2">This is yours</p>
                ) : plan.name === 'free' ? (
                  <p className="flex min-h-10 items-center text-sm text-ink-3">Where a plan that is cancelled leads</p>
                ) : (
                  <Form method="post">
                    <input type="hidden" name="plan" value={plan.name} />
                    <input type="hidden" name="currency" value={currency} />
                    <Button
                      type="submit"
                      name="intent"
                      value={subscription ? 'change' : 'start'}
                      tone="primary"
                      className="w-full"
                      isBusy={busyWith === plan.name}
                    >
                      {subscription ? `Change to ${PLAN_WORDS[plan.name].name}` : `Start ${PLAN_WORDS[plan.name].name}`}
                    </Button>
                  </Form>
                )}
              </PlanCard>
            ))}
          </div>
        </>
      ) : (
        <p className="rounded-md bg-surface-2 px-3 py-2 text-sm text-ink-2">
          Nothing can be paid here: whoever runs this Numerojobs has not set payment up. Everything of the free plan works.
        </p>
      )}
    </section>
  )
}

function Usage({ billing: { openPostings, openPostingsMax, creditPostings, creditsLeft } }: { billing: BillingOverview }) {
  return (
    <div className="max-w-[36rem]">
      <p className="mb-1.5 flex flex-wrap justify-between gap-2 text-sm">
        <span>Open postings</span>
        <span className="text-ink-2 tabular-nums">
          {openPostings} of {openPostingsMax}
        </span>
      </p>
      <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" className="h-2 w-full rounded-full bg-surface-3">
        <rect x="0" y="0" height="8" width={Math.min(openPostings / openPostingsMax, 1) * 100} className="fill-accent" />
      </svg>
      <p className="mt-2 text-sm text-ink-2">
        {creditsWords(creditsLeft)} left{creditPostings > 0 ? `, ${creditPostings} more open by a credit` : ''}.
      </p>
    </div>
  )
}

function Standing({ subscription }: { subscription: NonNullable<BillingOverview['subscription']> }) {
  const words = STATUS_WORDS[subscription.status]
  return (
    <div className="space-y-3 text-ink-2">
      {words ? <p>{words}</p> : null}
      {subscription.cancelsAtPeriodEnd ? (
        <Form method="post" className="flex flex-wrap items-center gap-3">
          <p>Cancelled. Everything stays until {formatDay(subscription.periodEnd)}; nothing more is charged.</p>
          <Button type="submit" name="intent" value="keep">
            Keep the plan
          </Button>
        </Form>
      ) : (
        <div className="flex flex-wrap items-center gap-3">
          <p>The next payment is on {formatDay(subscription.periodEnd)}.</p>
          <DialogLink dialogId="cancel-plan" className={buttonClass({ size: 'sm', tone: 'quiet' })}>
            Cancel the plan…
          </DialogLink>
          <Dialog id="cancel-plan" title="Cancel the plan?">
            <Form method="post" onSubmit={() => closeDialog('cancel-plan')}>
              <p className="text-base text-ink-2">
                Everything stays until {formatDay(subscription.periodEnd)}, and nothing more is charged. Until then you can take it back.
                Postings that are open then stay open; new ones need room in the free plan, or a credit.
              </p>
              <div className="mt-5 flex justify-end">
                <Button type="submit" name="intent" value="cancel" tone="danger">
                  Cancel the plan
                </Button>
              </div>
            </Form>
          </Dialog>
        </div>
      )}
    </div>
  )
}
