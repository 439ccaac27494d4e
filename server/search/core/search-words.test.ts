import fc from 'fast-check'
import { expect, test } from 'vitest'
import { excerptAround, readWords } from './search-words'

test.each([
  ['  Copper  KETTLE ', ['copper', 'kettle']],
  ['ana.reed@example.com', ['ana', 'reed', 'example', 'com']],
  ['C++ & "Node.js"', ['c', 'node', 'js']],
  ['नौकरी', ['नौकरी']],
  ['a', null],
  ['%_\\', null],
])('%s is looked for as %j', (typed, words) => {
  expect(readWords(typed)?.words ?? null).toEqual(words)
})

test('an excerpt holds the word that was found, is short, and says where it was cut', () => {
  const words = fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1, maxLength: 200 })
  fc.assert(
    fc.property(words, words, (before, after) => {
      const excerpt = excerptAround([...before, 'needle', ...after].join(' '), ['needle'])
      expect(excerpt).toContain('needle')
      expect(excerpt.length).toBeLessThan(150)
    }),
  )
  expect(excerptAround(`${'long '.repeat(30)}needle${' more'.repeat(60)}`, ['needle'])).toMatch(/^… .*needle.* …$/)
  expect(excerptAround(`${'字'.repeat(500)}針${'字'.repeat(500)}`, ['針'])).toContain('針')
})
