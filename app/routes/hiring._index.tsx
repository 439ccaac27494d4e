import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare'
import { Form, Link, useLoaderData } from '@remix-run/react'
import type { Organisation } from '../../contract/identity'
import type { PostingState } from '../../contract/postings'
import { serverApi } from '../api/server'
import { OverdueList } from '../conversations/overdue-list'
import { mayWritePostings } from '../organisations/role-words'
import { Badge } from '../ui/badge'
import { Button, ButtonLink } from '../ui/button'
import { Page } from '../ui/page-shell'
import { EmptyState } from '../ui/states'

export async function loader({ context }: LoaderFunctionArgs) {
  const api = serverApi(context)
  const [{ data }, overdue, organisations] = await Promise.all([
    api.hiring.overview(),
    api.conversations.overdue(),
    api.organisations.list(),
  ])
  return { data, overdue: overdue.data, organisations: organisations.map(({ slug, name, role }) => ({ slug, name, role })) }
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
  const { data: lines, overdue, organisations } = useLoaderData<typeof loader>()
  return (
    <Page className="max-w-[56rem]! pt-6 sm:pt-8">
      <div className="mb-6 flex flex-wrap items-center gap-3">
        <h1 className="mr-auto text-2xl font-semibold tracking-[-0.025em]">Hiring</h1>
        <ButtonLink to="/candidates">Candidates</ButtonLink>
      </div>
      <OverdueList lines={overdue} />
      {lines.length === 0 ? (
        <NoPostings organisations={organisations} />
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

type Mine = Pick<Organisation, 'slug' | 'name' | 'role'>

/** What to do first: found an organisation, or write for the one that is there. */
function NoPostings({ organisations }: { organisations: Mine[] }) {
  const writable = organisations.filter(({ role }) => mayWritePostings(role))
  if (organisations.length === 0)
    return (
      <EmptyState
        title="No postings yet"
        actions={
          <>
            <ButtonLink to="/settings/organisations" tone="primary">
              Found one
            </ButtonLink>
            <ButtonLink to="/invitations">Invitations</ButtonLink>
          </>
        }
      >
        <p>Postings belong to an organisation. Found one, or join one that invited you, and write the first.</p>
      </EmptyState>
    )
  return (
    <EmptyState
      title="No postings yet"
      actions={writable.map(({ slug, name }) => (
        <Form key={slug} method="post" action={`/organisations/${slug}/postings?index`}>
          <Button type="submit" tone="primary">
            {writable.length === 1 ? 'Write the first posting' : `Write the first posting of ${name}`}
          </Button>
        </Form>
      ))}
    >
      <p>
        {writable.length > 0
          ? 'It saves itself as you write, and nobody outside sees it before it is published. Who applies then appears here.'
          : `Nobody of ${listNames(organisations)} has begun one. As a recruiter, hiring manager or owner you could; an owner can change your role.`}
      </p>
    </EmptyState>
  )
}

const listNames = (organisations: Mine[]) =>
  new Intl.ListFormat('en', { type: 'disjunction' }).format(organisations.map(({ name }) => name))
