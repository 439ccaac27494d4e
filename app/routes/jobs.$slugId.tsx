import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/cloudflare'
import { Await, type ClientActionFunctionArgs, Link, useActionData, useLoaderData } from '@remix-run/react'
import { Suspense } from 'react'
import { type Job, JobReport } from '../../contract/jobs'
import { findJobId, jobPath } from '../../server/jobs/core/job-path'
import { companyNumerology } from '../api/company-numerology.server'
import { serverApi } from '../api/server'
import { whoAsks } from '../api/who-asks.server'
import { CompanyTile } from '../jobs/company-tile'
import { excerptEvidence } from '../jobs/excerpt-evidence'
import { formatYearlyPay } from '../jobs/format-pay'
import { GhostEvidence } from '../jobs/ghost-evidence'
import { HeartbeatLine } from '../jobs/heartbeat-line'
import { placeLine } from '../jobs/job-card'
import { JobFacts } from '../jobs/job-facts'
import { JobMarkup } from '../jobs/job-markup'
import { JobNotice } from '../jobs/job-notice'
import { JobProvenance } from '../jobs/job-provenance'
import { REPORT_DIALOG_ID, REPORT_THANKS, type ReportAnswer, ReportDialog } from '../jobs/report-dialog'
import { SaveJob } from '../jobs/save-job'
import { SimilarJobs, SimilarJobsSkeleton } from '../jobs/similar-jobs'
import { sourceWord } from '../jobs/words'
import { MarkedText } from '../leads/marked-text'
import { LateCompanyPanel } from '../numerology/late-company-panel'
import { revalidatesWhenSent } from '../offline/revalidates-when-sent'
import { sendOrStay, UNSENT_WORDS } from '../offline/send-or-stay'
import { problemSentence, readProblem } from '../problems/read-problem.server'
import { StandingButtons } from '../searches/standing-buttons'
import { Badge } from '../ui/badge'
import { buttonClass } from '../ui/button'
import { Card } from '../ui/card'
import { Chip } from '../ui/chip'
import { DialogLink } from '../ui/dialog'
import { ArrowUpRightIcon, FlagIcon } from '../ui/icons'
import { Page } from '../ui/page-shell'
import { TextLink } from '../ui/text-link'
import { formatDay } from '../ui/time-ago'

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const id = idOf(params.slugId)
  const api = serverApi(context)
  const { last } = await api.live.last({ room: 'feed/jobs' })
  const job = await api.jobs.get({ id })
  const path = jobPath(job)
  const url = new URL(request.url)
  if (decodeURIComponent(url.pathname) !== path) throw redirect(`${path}${url.search}`, 301)
  // Loaded here, since only the few jobs whose advert is ours have a description.
  const describe = () => import('../jobs/render-description.server')
  const descriptionHtml = job.description === null ? null : (await describe()).renderDescription(job.description)
  const address = `${context.ctx.origin}${path}`
  const page = {
    job,
    descriptionHtml,
    evidence: excerptEvidence(job),
    address,
    feedLast: last,
    // Not awaited: the page is sent while these are looked up. A failure leaves the section out, not the page.
    similar: api.jobs.similar({ id }).catch(() => []),
    originalAt: originalAt(job, path, context.ctx.now().getTime()),
    numerology: companyNumerology(context, job.companySlug),
    heartbeat: job.origin === 'posted' ? (await api.careers.heartbeat({ jobId: job.id })).heartbeat : null,
    standing: whoAsks(context).person ? await api.hidden.standing({ jobId: job.id }) : null,
  }
  return data(page, { status: job.status === 'closed' ? 410 : 200 })
}

/** So long ago, a job may be gone: its link then leads over a look at it (`server/entry/open-original.ts`). */
const STALE_MS = 6 * 3_600_000

/** Where the button leads that opens the original: to it, or by way of a look whether it is still there. */
function originalAt(job: Job, path: string, nowMs: number): { href: string; site: string } | null {
  const original = job.applyUrl ?? job.sourceUrl
  if (original === null) return null
  const seenMs = Math.max(Date.parse(job.foundAt), Date.parse(job.checkedAt ?? job.foundAt))
  const isLookedAt = job.origin !== 'posted' && nowMs - seenMs >= STALE_MS
  const site = URL.canParse(original) ? new URL(original).hostname.replace(/^www\./, '') : ''
  return { href: isLookedAt ? `${path}/open` : original, site }
}

