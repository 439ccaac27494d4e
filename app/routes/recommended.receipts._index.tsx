import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare'
import { Link, useLoaderData } from '@remix-run/react'
import { personFor } from '../api/person.server'
import { serverApi } from '../api/server'
import { AreaTabs } from '../applications/area-tabs'
import { scoreWord } from '../matching/words'
import { ButtonLink } from '../ui/button'
import { Page } from '../ui/page-shell'
import { Pagination } from '../ui/pagination'
import { EmptyState } from '../ui/states'
import { TimeAgo } from '../ui/time-ago'

export async function loader({ request, context }: LoaderFunctionArgs) {
  await personFor(context)
  const cursor = new URL(request.url).searchParams.get('cursor') ?? undefined
  return { receipts: await serverApi(context).matching.receipts({ cursor }), isFirst: cursor === undefined }
}

export const meta: MetaFunction = () => [{ title: 'Scores that were kept · Numerojobs' }, { name: 'robots', content: 'noindex' }]

export default function ReceiptsPage() {
  const { receipts, isFirst } = useLoaderData<typeof loader>()
  return (
    <Page className="max-w-[52rem] pt-6">
      <AreaTabs />
      <h1 className="text-2xl font-semibold tracking-[-0.025em]">Scores that were kept</h1>
      <p className="mt-1 mb-5 text-sm text-ink-2">
        Each with all that it was worked out from, so that it can be worked out again. They are in your download, and go when your account
        goes.
      </p>
      {receipts.data.length === 0 ? (
        <EmptyState title="No score yet" actions={<ButtonLink to="/recommended">See recommended jobs</ButtonLink>}>
          <p>The first scores of a list, and every score you open, are kept here.</p>
        </EmptyState>
      ) : (
        <>
          <ul className="divide-y divide-line">
            {receipts.data.map((receipt) => (
              <li key={receipt.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2 text-sm">
                <Link to={`/recommended/receipts/${receipt.id}`} className="min-w-24 font-medium tabular-nums">
                  {scoreWord(receipt.score)}
                </Link>
                <span className="text-ink-2">
                  {receipt.side === 'seeker' ? 'Your own list' : 'An organisation that looked for candidates'}, matcher {receipt.version}
                </span>
                <span className="ml-auto text-xs text-ink-3">
                  <TimeAgo at={receipt.madeAt} />
                </span>
              </li>
            ))}
          </ul>
          <Pagination
            firstTo={isFirst ? null : '/recommended/receipts'}
            nextTo={receipts.next && `/recommended/receipts?cursor=${encodeURIComponent(receipts.next)}`}
          />
        </>
      )}
    </Page>
  )
}
