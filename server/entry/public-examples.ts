import type { z } from 'zod'
import type { Problem } from '../../contract/errors'
import type { Company, Job, JobCard, JobFacets, JobPage } from '../../contract/jobs'
import type { PostPreview } from '../../contract/leads'
import type { EventsSince, Ticket } from '../../contract/live'
import type { Market } from '../../contract/market'
import type { SkillReading } from '../../contract/skills'
import type { TitleReading } from '../../contract/titles'

/** Answers as they look, of our own invention: no such bakery hires. */
const card: JobCard = {
  id: 'job_019f1c2a7b3d7c4e8a90b1c2d3e4f506',
  title: 'Pastry Chef',
  companyName: 'Kestrel Bakery',
  companySlug: 'kestrel-bakery',
  places: ['Lyon, France'],
  remote: 'onsite',
  remoteRegions: [],
  salary: {
    minCents: 230_000,
    maxCents: 260_000,
    currency: 'EUR',
    period: 'month',
    yearlyMinCents: 2_760_000,
    yearlyMaxCents: 3_120_000,
    isEstimate: false,
  },
  employmentType: 'full_time',
  seniority: null,
  skills: ['Pastry', 'HACCP'],
  origin: 'detected',
  source: 'facebook',
  seenOn: 2,
  foundAt: '2026-11-21T10:13:44.000Z',
  postedAt: '2026-11-21T10:13:41.000Z',
  checkedAt: '2026-11-21T12:20:05.000Z',
  status: 'open',
  version: 3,
}

const job: Job = {
  ...card,
  companyId: 'com_019f1c2a7b3d7c4e8a90b1c2d3e4f507',
  clusterId: 'clu_019f1c2a7b3d7c4e8a90b1c2d3e4f508',
  description: null,
  excerpt: 'Kestrel Bakery is growing again! We are hiring a Pastry Chef for our kitchen in Lyon, full-time, 2.300–2.600 € per month.',
  sourceUrl: 'https://kestrel-bakery.example/posts/48',
  applyUrl: 'https://kestrel-bakery.example/jobs',
  contact: null,
  language: 'en',
  validThrough: null,
  linkState: 'works',
  closedBecause: null,
  closedAt: null,
  ghostEvidence: [
    { kind: 'reposted', times: 4, source: 'facebook', firstAt: '2026-08-03T08:00:00.000Z', lastAt: '2026-11-21T10:13:44.000Z' },
  ],
  alsoOn: [
    {
      jobId: 'job_019f1c2a7b3d7c4e8a90b1c2d3e4f509',
      source: 'pasted',
      sourceUrl: null,
      foundAt: '2026-11-21T11:02:10.000Z',
    },
  ],
}

const page: JobPage = { data: [card], next: 'WyJuZXdlc3QiLCIxNzk1Il0', queryReadings: [], correctedQuery: null, payCurrency: null }

const facets: JobFacets = {
  total: 48,
  totalIsCapped: false,
  cappedFacets: [],
  facets: {
    place: [
      { value: 'Lyon, France', count: 31 },
      { value: 'Paris, France', count: 17 },
    ],
    remote: [{ value: 'onsite', count: 44 }],
    type: [{ value: 'full_time', count: 40 }],
    seniority: [{ value: 'junior', count: 6 }],
    skill: [{ value: 'HACCP', count: 12 }],
    source: [{ value: 'facebook', count: 29 }],
    pay: [{ value: 'EUR 20000', count: 18 }],
    age: [{ value: '7', count: 22 }],
  },
}

const company: Company = {
  id: 'com_019f1c2a7b3d7c4e8a90b1c2d3e4f507',
  slug: 'kestrel-bakery',
  name: 'Kestrel Bakery',
  domain: 'kestrel-bakery.example',
  foundedOn: '2009-03-02',
  foundedSource: 'https://kestrel-bakery.example/about',
  openJobs: 2,
  places: [{ value: 'Lyon, France', count: 2 }],
}

