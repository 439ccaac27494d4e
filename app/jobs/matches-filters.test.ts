import { expect, test } from 'vitest'
import { type JobCard, JobFilters } from '../../contract/jobs'
import { type LiveFilters, matchesFilters } from './matches-filters'

const NOW = Date.parse('2026-11-21T12:00:00.000Z')
const job = (part: Partial<JobCard> = {}): JobCard => ({
  id: `job_${'a'.repeat(32)}`,
  title: 'Senior Backend Engineer',
  companyName: 'Lumen Harbor',
  companySlug: 'lumen-harbor',
  places: ['Berlin, Germany'],
  remote: 'remote',
  remoteRegions: ['EU'],
  salary: {
    minCents: 6_500_000,
    maxCents: 8_000_000,
    currency: 'EUR',
    period: 'year',
    yearlyMinCents: 6_500_000,
    yearlyMaxCents: 8_000_000,
    isEstimate: false,
  },
  employmentType: 'full_time',
  seniority: 'senior',
  skills: ['PostgreSQL', 'C++'],
  origin: 'detected',
  source: 'facebook',
  seenOn: 1,
  foundAt: '2026-11-21T11:59:00.000Z',
  postedAt: null,
  checkedAt: null,
  status: 'open',
  version: 1,
  ...part,
})
const filters = (part: Partial<LiveFilters> = {}): LiveFilters => ({ ...JobFilters.parse({}), livesInRegions: [], ...part })

test.each<[string, Partial<LiveFilters>, Partial<JobCard>]>([
  ['no filter', {}, {}],
  ['words that begin words of the card', { q: 'back eng' }, {}],
  ['a skill with signs', { q: 'c++' }, {}],
  ['the country of its place', { place: ['germany'] }, {}],
  ['one of several types', { type: ['contract', 'full_time'] }, {}],
  ['a skill in another case', { skill: ['postgresql'] }, {}],
  ['its company', { company: 'lumen-harbor' }, {}],
  ['a country of its region', { livesInRegions: ['DE', 'EU', 'WORLDWIDE'] }, {}],
  ['any country, when the work is on site', { livesInRegions: ['BR', 'WORLDWIDE'] }, { remote: 'onsite' }],
  ['pay that reaches the floor', { payMin: 80_000, currency: 'EUR' }, {}],
  ['its age', { maxAgeDays: 1 }, {}],
])('a job matches %s', (_, asked, part) => expect(matchesFilters(job(part), filters(asked), NOW)).toBe(true))

test.each<[string, Partial<LiveFilters>, Partial<JobCard>]>([
  ['it is closed', {}, { status: 'closed' }],
  ['a word is missing', { q: 'backend nurse' }, {}],
  ['the place is another', { place: ['Berl'] }, {}],
  ['it does not say what is asked', { remote: ['remote'] }, { remote: null }],
  ['the skill is another', { skill: ['Go'] }, {}],
  ['the company is another', { company: 'lumen' }, {}],
  ['one may not live there', { livesInRegions: ['BR', 'AMERICAS', 'WORLDWIDE'] }, {}],
  ['a remote job does not say where one may live', { livesInRegions: ['BR', 'WORLDWIDE'] }, { remoteRegions: [] }],
  ['pay is too low', { payMin: 80_001, currency: 'EUR' }, {}],
  ['pay is in another currency', { payMin: 10, currency: 'USD' }, {}],
  ['it names no pay', { payMin: 10, currency: 'EUR' }, { salary: null }],
  ['it is too old', { maxAgeDays: 1 }, { foundAt: '2026-11-19T12:00:00.000Z' }],
])('a job does not match when %s', (_, asked, part) => expect(matchesFilters(job(part), filters(asked), NOW)).toBe(false))
