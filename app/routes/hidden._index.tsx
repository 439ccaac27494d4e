import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare'
import { type ClientActionFunctionArgs, Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { personFor } from '../api/person.server'
import { serverApi } from '../api/server'
import { revalidatesWhenSent } from '../offline/revalidates-when-sent'
import { sendOrStay, UNSENT_WORDS } from '../offline/send-or-stay'
import { answerSearches } from '../searches/answer-searches.server'
import { changeStanding } from '../searches/change-standing.server'
import { NewsTabs } from '../searches/news-tabs'
import { Said } from '../searches/said'
import { Badge } from '../ui/badge'
import { Button, ButtonLink } from '../ui/button'
import { Card } from '../ui/card'
import { Page } from '../ui/page-shell'
import { EmptyState } from '../ui/states'
import { TimeAgo } from '../ui/time-ago'

export async function loader({ context }: LoaderFunctionArgs) {
  await personFor(context)
  return serverApi(context).hidden.list()
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  return answerSearches(async () => (await changeStanding(serverApi(context), form)) ?? 'Nothing was asked.')
}

/** Without a network the page stays, with what was typed. */
export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  sendOrStay(() => serverAction<typeof action>(), { isDone: false, message: UNSENT_WORDS })

export const shouldRevalidate = revalidatesWhenSent

export const meta: MetaFunction = () => [{ title: 'Hidden · Numerojobs' }, { name: 'robots', content: 'noindex' }]

export default function HiddenPage() {
  const { jobs, companies } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <Page className="max-w-[52rem]! pt-6">
      <NewsTabs />
      <h1 className="mb-2 text-2xl font-semibold tracking-[-0.025em]">Hidden</h1>
      <p className="mb-5 text-sm text-ink-2">
        These stay out of your recommendations, news and mails, and are marked in lists. Nobody else can see this.
      </p>
      <Said answer={answer} />
      {jobs.length + companies.length === 0 ? (
        <EmptyState title="Nothing is hidden" actions={<ButtonLink to="/jobs">Search jobs</ButtonLink>}>
          <p>On the page of a job you can hide it, or its company, and take that back here.</p>
        </EmptyState>
      ) : null}
      {companies.length > 0 ? (
        <section aria-labelledby="companies-heading" className="mb-6">
          <h2 id="companies-heading" className="mb-2 text-lg font-semibold">
            Companies
          </h2>
          <Card>
            <ul className="divide-y divide-line">
              {companies.map(({ slug, name, hiddenAt }) => (
                <li key={slug} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5">
                  <Link to={`/companies/${slug}`} className="min-w-0 flex-1 truncate">
                    {name}
                  </Link>
                  <span className="text-xs text-ink-3">
                    <TimeAgo at={hiddenAt} />
                  </span>
                  <Form method="post" action="/hidden">
                    <input type="hidden" name="slug" value={slug} />
                    <Button type="submit" name="intent" value="show-company" size="sm" aria-label={`Show again: ${name}`}>
                      Show again
                    </Button>
                  </Form>
                </li>
              ))}
            </ul>
          </Card>
        </section>
      ) : null}
      {jobs.length > 0 ? (
        <section aria-labelledby="jobs-heading">
          <h2 id="jobs-heading" className="mb-2 text-lg font-semibold">
            Jobs
          </h2>
          <Card>
            <ul className="divide-y divide-line">
              {jobs.map(({ jobId, title, companyName, isOpen, hiddenAt }) => (
                <li key={jobId} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5">
                  <span className="min-w-0 flex-1 basis-52">
                    <Link to={`/jobs/${jobId}`}>{title}</Link>
                    {companyName ? <span className="text-ink-2"> · {companyName}</span> : null}
                  </span>
                  {isOpen ? null : <Badge tone="warn">Closed</Badge>}
                  <span className="text-xs text-ink-3">
                    <TimeAgo at={hiddenAt} />
                  </span>
                  <Form method="post" action="/hidden">
                    <input type="hidden" name="jobId" value={jobId} />
                    <Button type="submit" name="intent" value="show-job" size="sm" aria-label={`Show again: ${title}`}>
                      Show again
                    </Button>
                  </Form>
                </li>
              ))}
            </ul>
          </Card>
        </section>
      ) : null}
    </Page>
  )
}
