import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/cloudflare'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useId } from 'react'
import { InviteGuest } from '../../contract/shortlists'
import { myOrganisation } from '../api/my-organisation.server'
import { serverApi } from '../api/server'
import { problemSentence, readProblem } from '../problems/read-problem.server'
import { CHANGE_AT } from '../shortlists/change-at'
import { Hidden } from '../shortlists/entry-row'
import { GuestsSection } from '../shortlists/guests-section'
import { ShortlistPage } from '../shortlists/shortlist-page'
import { stayOnSearch } from '../shortlists/stay-on-search'
import { Button } from '../ui/button'
import { Field, Select } from '../ui/field'
import { Page } from '../ui/page-shell'
import { TextLink } from '../ui/text-link'

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const api = serverApi(context)
  const organisation = await myOrganisation(api, params.id ?? '')
  const shortlistId = params.shortlistId ?? ''
  // Before the list, so that nothing falls between the two.
  const { last } = await api.live.last({ room: `shortlist/${shortlistId}` })
  const view = await api.shortlists.get({ shortlistId })
  if (view.shortlist.organisationId !== organisation.id) throw new Response(null, { status: 404 })
  const entryId = new URL(request.url).searchParams.get('entry')
  const isThere = entryId !== null && view.lines.some(({ entry }) => entry.id === entryId)
  const mayEdit = view.right === 'edit'
  const [discussion, addable, guests] = await Promise.all([
    isThere ? api.shortlists.discussion({ shortlistId, entryId }) : null,
    mayEdit ? api.shortlists.addable({ shortlistId }) : null,
    mayEdit ? api.shortlists.guests({ shortlistId }) : null,
  ])
  const path = `/organisations/${params.id}/shortlists/${shortlistId}`
  return { view, last, discussion, addable: addable?.data ?? [], guests: guests?.data ?? null, path, nowMs: context.ctx.now().getTime() }
}

/** Making a guest's link; every other change goes to `/shortlists/change`. */
export async function action({ params, request, context }: ActionFunctionArgs) {
  const api = serverApi(context)
  const form = await request.formData()
  const asked = InviteGuest.safeParse({
    shortlistId: params.shortlistId,
    name: form.get('name'),
    right: form.get('right'),
    days: Number(form.get('days')),
  })
  if (!asked.success) return data({ url: null, error: asked.error.issues[0]?.message ?? 'This cannot be used.' }, 400)
  try {
    const { url } = await api.shortlists.inviteGuest(asked.data)
    return data({ url, error: null }, { headers: { 'cache-control': 'no-store' } })
  } catch (thrown) {
    const problem = await readProblem(thrown)
    return data({ url: null, error: problemSentence(problem) }, problem.status)
  }
}

export const shouldRevalidate = stayOnSearch

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.view.shortlist.name ?? 'Shortlist'} · Numerojobs` },
  { name: 'robots', content: 'noindex, nofollow' },
]

export default function ShortlistRoute() {
  const { view, last, discussion, addable, guests, path, nowMs } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { shortlist, organisationName, postingTitle } = view
  const addId = useId()
  const mayEdit = view.right === 'edit' && shortlist.closedAt === null
  return (
    <Page className="pt-6 sm:pt-8">
      <p className="mb-2 text-sm">
        <TextLink to={`/organisations/${shortlist.organisationId}/postings/${shortlist.postingId}/shortlists`}>{postingTitle}</TextLink>
        <span className="text-ink-3"> · {organisationName}</span>
        {view.me.role === null ? null : (
          <>
            {' · '}
            <TextLink to={`${path}/scores`}>Scores</TextLink>
          </>
        )}
      </p>
      <div className="mb-4 flex flex-wrap items-baseline gap-x-4 gap-y-2">
        <h1 className="text-2xl font-semibold tracking-[-0.025em] break-words">{shortlist.name}</h1>
        {view.me.role === null ? null : (
          <p className="text-sm">
            <TextLink to={`${path}/replay`}>How it was decided</TextLink>
          </p>
        )}
      </div>
      <ShortlistPage key={shortlist.id} view={view} last={last} discussion={discussion} path={path} />
      {mayEdit ? (
        <div className="mt-8 flex flex-wrap items-end gap-3">
          {addable.length > 0 ? (
            <form method="post" action={CHANGE_AT} aria-labelledby={addId} className="flex min-w-0 flex-wrap items-end gap-2">
              <Hidden values={{ intent: 'add', shortlistId: shortlist.id, back: path }} />
              <span id={addId} className="sr-only">
                Add a candidate
              </span>
              <Field label="Candidate to add" className="min-w-0">
                {(control) => (
                  <Select {...control} name="applicationId" className="max-w-[18rem]">
                    {addable.map(({ applicationId, label, name }) => (
                      <option key={applicationId} value={applicationId}>
                        {name ?? label}
                      </option>
                    ))}
                  </Select>
                )}
              </Field>
              <Button type="submit">Add</Button>
            </form>
          ) : null}
          <form method="post" action={CHANGE_AT}>
            <Hidden
              values={{ intent: 'update', shortlistId: shortlist.id, isAnonymous: shortlist.isAnonymous ? 'no' : 'yes', back: path }}
            />
            <Button type="submit">{shortlist.isAnonymous ? 'Show names' : 'Hide names'}</Button>
          </form>
          <form method="post" action={CHANGE_AT}>
            <Hidden values={{ intent: 'update', shortlistId: shortlist.id, isClosed: 'yes', back: path }} />
            <Button type="submit">Close the shortlist</Button>
          </form>
        </div>
      ) : null}
      {view.right === 'edit' && shortlist.closedAt !== null ? (
        <form method="post" action={CHANGE_AT} className="mt-8">
          <Hidden values={{ intent: 'update', shortlistId: shortlist.id, isClosed: 'no', back: path }} />
          <Button type="submit">Open it again</Button>
        </form>
      ) : null}
      {guests ? (
        <GuestsSection
          shortlistId={shortlist.id}
          guests={guests}
          invitedUrl={answer?.url ?? null}
          error={answer?.error ?? null}
          nowMs={nowMs}
          back={path}
        />
      ) : null}
    </Page>
  )
}
