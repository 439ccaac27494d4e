import { useEffect } from 'react'
import { buttonClass } from '../ui/button'
import { Card } from '../ui/card'

/** The way to the payment provider's page: taken by itself where scripts run. */
export function GoToPayment({ url }: { url: string }) {
  useEffect(() => window.location.assign(url), [url])
  return (
    <Card className="mb-8 max-w-[44rem] border-accent p-5">
      <h2 className="text-lg font-semibold">Go on at the payment provider</h2>
      <p className="mt-1 mb-4 text-sm text-ink-2">You leave Numerojobs for the page where this is done, and come back afterwards.</p>
      <a href={url} className={buttonClass({ tone: 'primary' })}>
        Go on
      </a>
    </Card>
  )
}
