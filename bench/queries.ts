import { JobSearch } from '../contract/jobs'

const WORDS = [
  'engineer',
  'manager',
  'senior software engineer',
  'data',
  'sales',
  'designer',
  'nurse',
  'account executive',
  'machine learning',
  'support',
  'product manager',
  'marketing',
  'security',
  'finance',
  'warehouse',
] as const
const MISSPELT = ['enginer', 'manger', 'desinger', 'kubernets', 'analist'] as const
const FILTERS = [
  {},
  { remote: ['remote'] },
  { place: ['Berlin'], type: ['full_time'] },
  { remote: ['remote'], seniority: ['senior'], skill: ['Python'] },
  { sort: 'newest', maxAgeDays: 30 },
] as const

/** The named set: 15 phrases with each of five sets of filters, five misspelt words, and five searches without words. */
export const NAMED_QUERIES: JobSearch[] = [
  ...WORDS.flatMap((q) => FILTERS.map((filters) => ({ q, ...filters }))),
  ...MISSPELT.map((q) => ({ q })),
  ...FILTERS.map((filters) => ({ ...filters })),
].map((query) => JobSearch.parse(query))

const MILLION_WORDS = [
  ...WORDS,
  'team',
  'software',
  'project manager',
  'intern',
  'analyst',
  'berlin',
  'python developer',
  'customer success',
  'operations lead',
  'electrical engineer',
]
const THREE_FILTERS = [
  { remote: ['remote'], type: ['full_time'], seniority: ['senior'] },
  { place: ['London'], type: ['full_time'], skill: ['Python'] },
  { remote: ['remote'], livesIn: 'DE', maxAgeDays: 30 },
  { place: ['New York', 'San Francisco'], seniority: ['senior', 'staff'], source: ['greenhouse'] },
  { type: ['full_time', 'contract'], skill: ['Java', 'Go', 'SQL'], maxAgeDays: 90 },
  { remote: ['remote', 'hybrid'], payMin: 60_000, currency: 'EUR', source: ['hackernews', 'facebook'] },
  { place: ['Germany'], type: ['full_time'], sort: 'newest', maxAgeDays: 180 },
  { type: ['internship'], seniority: ['intern', 'junior'], source: ['greenhouse', 'company-site'] },
] as const

/** 25 phrases, common words among them, each with eight sets of three filters: the searches that a million jobs are asked. */
export const MILLION_QUERIES: JobSearch[] = MILLION_WORDS.flatMap((q) => THREE_FILTERS.map((filters) => JobSearch.parse({ q, ...filters })))
/** The same phrases alone: what most people type first. */
export const MILLION_PHRASES: JobSearch[] = MILLION_WORDS.map((q) => JobSearch.parse({ q }))

/** As the address of a page or of `/v1` carries it. */
export function queryString(search: JobSearch): string {
  const { q, sort, remote, place, type, seniority, skill, source, livesIn, payMin, currency, maxAgeDays } = search
  const lists = Object.entries({ remote, place, type, seniority, skill, source }).flatMap(([name, values]) =>
    values.map((value) => [name, value]),
  )
  const single = Object.entries({ q, sort, livesIn, payMin, currency, maxAgeDays }).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  )
  return new URLSearchParams([...single, ...lists]).toString()
}
