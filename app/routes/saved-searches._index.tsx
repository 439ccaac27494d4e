import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare'
import { type ClientActionFunctionArgs, Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { JobFilters } from '../../contract/jobs'
import { nameSearch } from '../../server/searches/core/name-search'
import { personFor } from '../api/person.server'
import { serverApi } from '../api/server'
import { readSearch } from '../jobs/read-search.server'
import { revalidatesWhenSent } from '../offline/revalidates-when-sent'
import { sendOrStay, UNSENT_WORDS } from '../offline/send-or-stay'
import { answerSearches } from '../searches/answer-searches.server'
import { filtersUrl } from '../searches/filters-url'
import { NewsTabs } from '../searches/news-tabs'
import { Said } from '../searches/said'
import { Badge } from '../ui/badge'
import { Button, ButtonLink } from '../ui/button'
import { Card } from '../ui/card'
import { Field, Input } from '../ui/field'
import { Page } from '../ui/page-shell'
import { EmptyState } from '../ui/states'
import { TimeAgo } from '../ui/time-ago'

/** An address with a search in it offers to keep that search; only its form keeps anything. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  await personFor(context)
  const { search: query, searchParams } = new URL(request.url)
  const { filters } = readSearch(searchParams)
  const { data: searches } = await serverApi(context).savedSearches.list()
  return { searches, offered: query === '' ? null : { query, name: nameSearch(filters, null), to: filtersUrl(filters) } }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const { savedSearches } = serverApi(context)
  const text = (name: string) => String(form.get(name) ?? '').trim()
  return answerSearches(async () => {
    const searchId = text('searchId')
    switch (text('intent')) {
      case 'save': {
        const { filters } = readSearch(new URLSearchParams(text('query')))
        const { search, isNew } = await savedSearches.save({ filters, ...(text('name') === '' ? {} : { name: text('name') }) })
        return isNew
          ? `Saved: ${search.name}. New jobs that it finds are told from now on.`
          : `You keep this search already: ${search.name}.`
      }
      case 'rename':
        return `Renamed: ${(await savedSearches.update({ searchId, name: text('name') })).name}.`
      case 'pause':
        return `Paused: ${(await savedSearches.update({ searchId, isPaused: true })).name}. It finds nothing until it goes on.`
      case 'resume':
        return `${(await savedSearches.update({ searchId, isPaused: false })).name} goes on.`
      default:
        await savedSearches.remove({ searchId })
        return 'The search is removed. What it found stays under New for you.'
    }
  })
}

/** Without a network the page stays, with what was typed. */
export const clientAction = ({ serverAction }: ClientActionFunctionArgs) =>
  sendOrStay(() => serverAction<typeof action>(), { isDone: false, message: UNSENT_WORDS })

export const shouldRevalidate = revalidatesWhenSent

export const meta: MetaFunction = () => [{ title: 'Saved searches · Numerojobs' }, { name: 'robots', content: 'noindex' }]

export default function SavedSearchesPage() {
  const { searches, offered } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const isBusy = useNavigation().state !== 'idle'
  return (
    <Page className="max-w-[52rem]! pt-6">
      <NewsTabs />
      <h1 className="mb-2 text-2xl font-semibold tracking-[-0.025em]">Saved searches</h1>
      <p className="mb-5 max-w-[44rem] text-sm text-ink-2">
        A new job that one of these finds is in your notifications within seconds. By e-mail, all of a day or week come in one message, once
        you agree to it in <Link to="/settings/notifications">your settings</Link>.
      </p>
      <Said answer={answer} />
      {offered && !answer?.isDone ? (
        <Card className="mb-6 p-4 sm:p-5">
          <h2 className="text-lg font-semibold">Save this search</h2>
          <Form method="post" className="mt-3 flex flex-wrap items-end gap-3">
            <input type="hidden" name="query" value={offered.query} />
            <Field label="Name" className="min-w-0 flex-1 basis-64">
              {(control) => <Input {...control} name="name" defaultValue={offered.name} maxLength={120} />}
            </Field>
            <Button type="submit" name="intent" value="save" tone="primary" isBusy={isBusy}>
              Save search
            </Button>
            <ButtonLink to={offered.to} tone="quiet">
              Back to the jobs
            </ButtonLink>
          </Form>
        </Card>
      ) : null}
      {searches.length > 0 ? (
        <ul className="grid gap-3">
          {searches.map(({ id, name, filters, isPaused, createdAt }) => (
            <li key={id}>
              <Card className="p-4">
                <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
                  <h2 className="min-w-0 font-semibold">
                    <Link to={filtersUrl(JobFilters.parse(filters))}>{name}</Link>
                  </h2>
                  {isPaused ? <Badge tone="warn">Paused</Badge> : null}
                  <p className="ml-auto text-xs text-ink-3">
                    Saved <TimeAgo at={createdAt} />
                  </p>
                </div>
                {nameSearch(JobFilters.parse(filters), null) === name ? null : (
                  <p className="mt-1 text-sm text-ink-2">{nameSearch(JobFilters.parse(filters), null)}</p>
                )}
                <div className="mt-3 flex flex-wrap items-center gap-2">
                  <Form method="post" action="/saved-searches" className="flex flex-wrap gap-2">
                    <input type="hidden" name="searchId" value={id} />
                    <Button
                      type="submit"
                      name="intent"
                      value={isPaused ? 'resume' : 'pause'}
                      size="sm"
                      aria-label={`${isPaused ? 'Go on with' : 'Pause'}: ${name}`}
                    >
                      {isPaused ? 'Go on' : 'Pause'}
                    </Button>
                    <Button type="submit" name="intent" value="remove" size="sm" tone="quiet" aria-label={`Remove: ${name}`}>
                      Remove
                    </Button>
                  </Form>
                  <details className="max-sm:open:w-full">
                    <summary className="inline-flex min-h-8 cursor-pointer items-center rounded-md px-2 text-sm text-ink-2 hover:bg-surface-2">
                      Rename<span className="sr-only"> {name}</span>
                    </summary>
                    <Form method="post" action="/saved-searches" className="mt-2 flex flex-wrap items-end gap-2">
                      <input type="hidden" name="searchId" value={id} />
                      <Field label="New name" className="min-w-0 flex-1 basis-52">
                        {(control) => <Input {...control} name="name" defaultValue={name} maxLength={120} required />}
                      </Field>
                      <Button type="submit" name="intent" value="rename" size="sm">
                        Save name
                      </Button>
                    </Form>
                  </details>
                </div>
              </Card>
            </li>
          ))}
        </ul>
      ) : (
        <EmptyState title="No search is saved yet" actions={<ButtonLink to="/jobs">Search jobs</ButtonLink>}>
          <p>Search for what you want, with words or filters, and press “Save this search” above the result.</p>
        </EmptyState>
      )}
    </Page>
  )
}
