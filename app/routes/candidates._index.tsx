import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare'
import { Form, useLoaderData } from '@remix-run/react'
import { CandidateFilters } from '../../contract/candidates'
import { myHiring } from '../api/my-hiring.server'
import { serverApi } from '../api/server'
import { GROUP_WORDS } from '../applications/words'
import { CandidateRow } from '../hiring/candidate-row'
import { Button, ButtonLink } from '../ui/button'
import { Checkbox, Field, Input, Select } from '../ui/field'
import { Page } from '../ui/page-shell'
import { Pagination } from '../ui/pagination'
import { EmptyState } from '../ui/states'

const PAGE_SIZE = 30
const GROUPS = ['applied', 'screening', 'interview', 'offer', 'closed'] as const

export async function loader({ request, context }: LoaderFunctionArgs) {
  const api = serverApi(context)
  const asked = new URL(request.url).searchParams
  const { organisations, organisation, may } = await myHiring(api, asked.get('organisation'))
  if (!organisation)
    return { organisations, organisation, may, postings: [], query: '', filters: {}, rows: [], firstTo: null, nextTo: null }
  const value = (name: string) => asked.get(name)?.trim() || undefined
  const query = may.search ? (value('q') ?? '') : ''
  const filters = readFilters({
    postingId: value('posting'),
    group: value('group'),
    tag: value('tag'),
    source: value('source')?.toLowerCase(),
    inPool: asked.has('pool') || undefined,
  })
  const list = { organisationId: organisation.id, ...filters, limit: PAGE_SIZE, cursor: value('cursor') }
  const [{ data: postings }, page] = await Promise.all([
    api.postings.list({ organisationId: organisation.id, limit: 100 }),
    query.length >= 2 ? api.candidates.search({ ...list, query }) : api.candidates.list(list),
  ])
  const to = (cursor: string | null) => {
    const next = new URLSearchParams(asked)
    next.delete('cursor')
    if (cursor !== null) next.set('cursor', cursor)
    return `/candidates?${next}`
  }
  return {
    organisations,
    organisation: { slug: organisation.slug, name: organisation.name },
    may,
    postings: postings.map(({ id, title }) => ({ id, title })),
    query,
    filters,
    rows: page.data.map((row) => ('candidate' in row ? row : { candidate: row, excerpt: [] })),
    firstTo: asked.has('cursor') ? to(null) : null,
    nextTo: page.next === null ? null : to(page.next),
  }
}

/** What can be read of an address; the rest of it counts as not given. */
function readFilters(given: Record<string, unknown>): CandidateFilters {
  const read = Object.entries(given).filter(([name, value]) => value !== undefined && CandidateFilters.safeParse({ [name]: value }).success)
  return CandidateFilters.parse(Object.fromEntries(read))
}

export const meta: MetaFunction = () => [{ title: 'Candidates · Numerojobs' }, { name: 'robots', content: 'noindex, nofollow' }]

/** Everybody whom an organisation may find: by words of their résumés, by what they applied to, in the talent pool. */
export default function CandidatesPage() {
  const { organisations, organisation, may, postings, query, filters, rows, firstTo, nextTo } = useLoaderData<typeof loader>()
  if (!organisation)
    return (
      <Page className="pt-6 sm:pt-8">
        <EmptyState
          headingLevel="h1"
          title="No candidates yet"
          actions={<ButtonLink to="/settings/organisations">Your organisations</ButtonLink>}
        >
          <p>Candidates belong to an organisation. Found one, or join one that invited you.</p>
        </EmptyState>
      </Page>
    )
  const isNarrowed = query !== '' || Object.keys(filters).length > 0
  return (
    <Page className="max-w-[64rem]! pt-6 sm:pt-8">
      <div className="mb-5 flex flex-wrap items-center gap-3">
        <h1 className="mr-auto text-2xl font-semibold tracking-[-0.025em]">Candidates</h1>
        {may.manage ? <ButtonLink to={`/candidates/import?organisation=${organisation.slug}`}>Import</ButtonLink> : null}
        {may.search ? <ButtonLink to={`/candidates/duplicates?organisation=${organisation.slug}`}>Duplicates</ButtonLink> : null}
      </div>
      <Form method="get" role="search" aria-label="Candidates" className="mb-6 grid items-end gap-3 sm:grid-cols-2 lg:grid-cols-4">
        {organisations.length > 1 ? (
          <Field label="Organisation">
            {(control) => (
              <Select {...control} name="organisation" defaultValue={organisation.slug}>
                {organisations.map(({ slug, name }) => (
                  <option key={slug} value={slug}>
                    {name}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        ) : null}
        {may.search ? (
          <Field label="Words of a résumé, a name or a tag">
            {(control) => <Input {...control} type="search" name="q" defaultValue={query} maxLength={200} />}
          </Field>
        ) : null}
        <Field label="Applied to">
          {(control) => (
            <Select {...control} name="posting" defaultValue={filters.postingId ?? ''}>
              <option value="">Any posting</option>
              {postings.map(({ id, title }) => (
                <option key={id} value={id}>
                  {title || 'Posting without a title'}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label="Stands at">
          {(control) => (
            <Select {...control} name="group" defaultValue={filters.group ?? ''}>
              <option value="">Any stage</option>
              {GROUPS.map((group) => (
                <option key={group} value={group}>
                  {GROUP_WORDS[group]}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label="Tag">{(control) => <Input {...control} name="tag" defaultValue={filters.tag} maxLength={30} />}</Field>
        <Field label="Came from">{(control) => <Input {...control} name="source" defaultValue={filters.source} maxLength={60} />}</Field>
        <Checkbox name="pool" defaultChecked={filters.inPool}>
          In the talent pool
        </Checkbox>
        <Button type="submit" tone="primary">
          Search
        </Button>
      </Form>
      {rows.length === 0 ? (
        <EmptyState
          title={isNarrowed ? 'Nobody fits' : 'No candidates yet'}
          actions={isNarrowed ? <ButtonLink to={`/candidates?organisation=${organisation.slug}`}>Show everybody</ButtonLink> : null}
        >
          <p>
            {isNarrowed
              ? 'Take a filter away, or look for another word. Who did not agree to the talent pool is found by what they applied to alone.'
              : 'Whoever applies to one of your postings stands here.'}
          </p>
        </EmptyState>
      ) : (
        <ul className="space-y-3" aria-label="Candidates">
          {rows.map(({ candidate, excerpt }) => (
            <CandidateRow key={candidate.id} candidate={candidate} excerpt={excerpt} />
          ))}
        </ul>
      )}
      <Pagination firstTo={firstTo} nextTo={nextTo} />
    </Page>
  )
}
