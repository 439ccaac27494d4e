import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare'
import { Link, useLoaderData } from '@remix-run/react'
import clsx from 'clsx'
import { serverApi } from '../api/server'
import { DeliveryTable } from '../notifications/delivery-table'
import { STATE_WORDS } from '../notifications/words'
import { OperatorHeading } from '../operators/operator-page'
import { Pagination } from '../ui/pagination'
import { EmptyState } from '../ui/states'

const STATES = ['queued', 'sent', 'delivered', 'failed', 'bounced', 'never_attempted'] as const

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url)
  const state = STATES.find((each) => each === searchParams.get('state'))
  const cursor = searchParams.get('cursor') ?? undefined
  return { state: state ?? null, isFirst: cursor === undefined, page: await serverApi(context).notifications.messages({ state, cursor }) }
}

export const meta: MetaFunction = () => [{ title: 'Messages · Operators · Numerojobs' }, { name: 'robots', content: 'noindex, nofollow' }]

export default function OperatorMessages() {
  const { state, page, isFirst } = useLoaderData<typeof loader>()
  const query = state ? `state=${state}&` : ''
  return (
    <>
      <OperatorHeading title="Messages">
        <Link to="/operator/consents" className="text-sm">
          Consent ledger
        </Link>
      </OperatorHeading>
      <nav aria-label="Messages by state" className="mb-4">
        <ul className="flex flex-wrap gap-1.5">
          <StateLink to="/operator/messages" isShown={state === null}>
            All
          </StateLink>
          {STATES.map((each) => (
            <StateLink key={each} to={`/operator/messages?state=${each}`} isShown={each === state}>
              {STATE_WORDS[each].label} <span className="tabular-nums">{page.counts[each].toLocaleString('en')}</span>
            </StateLink>
          ))}
        </ul>
      </nav>
      {page.data.length > 0 ? (
        <>
          <DeliveryTable deliveries={page.data} caption={state ? `Messages: ${STATE_WORDS[state].label}` : 'Messages'} />
          <Pagination
            firstTo={isFirst ? null : `/operator/messages?${query}`}
            nextTo={page.next && `/operator/messages?${query}cursor=${encodeURIComponent(page.next)}`}
          />
        </>
      ) : (
        <EmptyState title="No such message">
          <p>Every mail and text message is listed here with what became of it, without address and content.</p>
        </EmptyState>
      )}
    </>
  )
}

function StateLink({ to, isShown, children }: { to: string; isShown: boolean; children: React.ReactNode }) {
  return (
    <li>
      <Link
        to={to}
        aria-current={isShown ? 'page' : undefined}
        className={clsx(
          'inline-flex min-h-8 items-center gap-1.5 rounded-full border px-3 text-sm whitespace-nowrap no-underline',
          isShown ? 'border-transparent bg-accent-soft font-medium text-on-accent-soft' : 'border-line text-ink-2 hover:bg-surface-2',
        )}
      >
        {children}
      </Link>
    </li>
  )
}
