import { expect, test } from 'vitest'
import type { Job } from '../../contract/jobs'
import { jobPostingMarkup, scriptJson } from './job-posting-markup'

const job = (part: Partial<Job> = {}): Job => ({
  id: `job_${'a'.repeat(32)}`,
  title: 'Night Baker',
  companyName: 'Harbour Lane Bakery',
  companySlug: 'harbour-lane-bakery',
  places: ['Rotterdam, Netherlands'],
  remote: 'onsite',
  remoteRegions: [],
  salary: {
    minCents: 290_000,
    maxCents: 330_000,
    currency: 'EUR',
    period: 'month',
    yearlyMinCents: 3_480_000,
    yearlyMaxCents: 3_960_000,
    isEstimate: false,
  },
  employmentType: 'full_time',
  seniority: null,
  skills: ['Baking'],
  origin: 'detected',
  source: 'facebook',
  seenOn: 1,
  foundAt: '2026-11-21T11:59:00.000Z',
  postedAt: null,
  status: 'open',
  version: 1,
  companyId: null,
  clusterId: `clu_${'a'.repeat(32)}`,
  description: null,
  excerpt: 'We bake <at night>.',
  sourceUrl: null,
  applyUrl: null,
  contact: null,
  language: 'en',
  validThrough: null,
  linkState: 'unchecked',
  closedBecause: null,
  ghostEvidence: [],
  checkedAt: null,
  closedAt: null,
  alsoOn: [],
  ...part,
})

test('an advert with employer and place has all that the guide asks for', () => {
  expect(jobPostingMarkup(job(), null, 'https://x.example/jobs/1')).toMatchObject({
    '@type': 'JobPosting',
    title: 'Night Baker',
    description: 'We bake &lt;at night&gt;.',
    datePosted: '2026-11-21',
    hiringOrganization: { name: 'Harbour Lane Bakery' },
    jobLocation: [{ address: { addressLocality: 'Rotterdam', addressCountry: 'Netherlands' } }],
    employmentType: 'FULL_TIME',
    baseSalary: { currency: 'EUR', value: { minValue: 2900, maxValue: 3300, unitText: 'MONTH' } },
  })
})

test('a remote job says from which countries, regions of many left out', () => {
  const markup = jobPostingMarkup(job({ places: [], remote: 'remote', remoteRegions: ['NL', 'EUROPE'] }), null, '')
  expect(markup).toMatchObject({
    jobLocationType: 'TELECOMMUTE',
    applicantLocationRequirements: [{ '@type': 'Country', name: 'Netherlands' }],
  })
})

test('an estimate is not the employer’s word', () => {
  const { salary } = job()
  expect(jobPostingMarkup(job({ salary: salary && { ...salary, isEstimate: true } }), null, '')).not.toHaveProperty('baseSalary')
})

test.each([
  ['is closed', { status: 'closed' as const }],
  ['names no employer', { companyName: null }],
  ['names no place', { places: [] }],
])('a job that %s has no markup', (_, part) => expect(jobPostingMarkup(job(part), null, '')).toBeNull())

test('no text can end the script early', () => {
  expect(scriptJson({ title: '</script><script>alert(1)' })).not.toContain('<')
})
