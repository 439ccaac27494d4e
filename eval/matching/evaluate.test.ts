import { expect, test } from 'vitest'
import { DEFAULT_WEIGHTS } from '../../contract/matching'
import { NO_SHIFT } from './compose'
import { evaluateMatching, matchSet, scoreTable } from './evaluate'
import { gradePair } from './grade'
import { ndcgAt10 } from './measures'
import { POSTINGS, RESUMES } from './set'

test('over the whole graded set the match orders jobs better than BM25 and cosine over the same texts, and better than the latter on what was never tuned on', async () => {
  const { held, tune, pairs, grades } = await evaluateMatching()
  expect(pairs).toBe(44 * 26)
  expect(grades.every((count) => count > 20)).toBe(true)
  const mean = (of: 'match' | 'bm25' | 'cosine') => (held[of].jobs + tune[of].jobs) / 2
  expect(mean('match')).toBeGreaterThan(mean('bm25'))
  expect(mean('match')).toBeGreaterThan(mean('cosine'))
  expect(held.match.jobs).toBeGreaterThan(held.cosine.jobs)
  // What is only reported may move a little; a fall is a fault.
  expect(held.match.jobs).toBeGreaterThan(0.87)
})

test('no name, school or employer carries the result: whoever has which, every score is the same', async () => {
  const before = scoreTable((await matchSet(NO_SHIFT)).whole, DEFAULT_WEIGHTS)
  const after = scoreTable((await matchSet({ names: 3, schools: 2, employers: 4 })).whole, DEFAULT_WEIGHTS)
  expect(after).toEqual(before)
})

test('grades follow the written rules', () => {
  const pair = (r: number, p: number) => {
    const [resume, posting] = [RESUMES[r], POSTINGS[p]]
    if (!resume || !posting) throw new Error('There is no such row.')
    return gradePair(resume, posting)
  }
  // A nurse for a nurse; the same without the licence; without the language; a carer for a nurse; a developer of houses for software.
  expect([pair(0, 0), pair(3, 0), pair(1, 0), pair(4, 1), pair(36, 12)]).toEqual([3, 1, 1, 1, 0])
})

test('nDCG is 1 for the best order, less for another, and nothing helps by standing first in the file', () => {
  const grades = [3, 0, 2, 1]
  expect(ndcgAt10(grades.map((grade) => ({ grade, score: grade })))).toBe(1)
  expect(ndcgAt10(grades.map((grade) => ({ grade, score: -grade })))).toBeLessThan(0.7)
  const tied = ndcgAt10(grades.map((grade) => ({ grade, score: 1 })))
  expect(ndcgAt10([...grades].reverse().map((grade) => ({ grade, score: 1 })))).toBe(tied)
  expect(ndcgAt10([{ grade: 0, score: 1 }])).toBeNull()
})
