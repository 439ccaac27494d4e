import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/cloudflare'
import { Form, useActionData, useLoaderData, useNavigation, useRevalidator } from '@remix-run/react'
import { useState } from 'react'
import { RESUME_FAILURES, RESUME_WARNINGS } from '../../contract/resumes'
import { draftFromForm, draftOf, PARTS, resumeOf, titleOfEntry } from '../../server/resumes/core/draft'
import { personFor } from '../api/person.server'
import { serverApi } from '../api/server'
import { useRoom } from '../live/use-room'
import { problemSentence, readProblem } from '../problems/read-problem.server'
import { EntryFields } from '../resumes/entry-fields'
import { SourceExcerpts, SourceText } from '../resumes/source-text'
import { FILE_STATE_WORDS } from '../resumes/words'
import { Button, ButtonLink } from '../ui/button'
import { Checkbox, Field, Input } from '../ui/field'
import { Page } from '../ui/page-shell'
import { ErrorState } from '../ui/states'
import { TextLink } from '../ui/text-link'

export async function loader({ params, context }: LoaderFunctionArgs) {
  const person = await personFor(context)
  const api = serverApi(context)
  const { last } = await api.live.last({ room: 'person/me' })
  return { person, last, file: await api.resumes.getFile({ fileId: params.fileId ?? '' }) }
}

