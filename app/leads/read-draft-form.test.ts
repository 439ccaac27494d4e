import { expect, test } from 'vitest'
import { draftValuesOf } from './draft-values'
import { readDraftForm } from './read-draft-form.server'

const POST = 'Harbour Lane Bakery is hiring a Night Baker in Rotterdam.'
const formOf = (values: Record<string, string>) => {
  const form = new FormData()
  for (const [name, value] of Object.entries({ text: POST, title: 'Night Baker', ...values })) form.set(name, value)
  return form
}

test('a form becomes a draft: a place a line, skills with commas, empty fields as not said', () => {
  const { confirm } = readDraftForm(
    formOf({ places: 'Rotterdam, Netherlands\n\nDelft', skills: 'Baking, , Baking; Sourdough', company: ' ' }),
  )
  expect(confirm?.draft).toMatchObject({
    title: 'Night Baker',
    company: null,
    places: ['Rotterdam, Netherlands', 'Delft'],
    skills: ['Baking', 'Sourdough'],
    remote: null,
    salary: null,
  })
})

test.each([
  ['2,900', '3,300', 290_000, 330_000],
  ['2.900', '3 300.50', 290_000, 330_050],
  ['3300', '2900', 290_000, 330_000],
  ['24,50', '', 2_450, null],
])('pay typed as %s and %s is understood', (payMin, payMax, minCents, maxCents) => {
  const { confirm } = readDraftForm(formOf({ payMin, payMax, currency: 'eur', period: 'month' }))
  expect(confirm?.draft.salary).toMatchObject({ minCents, maxCents, currency: 'EUR', yearlyMinCents: minCents * 12, isEstimate: false })
})

test('a wrong field is named by its control, and what was typed stays', () => {
  const { confirm, fields, values } = readDraftForm(formOf({ title: 'x', payMin: 'a lot', applyUrl: 'javascript:alert(1)' }))
  expect(confirm).toBeNull()
  expect(Object.keys(fields ?? {}).sort()).toEqual(['applyUrl', 'payMin', 'title'])
  expect(values).toMatchObject({ title: 'x', payMin: 'a lot' })
})

test('what was read, shown and confirmed unchanged is what was read', () => {
  const extracted = {
    title: 'Night Baker',
    company: 'Harbour Lane Bakery',
    places: ['Rotterdam'],
    remote: 'onsite' as const,
    remoteRegions: ['NL'],
    salary: {
      minCents: 290_050,
      maxCents: null,
      currency: 'EUR',
      period: 'month' as const,
      yearlyMinCents: 3_480_600,
      yearlyMaxCents: null,
      isEstimate: false,
    },
    employmentType: 'full_time' as const,
    seniority: null,
    skills: ['Baking'],
    applyUrl: 'https://harbourlane.example/jobs',
    contact: null,
  }
  const { confirm } = readDraftForm(formOf(draftValuesOf({ ...extracted, language: 'en', evidence: [] })))
  expect(confirm?.draft).toEqual(extracted)
})
