import { expect, test } from 'vitest'
import type { PostingFields } from '../../contract/postings'
import { yearlySalary } from '../../server/jobs/core/normalise-salary'
import { draftFromForm, draftOf, readDraft } from './posting-draft'

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
  expect(errors).toMatchObject({ salary: expect.stringContaining('figures'), openings: expect.any(String) })
  expect(fields).toMatchObject({ title: 'Head pastry chef', places: FIELDS.places })
  expect(fields).not.toHaveProperty('salary')
})

test('a question that asks nothing is marked, and the others wait with it', () => {
  const draft = draftOf(FIELDS)
  const { fields, errors } = readDraft({
    ...draft,
    questions: [...draft.questions, { ...draft.questions[0], id: 'q9', label: '' } as never],
  })
  expect(errors).toEqual({ 'questions.q9': 'Ask something.' })
  expect(fields).not.toHaveProperty('questions')
})

test.each([
  ['52,000', 5_200_000],
  ["52'000", 5_200_000],
  ['52 000', 5_200_000],
  ['24.5', 2_450],
  ['24,50', 2_450],
])('pay is read as people write it: %s', (payMin, cents) => {
  expect(readDraft({ ...draftOf(FIELDS), payMin, payMax: '' }).fields.salary?.minCents).toBe(cents)
})
