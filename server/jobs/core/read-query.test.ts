import fc from 'fast-check'
import { expect, test } from 'vitest'
import { JobFilters } from '../../../contract/jobs'
import { asWords, readQuery } from './read-query'

const read = (q: string, set: Partial<JobFilters> = {}) => {
  const { filters, readings } = readQuery(JobFilters.parse({ q, ...set }))
  return { q: filters.q, remote: filters.remote, type: filters.type, words: readings.map((reading) => reading.words) }
}

test.each([
  ['remote typescript', { q: 'typescript', remote: ['remote'], type: [], words: ['remote'] }],
  ['TypeScript Remote', { q: 'TypeScript', remote: ['remote'], type: [], words: ['Remote'] }],
  ['remote jobs', { q: '', remote: ['remote'], type: [], words: ['remote'] }],
  ['part-time hybrid baker', { q: 'baker', remote: ['hybrid'], type: ['part_time'], words: ['part-time', 'hybrid'] }],
  ['nurse full time', { q: 'nurse', remote: [], type: ['full_time'], words: ['full time'] }],
  ['on-site welder', { q: 'welder', remote: ['onsite'], type: [], words: ['on-site'] }],
  ['marketing internship', { q: 'marketing', remote: [], type: ['internship'], words: ['internship'] }],
  ['python contract', { q: 'python', remote: [], type: ['contract'], words: ['contract'] }],
  ['work from home support', { q: 'support', remote: ['remote'], type: [], words: ['work from home'] }],
])('%s is read as the filters it names', (query, expected) => {
  expect(read(query)).toEqual(expected)
})

test.each([
  'remote sensing scientist',
  'remote access engineer',
  'hybrid cloud architect',
  'contract manager',
  'volunteer coordinator',
  'temporary works engineer',
  '"remote" typescript',
  'typescript -remote',
  'remotely operated vehicles',
  'internship coordinator',
])('%s stays words', (query) => {
  expect(read(query)).toEqual({ q: query, remote: [], type: [], words: [] })
})

test('a filter that is set already leaves its words alone, and the other is still read', () => {
  expect(read('remote part-time baker', { remote: ['hybrid'] })).toEqual({
    q: 'remote baker',
    remote: ['hybrid'],
    type: ['part_time'],
    words: ['part-time'],
  })
})

test('whatever is typed, each reading can be taken back, and then its words are words', () => {
  const word = fc.constantFrom(
    'remote',
    'hybrid',
    'on-site',
    'full time',
    'part-time',
    'contract',
    'nurse',
    'C++',
    '"quoted words"',
    '-not',
    'jobs',
  )
  fc.assert(
    fc.property(fc.array(word, { maxLength: 6 }), (words) => {
      const asked = JobFilters.parse({ q: words.join(' ') })
      for (const reading of readQuery(asked).readings) {
        const again = readQuery({ ...asked, q: asWords(asked.q, reading) })
        expect(again.readings.length).toBeLessThanOrEqual(readQuery(asked).readings.length)
      }
    }),
  )
})
