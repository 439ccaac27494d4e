import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare'
import { Form, useLoaderData } from '@remix-run/react'
import { useRef } from 'react'
import { serverApi } from '../api/server'
import { SearchBox } from '../jobs/search-box'
import { Figures } from '../landing/figures'
import { LiveFeed } from '../landing/live-feed'
import { PathPicture } from '../landing/path-picture'
import { useFeed } from '../landing/use-feed'
import { MarkedText } from '../leads/marked-text'
import { ReadingFacts } from '../leads/reading-facts'
import { VerdictLine } from '../leads/verdict-line'
import { Button, ButtonLink } from '../ui/button'
import { Card } from '../ui/card'
import { ArrowRightIcon, ClipboardPasteIcon, CodeIcon } from '../ui/icons'
import { Page } from '../ui/page-shell'
import { TextLink } from '../ui/text-link'

export async function loader({ context }: LoaderFunctionArgs) {
  const api = serverApi(context)
  const [landing, reading] = await Promise.all([
    api.jobs.landing(),
    // Without it its section is left out, not the page.
    api.leads.example().catch(() => null),
  ])
  return { landing, reading, origin: context.ctx.origin }
}

const TITLE = 'Jobs, the moment somebody posts them'
const DESCRIPTION =
  'Numerojobs reads posts where people really offer work, keeps every fact with the words it was read from, and shows the job live.'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Numerojobs: ${TITLE.charAt(0).toLowerCase()}${TITLE.slice(1)}` },
  { name: 'description', content: DESCRIPTION },
  { property: 'og:type', content: 'website' },
  { property: 'og:title', content: TITLE },
  { property: 'og:description', content: DESCRIPTION },
  { property: 'og:image', content: `${data?.origin ?? ''}/og.png` },
  { name: 'twitter:card', content: 'summary_large_image' },
  { tagName: 'link', rel: 'canonical', href: `${data?.origin ?? ''}/` },
]

const SHORTCUTS = [
  { to: '/jobs?remote=remote', words: 'Remote' },
  { to: '/jobs?maxAgeDays=1', words: 'Found today' },
  { to: '/jobs?type=part_time', words: 'Part time' },
  { to: '/jobs?sort=pay', words: 'Highest pay' },
]

export default function LandingPage() {
  const { landing, reading } = useLoaderData<typeof loader>()
  const list = useRef<HTMLOListElement>(null)
  const feed = useFeed(landing.latest, landing.feedLast, list)
  return (
    <>
      <div className="border-b border-line">
        <Page className="grid items-center gap-x-14 gap-y-10 py-10 sm:py-14 lg:grid-cols-[minmax(0,1.1fr)_minmax(0,1fr)] lg:py-20">
          <div>
            <h1 className="text-[clamp(2.25rem,1.2rem+4.2vw,3.75rem)] leading-[1.04] font-semibold tracking-[-0.04em]">
              Jobs, the moment somebody <span className="rounded-md bg-mark box-decoration-clone px-1.5 text-mark-text">posts</span> them
            </h1>
            <p className="mt-5 max-w-[34rem] text-lg text-ink-2">{DESCRIPTION}</p>
            <Form action="/jobs" method="get" role="search" aria-label="Jobs" className="mt-7 flex max-w-[34rem] gap-2">
              <SearchBox className="min-w-0 flex-1" />
              <Button type="submit" tone="primary" size="lg">
                Search
              </Button>
            </Form>
            <ul className="mt-3 -ml-1 flex flex-wrap gap-x-4 text-sm">
              {SHORTCUTS.map(({ to, words }) => (
                <li key={to}>
                  <TextLink to={to} className="inline-flex min-h-8 items-center px-1">
                    {words}
                  </TextLink>
                </li>
              ))}
            </ul>
            <div className="mt-5 flex flex-wrap gap-3">
              <form method="post" action="/demo/duo">
                <Button type="submit" tone="primary">
                  See both sides live, no account
                </Button>
              </form>
              <form method="post" action="/demo">
                <Button type="submit">Try the tracker</Button>
              </form>
            </div>
          </div>
          <LiveFeed feed={feed} isLive={feed.isLive} listRef={list} onShowWaiting={feed.showWaiting} />
          <p aria-live="polite" className="sr-only">
            {feed.announcement}
          </p>
        </Page>
      </div>

      <Figures
        figures={[
          { name: 'open jobs', value: landing.openJobs },
          { name: 'companies', value: landing.companies },
          { name: 'posts read in 24 hours', value: landing.postsRead24h },
          { name: 'jobs found in 24 hours', value: landing.jobsFound24h + feed.foundCount },
        ]}
      />

      <Page className="py-14 sm:py-20">
        <h2 className="mb-8 text-3xl font-semibold tracking-[-0.03em]">From a post to your screen</h2>
        <PathPicture />
      </Page>

      {reading ? (
        <div className="border-y border-line bg-surface-2">
          <Page className="py-14 sm:py-20">
            <div className="mb-8 max-w-[40rem]">
              <h2 className="text-3xl font-semibold tracking-[-0.03em]">Nothing is guessed</h2>
              <p className="mt-3 text-ink-2">
                This post is our own. It was read while this page was made, by the code that reads every post. Each fact stands on marked
                words; what a post does not say stays empty.
              </p>
            </div>
            <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,1.35fr)_minmax(0,1fr)]">
              <Card className="p-5 sm:p-7">
                <MarkedText text={reading.text} evidence={reading.extracted.evidence} />
              </Card>
              <Card className="p-5 sm:p-6">
                <VerdictLine score={reading.score} />
                <div className="mt-4 border-t border-line pt-4">
                  <ReadingFacts extracted={reading.extracted} />
                </div>
              </Card>
            </div>
          </Page>
        </div>
      ) : null}

      <Page className="grid gap-4 pt-14 sm:pt-20 lg:grid-cols-2">
        <Card className="p-6 sm:p-8">
          <ClipboardPasteIcon className="mb-4 size-6 text-accent" strokeWidth={1.75} />
          <h2 className="text-xl font-semibold">Found one yourself?</h2>
          <p className="mt-2 mb-5 text-ink-2">
            Paste the post. You see what we read in it, put right what is wrong, and others find the job too.
          </p>
          <ButtonLink to="/paste" tone="primary">
            Paste a post <ArrowRightIcon className="size-4" />
          </ButtonLink>
        </Card>
        <Card className="p-6 sm:p-8">
          <CodeIcon className="mb-4 size-6 text-accent" strokeWidth={1.75} />
          <h2 className="text-xl font-semibold">Building something?</h2>
          <p className="mt-2 mb-5 text-ink-2">
            The same search as a REST API without a key, and a typed client that listens to new jobs and never misses one.
          </p>
          <ButtonLink to="/developers">
            For developers <ArrowRightIcon className="size-4" />
          </ButtonLink>
        </Card>
      </Page>
    </>
  )
}
