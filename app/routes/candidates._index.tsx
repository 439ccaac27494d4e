import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/cloudflare'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import type { CandidateField } from '../../contract/candidate-fields'
import { readViewSettings, USUAL_COLUMNS, withoutGone, writeViewSettings } from '../../server/hiring/core/view-settings'
import { type FormAnswer, refused } from '../account/form-answer'
import { myHiring } from '../api/my-hiring.server'
import { serverApi } from '../api/server'
import { GROUP_WORDS } from '../applications/words'
import { answerViewForm } from '../hiring/answer-view-form.server'
import { filtersOf, sortOf } from '../hiring/candidate-filters'
import { CandidateRow } from '../hiring/candidate-row'
import { CandidatesTable } from '../hiring/candidates-table'
import { openingOf, viewNamed } from '../hiring/open-view.server'
import { FieldFilterControls, LayoutControls, withoutUsualColumns } from '../hiring/view-controls'
import { viewPath } from '../hiring/view-words'
import { ViewsBar } from '../hiring/views-bar'
import { Button, ButtonLink } from '../ui/button'
import { Checkbox, Field, Input, Select } from '../ui/field'
import { Page } from '../ui/page-shell'
import { Pagination } from '../ui/pagination'
import { EmptyState } from '../ui/states'

const PAGE_SIZE = 30
const GROUPS = ['applied', 'screening', 'interview', 'offer', 'closed'] as const

export async function loader({ request, context }: LoaderFunctionArgs) {
  const api = serverApi(context)
  const asked = new URL(request.url).searchParams
  const { organisations, organisation, may } = await myHiring(api, asked.get('organisation'))
  if (!organisation) return { organisations, organisation, may, page: null }
  const organisationId = organisation.id
  const [views, { data: fields }] = await Promise.all([
    api.views.list({ organisationId, place: 'candidates' }),
    api.candidates.fields({ organisationId }),
  ])
  const base = baseOf(organisation.slug, fields, views.tags)
  const opening = openingOf(base, asked, views)
  if (opening !== null) throw redirect(opening)
  const { settings, gone } = withoutGone(withoutUsualColumns('candidates', readViewSettings(asked)), { ...base, tags: new Set(base.tags) })
  const query = may.search ? (settings.q ?? '') : ''
  const filters = filtersOf(settings)
  const list = { organisationId, ...filters, sort: sortOf(settings), limit: PAGE_SIZE, cursor: asked.get('cursor') ?? undefined }
  const [{ data: postings }, found] = await Promise.all([
    api.postings.list({ organisationId, limit: 100 }),
    query.length >= 2 ? api.candidates.search({ ...list, query }) : api.candidates.list(list),
  ])
  const to = (cursor: string | null) => {
    const next = new URLSearchParams(asked)
    next.delete('cursor')
    if (cursor !== null) next.set('cursor', cursor)
    return `/candidates?${next}`
  }
  return {
    organisations,
    organisation: { slug: organisation.slug, name: organisation.name },
    may,
    page: {
      base,
      views,
      current: viewNamed(asked, views),
      settings,
      gone,
      postings: postings.map(({ id, title }) => ({ id, title })),
      isNarrowed: query !== '' || Object.keys(filters).length > 0,
      rows: found.data.map((row) => ('candidate' in row ? row : { candidate: row, excerpt: [] })),
      firstTo: asked.has('cursor') ? to(null) : null,
      nextTo: found.next === null ? null : to(found.next),
      fileAt: `/candidates/export?${new URLSearchParams([...base.carried, ...writeViewSettings(settings)])}`,
    },
  }
}

/** Saves, changes and deletes views. */
export async function action({ request, context }: ActionFunctionArgs) {
  const api = serverApi(context)
  const { organisation } = await myHiring(api, new URL(request.url).searchParams.get('organisation'))
  if (!organisation) throw new Response(null, { status: 404 })
  const { path, carried } = baseOf(organisation.slug, [], [])
  const answer = await answerViewForm(api, await request.formData(), {
    organisationId: organisation.id,
    place: 'candidates',
    path,
    carried,
  })
  return answer ?? data(refused({}, { field: null, words: 'This page does not know that button. Load it again.' }), 400)
}

const baseOf = (slug: string, fields: CandidateField[], tags: string[]) => ({
  place: 'candidates' as const,
  path: '/candidates',
  carried: [['organisation', slug]] satisfies [string, string][],
  fields,
  tags,
})

export const meta: MetaFunction = () => [{ title: 'Candidates · Numerojobs' }, { name: 'robots', content: 'noindex, nofollow' }]

