import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/cloudflare'
import { Form, Link, useLoaderData } from '@remix-run/react'
import { POSTING_STATES, PostingState } from '../../contract/postings'
import { myOrganisation } from '../api/my-organisation.server'
import { serverApi } from '../api/server'
import { mayWritePostings } from '../organisations/role-words'
import { STATE_TONES, STATE_WORDS, standingOf } from '../postings/words'
import { Badge } from '../ui/badge'
import { Button, ButtonLink } from '../ui/button'
import { Page } from '../ui/page-shell'
import { EmptyState } from '../ui/states'
import { TextLink } from '../ui/text-link'
import { formatDay, TimeAgo } from '../ui/time-ago'

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const api = serverApi(context)
  const organisation = await myOrganisation(api, params.id ?? '')
  const search = new URL(request.url).searchParams
  const state = PostingState.safeParse(search.get('state')).data
  const cursor = search.get('after')
  const page = await api.postings.list({
    organisationId: organisation.id,
    ...(state ? { state } : {}),
    ...(cursor ? { cursor } : {}),
  })
  return { organisation, state: state ?? null, page, mayWrite: mayWritePostings(organisation.role) }
}

/** Begins a draft and opens it. */
export async function action({ params, context }: ActionFunctionArgs) {
  const api = serverApi(context)
  const organisation = await myOrganisation(api, params.id ?? '')
  const { id } = await api.postings.create({ organisationId: organisation.id, fields: {} })
  return redirect(`/organisations/${organisation.slug}/postings/${id}`)
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `Postings · ${page?.organisation.name ?? 'Organisation'} · Numerojobs` },
  { name: 'robots', content: 'noindex, nofollow' },
]

export default function PostingsPage() {
  const { organisation, state, page, mayWrite } = useLoaderData<typeof loader>()
  const base = `/organisations/${organisation.slug}/postings`
  const total = POSTING_STATES.reduce((sum, word) => sum + page.counts[word], 0)
  const tabs = [
    { word: null, label: 'All', count: total },
    ...POSTING_STATES.map((word) => ({ word, label: STATE_WORDS[word], count: page.counts[word] })),
  ]
  const create = mayWrite ? (
    <Form method="post">
      <Button type="submit" tone="primary">
        New posting
      </Button>
    </Form>
  ) : null
  return (
    <Page className="pt-6 sm:pt-8">
      <p className="mb-2 text-sm">
        <TextLink to={`/organisations/${organisation.slug}`}>{organisation.name}</TextLink>
      </p>
      <div className="mb-5 flex flex-wrap items-center gap-3">
        <h1 className="mr-auto text-2xl font-semibold tracking-[-0.025em]">Postings</h1>
        {total > 0 ? create : null}
      </div>
      {total === 0 ? (
        <EmptyState title="No posting yet" actions={create}>
          {mayWrite ? 'Write the first one: it saves itself, and nobody sees it before it is approved.' : 'Nobody here has begun one.'}
        </EmptyState>
      ) : (
        <>
          <nav aria-label="States" className="-mx-4 overflow-x-auto border-b border-line px-4 sm:mx-0 sm:px-0">
            <ul className="flex gap-1">
              {tabs.map(({ word, label, count }) => (
                <li key={label}>
                  <Link
                    to={word ? `?state=${word}` : base}
                    aria-current={state === word ? 'page' : undefined}
                    className={`-mb-px flex min-h-10 items-center gap-2 border-b-2 px-3 text-sm font-medium whitespace-nowrap no-underline ${
                      state === word ? 'border-accent text-ink' : 'border-transparent text-ink-2 hover:border-line-strong hover:text-ink'
                    }`}
                  >
                    {label}
                    <span className="rounded-full bg-surface-2 px-1.5 text-xs text-ink-2 tabular-nums">{count}</span>
                  </Link>
                </li>
              ))}
            </ul>
          </nav>
          {page.data.length === 0 ? (
            <EmptyState title="None in this state">Look at another one above.</EmptyState>
          ) : (
            <ul className="divide-y divide-line">
              {page.data.map((posting) => (
                <li key={posting.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-3.5">
                  <div className="min-w-0 flex-1 basis-64">
                    <Link to={`${base}/${posting.id}`} className="font-semibold break-words text-ink no-underline hover:underline">
                      {posting.title || 'Without a title'}
                    </Link>
                    <p className="text-sm text-ink-3">
                      {[posting.places.join(' · '), posting.requisition, posting.openings > 1 ? `${posting.openings} people` : null]
                        .filter(Boolean)
                        .join(' · ')}
                    </p>
                  </div>
                  <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-2">
                    <Badge tone={STATE_TONES[posting.state]}>{STATE_WORDS[posting.state]}</Badge>
                    {standingOf(posting)}
                    {posting.jobId ? (
                      <TextLink to={`/hiring/${posting.id}`} className="tabular-nums">
                        Board: {posting.openApplications} {posting.openApplications === 1 ? 'application' : 'applications'}
                      </TextLink>
                    ) : null}
                    {posting.validThrough && posting.state !== 'closed' ? <span>until {formatDay(posting.validThrough)}</span> : null}
                    <TimeAgo at={posting.updatedAt} className="text-ink-3" />
                  </div>
                </li>
              ))}
            </ul>
          )}
          {page.next ? (
            <p className="mt-4">
              <ButtonLink to={`?${new URLSearchParams({ ...(state ? { state } : {}), after: page.next })}`}>Show more</ButtonLink>
            </p>
          ) : null}
        </>
      )}
    </Page>
  )
}
