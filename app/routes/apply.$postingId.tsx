import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/cloudflare'
import {
  Form,
  isRouteErrorResponse,
  Link,
  useActionData,
  useLoaderData,
  useNavigation,
  useRouteError,
  useSearchParams,
} from '@remix-run/react'
import { type FormEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { z } from 'zod'
import { Apply } from '../../contract/hiring'
import type { PostingQuestion } from '../../contract/postings'
import { type FormAnswer, textOf } from '../account/form-answer'
import { FormNotice } from '../account/form-notice'
import { serverApi } from '../api/server'
import { whoAsks } from '../api/who-asks.server'
import { formatStatedPay } from '../jobs/format-pay'
import { ProblemPage } from '../problems/problem-page'
import { problemSentence, readProblem } from '../problems/read-problem.server'
import { readShownProblem } from '../problems/shown-problem'
import { Button, ButtonLink, buttonClass } from '../ui/button'
import { Checkbox, Field, Input, Select, Textarea } from '../ui/field'
import { Page } from '../ui/page-shell'
import { EmptyState } from '../ui/states'
import { TextLink } from '../ui/text-link'

export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const api = serverApi(context)
  const form = await api.hiring.applyForm({ postingId: params.postingId ?? '' })
  const { person } = whoAsks(context)
  const me = person ? await api.people.me() : null
  const resumes = person ? (await api.resumes.list()).map(({ id, name }) => ({ id, name })) : []
  const query = new URL(request.url).searchParams
  const file = query.get('file')
  return {
    form,
    me: me && { name: me.name, email: me.email },
    resumes,
    file: file === null ? null : { token: file, name: query.get('name') ?? 'Your file' },
    batchId: context.ctx.newId('batch'),
    source: SourceWord.safeParse(query.get('from')).data ?? 'numerojobs',
  }
}
const SourceWord = z.string().regex(/^[a-z0-9-]{1,30}$/)

export async function action({ params, request, context }: ActionFunctionArgs) {
  const api = serverApi(context)
  const form = await request.formData()
  const values = Object.fromEntries([...form.entries()].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])))
  const answers = Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (name.startsWith('answers.') && value.trim() !== '' ? [[name.slice(8), value]] : [])),
  )
  const asked = Apply.safeParse({
    postingId: params.postingId ?? '',
    name: textOf(form, 'name') || 'As in the account',
    email: textOf(form, 'email') || 'account@numerojobs.invalid',
    phone: textOf(form, 'phone') || null,
    links: [textOf(form, 'link')].filter(Boolean),
    answers,
    coverLetter: textOf(form, 'coverLetter') || null,
    resumeId: textOf(form, 'resumeId') || null,
    fileToken: textOf(form, 'fileToken') || null,
    source: textOf(form, 'source') || 'numerojobs',
    refusesAi: form.get('refusesAi') === 'on',
    joinsPool: form.get('joinsPool') === 'on',
    batchId: textOf(form, 'batchId'),
  })
  if (!asked.success) {
    const errors = Object.fromEntries(
      asked.error.issues.map(({ path, message }) => [path[0] === 'links' ? 'link' : path.join('.'), message]),
    )
    return data<FormAnswer>(
      { values, errors, error: 'Some of this cannot be used. It is marked; everything else is still here.', done: null },
      400,
    )
  }
  let to: string
  try {
    const applied = await api.hiring.sendApplication(asked.data)
    to = applied.statusToken === null ? `/applications/${applied.applicationId}` : `/status/${applied.statusToken}?new`
  } catch (thrown) {
    const problem = await readProblem(thrown)
    return data<FormAnswer>({ values, errors: problem.fields ?? {}, error: problemSentence(problem), done: null }, problem.status)
  }
  return redirect(to, 303)
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `Apply: ${page?.form.title ?? ''} · Numerojobs` },
  { name: 'robots', content: 'noindex' },
]

