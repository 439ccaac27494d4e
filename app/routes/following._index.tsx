import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare'
import { type ClientActionFunctionArgs, Form, Link, useActionData, useLoaderData, useNavigation, useRevalidator } from '@remix-run/react'
import type { NewsReason } from '../../contract/searches'
import { newsReasonWords } from '../../server/notifications/core/notification-words'
import { personFor } from '../api/person.server'
import { serverApi } from '../api/server'
import { JobCard } from '../jobs/job-card'
import { useRoom } from '../live/use-room'
import { revalidatesWhenSent } from '../offline/revalidates-when-sent'
import { sendOrStay, UNSENT_WORDS } from '../offline/send-or-stay'
import { answerSearches } from '../searches/answer-searches.server'
import { changeStanding } from '../searches/change-standing.server'
import { HideJob } from '../searches/hide-job'
import { NewsTabs } from '../searches/news-tabs'
import { Said } from '../searches/said'
import { useHiddenJobs } from '../searches/use-hidden-jobs'
import { Badge } from '../ui/badge'
import { Button, ButtonLink } from '../ui/button'
import { Card } from '../ui/card'
import { Field, Select } from '../ui/field'
import { Page } from '../ui/page-shell'
import { Pagination } from '../ui/pagination'
import { EmptyState } from '../ui/states'
import { TimeAgo } from '../ui/time-ago'

const LEVELS = [
  { value: '650', label: 'it fits to 65 % or more' },
  { value: '750', label: 'it fits to 75 % or more' },
  { value: '850', label: 'it fits to 85 % or more' },
  { value: '', label: 'never because of a match' },
]

export async function loader({ request, context }: LoaderFunctionArgs) {
  const person = await personFor(context)
  const cursor = new URL(request.url).searchParams.get('cursor') ?? undefined
  const api = serverApi(context)
  // Read before the list: an event in between is then heard rather than missed.
  const { last } = await api.live.last({ room: 'person/me' })
  const [page, companies, settings] = await Promise.all([
    api.following.news({ cursor }),
    api.following.companies(),
    api.following.settings(),
  ])
  return { personId: person.id, last, page, companies: companies.data, settings, isFirst: cursor === undefined }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const api = serverApi(context)
  const { following } = api
  const text = (name: string) => String(form.get(name) ?? '').trim()
  return answerSearches(async () => {
    const changed = await changeStanding(api, form)
    if (changed !== null) return changed
    switch (text('intent')) {
      case 'settings':
        await following.setSettings({ matchPermilleMin: text('level') === '' ? null : Number(text('level')) })
        return 'Saved. It counts for jobs that come from now on.'
      default:
        await following.markSeen()
        return 'Everything is marked as seen.'
    }
  })
}

/** Without a network the page stays, with what was typed. */
export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  sendOrStay(() => serverAction<typeof action>(), { isDone: false, message: UNSENT_WORDS })

export const shouldRevalidate = revalidatesWhenSent

export const meta: MetaFunction = () => [{ title: 'New for you · Numerojobs' }, { name: 'robots', content: 'noindex' }]

