import { expect, test } from 'vitest'
import type { PostingFields } from '../../contract/postings'
import { yearlySalary } from '../../server/jobs/core/normalise-salary'
import { blankQuestion, draftFromForm, draftOf, mergeQuestions, readDraft } from './posting-draft'

const FIELDS: PostingFields = {
  title: 'Pastry chef',
  places: ['Lyon, France', 'Paris, France'],
  jurisdiction: 'FR',
  remote: 'onsite',
  remoteRegions: ['EU'],
  employmentType: 'full_time',
  seniority: 'senior',
  salary: yearlySalary({ minCents: 280_000, maxCents: 320_050, currency: 'EUR', period: 'month', isEstimate: false }),
  skills: ['Viennoiserie', 'HACCP'],
  description: 'You bake.',
  questions: [
    { id: 'q1', kind: 'text', label: 'Why us?', isRequired: true, isLong: true },
    { id: 'q2', kind: 'yes-no', label: 'May you work in France?', isRequired: true, knockOut: 'no' },
    { id: 'q3', kind: 'choice', label: 'Which shift?', isRequired: false, options: ['Early', 'Late'], knockOut: ['Late'] },
    { id: 'q4', kind: 'number', label: 'Years at an oven?', isRequired: false, knockOutBelow: 2 },
  ],
  statements: { usesAi: false, isExistingVacancy: null },
  replyPromiseDays: 7,
  openings: 2,
  requisition: 'R-17',
  validThrough: '2026-12-31T23:59:59.000Z',
}

test('a posting goes into its form and comes back as it was', () => {
  expect(readDraft(draftOf(FIELDS))).toEqual({ fields: FIELDS, errors: {} })
})

test('a form without scripts says the same', () => {
  const draft = draftOf(FIELDS)
  const form = new FormData()
  for (const [name, value] of Object.entries(draft)) if (typeof value === 'string') form.append(name, value.replaceAll('\n', '\r\n'))
  for (const { id, isRequired, isLong, ...question } of draft.questions) {
    form.append('question', id)
    for (const [name, value] of Object.entries(question)) form.append(`${id}.${name}`, value)
    if (isRequired) form.append(`${id}.isRequired`, 'on')
    if (isLong) form.append(`${id}.isLong`, 'on')
  }
  form.append('question', 'q5')
  form.append('q5.label', '')
  expect(draftFromForm(form)).toEqual(draft)
})

test('a half-written field keeps no other from being saved', () => {
  const { fields, errors } = readDraft({ ...draftOf(FIELDS), payMin: 'a lot', openings: '0', title: 'Head pastry chef' })
  expect(errors).toMatchObject({ payMin: expect.stringContaining('figures'), openings: expect.any(String) })
  expect(fields).toMatchObject({ title: 'Head pastry chef', places: FIELDS.places })
  expect(fields).not.toHaveProperty('salary')
})

test('a new question without a word is no mistake, and the others are kept without it', () => {
  const draft = draftOf(FIELDS)
  const { fields, errors } = readDraft({ ...draft, questions: [...draft.questions, blankQuestion('q9')] }, FIELDS.questions)
  expect(errors).toEqual({})
  expect(fields.questions).toEqual(FIELDS.questions)
})

test('a half-written question is marked, stays as it was kept last, and holds no other back', () => {
  const draft = draftOf(FIELDS)
  const questions = draft.questions.map((question) => {
    if (question.id === 'q1') return { ...question, label: 'Why this bakery?' }
    return question.id === 'q3' ? { ...question, options: 'Early' } : question
  })
  const half = { ...blankQuestion('q9'), kind: 'choice' as const, label: 'Which oven?' }
  const { fields, errors } = readDraft({ ...draft, questions: [...questions, half] }, FIELDS.questions)
  expect(Object.keys(errors)).toEqual(['questions.q3', 'questions.q9'])
  expect(fields.questions).toEqual(
    FIELDS.questions.map((question) => (question.id === 'q1' ? { ...question, label: 'Why this bakery?' } : question)),
  )
})

test('a question that was kept and is emptied is marked, and not thrown away', () => {
  const draft = draftOf(FIELDS)
  const questions = draft.questions.map((question) => (question.id === 'q1' ? blankQuestion('q1') : question))
  const { fields, errors } = readDraft({ ...draft, questions }, FIELDS.questions)
  expect(errors).toEqual({ 'questions.q1': 'Ask something.' })
  expect(fields.questions).toEqual(FIELDS.questions)
})

test('what others saved comes in, and what is half-written here stays', () => {
  const [q1, q2] = draftOf(FIELDS).questions
  if (!q1 || !q2) throw new Error('two questions are needed')
  const theirs = { ...q1, label: 'Why bread?' }
  const merged = mergeQuestions([theirs, q2], [q1, { ...q2, label: '' }, blankQuestion('q9')])
  expect(merged).toEqual([theirs, { ...q2, label: '' }, blankQuestion('q9')])
})

test.each([
  ['52,000', 5_200_000],
  ["52'000", 5_200_000],
  ['52 000', 5_200_000],
  ['24.5', 2_450],
  ['24,50', 2_450],
  ['60,000', 6_000_000],
  ['60.000', 6_000_000],
  ['60k', 6_000_000],
  ['60 K', 6_000_000],
  ['62.5k', 6_250_000],
  ['1.234.567,50', 123_456_750],
])('pay is read as people write it: %s', (payMin, cents) => {
  expect(readDraft({ ...draftOf(FIELDS), payMin, payMax: '' }).fields.salary?.minCents).toBe(cents)
})

test.each([
  ['payMin', { payMin: 'a lot' }],
  ['payMax', { payMax: '50kk' }],
  ['payMax', { payMax: '50k-60k' }],
  ['currency', { currency: '' }],
])('pay that cannot be read is marked where it stands, %s, and never dropped', (control, typed) => {
  const { fields, errors } = readDraft({ ...draftOf(FIELDS), ...typed })
  expect(Object.keys(errors)).toEqual([control])
  expect(fields).not.toHaveProperty('salary')
})