const preview: PostPreview = {
  score: {
    verdict: 'offer',
    confidenceRatio: 0.98,
    probabilities: { offer: 0.98, seeking: 0.01, chatter: 0.01, scam: 0 },
    modelVersion: 'detector-1',
    reasons: ['hiring', 'full-time', 'apply'],
  },
  extracted: {
    title: 'Pastry Chef',
    company: 'Kestrel Bakery',
    places: ['Lyon, France'],
    remote: null,
    remoteRegions: [],
    salary: card.salary,
    employmentType: 'full_time',
    seniority: null,
    skills: ['HACCP'],
    applyUrl: 'https://kestrel-bakery.example/jobs',
    contact: null,
    language: 'en',
    evidence: [{ field: 'title', value: 'Pastry Chef', start: 48, end: 59 }],
  },
}

const ticket: Ticket = {
  ticket: 'eyJhbGciOiJIUzI1NiJ9.eyJwYXJ0eSI6ImZlZWQifQ.c2lnbmF0dXJl',
  party: 'feed',
  room: 'jobs',
  expiresAt: '2026-11-21T10:18:44.000Z',
  last: 5_120,
}

const events: EventsSince = {
  events: [
    { room: 'feed/jobs', seq: 5_119, type: 'job.opened', version: 3, data: { job: card }, at: '2026-11-21T10:13:44.000Z' },
    {
      room: 'feed/jobs',
      seq: 5_120,
      type: 'job.closed',
      version: 4,
      data: { jobId: card.id },
      at: '2026-11-21T10:20:02.000Z',
    },
  ],
  last: 5_120,
  reload: false,
}

const problem: z.output<typeof Problem> = {
  type: '/developers#error-invalid',
  title: 'Some of this cannot be used. Correct the marked fields and send it again.',
  status: 400,
  code: 'invalid',
  reason: 'request.bad-input',
  requestId: 'req_019f1c2a7b3d7c4e8a90b1c2d3e4f510',
  fields: { limit: 'Too big: expected number to be <=100' },
}

const title: TitleReading = {
  seniority: 'senior',
  title: 'Pastry Chef',
  occupations: [
    { escoUri: 'http://data.europa.eu/esco/occupation/b10dc548-10e1-4447-8406-5101ff170bbf', label: 'head pastry chef', score: 0.27 },
  ],
}

const skills: SkillReading = {
  named: [{ skill: 'PostgreSQL', start: 27, end: 37 }],
  linked: [
    {
      label: 'manage budgets',
      score: 0.7,
      spans: [
        { start: 4, end: 10 },
        { start: 15, end: 21 },
      ],
    },
  ],
}

const pay = { currency: 'EUR', n: 41, lowerQuartileCents: 2_760_000, medianCents: 3_060_000, upperQuartileCents: 3_480_000 }
const market: Market = {
  date: '2026-11-21',
  madeAt: '2026-11-21T00:05:02.000Z',
  role: { role: 'pastry chef', label: 'Pastry Chef' },
  region: 'FR',
  openJobs: 63,
  newJobs: 12,
  isSmall: false,
  figures: {
    label: 'Pastry Chef',
    pay: [pay],
    statePay: 44,
    skills: [
      { value: 'HACCP', count: 31 },
      { value: 'Pastry', count: 22 },
    ],
    remote: [{ value: 'onsite', count: 58 }],
    seniority: [{ value: 'junior', count: 9 }],
    openDays: { n: 37, median: 21 },
  },
  trend: [
    { date: '2026-11-20', openJobs: 61, newJobs: 10 },
    { date: '2026-11-21', openJobs: 63, newJobs: 12 },
  ],
  roles: [{ role: 'pastry chef', label: 'Pastry Chef', openJobs: 63 }],
  regions: [{ region: 'FR', openJobs: 63, pay }],
}

export const EXAMPLES = {
  card,
  page,
  facets,
  job,
  check: {
    status: 'open' as const,
    url: 'https://kestrel-bakery.example/jobs',
    checkedAt: '2026-11-21T12:20:05.000Z',
    linkState: 'works' as const,
    closedBecause: null,
  },
  similar: { data: [card], next: null },
  company,
  market,
  preview,
  title,
  skills,
  ticket,
  events,
  problem,
}
