import type { ReactNode } from 'react'
import { Card } from '../ui/card'
import { Page } from '../ui/page-shell'

/** One question in the middle of the page: who are you? */
export function AccountFrame({
  title,
  lead,
  below,
  children,
}: {
  title: string
  lead?: ReactNode
  below?: ReactNode
  children: ReactNode
}) {
  return (
    <Page className="py-8 sm:py-14">
      <div className="mx-auto max-w-[26rem]">
        <h1 className="text-3xl font-semibold tracking-[-0.03em]">{title}</h1>
        {lead ? <p className="mt-2 text-ink-2">{lead}</p> : null}
        <Card className="mt-6 p-5 sm:p-6">{children}</Card>
        {below ? <div className="mt-5 space-y-2 text-sm text-ink-2">{below}</div> : null}
      </div>
    </Page>
  )
}
