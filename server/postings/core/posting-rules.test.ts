import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Salary } from '../../../contract/jobs'
import type { PostingFields } from '../../../contract/postings'
import { yearlySalary } from '../../jobs/core/normalise-salary'
import { LAWS } from './laws'
import { checkPosting } from './posting-rules'

const NOW = new Date('2026-11-21T10:00:00.000Z')
const CLEAN: PostingFields = {
  title: 'Pastry chef',
  places: ['Lyon, France'],
  jurisdiction: 'FR',
  remote: 'onsite',
  remoteRegions: [],
  employmentType: 'full_time',
  seniority: null,
  salary: pay(2_800, 3_200, 'EUR', 'month'),
  skills: [],
  description: 'You bake for three shops, from four in the morning, with two apprentices beside you. Benefits: meals and a pension.',
  questions: [],
  statements: { usesAi: false, isExistingVacancy: true },
  replyPromiseDays: 14,
  openings: 1,
  requisition: null,
  validThrough: '2026-12-31T00:00:00.000Z',
}

/** One advert for each place of work, and what is said to it: rule, level, field. */
const FIXTURES: [string, Partial<PostingFields>, [string, string, string][]][] = [
  ['Ontario: a range wider than C$50,000', ontario(80_000, 131_000), [['ontario-range', 'block', 'salary']]],
  ['Ontario: exactly C$50,000', ontario(80_000, 130_000), []],
  ['Ontario: wider, but above C$200,000', ontario(150_000, 200_001), []],
  ['Ontario: wider by the hour', { ...ontario(0, 0), salary: pay(20, 45, 'CAD', 'hour') }, [['ontario-range', 'block', 'salary']]],
  ['Ontario: no pay', { ...ontario(0, 0), salary: null }, [['pay-range', 'block', 'salary']]],
  [
    'Ontario: pay in another currency',
    { ...ontario(0, 0), salary: pay(50, 60, 'USD', 'hour') },
    [['ontario-currency', 'warning', 'salary']],
  ],
  [
    'Ontario: nothing said of software and vacancy',
    { ...ontario(60_000, 70_000), statements: { usesAi: null, isExistingVacancy: null } },
    [
      ['ai-statement', 'block', 'statements'],
      ['vacancy-statement', 'block', 'statements'],
    ],
  ],
  [
    'Ontario: Canadian experience',
    { ...ontario(60_000, 70_000), description: `${CLEAN.description} Two years of Canadian work experience needed.` },
    [['canadian-experience', 'block', 'description']],
  ],
  [
    'elsewhere in Canada: Canadian experience',
    { jurisdiction: 'CA', description: `${CLEAN.description} Canadian experience is a plus.` },
    [],
  ],
  ['Germany: without pay', { jurisdiction: 'DE', salary: null }, [['pay-range', 'warning', 'salary']]],
  ['Germany: from an amount up', { jurisdiction: 'DE', salary: pay(3_000, null, 'EUR', 'month') }, [['pay-range', 'warning', 'salary']]],
  ['the United Kingdom: without pay', { jurisdiction: 'GB', salary: null }, []],
  ['New York State: without pay', { jurisdiction: 'US-NY', salary: null }, [['pay-range', 'block', 'salary']]],
  ['New York State: fixed pay', { jurisdiction: 'US-NY', salary: pay(25, 25, 'USD', 'hour') }, []],
  [
    'New York City: an open range, and a tool that helps decide',
    { jurisdiction: 'US-NYC', salary: pay(60_000, null, 'USD', 'year'), statements: { usesAi: true, isExistingVacancy: true } },
    [
      ['pay-range', 'block', 'salary'],
      ['ai-audit', 'warning', 'statements'],
    ],
  ],
  ['California: without pay', { jurisdiction: 'US-CA', salary: null }, [['pay-range', 'block', 'salary']]],
  ['California: a range', { jurisdiction: 'US-CA', salary: pay(90_000, 160_000, 'USD', 'year') }, []],
  [
    'Colorado: without pay, benefits and last day',
    { jurisdiction: 'US-CO', salary: null, description: CLEAN.description.split(' Benefits')[0] ?? '', validThrough: null },
    [
      ['pay-range', 'block', 'salary'],
      ['benefits', 'warning', 'description'],
      ['last-day', 'warning', 'validThrough'],
    ],
  ],
  ['Washington: without pay', { jurisdiction: 'US-WA', salary: null }, [['pay-range', 'block', 'salary']]],
  ['a clean one', {}, []],
]
test.each(FIXTURES)('%s', (_, change, said) => {
  expect(checkPosting({ ...CLEAN, ...change }, NOW).map(({ rule, level, field }) => [rule, level, field])).toEqual(said)
})

