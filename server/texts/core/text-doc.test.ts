import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findChange, movedCaret } from './find-change'
import { newTextDoc, rewrite, stateOf, takeUpdate, textDocOf, updateSince, vectorOf, watchFields, wordsOf } from './text-doc'

test.each([
  ['abc', 'abXc', 3, { at: 2, removed: 0, inserted: 'X' }],
  ['aaa', 'aaaa', 1, { at: 0, removed: 0, inserted: 'a' }],
  ['aaa', 'aaaa', 4, { at: 3, removed: 0, inserted: 'a' }],
  ['hello world', 'hello', 5, { at: 5, removed: 6, inserted: '' }],
  ['same', 'same', 2, { at: 4, removed: 0, inserted: '' }],
  ['a😀b', 'a😁b', 3, { at: 1, removed: 2, inserted: '😁' }],
])('what changed from “%s” to “%s” is the least that did', (before, after, caret, change) => {
  const found = findChange(before, after, caret)
  expect(before.slice(0, found.at) + found.inserted + before.slice(found.at + found.removed)).toBe(after)
  if (before !== after) expect(found).toEqual(change)
})

test('any text becomes any other by the change that is found', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 20 }),
      fc.string({ unit: 'grapheme', maxLength: 20 }),
      fc.nat(20),
      (before, after, caret) => {
        const doc = newTextDoc({ title: before })
        rewrite(doc, 'title', after, { caret: Math.min(caret, after.length) })
        expect(wordsOf(doc, ['title'])).toEqual({ title: after })
      },
    ),
  )
})

test('two who type at once, apart and in any order of meeting, end with the same words and lose none', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.boolean(), fc.nat(30), fc.stringMatching(/^[a-z]{1,3}$/)), { maxLength: 30 }), (edits) => {
      const state = stateOf(newTextDoc({ description: 'One two three.' }))
      const [anna, boris] = [textDocOf(state), textDocOf(state)]
      for (const [isAnna, at, typed] of edits) {
        const doc = isAnna ? anna : boris
        const text = wordsOf(doc, ['description']).description ?? ''
        const place = Math.min(at, text.length)
        rewrite(doc, 'description', text.slice(0, place) + typed + text.slice(place), { caret: place + typed.length })
      }
      const [toBoris, toAnna] = [updateSince(anna, vectorOf(boris)), updateSince(boris, vectorOf(anna))]
      takeUpdate(boris, toBoris)
      takeUpdate(anna, toAnna)
      const words = wordsOf(anna, ['description']).description ?? ''
      expect(wordsOf(boris, ['description']).description).toBe(words)
      const typed = edits.reduce((length, [, , letters]) => length + letters.length, 0)
      expect(words).toHaveLength('One two three.'.length + typed)
    }),
  )
})

test('the same update twice changes nothing, and says so', () => {
  const anna = newTextDoc({ title: 'Baker' })
  const boris = textDocOf(stateOf(anna))
  rewrite(anna, 'title', 'Head baker')
  const update = updateSince(anna, vectorOf(boris))
  expect([takeUpdate(boris, update), takeUpdate(boris, update)]).toEqual([true, false])
})

test.each([
  [2, { at: 5, removed: 0, inserted: 'x' }, 2],
  [5, { at: 2, removed: 0, inserted: 'xyz' }, 8],
  [5, { at: 2, removed: 2, inserted: '' }, 3],
  [4, { at: 2, removed: 5, inserted: 'x' }, 3],
])('a caret at %i stays with its word', (caret, change, moved) => {
  expect(movedCaret(caret, change)).toBe(moved)
})

test('who shows a text is told of each change by where it stands, so that a caret can be kept', () => {
  const anna = newTextDoc({ title: 'Baker wanted' })
  const boris = textDocOf(stateOf(anna))
  const told: unknown[] = []
  watchFields(boris, ['title'], (field, change) => told.push([field, change]))
  const since = vectorOf(anna)
  rewrite(anna, 'title', 'Head baker wanted')
  rewrite(anna, 'title', 'Head baker')
  takeUpdate(boris, updateSince(anna, since))
  let shown = 'Baker wanted'
  for (const entry of told) {
    const [, { at, removed, inserted }] = entry as [string, { at: number; removed: number; inserted: string }] // Pushed so, above.
    shown = shown.slice(0, at) + inserted + shown.slice(at + removed)
  }
  expect(shown).toBe('Head baker')
})
