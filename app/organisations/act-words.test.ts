import { expect, test } from 'vitest'
import { actWords } from './act-words'

test('a posting is resumed, and only a résumé is a résumé', () => {
  expect(actWords('posting.resumed')).toBe('Posting: resumed')
  expect(actWords('candidate.resume-viewed')).toBe('Candidate: résumé viewed')
})
