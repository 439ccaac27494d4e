import { expect, test } from 'vitest'
import { fillFields, hasFields, problemOfFields } from './merge-fields'

const VALUES = {
  'candidate.name': 'Rosa Delgado',
  'candidate.first_name': 'Rosa',
  'posting.title': '',
  'organisation.name': 'Reed & Daughters',
  'sender.name': null,
  'status.link': null,
}

test.each([
  ['Hello {{candidate.name}}', null],
  ['Hello {{ candidate.name }}', null],
  ['No field at all', null],
  ['{{candidate.age}}', /candidate\.age/],
  ['{{}}', /no field/],
  ['{{candidate.name', /braces/],
  ['candidate.name}}', /braces/],
  ['{{{{candidate.name}}}}', /braces/],
])('a text with fields is taken or refused: %s', (text, problem) => {
  if (problem === null) expect(problemOfFields(text)).toBeNull()
  else expect(problemOfFields(text)).toMatch(problem)
})

test('a text full of white space behind an open brace is answered: the work grows with its length alone', () => {
  // By a rule with three runs of white space beside each other this takes minutes.
  const text = `{{${' '.repeat(9_990)}a`
  expect(problemOfFields(text)).toMatch(/braces/)
  expect(fillFields(text, VALUES)).toEqual({ text, missing: [] })
  expect(problemOfFields(`{{${' '.repeat(4_000)}sender.name${' '.repeat(4_000)}}}`)).toBeNull()
})

test('what has no value stays a field and is named once; what is kept stays and is not missing', () => {
  expect(fillFields('{{candidate.first_name}}: {{posting.title}}, {{ posting.title }}, {{sender.name}}', VALUES)).toEqual({
    text: 'Rosa: {{posting.title}}, {{posting.title}}, {{sender.name}}',
    missing: ['posting.title', 'sender.name'],
  })
  expect(fillFields('{{sender.name}}', VALUES, ['sender.name'])).toEqual({ text: '{{sender.name}}', missing: [] })
})

test('a value is data: its braces make no field, and its lines no header', () => {
  const { text } = fillFields('{{candidate.name}}', { ...VALUES, 'candidate.name': '{{sender.name}}\r\nBcc: all@example.com' })
  expect(text).toBe('sender.name Bcc: all@example.com')
  expect(hasFields(text)).toBe(false)
})
