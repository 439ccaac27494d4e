import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/cloudflare'
import { Form, Link, useActionData, useLoaderData, useRevalidator } from '@remix-run/react'
import { useState } from 'react'
import { RESUME_FAILURES, type ResumeFileLine } from '../../contract/resumes'
import { personFor } from '../api/person.server'
import { serverApi } from '../api/server'
import { Fold, Section } from '../applications/section'
import { counted } from '../imports/words'
import { useRoom } from '../live/use-room'
import { problemSentence, readProblem } from '../problems/read-problem.server'
import { UploadForm } from '../resumes/upload-form'
import { FILE_STATE_WORDS, momentWord } from '../resumes/words'
import { Button, buttonClass } from '../ui/button'
import { Field, Input } from '../ui/field'
import { Page } from '../ui/page-shell'

export async function loader({ context }: LoaderFunctionArgs) {
  const person = await personFor(context)
  const api = serverApi(context)
  const { last } = await api.live.last({ room: 'person/me' })
  const [resumes, files] = await Promise.all([api.resumes.list(), api.resumes.listFiles({ limit: 50 })])
  return { person, last, resumes, files: files.data }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const { resumes } = serverApi(context)
  const text = (name: string) => String(form.get(name) ?? '')
  try {
    switch (form.get('intent')) {
      case 'start':
        return redirect(`/profile/resume/${(await resumes.start({ name: text('name') })).id}`)
      case 'import': {
        const file = form.get('file')
        const json = file && typeof file !== 'string' ? await file.text() : ''
        return redirect(`/profile/resume/${(await resumes.importJson({ name: text('name'), json })).id}`)
      }
      case 'read-again':
        await resumes.readFileAgain({ fileId: text('fileId') })
        return redirect(`/profile/review/${text('fileId')}`)
      case 'remove-file':
        await resumes.removeFile({ fileId: text('fileId') })
        return redirect('/profile')
      default:
        return data({ message: 'This page is older than what it asks for. Load it anew.' }, 400)
    }
  } catch (thrown) {
    if (thrown instanceof Response && thrown.status < 400) throw thrown
    const problem = await readProblem(thrown)
    return data({ message: problemSentence(problem) }, problem.status)
  }
}

export const meta: MetaFunction = () => [{ title: 'Profile and résumés · Numerojobs' }, { name: 'robots', content: 'noindex' }]

export default function Profile() {
  const { person, last, resumes, files: loaded } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { revalidate } = useRevalidator()
  const [told, setTold] = useState<Record<string, ResumeFileLine>>({})
  useRoom({
    party: 'person',
    room: person.id,
    startAt: last,
    onEvent: (event) => {
      if (event.type === 'resume.changed') revalidate()
      if (event.type === 'resume.reading-changed') setTold((known) => ({ ...known, [event.data.file.id]: event.data.file }))
    },
    onReload: revalidate,
  })
  const files = loaded.map((file) => {
    const line = told[file.id]
    return line && line.version > file.version ? { ...file, ...line } : file
  })
  return (
    <Page className="max-w-[56rem]! space-y-8 pt-6 sm:pt-10">
      <div>
        <h1 className="text-2xl font-semibold tracking-[-0.025em]">Profile and résumés</h1>
        <p className="mt-1 text-ink-2">Only you see what is here, until you make a public link.</p>
      </div>
      {answer ? (
        <p role="alert" className="rounded-md bg-bad-soft px-3 py-2 text-sm font-medium text-bad">
          {answer.message}
        </p>
      ) : null}
      <Section id="resumes" title="Your résumés" count={resumes.length}>
        {resumes.length === 0 ? (
          <p className="text-ink-2">None yet. Upload one, bring what you keep elsewhere, or begin with an empty page.</p>
        ) : null}
        <ul className="grid gap-3 sm:grid-cols-2">
          {resumes.map((resume) => (
            <li
              key={resume.id}
              className="relative rounded-lg border border-line bg-surface p-4 shadow-low transition-colors hover:border-line-strong"
            >
              <Link
                to={`/profile/resume/${resume.id}`}
                className="inline-flex min-h-6 items-center text-lg font-semibold break-words text-ink no-underline after:absolute after:inset-0 after:rounded-lg hover:underline"
              >
                {resume.name}
              </Link>
              <p className="mt-1 text-sm text-ink-2">
                Version {resume.version}, {momentWord(resume.updatedAt, person.timeZone)}
              </p>
              <p className="text-sm text-ink-3">
                {resume.applications > 0 ? `Sent with ${counted(resume.applications, 'application')}` : 'Not sent yet'}
                {resume.openLinks > 0 ? `, ${counted(resume.openLinks, 'open link')}` : ''}
              </p>
            </li>
          ))}
        </ul>
      </Section>
      <Section id="add" title="Add a résumé">
        <UploadForm />
        <div className="mt-1 grid items-start gap-x-4 sm:grid-cols-2">
          <Fold title="Begin with an empty page">
            <NameForm intent="start" button="Start" />
          </Fold>
          <Fold title="Bring a JSON Resume">
            <NameForm intent="import" button="Bring it in" />
          </Fold>
        </div>
      </Section>
      {files.length > 0 ? (
        <Section id="files" title="Uploaded files" count={files.length}>
          <ul className="divide-y divide-line">
            {files.map((file) => (
              <li key={file.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
                <div className="min-w-0 flex-1">
                  <p className="font-medium break-words">{file.name}</p>
                  <p className="text-sm text-ink-2">
                    {file.failure ? RESUME_FAILURES[file.failure] : FILE_STATE_WORDS[file.state]}
                    {file.state === 'reading' ? `, ${Math.round(file.progressRatio * 100)} %` : ''}
                  </p>
                  {file.state === 'reading' || file.state === 'waiting' ? (
                    <progress
                      aria-label={`Reading ${file.name}`}
                      max={1}
                      value={file.progressRatio}
                      className="mt-1 h-1.5 w-full max-w-60"
                    />
                  ) : null}
                </div>
                {file.state === 'failed' ? null : (
                  <Link to={`/profile/review/${file.id}`} className={buttonClass({ size: 'sm' })}>
                    {resumes.some(({ fileId }) => fileId === file.id) ? 'Review again' : 'Review'}
                    <span className="sr-only">{file.name}</span>
                  </Link>
                )}
                {file.state === 'failed' ? <FileAct intent="read-again" fileId={file.id} name={file.name} words="Read again" /> : null}
                <FileAct intent="remove-file" fileId={file.id} name={file.name} words="Remove" />
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </Page>
  )
}

function FileAct({ intent, fileId, name, words }: { intent: string; fileId: string; name: string; words: string }) {
  return (
    <Form method="post">
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="fileId" value={fileId} />
      <Button type="submit" size="sm">
        {words}
        <span className="sr-only">{name}</span>
      </Button>
    </Form>
  )
}

function NameForm({ intent, button }: { intent: 'start' | 'import'; button: string }) {
  return (
    <Form method="post" encType="multipart/form-data" className="space-y-3">
      <input type="hidden" name="intent" value={intent} />
      <Field label="What you call it">{(control) => <Input {...control} name="name" required maxLength={120} />}</Field>
      {intent === 'import' ? (
        <Field label="resume.json">
          {(control) => (
            <input
              {...control}
              type="file"
              name="file"
              required
              accept=".json,application/json"
              className="max-w-full text-sm text-ink-2"
            />
          )}
        </Field>
      ) : null}
      <Button type="submit">{button}</Button>
    </Form>
  )
}
