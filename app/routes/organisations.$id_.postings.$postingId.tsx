import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/cloudflare'
import { type ClientActionFunctionArgs, useActionData, useLoaderData, useRevalidator } from '@remix-run/react'
import { useRef, useState } from 'react'
import { ClosePosting, PostingFields } from '../../contract/postings'
import { done, type FormAnswer as Notice, refused, textOf } from '../account/form-answer'
import { FormNotice } from '../account/form-notice'
import { myOrganisation } from '../api/my-organisation.server'
import { personFor } from '../api/person.server'
import { serverApi } from '../api/server'
import { useRoom } from '../live/use-room'
import { sendOrStay, UNSENT_WORDS } from '../offline/send-or-stay'
import { ApproveBar } from '../postings/approve-bar'
import { draftFromForm, readDraft } from '../postings/posting-draft'
import { PostingEditor } from '../postings/posting-editor'
import { PostingHistoryList } from '../postings/posting-history'
import { PublishedLinks } from '../postings/published-links'
import type { FormAnswer } from '../postings/use-posting-form'
import { problemSentence, readProblem } from '../problems/read-problem.server'
import { Page } from '../ui/page-shell'
import { TextLink } from '../ui/text-link'

export async function loader({ params, context }: LoaderFunctionArgs) {
  const api = serverApi(context)
  const person = await personFor(context)
  const organisation = await myOrganisation(api, params.id ?? '')
  const postingId = params.postingId ?? ''
  const { last } = await api.live.last({ room: `hiring/${postingId}` })
  const [posting, history] = await Promise.all([api.postings.get({ postingId }), api.postings.history({ postingId })])
  if (posting.organisationId !== organisation.id) throw new Response(null, { status: 404 })
  return {
    personId: person.id,
    organisation,
    posting,
    history: history.data,
    last,
    now: context.ctx.now().toISOString(),
    origin: context.ctx.origin,
  }
}

const Change = PostingFields.partial()

export async function action({ params, request, context }: ActionFunctionArgs) {
  const { postings } = serverApi(context)
  const postingId = params.postingId ?? ''
  const form = await request.formData()
  const intent = textOf(form, 'intent')
  try {
    switch (intent) {
      case 'autosave': {
        const change = Change.parse(JSON.parse(textOf(form, 'change')))
        const was = Change.parse(JSON.parse(textOf(form, 'was')))
        return data<FormAnswer>({ saved: true, posting: await postings.update({ postingId, change, was }) })
      }
      case 'save-form': {
        const { questions } = await postings.get({ postingId })
        const { fields, errors } = readDraft(draftFromForm(form), questions)
        await postings.update({ postingId, change: fields })
        const wrong = Object.values(errors).join(' ')
        return data<Notice>(wrong ? refused({}, { field: null, words: `Saved, but not all of it: ${wrong}` }) : done('Saved.'))
      }
      case 'submit':
        await postings.submit({ postingId })
        return data<Notice>(done('It waits for approval now.'))
      case 'take-back':
        await postings.takeBack({ postingId })
        return data<Notice>(done('It can be edited again.'))
      case 'approve':
        await postings.approve({ postingId })
        return data<Notice>(done('Approved. It can be published now.'))
      case 'send-back':
        await postings.sendBack({ postingId, reason: textOf(form, 'reason') })
        return data<Notice>(done('Sent back.'))
      case 'publish':
        await postings.publish({ postingId })
        return data<Notice>(done('Published. Everybody can find it and apply.'))
      case 'pause':
        await postings.pause({ postingId })
        return data<Notice>(done('Paused. Nobody can apply until it is resumed.'))
      case 'resume':
        await postings.resume({ postingId })
        return data<Notice>(done('It can be found again.'))
      case 'close':
        await postings.close({ postingId, reason: ClosePosting.shape.reason.parse(textOf(form, 'reason')) })
        return data<Notice>(done('Closed. Everybody whose application is open is told.'))
    }
  } catch (thrown) {
    const problem = await readProblem(thrown)
    const message = problemSentence(problem)
    if (intent === 'autosave')
      return data<FormAnswer>({
        saved: false,
        message,
        fields: problem.fields ?? {},
        isOvertaken: problem.reason === 'posting.field-changed',
      })
    const words = [message, ...Object.values(problem.fields ?? {})].join(' ')
    return data<Notice>(refused({}, { field: null, words }), problem.status)
  }
  if (intent !== 'duplicate')
    return data<Notice>(refused({}, { field: null, words: 'This page does not know that button. Load it again.' }), 400)
  const copy = await postings.duplicate({ postingId })
  throw redirect(`/organisations/${params.id}/postings/${copy.id}`)
}

/** Without a network what was typed stays on the page, and says that it is not saved. */
export async function clientAction({ request, serverAction }: ClientActionFunctionArgs) {
  const isAutosave = (await request.clone().formData()).get('intent') === 'autosave'
  const unsent = isAutosave
    ? { saved: false as const, message: UNSENT_WORDS, fields: {}, isOvertaken: false }
    : refused({}, { field: null, words: UNSENT_WORDS })
  return sendOrStay(() => serverAction<typeof action>(), unsent)
}

/** What saves itself brings its answer along: the page is read anew when something else changed. */
export function shouldRevalidate({
  formData,
  actionResult,
  defaultShouldRevalidate,
}: {
  formData?: FormData
  actionResult?: { isUnsent?: boolean }
  defaultShouldRevalidate: boolean
}): boolean {
  return formData?.get('intent') !== 'autosave' && !actionResult?.isUnsent && defaultShouldRevalidate
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.posting.title || 'Posting'} · ${page?.organisation.name ?? 'Organisation'} · Numerojobs` },
  { name: 'robots', content: 'noindex, nofollow' },
]

export default function PostingPage() {
  const { personId, organisation, posting, history, last, now, origin } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { revalidate } = useRevalidator()
  const [news, setNews] = useState(0)
  const version = useRef(posting.version)
  version.current = Math.max(version.current, posting.version)
  useRoom({
    party: 'hiring',
    room: posting.id,
    startAt: last,
    onEvent: (event) => {
      if (event.type !== 'posting.changed' || event.version <= version.current) return
      version.current = event.version
      setNews((count) => count + 1)
      revalidate()
    },
    onReload: revalidate,
  })
  const base = `/organisations/${organisation.slug}/postings`
  const notice = answer && 'done' in answer ? answer : null
  return (
    <Page className="pt-6 sm:pt-8">
      <p className="mb-2 text-sm">
        <TextLink to={`/organisations/${organisation.slug}`}>{organisation.name}</TextLink>
        {' / '}
        <TextLink to={base}>Postings</TextLink>
      </p>
      <h1 className="mb-4 text-2xl font-semibold tracking-[-0.025em] break-words">{posting.title || 'A new posting'}</h1>
      <FormNotice answer={notice} />
      <ApproveBar posting={posting} base={base} />
      <PublishedLinks posting={posting} origin={origin} />
      <PostingEditor
        key={posting.id}
        posting={posting}
        personId={personId}
        news={news}
        now={now}
        marksAll={notice !== null && notice.error !== null}
      />
      <PostingHistoryList lines={history} />
    </Page>
  )
}
