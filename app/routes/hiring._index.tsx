import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare'
import { Link, useLoaderData } from '@remix-run/react'
import type { PostingState } from '../../contract/postings'
import { serverApi } from '../api/server'
import { OverdueList } from '../conversations/overdue-list'
import { Badge } from '../ui/badge'
import { ButtonLink } from '../ui/button'
import { Page } from '../ui/page-shell'
import { EmptyState } from '../ui/states'

export async function loader({ context }: LoaderFunctionArgs) {
  const api = serverApi(context)
  const [{ data }, overdue] = await Promise.all([api.hiring.overview(), api.conversations.overdue()])
  return { data, overdue: overdue.data }
}

export const meta: MetaFunction = () => [{ title: 'Hiring · Numerojobs' }, { name: 'robots', content: 'noindex, nofollow' }]

const STATE_WORDS: Record<PostingState, string> = {
  draft: 'Draft',
  review: 'Waits for approval',
  published: 'Published',
  paused: 'Paused',
  closed: 'Closed',
}

/** Every pipeline that the person works on. */
export default function HiringPage() {
  const { data: lines, overdue } = useLoaderData<typeof loader>()
  return (
    <Page className="max-w-[56rem]! pt-6 sm:pt-8">
      <div className="mb-6 flex flex-wrap items-center gap-3">
        <h1 className="mr-auto text-2xl font-semibold tracking-[-0.025em]">Hiring</h1>
        <ButtonLink to="/candidates">Candidates</ButtonLink>
      </div>
      <OverdueList lines={overdue} />
      {lines.length === 0 ? (
        <EmptyState title="No postings yet" actions={<ButtonLink to="/settings/organisations">Your organisations</ButtonLink>}>
          <p>Postings belong to an organisation. Found one, or join one that invited you, and write the first.</p>
        </EmptyState>
      ) : (
        <ul className="space-y-3">
          {lines.map(({ posting, organisationName, open, unanswered, overdue }) => (
            <li key={posting.id} className="relative rounded-lg border border-line bg-surface p-4 shadow-low hover:border-line-strong">
              <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
                <Link
                  to={`/hiring/${posting.id}`}
                  className="font-semibold text-ink no-underline after:absolute after:inset-0 hover:underline"
                >
                  {posting.title || 'Posting without a title'}
                </Link>
                <Badge tone={posting.state === 'published' ? 'good' : 'neutral'}>{STATE_WORDS[posting.state]}</Badge>
                {overdue > 0 ? <Badge tone="bad">{overdue === 1 ? '1 answer overdue' : `${overdue} answers overdue`}</Badge> : null}
              </p>
              <p className="mt-1 text-sm text-ink-2">
                {organisationName} · {open === 1 ? '1 open application' : `${open.toLocaleString('en')} open applications`}
                {unanswered > 0 ? `, ${unanswered.toLocaleString('en')} without an answer yet` : ''}
              </p>
            </li>
          ))}
        </ul>
      )}
    </Page>
  )
}
