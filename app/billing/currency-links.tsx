import { Link } from '@remix-run/react'
import clsx from 'clsx'
import { CURRENCIES, type Currency } from '../../contract/billing'

/** Which currency prices are shown and paid in. The choice is in the URL. */
export function CurrencyLinks({ currency }: { currency: Currency }) {
  return (
    <nav aria-label="Currency" className="flex gap-1">
      {CURRENCIES.map((each) => (
        <Link
          key={each}
          to={`?currency=${each}`}
          preventScrollReset
          replace
          aria-current={each === currency ? 'true' : undefined}
          className={clsx(
            'inline-flex min-h-8 items-center rounded-md px-3 text-sm font-medium no-underline',
            each === currency ? 'bg-surface-3 text-ink' : 'text-ink-2 hover:bg-surface-2 hover:text-ink',
          )}
        >
          {each}
        </Link>
      ))}
    </nav>
  )
}
