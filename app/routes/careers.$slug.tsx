import type { HeadersFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare'
import { useLoaderData } from '@remix-run/react'
import { serverApi } from '../api/server'
import { JobCard } from '../jobs/job-card'
import { Badge } from '../ui/badge'
import { Page } from '../ui/page-shell'
import { EmptyState } from '../ui/states'

export async function loader({ params, context }: LoaderFunctionArgs) {
  const page = await serverApi(context).careers.show({ slug: params.slug ?? '' })
  const places = [...new Set(page.jobs.map((job) => job.places[0] ?? 'Remote'))].sort()
  const feeds = `${context.ctx.origin}/careers/${page.slug}`
  // Where an organisation has a host of its own, that is the page's one address.
  return { page, places, feeds, address: page.host === null ? feeds : `https://${page.host}/` }
}

export const headers: HeadersFunction = () => ({ 'cache-control': 'private, no-store' })

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => {
  if (!loaded) return [{ title: 'Careers · Numerojobs' }]
  const { page, address, feeds } = loaded
  const title = `Careers at ${page.name}`
  return [
    { title: `${title} · Numerojobs` },
    { name: 'description', content: page.intro.slice(0, 160) || `Open jobs at ${page.name}.` },
    { tagName: 'link', rel: 'canonical', href: address },
    { tagName: 'link', rel: 'alternate', type: 'application/rss+xml', title, href: `${feeds}/feed.xml` },
    { tagName: 'link', rel: 'alternate', type: 'application/feed+json', title, href: `${feeds}/feed.json` },
  ]
}

export default function CareersPage() {
  const { page, places } = useLoaderData<typeof loader>()
  return (
    <Page className="pt-6 sm:pt-8">
      <header data-accent={page.accent} className="career-band mb-8 rounded-xl px-5 py-8 sm:px-8 sm:py-10">
        <span aria-hidden className="career-letters inline-flex size-14 items-center justify-center rounded-lg text-xl font-bold">
          {page.letters}
        </span>
        <h1 className="mt-4 text-3xl font-semibold tracking-[-0.025em] break-words">Careers at {page.name}</h1>
        {page.intro ? <p className="mt-2 max-w-[44rem] whitespace-pre-line">{page.intro}</p> : null}
        {page.verifiedDomain ? (
          <p className="mt-3">
            <Badge tone="good">Verified: {page.verifiedDomain}</Badge>
          </p>
        ) : null}
      </header>
      {page.jobs.length === 0 ? (
        <EmptyState title="Nothing is open now">Come back later, or follow the feed of this page.</EmptyState>
      ) : (
        places.map((place) => (
          <section key={place} aria-label={place} className="mb-8">
            <h2 className="mb-2 text-lg font-semibold">{place}</h2>
            <ul className="divide-y divide-line overflow-hidden rounded-xl border border-line bg-surface">
              {page.jobs
                .filter((job) => (job.places[0] ?? 'Remote') === place)
                .map((job) => (
                  <li key={job.id}>
                    <JobCard job={job} headingLevel="h3" />
                  </li>
                ))}
            </ul>
          </section>
        ))
      )}
      <p className="text-sm text-ink-3">
        <a href={`/careers/${page.slug}/feed.xml`} className="text-ink-2 underline underline-offset-3">
          Feed of these jobs
        </a>
      </p>
    </Page>
  )
}
