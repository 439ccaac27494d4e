import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare'
import { Form, Link, useLoaderData, useNavigation } from '@remix-run/react'
import { personFor } from '../api/person.server'
import { serverApi } from '../api/server'
import { findPage } from '../search/find-page.server'
import { HitText } from '../search/hit-text'
import { keysOf } from '../search/page-keys'
import { allOf, KIND_HEADINGS, searchPath } from '../search/words'
import { Button } from '../ui/button'
import { Card } from '../ui/card'
import { Input } from '../ui/field'
import { SearchNoneIcon } from '../ui/icons'
import { KeyList } from '../ui/key-list'
import { Page } from '../ui/page-shell'
import { EmptyState } from '../ui/states'
import { TextLink } from '../ui/text-link'

export const loader = ({ request, context }: LoaderFunctionArgs) =>
  findPage(serverApi(context), new URL(request.url).searchParams, async () => (await personFor(context)).timeZone)

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.q ? `${data.q} · Search · Numerojobs` : 'Search · Numerojobs' },
  { name: 'robots', content: 'noindex' },
]

/** The search over everything as a page: it needs no script, and its address can be kept. */
export default function SearchPage() {
  const { q, kind, groups, timeZone } = useLoaderData<typeof loader>()
  const isLoading = useNavigation().location?.pathname === '/search'
  return (
    <Page className="max-w-3xl! pt-6 sm:pt-8">
      <h1 className="mb-4 text-2xl font-semibold tracking-[-0.025em]">Search everything</h1>
      <search>
        <Form action="/search" className="mb-6 flex gap-2">
          <label htmlFor="search-q" className="sr-only">
            Words to look for
          </label>
          <Input
            key={q}
            id="search-q"
            type="search"
            name="q"
            defaultValue={q}
            maxLength={200}
            autoComplete="off"
            placeholder="Applications, notes, jobs, pages …"
          />
          <Button type="submit" tone="primary" isBusy={isLoading}>
            Search
          </Button>
        </Form>
      </search>
      {kind ? (
        <p className="mb-4 text-sm text-ink-2">
          Only {KIND_HEADINGS[kind].toLowerCase()}. <TextLink to={searchPath(q)}>Search everything instead</TextLink>
        </p>
      ) : null}
      <div aria-busy={isLoading} className="space-y-6 transition-opacity aria-busy:opacity-55">
        {groups.map((group) => (
          <section key={group.kind} aria-labelledby={`found-${group.kind}`}>
            <div className="mb-2 flex items-baseline justify-between gap-4">
              <h2 id={`found-${group.kind}`} className="text-lg font-semibold">
                {KIND_HEADINGS[group.kind]}
              </h2>
              {group.hasMore && (kind === null || group.kind === 'job') ? (
                <TextLink to={allOf(group.kind, q)} className="text-sm">
                  All {KIND_HEADINGS[group.kind].toLowerCase()} for “{q}”
                </TextLink>
              ) : null}
            </div>
            <Card>
              <ul className="divide-y divide-line">
                {group.hits.map((hit) => (
                  <li key={`${hit.id} ${hit.to}`}>
                    <Link to={hit.to} className="block px-4 py-2.5 text-ink no-underline hover:bg-surface-2">
                      <HitText hit={hit} q={q} timeZone={timeZone} />
                    </Link>
                  </li>
                ))}
              </ul>
            </Card>
          </section>
        ))}
        {groups.length === 0 ? (
          <EmptyState icon={SearchNoneIcon} title="Nothing holds all of this">
            <p>
              Try fewer words, or only how they begin. Jobs by pay, place or skill are found in the{' '}
              <TextLink to={`/jobs?${new URLSearchParams({ q })}`}>search of jobs</TextLink>.
            </p>
          </EmptyState>
        ) : null}
      </div>
      <section aria-labelledby="keys-heading" className="mt-10 hidden border-t border-line pt-6 scripting:block">
        <h2 id="keys-heading" className="mb-3 text-lg font-semibold">
          Keys on every page
        </h2>
        <KeyList keys={keysOf('/search')} />
      </section>
    </Page>
  )
}