export async function action({ params, request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const values = [...form].flatMap(([name, value]): [string, string][] => (typeof value === 'string' ? [[name, value]] : []))
  const name = String(form.get('name') ?? '')
  // What is left out now may be kept at the next try, so it is shown again.
  const draft = draftFromForm(values, new Set(), undefined)
  const dropped = form.getAll('drop').map(String)
  const read = resumeOf(draftFromForm(values, new Set(dropped), undefined))
  if (!read.resume)
    return data({ message: 'Some values cannot be used. Correct the marked fields.', errors: read.errors, draft, dropped, name }, 400)
  try {
    const made = await serverApi(context).resumes.confirmReading({ fileId: params.fileId ?? '', name, resume: read.resume })
    return redirect(`/profile/resume/${made.id}`)
  } catch (thrown) {
    const problem = await readProblem(thrown)
    const none: Record<string, string> = {}
    return data({ message: problemSentence(problem), errors: none, draft, dropped, name }, problem.status)
  }
}

export const meta: MetaFunction = () => [{ title: 'Review what was read · Numerojobs' }, { name: 'robots', content: 'noindex' }]

export default function Review() {
  const { person, last, file } = useLoaderData<typeof loader>()
  const { revalidate } = useRevalidator()
  const [progressRatio, setProgressRatio] = useState(file.progressRatio)
  useRoom({
    party: 'person',
    room: person.id,
    startAt: last,
    onEvent: (event) => {
      if (event.type !== 'resume.reading-changed' || event.data.file.id !== file.id) return
      setProgressRatio(event.data.file.progressRatio)
      if (event.data.file.state !== 'reading') revalidate()
    },
    onReload: revalidate,
  })
  return (
    <Page className="pt-6">
      <nav aria-label="Breadcrumb" className="mb-4 text-sm">
        <TextLink to="/profile">Profile and résumés</TextLink>
      </nav>
      {file.state === 'failed' ? (
        <ErrorState
          headingLevel="h1"
          title={`${file.name} cannot be read`}
          actions={
            <ButtonLink to="/profile" tone="primary">
              Upload another file
            </ButtonLink>
          }
        >
          <p>{file.failure ? RESUME_FAILURES[file.failure] : 'Upload it anew.'}</p>
        </ErrorState>
      ) : file.reading === null || file.text === null ? (
        <div role="status" className="mx-auto max-w-md py-14 text-center">
          <h1 className="text-xl font-semibold break-words">{file.name}</h1>
          <p className="mt-2 text-ink-2">
            {FILE_STATE_WORDS[file.state]}. This page goes on by itself<noscript> with scripts; without them, load it anew</noscript>.
          </p>
          <progress aria-label="How far the file is read" max={1} value={progressRatio} className="mt-4 h-2 w-full" />
        </div>
      ) : (
        <ReviewForm text={file.text} name={file.name} reading={file.reading} />
      )}
    </Page>
  )
}

type Loaded = Awaited<ReturnType<typeof useLoaderData<typeof loader>>>['file']
function ReviewForm({ text, name, reading }: { text: string; name: string; reading: NonNullable<Loaded['reading']> }) {
  const answer = useActionData<typeof action>()
  const isBusy = useNavigation().state === 'submitting'
  const [path, setPath] = useState<string | null>(null)
  const draft = answer?.draft ?? draftOf(reading.resume)
  const errors = answer?.errors ?? {}
  const isSure = (section: string) => reading.sections.some((each) => each.section === section && each.confidenceRatio >= 0.5)
  return (
    <>
      <h1 className="text-2xl font-semibold tracking-[-0.025em]">Is this right?</h1>
      <p className="mt-1 max-w-2xl text-ink-2">
        Go through it part by part. Correct what is wrong and leave out what should not stay. Nothing is kept as a résumé before you
        confirm.
      </p>
      {reading.warnings.length > 0 ? (
        <ul className="mt-4 space-y-2 rounded-lg bg-warn-soft px-4 py-3 text-sm text-warn">
          {reading.warnings.map((warning) => (
            <li key={warning}>{RESUME_WARNINGS[warning]}</li>
          ))}
        </ul>
      ) : null}
      {answer ? (
        <p role="alert" className="mt-4 rounded-md bg-bad-soft px-3 py-2 text-sm font-medium text-bad">
          {answer.message}
        </p>
      ) : null}
      <div className="mt-6 gap-8 lg:grid lg:grid-cols-[minmax(0,1fr)_minmax(0,26rem)]">
        <div className="top-18 mb-6 hidden self-start lg:sticky lg:order-2 lg:block">
          <h2 className="mb-2 text-base font-semibold">What your file says</h2>
          <SourceText text={text} evidence={reading.evidence} path={path} />
        </div>
        <Form
          method="post"
          className="min-w-0 space-y-6"
          onFocus={({ target }) => {
            if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) setPath(target.name || null)
          }}
        >
          {PARTS.map((shape) => {
            const entries = draft.parts[shape.part]
            if (entries.length === 0) return null
            return (
              <section key={shape.part} aria-labelledby={`part-${shape.part}`} className="border-t border-line pt-5">
                <div className="mb-3 flex flex-wrap items-center justify-between gap-x-4">
                  <h2 id={`part-${shape.part}`} className="text-lg font-semibold">
                    {shape.title}
                  </h2>
                  {shape.part === 'basics' ? null : (
                    <Checkbox name="drop" value={shape.part} defaultChecked={answer?.dropped.includes(shape.part) ?? false}>
                      Leave out this part
                    </Checkbox>
                  )}
                </div>
                {shape.part !== 'basics' && !isSure(shape.section) ? (
                  <p className="mb-3 text-sm text-warn">We are not sure of this part. Compare it with the text.</p>
                ) : null}
                {shape.part === 'basics.profiles' ? null : (
                  <SourceExcerpts title="What your file says here" text={text} sections={reading.sections} section={shape.section} />
                )}
                <ul className="space-y-4">
                  {entries.map((entry) => (
                    <li key={entry.key}>
                      <fieldset className="rounded-lg border border-line bg-surface p-4">
                        <legend className="px-1 text-sm font-medium text-ink-2">
                          {shape.part === 'basics' ? 'You' : titleOfEntry(shape.part, entry)}
                        </legend>
                        <EntryFields shape={shape} entry={entry} errors={errors} isReview />
                        {shape.part === 'basics' ? null : (
                          <Checkbox
                            name="drop"
                            value={entry.key}
                            defaultChecked={answer?.dropped.includes(entry.key) ?? false}
                            aria-label={`Leave out ${titleOfEntry(shape.part, entry)}`}
                            className="mt-2"
                          >
                            Leave out
                          </Checkbox>
                        )}
                      </fieldset>
                    </li>
                  ))}
                </ul>
              </section>
            )
          })}
          <SourceExcerpts title="What no part was made of" text={text} sections={reading.sections} section="other" />
          <div className="border-t border-line pt-5">
            <Field label="What you call this résumé" hint="Only you see this name.">
              {(control) => (
                <Input
                  {...control}
                  name="name"
                  required
                  maxLength={120}
                  defaultValue={answer?.name ?? name.replace(/\.(?:pdf|docx|zip)$/i, '')}
                />
              )}
            </Field>
            <Button type="submit" tone="primary" isBusy={isBusy} className="mt-4">
              Confirm and keep
            </Button>
          </div>
        </Form>
      </div>
    </>
  )
}