export default function FollowingPage() {
  const { personId, last, page, companies, settings, isFirst } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const isBusy = useNavigation().state !== 'idle'
  const { revalidate } = useRevalidator()
  useRoom({
    party: 'person',
    room: personId,
    startAt: last,
    onEvent: (event) => {
      if (event.type === 'notification.added' && event.data.notification.data.event === 'job.found') revalidate()
    },
    onReload: revalidate,
  })
  const [hiddenIds, onHide] = useHiddenJobs()
  const shown = page.data.filter(({ job }) => !hiddenIds.has(job.id))
  const level = settings.matchPermilleMin === null ? '' : String(settings.matchPermilleMin)
  const levels = LEVELS.some(({ value }) => value === level)
    ? LEVELS
    : [{ value: level, label: `it fits to ${Number(level) / 10} % or more` }, ...LEVELS]
  return (
    <Page className="pt-6">
      <NewsTabs />
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <h1 className="text-2xl font-semibold tracking-[-0.025em]">New for you</h1>
        {page.unseen > 0 ? (
          <Form method="post" action="/following">
            <Button type="submit" name="intent" value="seen" size="sm" isBusy={isBusy}>
              Mark {page.unseen.toLocaleString('en')} as seen
            </Button>
          </Form>
        ) : null}
      </div>
      <Said answer={answer} />
      <div className="gap-10 lg:grid lg:grid-cols-[minmax(0,1fr)_19rem]">
        <section aria-label="New jobs" className="min-w-0">
          {shown.length > 0 ? (
            <Card className="overflow-hidden">
              <ol className="divide-y divide-line">
                {shown.map(({ job, reasons, at, seenAt }) => (
                  <li key={job.id} className={seenAt === null ? 'bg-accent-soft/40' : undefined}>
                    <JobCard job={job} />
                    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 pb-3 text-xs text-ink-2 sm:px-5">
                      {seenAt === null ? <Badge tone="accent">New</Badge> : null}
                      <details className="min-w-0 flex-1 basis-48">
                        <summary className="inline-flex min-h-7 cursor-pointer items-center rounded-md px-1.5 font-medium text-ink hover:bg-surface-2">
                          Why am I seeing this?<span className="sr-only"> {job.title}</span>
                        </summary>
                        <ul className="mt-1 grid gap-1">
                          {reasons.map((reason) => (
                            <li key={JSON.stringify(reason)}>
                              {newsReasonWords(reason)} <ReasonLink reason={reason} jobId={job.id} />
                            </li>
                          ))}
                          <li className="text-ink-3">
                            It found you <TimeAgo at={at} />.
                          </li>
                        </ul>
                      </details>
                      <HideJob jobId={job.id} title={job.title} action="/following" onChange={onHide(job.id)} />
                    </div>
                  </li>
                ))}
              </ol>
            </Card>
          ) : (
            <EmptyState
              title="Nothing new yet"
              actions={
                <>
                  <ButtonLink to="/jobs">Search jobs</ButtonLink>
                  <ButtonLink to="/saved-searches" tone="quiet">
                    Saved searches
                  </ButtonLink>
                </>
              }
            >
              <p>Save a search or follow a company. A new job that fits stands here within seconds, with why.</p>
            </EmptyState>
          )}
          <Pagination firstTo={isFirst ? null : '/following'} nextTo={page.next && `/following?cursor=${encodeURIComponent(page.next)}`} />
        </section>
        <aside className="mt-8 space-y-6 lg:mt-0">
          <section aria-labelledby="companies-heading">
            <h2 id="companies-heading" className="mb-2 text-lg font-semibold">
              Companies you follow
            </h2>
            {companies.length > 0 ? (
              <Card>
                <ul className="divide-y divide-line">
                  {companies.map(({ slug, name, openJobs }) => (
                    <li key={slug} className="flex items-center justify-between gap-3 px-3 py-2">
                      <Link to={`/companies/${slug}`} className="min-w-0 truncate">
                        {name}
                      </Link>
                      <span className="text-xs whitespace-nowrap text-ink-3 tabular-nums">{openJobs.toLocaleString('en')} open</span>
                      <Form method="post" action="/following">
                        <input type="hidden" name="slug" value={slug} />
                        <Button type="submit" name="intent" value="unfollow" size="sm" tone="quiet" aria-label={`Unfollow ${name}`}>
                          Unfollow
                        </Button>
                      </Form>
                    </li>
                  ))}
                </ul>
              </Card>
            ) : (
              <p className="text-sm text-ink-2">None yet. “Follow” stands on the page of each company and job.</p>
            )}
          </section>
          <section aria-labelledby="matches-heading">
            <h2 id="matches-heading" className="mb-2 text-lg font-semibold">
              By match
            </h2>
            <Form method="post" action="/following" className="grid gap-3">
              <Field label="Tell me of a new job when" hint="Worked out from your résumé and wishes, by your own weights.">
                {(control) => (
                  <Select {...control} key={level} name="level" defaultValue={level}>
                    {levels.map(({ value, label }) => (
                      <option key={value} value={value}>
                        {label}
                      </option>
                    ))}
                  </Select>
                )}
              </Field>
              <Button type="submit" name="intent" value="settings" size="sm" className="justify-self-start">
                Save
              </Button>
            </Form>
          </section>
        </aside>
      </div>
    </Page>
  )
}

/** Where a reason can be looked at, and ended. */
function ReasonLink({ reason, jobId }: { reason: NewsReason; jobId: string }) {
  switch (reason.kind) {
    case 'search':
      return <Link to="/saved-searches">Your searches</Link>
    case 'company':
      return <a href="#companies-heading">Companies you follow</a>
    case 'match':
      return <Link to={`/recommended/why/${jobId}`}>Line by line</Link>
    default:
      return reason satisfies never
  }
}