export async function action({ params, request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const [reason, text] = [textOf(form.get('reason')), textOf(form.get('text'))]
  const report = JobReport.safeParse({ jobId: idOf(params.slugId), reason, text })
  if (!report.success) {
    return data<ReportAnswer>(
      { isReported: false, error: 'Choose what is wrong, and keep your words under 1,000 characters.', reason, text },
      400,
    )
  }
  try {
    await serverApi(context).jobs.report(report.data)
    return data<ReportAnswer>({ isReported: true })
  } catch (thrown) {
    const problem = await readProblem(thrown)
    return data<ReportAnswer>({ isReported: false, error: problemSentence(problem), reason, text }, problem.status)
  }
}

/** Without a network a report stays in its form. */
export async function clientAction({ request, serverAction }: ClientActionFunctionArgs) {
  const form = await request.clone().formData()
  const typed = { reason: textOf(form.get('reason')), text: textOf(form.get('text')) }
  return sendOrStay(() => serverAction<typeof action>(), { isReported: false, error: UNSENT_WORDS, ...typed })
}

export const shouldRevalidate = revalidatesWhenSent

export const meta: MetaFunction<typeof loader> = ({ data: page }) => {
  if (!page) return [{ title: 'Job · Numerojobs' }]
  const { job, address } = page
  const title = [job.title, job.companyName].filter(Boolean).join(' at ')
  const description = [placeLine(job), job.salary && formatYearlyPay(job.salary), job.skills.slice(0, 5).join(', ')]
    .filter(Boolean)
    .join(' · ')
  const image = `${new URL(address).origin}/og.png`
  return [
    { title: `${title} · Numerojobs` },
    { name: 'description', content: description || title },
    { tagName: 'link', rel: 'canonical', href: address },
    { property: 'og:type', content: 'website' },
    { property: 'og:site_name', content: 'Numerojobs' },
    { property: 'og:title', content: title },
    { property: 'og:description', content: description || title },
    { property: 'og:url', content: address },
    { property: 'og:image', content: image },
    { name: 'twitter:card', content: 'summary_large_image' },
    { name: 'twitter:title', content: title },
    { name: 'twitter:description', content: description || title },
    { name: 'twitter:image', content: image },
    ...(job.status === 'closed' ? [{ name: 'robots', content: 'noindex' }] : []),
  ]
}

export default function JobPage() {
  const { job, descriptionHtml, evidence, address, similar, feedLast, numerology, originalAt, heartbeat, standing } =
    useLoaderData<typeof loader>()
  const reportAnswer = useActionData<typeof action>()
  const isClosed = job.status === 'closed'
  const where = placeLine(job)
  const original = job.applyUrl ?? job.sourceUrl
  const hasNoWay = original === null && job.contact === null
  return (
    <Page className="pt-6 sm:pt-10">
      <JobMarkup job={job} descriptionHtml={descriptionHtml} address={address} />
      <nav aria-label="Breadcrumb" className="no-print mb-4 text-sm text-ink-3">
        <TextLink to="/jobs">Jobs</TextLink>
        {job.companyName && job.companySlug ? (
          <>
            {' / '}
            <TextLink to={`/companies/${job.companySlug}`}>{job.companyName}</TextLink>
          </>
        ) : null}
      </nav>
      <JobNotice key={job.id} job={job} feedLast={feedLast} />
      <div className="gap-10 lg:grid lg:grid-cols-[minmax(0,1fr)_20rem]">
        <article className="min-w-0">
          <header className="flex items-start gap-4">
            <CompanyTile name={job.companyName} className="size-12 rounded-lg text-xl max-sm:hidden" />
            <div className="min-w-0">
              <h1 className="text-2xl font-semibold tracking-[-0.025em] sm:text-3xl">{job.title}</h1>
              <p className="mt-1.5 text-ink-2">
                {job.companyName ? (
                  job.companySlug ? (
                    <Link to={`/companies/${job.companySlug}`} className="font-medium text-ink no-underline hover:underline">
                      {job.companyName}
                    </Link>
                  ) : (
                    <span className="font-medium text-ink">{job.companyName}</span>
                  )
                ) : (
                  'Company not named'
                )}
                {job.verifiedDomain ? (
                  <Badge tone="good" className="ml-1.5">
                    Verified: {job.verifiedDomain}
                  </Badge>
                ) : null}
                {where ? <span> · {where}</span> : null}
              </p>
            </div>
          </header>

          {job.skills.length > 0 ? (
            <section aria-label="Skills" className="mt-5">
              <ul className="flex flex-wrap gap-1.5">
                {job.skills.map((skill) => (
                  <li key={skill}>
                    <Link to={`/jobs?skill=${encodeURIComponent(skill)}`} className="text-inherit no-underline hover:underline">
                      <Chip>
                        {skill}
                        {/* A link has words of its own, also where the skill is called Go. */}
                        <span className="sr-only"> jobs</span>
                      </Chip>
                    </Link>
                  </li>
                ))}
              </ul>
            </section>
          ) : null}

          {descriptionHtml ? (
            <section aria-labelledby="text-heading" className="mt-8">
              <h2 id="text-heading" className="sr-only">
                The advert
              </h2>
              {/* biome-ignore lint/security/noDangerouslySetInnerHtml: `renderDescription` let only harmless elements through. */}
              <div className="prose" dangerouslySetInnerHTML={{ __html: descriptionHtml }} />
            </section>
          ) : null}

          {job.excerpt ? (
            <section aria-labelledby="evidence-heading" className="mt-8">
              <h2 id="evidence-heading" className="text-lg font-semibold">
                As it was posted
              </h2>
              <blockquote
                cite={job.sourceUrl ?? undefined}
                className="mt-3 rounded-lg border border-line bg-surface p-4 sm:p-5"
                lang={job.language ?? undefined}
              >
                <MarkedText text={job.excerpt} evidence={evidence} />
              </blockquote>
              <p className="mt-2 text-sm text-ink-3">
                The beginning of the post on {sourceWord(job.source)}, with what we read in it marked.
              </p>
            </section>
          ) : null}

          {!descriptionHtml && !job.excerpt ? (
            <p className="mt-8 rounded-lg border border-line bg-surface p-4 text-ink-2 sm:p-5">
              These are the facts. The full text stays where the employer keeps it:{' '}
              {original ? 'open the original to read it.' : 'we know of no link to it.'}
            </p>
          ) : null}
          <div className="mt-8 empty:hidden">
            <LateCompanyPanel found={numerology} />
          </div>
        </article>

        <aside aria-label="Facts and how to apply" className="mt-8 space-y-4 lg:mt-0">
          <Card className="p-4 sm:p-5">
            <h2 className="sr-only">Facts</h2>
            <JobFacts job={job} />
            {isClosed ? (
              <p className="mt-4 rounded-md bg-warn-soft px-3 py-2 text-sm text-warn">
                Closed{job.closedAt ? ` on ${formatDay(job.closedAt)}` : ''}. Applying is no longer possible.
              </p>
            ) : job.origin === 'posted' && job.applyUrl ? (
              <a href={job.applyUrl} className={buttonClass({ tone: 'primary', size: 'lg' }, 'no-print mt-4 w-full')}>
                Apply
              </a>
            ) : original ? (
              <>
                <a
                  href={originalAt?.href}
                  rel="nofollow noopener noreferrer"
                  target="_blank"
                  className={buttonClass({ tone: 'primary', size: 'lg' }, 'no-print mt-4 w-full')}
                >
                  {job.applyUrl ? 'Apply at the original' : 'Open the original post'} <ArrowUpRightIcon className="size-4" />
                </a>
                {originalAt?.site ? <p className="mt-1.5 truncate text-center text-xs text-ink-3">Leads to {originalAt.site}</p> : null}
              </>
            ) : hasNoWay ? (
              <p className="mt-4 rounded-md bg-surface-2 px-3 py-2 text-sm text-ink-2">
                This advert names no link. If it names a contact, that becomes public here when a person has looked at it.
              </p>
            ) : null}
            {isClosed ? null : (
              <div className="no-print mt-2">
                <SaveJob jobId={job.id} title={job.title} className={buttonClass({ size: 'lg' }, 'w-full')}>
                  Save to my applications
                </SaveJob>
              </div>
            )}
          </Card>
          <Card className="p-4 sm:p-5">
            <h2 className="mb-2 text-sm font-semibold">Where this comes from</h2>
            <JobProvenance job={job} />
          </Card>
          <HeartbeatLine heartbeat={heartbeat} />
          <GhostEvidence evidence={job.ghostEvidence} />
          <StandingButtons
            key={job.id}
            standing={standing}
            job={job}
            company={job.companySlug && job.companyName ? { slug: job.companySlug, name: job.companyName } : null}
            canFollow={!isClosed}
            className="no-print flex flex-wrap gap-2 px-1"
          />
          {isClosed ? null : (
            <p className="no-print px-1 text-sm">
              <DialogLink
                dialogId={REPORT_DIALOG_ID}
                className="inline-flex min-h-8 items-center gap-1.5 text-ink-2 underline underline-offset-3 hover:text-ink"
              >
                <FlagIcon className="size-3.5" /> Report this job
              </DialogLink>
            </p>
          )}
        </aside>
      </div>
      {reportAnswer && !isClosed ? (
        <p role="status" className="no-print mt-6 rounded-md bg-surface-2 px-3 py-2 text-sm">
          {reportAnswer.isReported ? REPORT_THANKS : reportAnswer.error}
        </p>
      ) : null}
      <ReportDialog answer={reportAnswer} />
      <Suspense fallback={<SimilarJobsSkeleton />}>
        <Await resolve={similar}>{(jobs) => <SimilarJobs jobs={jobs} />}</Await>
      </Suspense>
    </Page>
  )
}

function idOf(slugId: string | undefined) {
  const id = findJobId(slugId ?? '')
  if (!id) throw new Response(null, { status: 404 })
  return id
}

const textOf = (value: FormDataEntryValue | null) => (typeof value === 'string' ? value : undefined)
