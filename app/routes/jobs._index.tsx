import type { HeadersFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare'
import { Link, type ShouldRevalidateFunction, useLoaderData, useNavigation } from '@remix-run/react'
import { useRef } from 'react'
import { asWords, readQuery } from '../../server/jobs/core/read-query'
import { regionsOf } from '../../server/jobs/core/regions'
import { serverApi } from '../api/server'
import { ActiveFilters, listActiveFilters } from '../jobs/active-filters'
import { JobCard } from '../jobs/job-card'
import { NoJobs } from '../jobs/no-jobs'
import { PayOrder } from '../jobs/pay-order'
import { QueryReadings } from '../jobs/query-readings'
import { readSearch } from '../jobs/read-search.server'
import { SearchForm } from '../jobs/search-filters'
import { atCursor, searchUrl, withQuery, withReadings } from '../jobs/search-url'
import { useLiveSearch } from '../jobs/use-live-search'
import { Card } from '../ui/card'
import { ArrowUpIcon, FeedIcon } from '../ui/icons'
import { Kbd } from '../ui/kbd'
import { Page } from '../ui/page-shell'
import { Pagination } from '../ui/pagination'
import { TextLink } from '../ui/text-link'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const url = new URL(request.url)
  const { search, filters, ignored } = readSearch(url.searchParams)
  const api = serverApi(context)
  // Read before the search: an event in between is then counted by the listener rather than missed.
  const { last } = await api.live.last({ room: 'feed/jobs' })
  const [page, facets] = await Promise.all([api.jobs.search(search), api.jobs.facets(filters)])
  // As they were searched with, so that what was read from words is shown, and can be taken back, like any filter.
  const { filters: read } = readQuery(filters)
  return {
    query: withReadings(url.searchParams, read.q, page.queryReadings).toString(),
    readings: page.queryReadings.map((reading) => ({
      ...reading,
      wordTo: searchUrl(withQuery(url.searchParams, asWords(filters.q, reading))),
    })),
    page,
    facets,
    ignored,
    sort: search.sort,
    feedLast: last,
    filters: { ...read, livesInRegions: read.livesIn ? regionsOf(read.livesIn) : [] },
  }
}

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => {
  if (!data) return [{ title: 'Jobs · Numerojobs' }]
  const words = listActiveFilters(data.filters, data.page.data[0]?.companyName).map((filter) => filter.words)
  const title = words.length > 0 ? `Jobs: ${words.join(', ')}` : 'Jobs, newest first'
  const description = `${data.facets.total.toLocaleString('en')}${data.facets.totalIsCapped ? '+' : ''} open jobs${words.length > 0 ? ` for ${words.join(', ')}` : ''}, read from where people really post them.`
  const params = new URLSearchParams(data.query)
  const root = matches.find((match) => match?.id === 'root')?.data
  const origin = root && typeof root === 'object' && 'origin' in root ? String(root.origin) : ''
  return [
    { title: `${title} · Numerojobs` },
    { name: 'description', content: description },
    { property: 'og:title', content: title },
    { property: 'og:description', content: description },
    { property: 'og:image', content: `${origin}/og.png` },
    { tagName: 'link', rel: 'canonical', href: `${origin}${searchUrl(params)}` },
    { tagName: 'link', rel: 'alternate', type: 'application/atom+xml', title, href: searchUrl(params, '/jobs.atom') },
    { tagName: 'link', rel: 'alternate', type: 'application/rss+xml', title, href: searchUrl(params, '/jobs.rss') },
    // Deep combinations of filters are endless; only the plain list and searches of one filter are worth a place in an index.
    ...(words.length > 1 || params.has('cursor') ? [{ name: 'robots', content: 'noindex, follow' }] : []),
  ]
}

export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders

export const shouldRevalidate: ShouldRevalidateFunction = ({ defaultShouldRevalidate }) => defaultShouldRevalidate