test.each([
  ['Nobody under 35 years old', 'age-words', null],
  ['We look for people aged 20–30', 'age-words', 'aged 20–30'],
  ['A young and dynamic team', 'age-words', 'young and dynamic'],
  ['You are a digital native', 'age-words', 'digital native'],
  ['Women only', 'gender-words', 'Women only'],
  ['An experienced salesman', 'gender-words', 'salesman'],
  ['You are a rockstar', 'gender-words', 'rockstar'],
  ['Native English speaker', 'origin-words', 'Native English speaker'],
  ['No foreigners', 'origin-words', 'No foreigners'],
  ['Unmarried, please', 'family-words', 'Unmarried'],
  ['Able-bodied', 'disability-words', 'Able-bodied'],
])('“%s” is said, with where it stands', (words, rule, spanned) => {
  const description = `${CLEAN.description} ${words}.`
  const found = checkPosting({ ...CLEAN, description }, NOW)
  expect(found.map((finding) => finding.rule)).toEqual([rule])
  const span = found[0]?.span
  if (spanned !== null) expect(description.slice(span?.from, span?.to)).toBe(spanned)
})

test.each([
  'You work with young people aged about twelve, and with their parents',
  'We welcome applicants of all ages, genders and origins',
  'The youngest apprentice is as welcome as the oldest baker',
  'You have at least 25 years of ovens to look after',
  'Women and men bake here side by side',
  'A native mobile application in Swift',
  'You maintain the main hours of the shop',
])('“%s” is nothing to be said about', (words) => {
  expect(checkPosting({ ...CLEAN, description: `${CLEAN.description} ${words}.` }, NOW)).toEqual([])
})

test('a law says nothing before it is in force', () => {
  const before = checkPosting({ ...CLEAN, jurisdiction: 'DE', salary: null, validThrough: null }, new Date('2026-06-06T12:00:00.000Z'))
  expect(before).toEqual([])
})

test('what every applicant must know is asked for, each beside its field', () => {
  const empty = { ...CLEAN, title: '', places: [], description: '', jurisdiction: null, validThrough: '2026-11-21T10:00:00.000Z' }
  expect(checkPosting(empty, NOW).map(({ field, level }) => `${field} ${level}`)).toEqual(
    ['title', 'description', 'places', 'jurisdiction', 'validThrough'].map((field) => `${field} block`),
  )
})

test('the document names every law, its first day and its source', () => {
  const document = readFileSync(new URL('../../../docs/posting-rules.md', import.meta.url), 'utf8')
  for (const { name, inForce, source } of Object.values(LAWS)) {
    expect.soft(document).toContain(name)
    expect.soft(document).toContain(inForce)
    expect.soft(document).toContain(source)
  }
})

function ontario(from: number, to: number): Partial<PostingFields> {
  return { jurisdiction: 'CA-ON', places: ['Toronto, Canada'], salary: pay(from, to, 'CAD', 'year') }
}
function pay(from: number, to: number | null, currency: string, period: Salary['period']): Salary {
  return yearlySalary({ minCents: from * 100, maxCents: to === null ? null : to * 100, currency, period, isEstimate: false })
}