export default function ApplyPage() {
  const { form, me, resumes, file: uploaded, source, batchId: givenBatchId } = useLoaderData<typeof loader>()
  const answer: FormAnswer | undefined = useActionData<typeof action>()
  const navigation = useNavigation()
  const isBusy = navigation.state === 'submitting'
  const draftKey = `apply ${form.postingId}`
  const isSent =
    navigation.state === 'loading' && navigation.formMethod !== undefined && !navigation.location.pathname.startsWith('/apply/')
  useEffect(() => {
    if (isSent) localStorage.removeItem(draftKey)
  }, [isSent, draftKey])
  const [params] = useSearchParams()
  const formRef = useRef<HTMLFormElement>(null)
  const [file, setFile] = useState(uploaded)
  // The page's own: a second sending of it is the same application.
  const [batchId] = useState(givenBatchId)
  const [isSending, setIsSending] = useState(false)
  const [fileError, setFileError] = useState<string | null>(null)
  useDraft(formRef, draftKey)
  const typed = (name: string) => answer?.values[name]
  const errorOf = (name: string) => answer?.errors[name]

  const upload = async (event: FormEvent<HTMLInputElement>) => {
    const [chosen] = event.currentTarget.files ?? []
    if (!chosen) return
    setIsSending(true)
    setFileError(null)
    const body = new FormData()
    body.set('file', chosen)
    try {
      const response = await fetch('/apply-files', { method: 'POST', body })
      const got = Sent.parse(await response.json())
      if (response.ok && got.fileToken) setFile({ token: got.fileToken, name: got.name ?? chosen.name })
      else setFileError(got.title ?? 'This file was not taken. Try again in a moment.')
    } catch {
      setFileError('The file did not get through. Check the connection, then choose it again.')
    } finally {
      setIsSending(false)
    }
  }

  if (form.appliedAs !== null)
    return (
      <Page className="max-w-[44rem]! pt-6 sm:pt-10">
        <EmptyState
          headingLevel="h1"
          title="You have applied for this already"
          actions={<ButtonLink to={`/applications/${form.appliedAs}`}>See where it stands</ButtonLink>}
        >
          <p>{form.organisationName} has your application. Whatever they do with it appears in your tracker at once.</p>
        </EmptyState>
      </Page>
    )
  return (
    <Page className="max-w-[44rem]! pt-6 sm:pt-10">
      <p className="mb-2 text-sm">
        <TextLink to={`/jobs/${form.jobId}`}>Back to the job</TextLink>
      </p>
      <h1 className="text-2xl font-semibold tracking-[-0.025em] break-words">Apply: {form.title}</h1>
      <p className="mt-1.5 text-ink-2">
        {[form.organisationName, form.places.join(', '), form.salary ? formatStatedPay(form.salary) : null].filter(Boolean).join(' · ')}
      </p>
      <p className="mt-3 mb-6 rounded-md bg-accent-soft px-4 py-2.5 text-sm text-on-accent-soft">
        {form.organisationName} promises an answer within {form.replyPromiseDays === 1 ? 'one day' : `${form.replyPromiseDays} days`}. You
        see every step they make, in the second they make it
        {form.statements.usesAi ? '. Software takes part in sorting applications; you may refuse that below' : ''}.
      </p>
      <FormNotice answer={answer} />
      <section aria-labelledby="resume-part" className="mb-6 rounded-lg border border-line bg-surface p-4">
        <h2 id="resume-part" className="mb-2 font-semibold">
          Résumé
        </h2>
        {file ? (
          <p className="text-sm" data-file>
            <strong className="font-medium">{file.name}</strong> is ready to be sent.{' '}
            <button type="button" className="text-accent underline" onClick={() => setFile(null)}>
              Choose another
            </button>
          </p>
        ) : (
          <form method="post" action="/apply-files" encType="multipart/form-data">
            <input type="hidden" name="next" value={`/apply/${form.postingId}`} />
            <label htmlFor="resume-file" className="mb-1.5 block text-sm font-medium">
              PDF or Word file, up to 10 MB{resumes.length > 0 ? ', or choose one of yours below' : ''}
            </label>
            <input
              id="resume-file"
              type="file"
              name="file"
              accept=".pdf,.docx"
              onChange={upload}
              aria-busy={isSending}
              className="text-sm"
            />
            <noscript>
              <button type="submit" className={buttonClass({ size: 'sm' })}>
                Put up the file
              </button>
            </noscript>
            {isSending ? (
              <p role="status" className="mt-1 text-sm text-ink-2">
                Sending the file…
              </p>
            ) : null}
          </form>
        )}
        {(fileError ?? errorOf('fileToken')) ? (
          <p role="alert" className="mt-1.5 text-sm font-medium text-bad">
            {fileError ?? errorOf('fileToken')}
          </p>
        ) : null}
      </section>
      <Form method="post" ref={formRef} className="space-y-5" action={`?${params}`}>
        <input type="hidden" name="batchId" value={typed('batchId') ?? batchId} />
        <input type="hidden" name="source" value={source} />
        <input type="hidden" name="fileToken" value={file?.token ?? ''} />
        {resumes.length > 0 && !file ? (
          <Field label="One of your résumés">
            {(control) => (
              <Select {...control} name="resumeId" defaultValue={typed('resumeId')}>
                {resumes.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        ) : null}
        {me ? (
          <p className="text-sm text-ink-2">
            Sent as <strong className="font-medium text-ink">{me.name}</strong>, {me.email}.
          </p>
        ) : (
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label="Name" error={errorOf('name')}>
              {(control) => <Input {...control} name="name" autoComplete="name" required maxLength={120} defaultValue={typed('name')} />}
            </Field>
            <Field label="E-mail address" error={errorOf('email')}>
              {(control) => <Input {...control} name="email" type="email" autoComplete="email" required defaultValue={typed('email')} />}
            </Field>
          </div>
        )}
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Phone (optional)" error={errorOf('phone')}>
            {(control) => <Input {...control} name="phone" type="tel" autoComplete="tel" maxLength={40} defaultValue={typed('phone')} />}
          </Field>
          <Field label="Link (optional)" error={errorOf('link')}>
            {(control) => <Input {...control} name="link" type="url" placeholder="https://" defaultValue={typed('link')} />}
          </Field>
        </div>
        {form.questions.map((question) => (
          <Question
            key={question.id}
            question={question}
            typed={typed(`answers.${question.id}`)}
            error={errorOf(`answers.${question.id}`)}
          />
        ))}
        <Field label="A few words (optional)">
          {(control) => <Textarea {...control} name="coverLetter" rows={5} maxLength={10_000} defaultValue={typed('coverLetter')} />}
        </Field>
        <Checkbox name="refusesAi" className={WRAPS}>
          I want people alone to look at my application. This never counts against me.
        </Checkbox>
        <Checkbox name="joinsPool" className={WRAPS}>
          {form.organisationName} may ask me about other jobs for a year.{me ? '' : ' You confirm it by a link that we mail you.'}
        </Checkbox>
        <div className="flex flex-wrap items-center gap-4 border-t border-line pt-5">
          <Button type="submit" tone="primary" size="lg" isBusy={isBusy}>
            Send application
          </Button>
          {me ? null : (
            <p className="text-sm text-ink-3">
              No account is needed. <Link to={`/sign-in?to=${encodeURIComponent(`/apply/${form.postingId}`)}`}>Sign in</Link> to follow it
              in your tracker.
            </p>
          )}
        </div>
      </Form>
    </Page>
  )
}

/** What somebody agrees to is read in full, on the narrowest screen too. */
const WRAPS = '[&>span]:whitespace-normal'

/** Of a posting that rests or is over: what became of it, in place of a bare “nothing here”. */
export function ErrorBoundary() {
  const error = useRouteError()
  const problem = readShownProblem(isRouteErrorResponse(error) ? error : null)
  const heading = REST_HEADINGS[problem.reason ?? '']
  if (!heading) return <ProblemPage error={error} />
  return (
    <Page className="max-w-[44rem]! pt-6 sm:pt-10">
      <EmptyState headingLevel="h1" title={heading} actions={<ButtonLink to="/jobs">Search jobs</ButtonLink>}>
        <p>{problem.title}</p>
      </EmptyState>
    </Page>
  )
}

const REST_HEADINGS: Record<string, string> = {
  'hiring.posting-paused': 'This job is paused',
  'hiring.posting-closed': 'This job was closed',
}

const Sent = z.object({ fileToken: z.string().optional(), name: z.string().optional(), title: z.string().optional() })

function Question({ question, typed, error }: { question: PostingQuestion; typed: string | undefined; error: string | undefined }) {
  const label = question.isRequired ? question.label : `${question.label} (optional)`
  const name = `answers.${question.id}`
  const shared = { name, required: question.isRequired, defaultValue: typed }
  const hint = knockOutWords(question)
  return (
    <Field label={label} error={error} hint={hint}>
      {(control) => {
        switch (question.kind) {
          case 'text':
            return question.isLong ? (
              <Textarea {...control} {...shared} rows={4} maxLength={5_000} />
            ) : (
              <Input {...control} {...shared} maxLength={5_000} />
            )
          case 'number':
            return <Input {...control} {...shared} inputMode="decimal" />
          case 'yes-no':
            return (
              <Select {...control} {...shared}>
                <option value="">Choose…</option>
                <option value="yes">Yes</option>
                <option value="no">No</option>
              </Select>
            )
          case 'choice':
            return (
              <Select {...control} {...shared}>
                <option value="">Choose…</option>
                {question.options.map((option) => (
                  <option key={option}>{option}</option>
                ))}
              </Select>
            )
          default:
            return question satisfies never
        }
      }}
    </Field>
  )
}

/** Which answers mark the application, said before they are given. */
function knockOutWords(question: PostingQuestion): string | undefined {
  switch (question.kind) {
    case 'text':
      return undefined
    case 'yes-no':
      return question.knockOut === null ? undefined : `The job cannot be done with “${question.knockOut}”. A person still decides.`
    case 'choice':
      return question.knockOut.length === 0
        ? undefined
        : `The job cannot be done with: ${question.knockOut.join(', ')}. A person still decides.`
    case 'number':
      return question.knockOutBelow === null ? undefined : `The job needs at least ${question.knockOutBelow}. A person still decides.`
    default:
      return question satisfies never
  }
}

/** What was typed stays on this device until it is sent: a lost page loses nothing. Files and the account's own data are not kept. */
function useDraft(formRef: RefObject<HTMLFormElement>, key: string) {
  useEffect(() => {
    const form = formRef.current
    if (!form) return
    for (const [name, value] of Object.entries(readDraft(key))) {
      const control = form.elements.namedItem(name)
      if (isTextControl(control) && control.value === '') control.value = value
    }
    const keep = () => {
      const kept = Object.fromEntries(
        [...form.elements].flatMap((control) =>
          isTextControl(control) && control.type !== 'hidden' ? [[control.name, control.value]] : [],
        ),
      )
      try {
        localStorage.setItem(key, JSON.stringify(kept))
      } catch {
        // A browser that keeps nothing loses it with the page.
      }
    }
    form.addEventListener('input', keep)
    return () => form.removeEventListener('input', keep)
  }, [formRef, key])
}

const isTextControl = (control: unknown): control is HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement =>
  (control instanceof HTMLInputElement && control.type !== 'checkbox' && control.type !== 'file') ||
  control instanceof HTMLTextAreaElement ||
  control instanceof HTMLSelectElement

function readDraft(key: string): Record<string, string> {
  try {
    return z.record(z.string(), z.string()).parse(JSON.parse(localStorage.getItem(key) ?? '{}'))
  } catch {
    return {}
  }
}
