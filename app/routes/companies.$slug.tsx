import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/cloudflare'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { done, type FormAnswer, refused, textOf } from '../account/form-answer'
import { companyNumerology } from '../api/company-numerology.server'
import { serverApi } from '../api/server'
import { whoAsks } from '../api/who-asks.server'
import { CompanyTile } from '../jobs/company-tile'
import { FoundingForm } from '../jobs/founding-form'
import { JobCard } from '../jobs/job-card'
import { LateCompanyPanel } from '../numerology/late-company-panel'
import { problemSentence, readProblem } from '../problems/read-problem.server'
import { StandingButtons } from '../searches/standing-buttons'
import { ButtonLink } from '../ui/button'
import { Card } from '../ui/card'
import { Page } from '../ui/page-shell'
import { EmptyState } from '../ui/states'
import { OutLink, TextLink } from '../ui/text-link'
import { formatDay } from '../ui/time-ago'

const JOBS_SHOWN = 20

export async function loader({ params, context }: LoaderFunctionArgs) {
  const slug = params.slug ?? ''
  const api = serverApi(context)
  const company = await api.companies.get({ slug })
  const page = await api.jobs.search({ company: slug, sort: 'newest', limit: JOBS_SHOWN })
  return {
    company,
    jobs: page.data,
    hasMore: page.next !== null,
    address: `${context.ctx.origin}/companies/${company.slug}`,
    mayCorrect: whoAsks(context).isOperator,
    numerology: companyNumerology(context, company.slug),
    standing: whoAsks(context).person ? await api.following.standing({ slug: company.slug }) : null,
  }
}

/** An operator writes when it was founded; everybody else is refused by the procedure. */
export async function action({ params, request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const values = { foundedOn: textOf(form, 'foundedOn'), foundedSource: textOf(form, 'foundedSource') }
  try {
    await serverApi(context).companies.setFounding({
      slug: params.slug ?? '',
      foundedOn: values.foundedOn || null,
      foundedSource: values.foundedSource || null,
    })
    return data<FormAnswer>(done('Saved.'))
  } catch (thrown) {
    const problem = await readProblem(thrown)
    const [field, words] = Object.entries(problem.fields ?? {})[0] ?? [null, problemSentence(problem)]
    return data<FormAnswer>(refused(values, { field, words }), problem.status)
  }
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => {
  if (!page) return [{ title: 'Company · Numerojobs' }]
  const { company, address } = page
  const title = `Jobs at ${company.name}`
  const description = `${company.openJobs.toLocaleString('en')} open ${company.openJobs === 1 ? 'job' : 'jobs'} at ${company.name}${company.places[0] ? `, most in ${company.places[0].value}` : ''}.`
  return [
    { title: `${title} · Numerojobs` },
    { name: 'description', content: description },
    { tagName: 'link', rel: 'canonical', href: address },
    { property: 'og:title', content: title },
    { property: 'og:description', content: description },
    { property: 'og:image', content: `${new URL(address).origin}/og.png` },
  ]
}

export default function CompanyPage() {
  const { company, jobs, hasMore, mayCorrect, numerology, standing } = useLoaderData<typeof loader>()
  const answer: FormAnswer | undefined = useActionData<typeof action>()
  const allJobs = `/jobs?company=${encodeURIComponent(company.slug)}`
  return (
    <Page className="pt-6 sm:pt-10">
      <nav aria-label="Breadcrumb" className="mb-4 text-sm text-ink-3">
        <TextLink to="/jobs">Jobs</TextLink>
      </nav>
      <header className="flex items-center gap-4">
        <CompanyTile name={company.name} className="size-14 rounded-lg text-2xl" />
        <div className="min-w-0">
          <h1 className="text-2xl font-semibold tracking-[-0.025em] sm:text-3xl">{company.name}</h1>
          <p className="mt-1 text-ink-2">
            <span className="tabular-nums">{company.openJobs.toLocaleString('en')}</span> open {company.openJobs === 1 ? 'job' : 'jobs'}
            {company.domain ? (
              <>
                {' · '}
                <OutLink href={`https://${company.domain}`}>{company.domain}</OutLink>
              </>
            ) : null}
            {company.foundedOn && company.foundedSource ? (
              <>
                {' · '}
                <OutLink href={company.foundedSource}>founded on {formatDay(company.foundedOn)}</OutLink>
              </>
            ) : null}
          </p>
        </div>
        <StandingButtons
          key={company.slug}
          standing={standing}
          company={company}
          canFollow
          canHideCompany={false}
          size="md"
          className="no-print ml-auto flex flex-wrap justify-end gap-2"
        />
      </header>
      <div className="mt-8 gap-10 lg:grid lg:grid-cols-[minmax(0,1fr)_17rem]">
        <section aria-labelledby="jobs-heading" className="min-w-0">
          <h2 id="jobs-heading" className="mb-3 text-lg font-semibold">
            Open jobs
          </h2>
          {jobs.length > 0 ? (
            <>
              <Card className="overflow-hidden">
                <ul className="divide-y divide-line">
                  {jobs.map((job) => (
                    <li key={job.id}>
                      <JobCard job={job} headingLevel="h3" />
                    </li>
                  ))}
                </ul>
              </Card>
              {hasMore ? (
                <p className="py-6 text-center">
                  <ButtonLink to={allJobs}>All jobs at {company.name}</ButtonLink>
                </p>
              ) : null}
            </>
          ) : (
            <Card>
              <EmptyState headingLevel="h3" title="No open job just now" actions={<ButtonLink to="/jobs">Search all jobs</ButtonLink>}>
                <p>When a post from {company.name} is read, its job appears here.</p>
              </EmptyState>
            </Card>
          )}
        </section>
        {company.places.length > 0 ? (
          <aside aria-labelledby="places-heading" className="mt-8 lg:mt-0">
            <h2 id="places-heading" className="mb-3 text-lg font-semibold">
              Where
            </h2>
            <Card className="p-2">
              <ul className="text-sm">
                {company.places.map(({ value, count }) => (
                  <li key={value}>
                    <Link
                      to={`${allJobs}&place=${encodeURIComponent(value)}`}
                      className="flex min-h-8 items-center justify-between gap-3 rounded-md px-2 text-ink no-underline hover:bg-surface-2"
                    >
                      <span className="truncate">{value}</span>
                      <span className="text-xs text-ink-3 tabular-nums">{count.toLocaleString('en')}</span>
                    </Link>
                  </li>
                ))}
              </ul>
            </Card>
          </aside>
        ) : null}
      </div>
      <div className="mt-8 max-w-[52rem]">
        <LateCompanyPanel found={numerology} />
        {mayCorrect ? <FoundingForm company={company} answer={answer} /> : null}
      </div>
    </Page>
  )
}
