import type { AppLoadContext, LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare'
import { useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { ERROR_CODES, ERROR_STATUS } from '../../contract/errors'
import { ERROR_WORDS, EXAMPLES, publicDocument, readPublic } from '../api/public-document.server'
import { serverApi } from '../api/server'
import { DocSection } from '../developers/doc-section'
import { ErrorsGuide, LiveGuide, MannersGuide, StartGuide, WebhooksGuide } from '../developers/guides'
import { HooksGuide } from '../developers/hooks-guide'
import { Operation, type Samples } from '../developers/operation'
import { readDocument } from '../developers/read-document'
import { Shapes } from '../developers/shapes'
import { type TriedSearch, TrySearch } from '../developers/try-search'
import { Page } from '../ui/page-shell'

/** How far back a job with a known company is looked for. */
const SAMPLES_READ = 20

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { origin } = context.ctx
  const document = publicDocument(origin)
  const [tried, samples] = await Promise.all([trySearch(context.ctx, new URL(request.url).searchParams), findSamples(context)])
  return {
    origin,
    document: readDocument({ ...document }),
    errors: ERROR_CODES.map((code) => ({ code, status: ERROR_STATUS[code], words: ERROR_WORDS[code] })),
    problem: JSON.stringify(EXAMPLES.problem, null, 2),
    tried,
    samples,
  }
}

/** The newest open job and the newest company that has one; before there is any, those of the written examples. */
async function findSamples(context: AppLoadContext): Promise<Samples> {
  const { data } = await serverApi(context).jobs.search({ sort: 'newest', limit: SAMPLES_READ })
  return {
    jobId: data[0]?.id ?? EXAMPLES.job.id,
    companySlug: data.find((job) => job.companySlug !== null)?.companySlug ?? EXAMPLES.company.slug,
  }
}

/** Asks `/v1` what the form asks, once somebody has sent it. */
async function trySearch(ctx: AppLoadContext['ctx'], params: URLSearchParams): Promise<TriedSearch> {
  const given = (name: string) => params.get(name)?.trim() ?? ''
  const asked = { q: given('q'), place: given('place'), remote: given('remote'), limit: given('limit') }
  const isAsked = Object.keys(asked).some((name) => params.has(name))
  if (!isAsked) return { asked: { ...asked, limit: '3' }, address: null, status: 0, body: '' }
  const query = new URLSearchParams(Object.entries(asked).filter(([, value]) => value !== '')).toString()
  const path = query ? `/jobs?${query}` : '/jobs'
  const { status, body } = await readPublic(ctx, path)
  return { asked, address: `${ctx.origin}/v1${path}`, status, body: JSON.stringify(body, null, 2) }
}

export const meta: MetaFunction = () => [
  { title: 'Developers · Numerojobs' },
  {
    name: 'description',
    content: 'Search open jobs, read them and hear of new ones live: a REST interface without a key, a typed client, and signed webhooks.',
  },
]

export default function DevelopersPage() {
  const { origin, document, errors, problem, tried, samples } = useLoaderData<typeof loader>()
  return (
    <Page className="pt-8 sm:pt-12">
      <header className="max-w-[68ch]">
        <h1 className="text-3xl font-semibold tracking-[-0.03em] sm:text-4xl">Build on Numerojobs</h1>
        <p className="mt-3 text-lg text-ink-2">
          Every open job we find, by a plain REST interface: no key to search, events the second they happen, and errors that say what to
          do.
        </p>
      </header>
      <dl className="mt-6 grid gap-px overflow-hidden rounded-lg border border-line bg-line sm:grid-cols-3">
        <Figure name="Base address">
          <code className="font-mono text-sm [overflow-wrap:anywhere]">{origin}/v1</code>
        </Figure>
        <Figure name="Form">JSON in UTF-8, described by OpenAPI 3.1</Figure>
        <Figure name="Document">
          <a href="/v1/openapi.json" className="font-mono text-sm text-accent underline underline-offset-3">
            /v1/openapi.json
          </a>
        </Figure>
      </dl>
      <div className="mt-10 gap-10 lg:grid lg:grid-cols-[12rem_minmax(0,1fr)]">
        <Contents groups={document.groups} />
        <div className="min-w-0 space-y-12">
          <StartGuide origin={origin} />
          <DocSection id="try" title="Try it">
            <p className="max-w-[68ch] text-ink-2">A search as a program would ask it, over today’s jobs.</p>
            <TrySearch tried={tried} />
          </DocSection>
          <MannersGuide version={document.version} />
          {document.groups.map((group) => (
            <DocSection key={group.name} id={`group-${group.name}`} title={group.name}>
              <p className="text-ink-2">{group.words}</p>
              {group.operations.map((operation) => (
                <Operation key={operation.id} operation={operation} origin={origin} samples={samples} />
              ))}
            </DocSection>
          ))}
          <LiveGuide origin={origin} />
          <WebhooksGuide origin={origin} />
          <HooksGuide origin={origin} />
          <ErrorsGuide errors={errors} example={problem} />
          <DocSection id="shapes" title="Shapes">
            <Shapes shapes={document.shapes} />
          </DocSection>
        </div>
      </div>
    </Page>
  )
}

function Figure({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="bg-surface px-4 py-3">
      <dt className="text-xs font-medium text-ink-3">{name}</dt>
      <dd className="mt-0.5">{children}</dd>
    </div>
  )
}

function Contents({ groups }: { groups: { name: string; operations: { id: string; summary: string }[] }[] }) {
  return (
    <nav
      aria-label="On this page"
      className="no-print mb-10 lg:sticky lg:top-20 lg:mb-0 lg:max-h-[calc(100dvh-6rem)] lg:self-start lg:overflow-y-auto"
    >
      <ul className="grid grid-cols-2 gap-x-4 text-sm sm:grid-cols-3 lg:block">
        <ContentsLink to="start" label="Start" />
        <ContentsLink to="try" label="Try it" />
        <ContentsLink to="manners" label="Limits and promises" />
        {groups.map((group) => (
          <ContentsLink key={group.name} to={`group-${group.name}`} label={group.name}>
            {group.operations.map((operation) => (
              <ContentsLink key={operation.id} to={operation.id} label={operation.summary} />
            ))}
          </ContentsLink>
        ))}
        <ContentsLink to="live" label="Live, without a gap" />
        <ContentsLink to="webhooks" label="Push posts to us" />
        <ContentsLink to="hooks" label="Webhooks to you" />
        <ContentsLink to="errors" label="Errors" />
        <ContentsLink to="shapes" label="Shapes" />
      </ul>
    </nav>
  )
}

function ContentsLink({ to, label, children }: { to: string; label: string; children?: ReactNode }) {
  return (
    <li>
      <a href={`#${to}`} className="flex min-h-7 items-center rounded-md text-ink-2 no-underline hover:text-accent hover:underline">
        {label}
      </a>
      {children ? <ul className="mb-1 hidden border-l border-line pl-3 lg:block">{children}</ul> : null}
    </li>
  )
}
