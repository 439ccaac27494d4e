import { expect, test } from 'vitest'
import { findSkillName, findSkills } from './find-skills'
import { readWords } from './read-words'

const certain = (text: string) =>
  findSkills(readWords(text))
    .filter((mention) => mention.certainty === 'certain' && mention.kind === 'tool')
    .map((mention) => mention.skill)

test.each([
  ['postgres', 'PostgreSQL'],
  ['k8s', 'Kubernetes'],
  ['NodeJS', 'Node.js'],
  ['c++', 'C++'],
  ['c sharp', 'C#'],
  ['dotnet', '.NET'],
  ['golang', 'Go'],
  ['Führerschein', 'Driving licence'],
  ['no such skill', null],
])('the name of %s is %s', (name, expected) => {
  expect(findSkillName(name)).toBe(expected)
})

test('signs belong to names: C++, C#, .NET and Node.js are told apart', () => {
  expect(certain('C++, C#, .NET and Node.js')).toEqual(['C++', 'C#', '.NET', 'Node.js'])
})

test('the longest name wins', () => {
  expect(certain('React Native and Ruby on Rails')).toEqual(['React Native', 'Ruby on Rails'])
})

test('words of everyday language are marked as such', () => {
  expect(findSkills(readWords('we go to spring')).map((mention) => mention.certainty)).toEqual(['weak', 'weak'])
  expect(findSkills(readWords('Express')).map((mention) => mention.certainty)).toEqual(['everyday'])
})

test('a part of an address is no skill', () => {
  expect(certain('docs at example.python.org or redis@example.com')).toEqual([])
})

test('spans are those of the text', () => {
  const text = 'Wir nutzen  Postgres.'
  const [mention] = findSkills(readWords(text))
  expect(text.slice(mention?.start, mention?.end)).toBe('Postgres')
})