export default function JobsPage() {
  const { page, facets, filters, query, readings, sort, feedLast, ignored } = useLoaderData<typeof loader>()
  const params = new URLSearchParams(query)
  const isLoading = useNavigation().location?.pathname === '/jobs'
  const searchBox = useRef<HTMLInputElement>(null)
  const live = useLiveSearch({
    filters: page.correctedQuery ? { ...filters, q: page.correctedQuery } : filters,
    shown: page.data,
    feedLast,
  })
  const total = `${facets.total.toLocaleString('en')}${facets.totalIsCapped ? '+' : ''}`

  return (
    <Page className="pt-6 sm:pt-8">
      <h1 className="mb-4 text-2xl font-semibold tracking-[-0.025em]">Jobs</h1>
      <SearchForm filters={filters} sort={sort} payCurrency={page.payCurrency} facets={facets} searchBox={searchBox}>
        <ActiveFilters filters={filters} companyName={page.data[0]?.companyName} params={params} />
        {ignored.length > 0 ? (
          <p role="status" className="mb-4 rounded-md bg-warn-soft px-3 py-2 text-sm text-warn">
            Part of this address could not be read and was left out: {ignored.join(', ')}.
          </p>
        ) : null}
        <QueryReadings readings={readings} />
        {page.correctedQuery ? (
          <p role="status" className="mb-4 text-sm text-ink-2">
            Showing results for <strong className="font-semibold text-ink">{page.correctedQuery}</strong>. Nothing has the word as it was
            typed: <em>{filters.q}</em>.
          </p>
        ) : null}
        <div className="mb-2.5 flex min-h-8 items-center justify-between gap-3">
          <p aria-live="polite" className="text-sm text-ink-2">
            <strong className="font-semibold text-ink tabular-nums">{total}</strong> open {facets.total === 1 ? 'job' : 'jobs'}
          </p>
          <p className="flex items-center gap-4 text-sm text-ink-3">
            <span className="hidden items-center gap-1.5 scripting:lg:inline-flex">
              <Kbd>j</Kbd>
              <Kbd>k</Kbd> move
            </span>
            <a href={searchUrl(params, '/saved-searches')} rel="nofollow" className="inline-flex min-h-8 items-center text-ink-2">
              Save this search
            </a>
            <a
              href={searchUrl(params, '/jobs.atom')}
              className="inline-flex min-h-8 items-center gap-1.5 text-ink-2 no-underline hover:text-ink hover:underline"
            >
              <FeedIcon className="size-3.5" /> Feed of this search
            </a>
          </p>
        </div>
        {page.payCurrency ? <PayOrder currency={page.payCurrency} values={facets.facets.pay} params={params} /> : null}
        <div role="status" className="pointer-events-none sticky top-16 z-20 -mb-2 flex h-2 justify-center">
          {live.newCount > 0 ? (
            <Link
              to={atCursor(params, null)}
              className="pointer-events-auto inline-flex h-8 -translate-y-3.5 items-center gap-1.5 rounded-full bg-mark px-3.5 text-sm font-semibold text-mark-text no-underline shadow-mid hover:brightness-95"
            >
              <ArrowUpIcon className="size-3.5" /> {live.newCount} new
            </Link>
          ) : null}
        </div>
        <section aria-label="Results" aria-busy={isLoading} className="transition-opacity aria-busy:opacity-55">
          {live.jobs.length > 0 ? (
            <Card className="overflow-hidden">
              <ol className="divide-y divide-line">
                {live.jobs.map((job) => (
                  <li key={job.id}>
                    <JobCard job={job} isClosed={live.closedIds.has(job.id)} />
                  </li>
                ))}
              </ol>
            </Card>
          ) : (
            <NoJobs filters={filters} params={params} />
          )}
        </section>
        {live.jobs.length > 0 ? (
          <Pagination firstTo={params.has('cursor') ? atCursor(params, null) : null} nextTo={page.next && atCursor(params, page.next)} />
        ) : null}
        {facets.total > 0 && live.jobs.length === 0 ? (
          <p className="text-center">
            <TextLink to={atCursor(params, null)}>Back to the first page</TextLink>
          </p>
        ) : null}
      </SearchForm>
    </Page>
  )
}
