import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/cloudflare'
import { Form, Link, useActionData, useLoaderData, useNavigation, useOutletContext, useRevalidator } from '@remix-run/react'
import { useEffect, useRef } from 'react'
import { done, type FormAnswer, refused, textOf } from '../account/form-answer'
import { FormNotice } from '../account/form-notice'
import { personFor } from '../api/person.server'
import { serverApi } from '../api/server'
import { newBatchId } from '../applications/send-change'
import { answerTalkForm } from '../conversations/answer-talk.server'
import { isTalkAnswer } from '../conversations/talk-answer'
import { TeamThreadSection } from '../conversations/team-thread'
import { CandidateTimeline } from '../hiring/candidate-timeline'
import type { PanelContext } from '../hiring/panel-context'
import { dispositionWords } from '../hiring/words'
import { problemSentence, readProblem } from '../problems/read-problem.server'
import { ResumeSheet } from '../resumes/resume-sheet'
import { Badge } from '../ui/badge'
import { Button } from '../ui/button'
import { Field, Textarea } from '../ui/field'
import { CloseIcon } from '../ui/icons'
import { TextLink } from '../ui/text-link'
import { TimeAgo } from '../ui/time-ago'

export async function loader({ params, context }: LoaderFunctionArgs) {
  const person = await personFor(context)
  const api = serverApi(context)
  const applicationId = params.applicationId ?? ''
  const candidate = await api.hiring.candidate({ applicationId })
  const thread = candidate.may.contact ? await api.conversations.thread({ applicationId }) : null
  return { person, candidate, thread, batchId: newBatchId() }
}

