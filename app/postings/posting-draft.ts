import { PayPeriod, type Salary } from '../../contract/jobs'
import { PostingFields, type PostingQuestion } from '../../contract/postings'
import { yearlySalary } from '../../server/jobs/core/normalise-salary'

/** A posting as its form holds it: what was typed, as it was typed. */
export interface PostingDraft {
  title: string
  description: string
  places: string
  jurisdiction: string
  remote: string
  remoteRegions: string
  employmentType: string
  seniority: string
  payMin: string
  payMax: string
  currency: string
  period: string
  skills: string
  usesAi: string
  isExistingVacancy: string
  replyPromiseDays: string
  openings: string
  requisition: string
  /** `YYYY-MM-DD`, the last day on which people may apply. */
  lastDay: string
  questions: QuestionDraft[]
}
export interface QuestionDraft {
  id: string
  kind: PostingQuestion['kind']
  label: string
  isRequired: boolean
  isLong: boolean
  /** One a line. */
  options: string
  /** Of a choice one a line; `yes` or `no`; a least number. Empty: no answer marks an application. */
  knockOut: string
}
export type DraftField = keyof Omit<PostingDraft, 'questions'>

/** The form of a posting as it is. */
export function draftOf(fields: PostingFields): PostingDraft {
  const { salary, statements } = fields
  return {
    title: fields.title,
    description: fields.description,
    places: fields.places.join('\n'),
    jurisdiction: fields.jurisdiction ?? '',
    remote: fields.remote ?? '',
    remoteRegions: fields.remoteRegions.join(', '),
    employmentType: fields.employmentType ?? '',
    seniority: fields.seniority ?? '',
    payMin: amountOf(salary?.minCents),
    payMax: amountOf(salary?.maxCents),
    currency: salary?.currency ?? '',
    period: salary?.period ?? 'year',
    skills: fields.skills.join(', '),
    usesAi: answerOf(statements.usesAi),
    isExistingVacancy: answerOf(statements.isExistingVacancy),
    replyPromiseDays: String(fields.replyPromiseDays),
    openings: String(fields.openings),
    requisition: fields.requisition ?? '',
    lastDay: fields.validThrough?.slice(0, 10) ?? '',
    questions: fields.questions.map(questionDraftOf),
  }
}

/** A question that nobody has written yet. */
export const blankQuestion = (id: string): QuestionDraft => ({
  id,
  kind: 'text',
  label: '',
  isRequired: false,
  isLong: false,
  options: '',
  knockOut: '',
})

type Field = keyof PostingFields
export interface ReadDraft {
  /** What can be kept as it stands. A field that cannot is left out. */
  fields: Partial<PostingFields>
  /** What is wrong, by the control that it stands at (`payMax`, `openings`); of one question by `questions.<id>`. */
  errors: Record<string, string>
}

/**
 * Reads a form: each field and each question stands alone, so that a half-written one keeps no other from being saved.
 * A question that is wrong stays as it was kept last; a new one that is wrong, or blank, is left out, and blank is not wrong.
 *
 * @param kept the questions that the posting has, as they were saved last
 */
export function readDraft(draft: PostingDraft, kept: readonly PostingQuestion[] = []): ReadDraft {
  const errors: Record<string, string> = {}
  const fields: Partial<Record<Field, unknown>> = {}
  const take = (field: Field, value: unknown) => {
    const read = PostingFields.shape[field].safeParse(value)
    if (read.success) fields[field] = read.data
    else errors[field] = read.error.issues[0]?.message ?? 'This cannot be kept.'
  }
  take('title', draft.title)
  take('description', draft.description)
  take('places', linesOf(draft.places))
  take('jurisdiction', orNull(draft.jurisdiction))
  take('remote', orNull(draft.remote))
  take('remoteRegions', wordsOf(draft.remoteRegions.toUpperCase()))
  take('employmentType', orNull(draft.employmentType))
  take('seniority', orNull(draft.seniority))
  take('skills', wordsOf(draft.skills))
  take('statements', { usesAi: yesOrNo(draft.usesAi), isExistingVacancy: yesOrNo(draft.isExistingVacancy) })
  take('replyPromiseDays', Number(draft.replyPromiseDays))
  take('openings', Number(draft.openings))
  take('requisition', orNull(draft.requisition))
  take('validThrough', draft.lastDay === '' ? null : `${draft.lastDay}T23:59:59.000Z`)
  const pay = readPay(draft)
  if (pay !== null && 'wrong' in pay) errors[pay.wrong] = pay.words
  else take('salary', pay)
  const questions = draft.questions.flatMap((question) => {
    const read = readQuestion(question)
    if (typeof read !== 'string') return [read]
    const before = kept.filter(({ id }) => id === question.id)
    if (before.length > 0 || !isBlank(question)) errors[`questions.${question.id}`] = read
    return before
  })
  take('questions', questions)
  return { fields: PostingFields.partial().parse(fields), errors }
}

/** Whether nothing was written of a question yet: it asks nothing, and nothing is wrong with it before somebody publishes. */
export const isBlank = ({ label, options, knockOut }: QuestionDraft) => [label, options, knockOut].every((text) => text.trim() === '')

/** What others saved, with what is half-written here in its place or, when it is new, at the end. */
export function mergeQuestions(fresh: QuestionDraft[], held: QuestionDraft[]): QuestionDraft[] {
  const halves = held.filter((question) => typeof readQuestion(question) === 'string')
  const own = new Map(halves.map((question) => [question.id, question]))
  const known = new Set(fresh.map(({ id }) => id))
  return [...fresh.map((question) => own.get(question.id) ?? question), ...halves.filter(({ id }) => !known.has(id))]
}

