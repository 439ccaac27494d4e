import { Form } from '@remix-run/react'
import { CREDITS_MAX, type Currency } from '../../contract/billing'
import { Button } from '../ui/button'
import { Card } from '../ui/card'
import { Field, Input } from '../ui/field'
import { formatMoney } from './format-money'

type CreditFormProps = { creditCents: Record<Currency, number>; currency: Currency; error: string | undefined; isBusy: boolean }

/** Buys postings one by one. */
export function CreditForm({ creditCents, currency, error, isBusy }: CreditFormProps) {
  return (
    <Card className="self-start p-5">
      <h2 className="text-lg font-semibold">Posting credits</h2>
      <p className="mt-1 text-sm text-ink-2">
        One credit opens one posting beyond the plan, until that posting closes. {formatMoney(creditCents[currency], currency)} each, before
        tax. Credits do not expire.
      </p>
      <Form method="post" className="mt-4 space-y-4">
        <input type="hidden" name="currency" value={currency} />
        <Field label="How many" error={error}>
          {(control) => (
            <Input {...control} type="number" name="credits" min={1} max={CREDITS_MAX} defaultValue={1} required inputMode="numeric" />
          )}
        </Field>
        <Button type="submit" name="intent" value="credits" className="w-full" isBusy={isBusy}>
          Buy
        </Button>
      </Form>
    </Card>
  )
}
