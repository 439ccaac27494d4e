import { Form, useBlocker } from '@remix-run/react'
import { useEffect, useRef } from 'react'
import type { PostingView } from '../../contract/postings'
import { checkPosting } from '../../server/postings/core/posting-rules'
import { useLiveText } from '../texts/use-live-text'
import { Button } from '../ui/button'
import { Field, Input, Textarea } from '../ui/field'
import { PostingFieldsForm } from './posting-fields'
import { QuestionEditor } from './question-editor'
import { RulePanel } from './rule-panel'
import { useMarks } from './use-marks'
import { type FormState, usePostingForm } from './use-posting-form'

const TEXT_FIELDS = ['title', 'description'] as const

type PostingEditorProps = {
  posting: PostingView
  personId: string
  /** Grows when somebody else changed the posting. */
  news: number
  now: string
  /** Somebody tried to publish it, or to have it approved, and was refused: everything that is wrong is marked. */
  marksAll: boolean
}

/** Where a posting is written: every field saves itself, title and description are typed together, and the rules of its place stand beside it. */
export function PostingEditor({ posting, personId, news, now, marksAll }: PostingEditorProps) {
  const text = useLiveText({
    id: posting.id,
    fields: TEXT_FIELDS,
    initial: { title: posting.title, description: posting.description },
    personId,
  })
  // Until it is known whether they are typed together, they wait.
  const form = usePostingForm(posting, text.isShared || text.state === 'opening')
  const isLocked = !posting.may.includes('edit')
  const { refresh } = text
  // biome-ignore lint/correctness/useExhaustiveDependencies: `news` is all that this waits for.
  useEffect(() => {
    if (news > 0) refresh()
  }, [news])
  // Where the words are not shared, what others changed is shown by the form.
  const { isShared, put } = text
  const { title, description } = form.draft
  useEffect(() => {
    if (!isShared) put({ title, description })
  }, [isShared, put, title, description])
  const isDirty = useRef(false)
  useEffect(() => {
    isDirty.current = form.isDirty
  })
  const marks = useMarks(marksAll)
  const blocker = useBlocker(({ currentLocation, nextLocation }) => isDirty.current && currentLocation.pathname !== nextLocation.pathname)
  useEffect(() => {
    if (blocker.state !== 'blocked') return
    if (window.confirm('Not everything here is saved. Leave it all the same?')) blocker.proceed()
    else blocker.reset()
  }, [blocker])
  useEffect(() => {
    const leave = (event: BeforeUnloadEvent) => {
      if (isDirty.current) event.preventDefault()
    }
    window.addEventListener('beforeunload', leave)
    return () => window.removeEventListener('beforeunload', leave)
  }, [])
  const words = text.isShared
    ? { title: text.words.title ?? '', description: text.words.description ?? '' }
    : { title: form.draft.title, description: form.draft.description }
  const findings = checkPosting({ ...form.fields, title: words.title.trim(), description: words.description }, new Date(now))
  const said = (field: 'title' | 'description') => {
    const block = findings.find((finding) => finding.field === field && finding.level === 'block')?.message
    const refused = text.state === 'refused' ? (text.message ?? undefined) : undefined
    const error = refused ?? (marks.isMarked(field) ? (form.errors[field] ?? block) : undefined)
    return error ? { error } : {}
  }
  const bind = (field: 'title' | 'description') => ({
    name: field,
    defaultValue: posting[field],
    readOnly: isLocked || (text.isShared && text.role === 'view'),
    ref: text.hold(field),
    onChange: ({ currentTarget }: { currentTarget: HTMLInputElement | HTMLTextAreaElement }) => {
      text.type(field, currentTarget)
      if (!text.isShared) form.set(field, currentTarget.value)
    },
  })
  const errors = Object.keys(form.errors)
  const isSaid = errors.some((key) => marks.isMarked(key.replace('questions.', '')))
  const state = isLocked ? 'locked' : stateOf(form.state, text.isShared ? text.state : 'saved', errors.length === 0 ? null : isSaid)
  const others = [...new Map(text.people.filter(({ key }) => key !== personId).map(({ key, name }) => [key, name])).values()]
  return (
    <div className="gap-10 lg:grid lg:grid-cols-[minmax(0,1fr)_20rem]">
      <Form method="post" className="min-w-0 space-y-8" data-shared={text.isShared} onChange={marks.typed} onBlur={marks.left}>
        <input type="hidden" name="intent" value="save-form" />
        <div className="no-print sticky top-14 z-20 -mx-1 flex min-h-11 flex-wrap items-center gap-2 bg-bg px-1 py-2">
          <p role="status" className="mr-auto hidden text-sm font-medium text-ink-2 scripting:block" data-save={state}>
            {STATE_WORDS[state]}
          </p>
          {others.length > 0 ? (
            <p className="text-sm text-ink-2">{`${listNames(others)} ${others.length === 1 ? 'is' : 'are'} here too`}</p>
          ) : null}
          {form.state === 'failed' ? (
            <Button size="sm" onClick={form.retry}>
              Try again
            </Button>
          ) : null}
        </div>
        {form.message ? (
          <p role="alert" className="rounded-md bg-bad-soft px-3 py-2 text-sm font-medium text-bad">
            {form.message}
          </p>
        ) : null}
        <PostingFieldsForm
          draft={form.draft}
          errors={form.errors}
          findings={findings}
          isMarked={marks.isMarked}
          isLocked={isLocked}
          overtaken={form.overtaken}
          onChange={form.set}
          onSettle={form.settle}
        >
          <Field label="Title" {...said('title')} className="sm:col-span-2">
            {(control) => <Input {...control} {...bind('title')} maxLength={200} autoComplete="off" />}
          </Field>
          <Field
            label="Description"
            hint="Markdown: **bold**, lists with a hyphen, ## headings."
            {...said('description')}
            className="sm:col-span-2"
          >
            {(control) => <Textarea {...control} {...bind('description')} rows={16} maxLength={20_000} />}
          </Field>
        </PostingFieldsForm>
        <QuestionEditor
          questions={form.draft.questions}
          errors={form.errors}
          isMarked={marks.isMarked}
          marksBlank={marksAll}
          isLocked={isLocked}
          onChange={form.setQuestions}
        />
        {isLocked ? null : (
          <Button type="submit" tone="primary" className="scripting:hidden">
            Save
          </Button>
        )}
      </Form>
      <aside aria-label="Rules" className="mt-8 lg:mt-0">
        <div className="lg:sticky lg:top-20">
          <RulePanel findings={findings} />
        </div>
      </aside>
    </div>
  )
}

const STATE_WORDS = {
  saved: 'Saved',
  saving: 'Saving…',
  unsaved: 'Not saved yet…',
  unsent: 'Not saved: no connection. What you typed is kept here.',
  failed: 'Not saved',
  overtaken: 'Not saved: somebody else changed the same field',
  invalid: 'Saved, but for what is marked',
  locked: 'It cannot be edited as it stands',
}

/**
 * The least that is true of both: the fields and the text.
 * @param wrong whether what is wrong stands marked; `null` when nothing is
 */
function stateOf(form: FormState, text: ReturnType<typeof useLiveText>['state'], wrong: boolean | null): keyof typeof STATE_WORDS {
  if (form === 'failed' || text === 'refused') return 'failed'
  if (form === 'overtaken') return 'overtaken'
  if (text === 'unsent') return 'unsent'
  if (form === 'saving' || text === 'saving') return 'saving'
  if (form === 'unsaved' || text === 'unsaved') return 'unsaved'
  if (wrong === null) return 'saved'
  return wrong ? 'invalid' : 'unsaved'
}

const listNames = (names: string[]) => new Intl.ListFormat('en', { type: 'conjunction' }).format(names)
