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

/** As the address of a page or of `/v1` carries it. */
export function queryString(search: JobSearch): string {
  const { q, sort, remote, place, type, seniority, skill, maxAgeDays } = search
  const lists = Object.entries({ remote, place, type, seniority, skill }).flatMap(([name, values]) => values.map((value) => [name, value]))
  const single = Object.entries({ q, sort, maxAgeDays }).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  )
  return new URLSearchParams([...single, ...lists]).toString()
}