type PayControl = 'payMin' | 'payMax' | 'currency' | 'period'

function readPay({ payMin, payMax, currency, period }: PostingDraft): Salary | null | { wrong: PayControl; words: string } {
  const [min, max] = [centsOf(payMin), centsOf(payMax)]
  const figures = 'Give pay in figures, like 52,000, 52k or 24.50.'
  if (min === undefined) return { wrong: 'payMin', words: figures }
  if (max === undefined) return { wrong: 'payMax', words: figures }
  if (min === null && max === null) return null
  const code = currency.trim().toUpperCase()
  if (!/^[A-Z]{3}$/.test(code)) return { wrong: 'currency', words: 'Give the currency by its three letters, such as EUR.' }
  const read = PayPeriod.safeParse(period)
  return read.success
    ? yearlySalary({ minCents: min, maxCents: max, currency: code, period: read.data, isEstimate: false })
    : { wrong: 'period', words: 'Say for which time.' }
}

function readQuestion({ id, kind, label, isRequired, isLong, options, knockOut }: QuestionDraft): PostingQuestion | string {
  const base = { id, label: label.trim(), isRequired }
  if (base.label.length < 3) return 'Ask something.'
  switch (kind) {
    case 'text':
      return { ...base, kind, isLong }
    case 'yes-no':
      return { ...base, kind, knockOut: knockOut === 'yes' || knockOut === 'no' ? knockOut : null }
    case 'choice': {
      const choices = [...new Set(linesOf(options))]
      if (choices.length < 2) return 'Give at least two answers to choose from, one a line.'
      return { ...base, kind, options: choices, knockOut: linesOf(knockOut).filter((answer) => choices.includes(answer)) }
    }
    case 'number': {
      const least = knockOut.trim() === '' ? null : Number(knockOut)
      return Number.isNaN(least) ? 'Give the least number in figures.' : { ...base, kind, knockOutBelow: least }
    }
    default:
      return kind satisfies never
  }
}

function questionDraftOf(question: PostingQuestion): QuestionDraft {
  const { id, kind, label, isRequired } = question
  const blank = { ...blankQuestion(id), kind, label, isRequired }
  switch (question.kind) {
    case 'text':
      return { ...blank, isLong: question.isLong }
    case 'yes-no':
      return { ...blank, knockOut: question.knockOut ?? '' }
    case 'choice':
      return { ...blank, options: question.options.join('\n'), knockOut: question.knockOut.join('\n') }
    case 'number':
      return { ...blank, knockOut: question.knockOutBelow === null ? '' : String(question.knockOutBelow) }
    default:
      return question satisfies never
  }
}

/** The draft that a form without scripts sends. */
export function draftFromForm(form: FormData): PostingDraft {
  const text = (name: string) => {
    const value = form.get(name)
    return typeof value === 'string' ? value.replaceAll('\r\n', '\n') : ''
  }
  const ids = form.getAll('question').filter((id) => typeof id === 'string')
  const questions = ids.flatMap((id) => {
    const asked = text(`${id}.kind`)
    const kind = asked === 'yes-no' || asked === 'choice' || asked === 'number' ? asked : 'text'
    const label = text(`${id}.label`)
    if (label.trim() === '' || form.has(`${id}.isRemoved`)) return []
    const question: QuestionDraft = {
      id,
      kind,
      label,
      isRequired: form.has(`${id}.isRequired`),
      isLong: form.has(`${id}.isLong`),
      options: text(`${id}.options`),
      knockOut: text(`${id}.knockOut`),
    }
    return [question]
  })
  const values = Object.fromEntries(DRAFT_FIELDS.map((field) => [field, text(field)])) as Record<DraftField, string> // Made from all of its keys.
  return { ...values, questions }
}
const DRAFT_FIELDS: DraftField[] = [
  ...([
    'title',
    'description',
    'places',
    'jurisdiction',
    'remote',
    'remoteRegions',
    'employmentType',
    'seniority',
    'payMin',
    'payMax',
  ] as const),
  ...(['currency', 'period', 'skills', 'usesAi', 'isExistingVacancy', 'replyPromiseDays', 'openings', 'requisition', 'lastDay'] as const),
]

/** One writing of a field, to tell whether it changed. */
export function written(fields: Partial<PostingFields>, field: Field): string {
  return JSON.stringify(fields[field] === undefined ? undefined : PostingFields.shape[field].parse(fields[field]))
}

const amountOf = (cents: number | null | undefined) => (cents === null || cents === undefined ? '' : String(cents / 100))
const answerOf = (said: boolean | null) => (said === null ? '' : said ? 'yes' : 'no')
const yesOrNo = (said: string) => (said === 'yes' ? true : said === 'no' ? false : null)
const orNull = (text: string) => text.trim() || null
const linesOf = (text: string) => text.split('\n').flatMap((line) => line.trim() || [])
const wordsOf = (text: string) => [...new Set(text.split(/[,\n]/).flatMap((word) => word.trim() || []))]
/**
 * `null` without any; `undefined` when it is no amount. Groups of three digits may be set apart by a space, comma, point or apostrophe,
 * and a `k` counts thousands: no amount of money has three places after its point.
 */
function centsOf(text: string): number | null | undefined {
  const plain = text
    .trim()
    .replaceAll(/[\s'’]/g, '')
    .replace(/[.,](?=\d{3}(?!\d))/g, '')
    .replace(',', '.')
  if (plain === '') return null
  const [, figures = '', thousands] = /^(\d{1,9}(?:\.\d{1,2})?)(k)?$/i.exec(plain) ?? []
  if (figures === '') return undefined
  const cents = Math.round(Number(figures) * (thousands ? 100_000 : 100))
  return cents < 100_000_000_000 ? cents : undefined
}
