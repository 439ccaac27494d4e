import { useFetcher, useRevalidator } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'
import { PostingFields, type PostingView } from '../../contract/postings'
import { type DraftField, draftOf, mergeQuestions, type PostingDraft, type QuestionDraft, readDraft, written } from './posting-draft'

type Field = keyof PostingFields
const FIELDS = PostingFields.keyof().options
/** These are typed together, and saved as they are typed. */
const SHARED: readonly Field[] = ['title', 'description']
const SAVE_AFTER_MS = 700

export type FormAnswer =
  | { saved: true; posting: PostingView }
  | { saved: false; message: string; fields: Record<string, string>; isOvertaken: boolean; isUnsent?: boolean }
export type FormState = 'saved' | 'saving' | 'unsaved' | 'failed' | 'overtaken'

/**
 * A posting as it is edited. Each field is saved by itself when typing rests, with what it was before: what others change meanwhile comes in
 * where nothing was typed, and where both changed one field this says so and asks.
 *
 * @param sharesText title and description are saved elsewhere, where they are typed together
 */
export function usePostingForm(posting: PostingView, sharesText: boolean) {
  const [draft, setDraft] = useState(() => draftOf(posting))
  /** What the server has, as far as this page knows. */
  const [base, setBase] = useState<PostingFields>(() => fieldsOf(posting))
  const [overtaken, setOvertaken] = useState<Field[]>([])
  const [failure, setFailure] = useState<string | null>(null)
  const sent = useRef<Field[] | null>(null)
  const { submit, state: fetching, data: answer } = useFetcher<FormAnswer>()
  const { revalidate } = useRevalidator()

  const read = readDraft(draft, base.questions)
  const own = FIELDS.filter((field) => !(sharesText && SHARED.includes(field)))
  const changed = own.filter((field) => field in read.fields && written(read.fields, field) !== written(base, field))
  const waiting = changed.filter((field) => !overtaken.includes(field))
  const mayEdit = posting.may.includes('edit')

  // What came from the server stands where nothing was typed here.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was typed is looked at when something came, not when it is typed.
  useEffect(() => {
    const fresh = fieldsOf(posting)
    const untouched = FIELDS.filter((field) => field in read.fields && written(read.fields, field) === written(base, field))
    const news = untouched.filter((field) => written(fresh, field) !== written(base, field))
    setBase(fresh)
    if (news.length === 0) return
    setDraft((typed) => {
      const part = partOf(draftOf(fresh), news)
      return { ...typed, ...part, ...(part.questions ? { questions: mergeQuestions(part.questions, typed.questions) } : {}) }
    })
  }, [posting])

  useEffect(() => {
    if (fetching !== 'idle' || !answer || sent.current === null) return
    const asked = sent.current
    sent.current = null
    if (answer.saved) {
      setFailure(null)
      setBase((held) => ({ ...held, ...Object.fromEntries(asked.map((field) => [field, answer.posting[field]])) }))
      return
    }
    if (answer.isOvertaken) setOvertaken((held) => [...new Set([...held, ...asked.filter((field) => field in answer.fields)])])
    else setFailure(answer.message)
    if (!answer.isUnsent) revalidate()
  }, [fetching, answer, revalidate])

  const json = JSON.stringify(waiting.map((field) => [field, read.fields[field]]))
  // biome-ignore lint/correctness/useExhaustiveDependencies: `json` is all of what is waiting, in one word.
  useEffect(() => {
    if (!mayEdit || waiting.length === 0 || failure !== null || fetching !== 'idle' || sent.current !== null) return
    const timer = setTimeout(() => {
      sent.current = waiting
      const change = Object.fromEntries(waiting.map((field) => [field, read.fields[field]]))
      const was = Object.fromEntries(waiting.map((field) => [field, base[field]]))
      submit({ intent: 'autosave', change: JSON.stringify(change), was: JSON.stringify(was) }, { method: 'post' })
    }, SAVE_AFTER_MS)
    return () => clearTimeout(timer)
  }, [json, failure, fetching, mayEdit, submit])

  const edit = (values: Partial<PostingDraft>) => {
    setFailure(null)
    setDraft((held) => ({ ...held, ...values }))
  }
  const state: FormState =
    failure !== null
      ? 'failed'
      : overtaken.length > 0
        ? 'overtaken'
        : fetching !== 'idle'
          ? 'saving'
          : waiting.length > 0
            ? 'unsaved'
            : 'saved'

  return {
    draft,
    errors: read.errors,
    /** The posting as it would be: for rules and preview. What cannot be read yet is as it was. */
    fields: { ...base, ...read.fields },
    state,
    message: failure,
    overtaken,
    /** Whether leaving now would lose something. */
    isDirty: changed.length > 0 || Object.keys(read.errors).length > 0,
    set: (field: DraftField, value: string) => edit({ [field]: value }),
    setQuestions: (questions: QuestionDraft[]) => edit({ questions }),
    /** Of a field that both changed: theirs, or mine. */
    settle(field: Field, whose: 'mine' | 'theirs') {
      setOvertaken((held) => held.filter((other) => other !== field))
      if (whose === 'theirs') setDraft((held) => ({ ...held, ...partOf(draftOf(base), [field]) }))
    },
    retry: () => setFailure(null),
  }
}

/** The part of a form that some fields are written in. */
function partOf(draft: PostingDraft, fields: readonly Field[]): Partial<PostingDraft> {
  const names = fields.flatMap((field): (keyof PostingDraft)[] => {
    if (field === 'salary') return ['payMin', 'payMax', 'currency', 'period']
    if (field === 'statements') return ['usesAi', 'isExistingVacancy']
    return [field === 'validThrough' ? 'lastDay' : field]
  })
  return Object.fromEntries(names.map((name) => [name, draft[name]]))
}

function fieldsOf(posting: PostingView): PostingFields {
  return PostingFields.parse(Object.fromEntries(FIELDS.map((field) => [field, posting[field]])))
}
