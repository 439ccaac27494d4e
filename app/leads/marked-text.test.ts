import { expect, test } from 'vitest'
import { splitAtSpans } from './marked-text'

test('pieces put together are the text, whatever the spans', () => {
  const text = 'Night Baker in Rotterdam'
  const spans = [
    { field: 'place' as const, start: 15, end: 24 },
    { field: 'title' as const, start: 0, end: 11 },
    { field: 'skill' as const, start: 6, end: 11 },
    { field: 'company' as const, start: 20, end: 90 },
  ]
  const pieces = splitAtSpans(text, spans)
  expect(pieces.map((piece) => piece.text).join('')).toBe(text)
  expect(pieces.filter((piece) => piece.field).map((piece) => [piece.field, piece.text])).toEqual([
    ['title', 'Night Baker'],
    ['place', 'Rotterdam'],
  ])
})

test('an empty text has no pieces', () => {
  expect(splitAtSpans('', [{ field: 'title', start: 0, end: 0 }])).toEqual([])
})
