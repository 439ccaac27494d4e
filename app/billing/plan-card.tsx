import type { ReactNode } from 'react'
import type { Currency, Plan } from '../../contract/billing'
import { Card } from '../ui/card'
import { formatMoney } from './format-money'
import { PLAN_WORDS } from './words'

/** A plan with its price, and what can be done about it. */
export function PlanCard({ plan, currency, children }: { plan: Plan; currency: Currency; children?: ReactNode }) {
  const words = PLAN_WORDS[plan.name]
  return (
    <Card className="flex flex-col p-5">
      <h3 className="text-lg font-semibold">{words.name}</h3>
      <p className="mt-1 text-sm text-ink-2">{words.for}</p>
      <p className="mt-4 text-2xl font-semibold tracking-[-0.025em] tabular-nums">
        {plan.monthlyCents === null ? formatMoney(0, currency) : formatMoney(plan.monthlyCents[currency], currency)}
        <span className="text-sm font-normal tracking-normal text-ink-3">
          {' '}
          {plan.monthlyCents === null ? 'for good' : 'a month, before tax'}
        </span>
      </p>
      <p className="mt-2 mb-4 text-ink-2">
        {plan.openPostings === 1 ? 'One open posting.' : `Up to ${plan.openPostings} open postings at the same time.`}
      </p>
      {children ? <div className="mt-auto">{children}</div> : null}
    </Card>
  )
}