/** Everybody whom an organisation may find: by words of their résumés, by what they applied to, by the team's own fields, in the talent pool. */
export default function CandidatesPage() {
  const { organisations, organisation, may, page } = useLoaderData<typeof loader>()
  const answer: FormAnswer | undefined = useActionData<typeof action>()
  const isBusy = useNavigation().formAction !== undefined
  if (!organisation || !page)
    return (
      <Page className="pt-6 sm:pt-8">
        <EmptyState
          headingLevel="h1"
          title="No candidates yet"
          actions={<ButtonLink to="/settings/organisations">Your organisations</ButtonLink>}
        >
          <p>Candidates belong to an organisation. Found one, or join one that invited you.</p>
        </EmptyState>
      </Page>
    )
  const { base, views, current, settings, gone, postings, isNarrowed, rows, firstTo, nextTo, fileAt } = page
  return (
    <Page className="max-w-[64rem]! pt-6 sm:pt-8">
      <div className="mb-5 flex flex-wrap items-center gap-3">
        <h1 className="mr-auto text-2xl font-semibold tracking-[-0.025em]">Candidates</h1>
        {may.manage ? <ButtonLink to={`/organisations/${organisation.slug}/fields`}>Fields</ButtonLink> : null}
        {may.manage ? <ButtonLink to={`/candidates/import?organisation=${organisation.slug}`}>Import</ButtonLink> : null}
        {may.search ? (
          <ButtonLink to={fileAt} reloadDocument>
            Download
          </ButtonLink>
        ) : null}
        {may.search ? <ButtonLink to={`/candidates/duplicates?organisation=${organisation.slug}`}>Duplicates</ButtonLink> : null}
      </div>
      <ViewsBar base={base} views={views} current={current} settings={settings} gone={gone} answer={answer} isBusy={isBusy} />
      <Form
        method="get"
        role="search"
        aria-label="Candidates"
        key={JSON.stringify(settings)}
        className="mb-6 grid items-end gap-3 sm:grid-cols-2 lg:grid-cols-4"
      >
        {current ? <input type="hidden" name="view" value={current.id} /> : null}
        {organisations.length > 1 ? (
          <Field label="Organisation">
            {(control) => (
              <Select {...control} name="organisation" defaultValue={organisation.slug}>
                {organisations.map(({ slug, name }) => (
                  <option key={slug} value={slug}>
                    {name}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        ) : null}
        {may.search ? (
          <Field label="Words of a résumé, a name or a tag">
            {(control) => <Input {...control} type="search" name="q" defaultValue={settings.q} maxLength={200} />}
          </Field>
        ) : null}
        <Field label="Applied to">
          {(control) => (
            <Select {...control} name="posting" defaultValue={settings.posting ?? ''}>
              <option value="">Any posting</option>
              {postings.map(({ id, title }) => (
                <option key={id} value={id}>
                  {title || 'Posting without a title'}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label="Stands at">
          {(control) => (
            <Select {...control} name="group" defaultValue={settings.group ?? ''}>
              <option value="">Any stage</option>
              {GROUPS.map((group) => (
                <option key={group} value={group}>
                  {GROUP_WORDS[group]}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label="Tag">
          {(control) => <Input {...control} name="tag" list="candidate-tags" defaultValue={settings.tag} maxLength={30} />}
        </Field>
        <datalist id="candidate-tags">
          {base.tags.map((tag) => (
            <option key={tag} value={tag} />
          ))}
        </datalist>
        <Field label="Came from">{(control) => <Input {...control} name="source" defaultValue={settings.source} maxLength={60} />}</Field>
        <Checkbox name="pool" defaultChecked={settings.inPool}>
          In the talent pool
        </Checkbox>
        <FieldFilterControls fields={base.fields} settings={settings} />
        <LayoutControls place="candidates" fields={base.fields} settings={settings} />
        <Button type="submit" tone="primary">
          Search
        </Button>
      </Form>
      {rows.length === 0 ? (
        <EmptyState
          title={isNarrowed ? 'Nobody fits' : 'No candidates yet'}
          actions={isNarrowed ? <ButtonLink to={viewPath(base, null)}>Show everybody</ButtonLink> : null}
        >
          <p>
            {isNarrowed
              ? 'Take a filter away, or look for another word. Who did not agree to the talent pool is found by what they applied to alone.'
              : 'Whoever applies to one of your postings stands here.'}
          </p>
        </EmptyState>
      ) : settings.layout === 'table' ? (
        <CandidatesTable
          rows={rows.map(({ candidate }) => candidate)}
          columns={settings.columns ?? USUAL_COLUMNS.candidates}
          fields={base.fields}
        />
      ) : (
        <ul className="space-y-3" aria-label="Candidates">
          {rows.map(({ candidate, excerpt }) => (
            <CandidateRow key={candidate.id} candidate={candidate} excerpt={excerpt} />
          ))}
        </ul>
      )}
      <Pagination firstTo={firstTo} nextTo={nextTo} />
    </Page>
  )
}
