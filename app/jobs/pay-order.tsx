import { Link } from '@remix-run/react'
import type { FacetValue } from '../../contract/jobs'
import { inCurrency } from './search-url'

const OTHERS_MAX = 6

type PayOrderProps = {
  currency: string
  /** The pay facet: `EUR 60000` and how many jobs, most first. */
  values: FacetValue[]
  params: URLSearchParams
}

/** Says what a list by pay leaves out, and leads to the other currencies. */
export function PayOrder({ currency, values, params }: PayOrderProps) {
  const others = [...new Set(values.map(({ value }) => value.slice(0, 3)))].filter((code) => code !== currency).slice(0, OTHERS_MAX)
  return (
    <p role="status" className="mb-3 text-sm text-ink-2">
      Highest pay first, in {currency}. Jobs paid in another currency, or without pay, are not in this list.
      {others.length > 0 ? (
        <>
          {' '}
          Show pay in:{' '}
          {others.map((code) => (
            <Link
              key={code}
              to={inCurrency(params, code)}
              className="mr-2 inline-flex min-h-8 items-center font-medium text-accent underline underline-offset-3"
            >
              {code}
            </Link>
          ))}
        </>
      ) : null}
    </p>
  )
}