export async function action({ params, request, context }: ActionFunctionArgs) {
  const person = await personFor(context)
  const form = await request.formData()
  const applicationId = params.applicationId ?? ''
  const talk = await answerTalkForm({ talks: serverApi(context).conversations, applicationId, timeZone: person.timeZone, form })
  if (talk) return talk
  const api = serverApi(context).hiring
  const markdown = textOf(form, 'markdown')
  const noteId = textOf(form, 'noteId')
  try {
    switch (textOf(form, 'intent')) {
      case 'note':
        await api.addNote({ applicationId: params.applicationId ?? '', markdown })
        return data(done('The note is written.'))
      case 'note-remove':
        await api.removeNote({ noteId })
        return data(done('The note is gone.'))
    }
  } catch (thrown) {
    const problem = await readProblem(thrown)
    return data(refused({ markdown }, { field: null, words: problemSentence(problem) }), problem.status)
  }
  return data(refused({ markdown }, { field: null, words: 'This page does not know that button. Load it again.' }), 400)
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.candidate.card.name ?? page?.candidate.card.label ?? 'Candidate'} · Numerojobs` },
  { name: 'robots', content: 'noindex, nofollow' },
]

/** One candidate beside the pipeline: everything about them in one place, and one timeline. */
export default function CandidatePanel() {
  const { candidate, person, thread, batchId } = useLoaderData<typeof loader>()
  const given: FormAnswer | undefined = useActionData<typeof action>()
  const talk = isTalkAnswer(given) ? given : undefined
  const answer = talk ? undefined : given
  const isBusy = useNavigation().formAction !== undefined
  const { live, postingId, search, onAct } = useOutletContext<PanelContext>()
  const { revalidate } = useRevalidator()
  const headingRef = useRef<HTMLHeadingElement>(null)
  const { card: read, stages, contact, answers, resume, isResumeWithdrawn, file, coverLetter, others, may, employer } = candidate
  const card = live.cards.get(read.applicationId) ?? read
  const id = read.applicationId
  useEffect(() => {
    if (live.touched?.applicationId === id) revalidate()
  }, [live.touched, id, revalidate])
  // biome-ignore lint/correctness/useExhaustiveDependencies: Another candidate is another page for who listens to it.
  useEffect(() => headingRef.current?.focus({ preventScroll: true }), [id])
  const name = card.name ?? card.label
  // The room tells of a résumé taken back before the loader is read anew: nothing of it may stand in between.
  const isBlank = isResumeWithdrawn || !card.hasResume
  const stage = stages.find(({ id: stageId }) => stageId === card.stageId)
  return (
    <aside
      aria-labelledby="candidate-name"
      className="fixed top-14 right-0 bottom-0 z-20 w-full max-w-[34rem] overflow-y-auto border-l border-line bg-surface p-5 shadow-high sm:p-6"
    >
      <div className="flex items-start gap-3">
        <div className="min-w-0 flex-1">
          <h2 id="candidate-name" ref={headingRef} tabIndex={-1} className="text-xl font-semibold break-words focus-visible:outline-none">
            {name}
          </h2>
          <p className="text-sm text-ink-2">{[card.headline, card.places.join(', ')].filter(Boolean).join(' · ') || 'No headline'}</p>
        </div>
        <Link
          to={`/hiring/${postingId}${search}`}
          preventScrollReset
          aria-label="Close this candidate"
          className="-m-1 inline-flex size-9 items-center justify-center rounded-md text-ink-3 hover:bg-surface-2 hover:text-ink"
        >
          <CloseIcon className="size-4.5" />
        </Link>
      </div>
      <p className="mt-3 flex flex-wrap items-center gap-2 text-sm">
        <Badge tone="accent">{card.disposition ? dispositionWords(card.disposition) : (stage?.name ?? 'Closed')}</Badge>
        <span className="text-ink-3">
          since <TimeAgo at={card.stageSince} />
        </span>
        {may.move ? (
          <span className="ml-auto flex gap-2">
            <Button size="sm" tone="primary" onClick={() => onAct(id, false)}>
              Move…
            </Button>
            {card.disposition ? null : (
              <Button size="sm" onClick={() => onAct(id, true)}>
                End…
              </Button>
            )}
          </span>
        ) : null}
      </p>
      <p className="mt-2 text-sm">
        <TextLink to={`/hiring/${postingId}/${id}/interviews`}>Interviews</TextLink>
      </p>
      <p className="mt-2 rounded-md bg-surface-2 px-3 py-2 text-sm text-ink-2">
        {name} reads: <strong className="font-semibold text-ink">{employer.label}</strong>
        {employer.promise === 'waiting' && card.replyDueAt !== null ? (
          <>
            , and that an answer comes by <time dateTime={employer.replyDueAt}>{employer.replyDueAt.slice(0, 10)}</time>
          </>
        ) : employer.promise === 'broken' ? (
          ', and that the promised answer did not come'
        ) : null}
        .
      </p>
      {contact ? (
        <p className="mt-3 flex flex-wrap gap-x-4 gap-y-1 text-sm">
          {contact.email ? <a href={`mailto:${contact.email}`}>{contact.email}</a> : null}
          {contact.phone ? <a href={`tel:${contact.phone}`}>{contact.phone}</a> : null}
          {contact.links.map((link) => (
            <a key={link} href={link} rel="noopener noreferrer nofollow ugc" target="_blank">
              {link.replace(/^https?:\/\//, '')}
            </a>
          ))}
        </p>
      ) : null}
      {answers.length > 0 ? (
        <dl className="mt-5 space-y-2 text-sm">
          {answers.map(({ question, answer: given, isKnockOut }) => (
            <div key={question}>
              <dt className="text-ink-3">{question}</dt>
              <dd className="font-medium whitespace-pre-line">
                {given} {isKnockOut ? <Badge tone="warn">Knock-out</Badge> : null}
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
      {coverLetter ? (
        <section className="mt-5">
          <h3 className="mb-1 font-semibold">Letter</h3>
          <p className="text-sm whitespace-pre-line text-ink-2">{coverLetter}</p>
        </section>
      ) : null}
      <section className="mt-6" data-resume>
        <h3 className="sr-only">Résumé</h3>
        {isBlank ? (
          <p className="rounded-md border border-dashed border-line-strong/60 p-4 text-sm text-ink-2">
            {isResumeWithdrawn || read.hasResume
              ? `${name} took the résumé back. It can be shared again by them alone.`
              : 'No résumé came with this application.'}
          </p>
        ) : (
          <>
            {file ? (
              <p className="mb-3 text-sm">
                <a href={file.url} download>
                  {file.name}
                </a>
              </p>
            ) : null}
            {resume ? <ResumeSheet resume={resume} /> : <p className="text-sm text-ink-2">The file is being read.</p>}
          </>
        )}
      </section>
      {others.length > 0 ? (
        <section className="mt-6">
          <h3 className="mb-1 font-semibold">Also applied for</h3>
          <ul className="text-sm">
            {others.map((other) => (
              <li key={other.applicationId}>
                {other.title}, <TimeAgo at={other.appliedAt} />
                {other.disposition ? ` (${dispositionWords(other.disposition).toLowerCase()})` : ''}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {thread ? (
        <TeamThreadSection
          thread={thread}
          name={name}
          isOpen={card.disposition === null}
          answer={talk}
          isBusy={isBusy}
          batchId={batchId}
          onStale={revalidate}
        />
      ) : null}
      <CandidateTimeline candidate={candidate} messages={thread?.messages ?? []} myId={person.id} />
      {may.note ? (
        <Form method="post" preventScrollReset className="mt-4" key={answer?.done ? candidate.notes.length : 'note'}>
          <FormNotice answer={answer} />
          <input type="hidden" name="intent" value="note" />
          <Field label="Note for the team" hint="Markdown. The candidate never sees it.">
            {(control) => <Textarea {...control} name="markdown" rows={3} required defaultValue={answer?.values.markdown} />}
          </Field>
          <Button type="submit" isBusy={isBusy} className="mt-2">
            Add note
          </Button>
        </Form>
      ) : null}
    </aside>
  )
}
