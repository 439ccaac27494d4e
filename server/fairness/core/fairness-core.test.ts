import { expect, test } from 'vitest'
import { findCriteriaFaults } from './criteria-rules'
import { countGroups, impactRatios, isSafeDifference, largeGroups } from './impact'

const ANYWHERE: Parameters<typeof findCriteriaFaults>[1] = { jurisdiction: null, isInEuropeanUnion: false }
const ruleOf = (text: string, place = ANYWHERE) => findCriteriaFaults([{ text, isMust: true }], place).get(0)?.rule ?? null

test.each([
  ['Under 35 years old', 'age'],
  ['Digital native', 'age'],
  ['Junges, dynamisches Profil', 'age'],
  ['Nicht überqualifiziert', 'age'],
  ['Date of birth after 1990', 'birth-date'],
  ['Geburtsjahr ab 1990', 'birth-date'],
  ['Graduated after 2015', 'graduation-year'],
  ['Abschluss nach 2015', 'graduation-year'],
  ['Male', 'sex'],
  ['Männlich oder kräftig', 'sex'],
  ['Unmarried', 'family'],
  ['Kinderlos', 'family'],
  ['German nationality', 'origin'],
  ['Deutsche Staatsangehörigkeit', 'origin'],
  ['Accent-free English', 'origin'],
  ['Native speaker of German', 'native-speaker'],
  ['Native-level English speaker', 'native-speaker'],
  ['Deutsch als Muttersprache', 'native-speaker'],
  ['Christian', 'belief'],
  ['Keine Behinderung', 'disability'],
  ['Healthy', 'disability'],
  ['Bewerbungsfoto', 'looks'],
  ['Foreign-sounding name', 'name'],
  ['Postcode SW1', 'place-of-living'],
  ['Wohnort Berlin', 'place-of-living'],
  ['Ivy League degree', 'school-prestige'],
  ['No gaps in the résumé', 'gaps'],
  ['Lückenloser Lebenslauf', 'gaps'],
  ['Culture fit', 'culture-fit'],
  ['Not a union member', 'union'],
])('“%s” is refused: %s', (text, rule) => {
  expect(ruleOf(text)).toBe(rule)
})

test.each([
  'Fluent in German, C1',
  'React Native and cloud-native services',
  'Manages a team of six and its agenda',
  'Five years of work at an oven in all',
  'May work in France',
  'Degree in gender studies',
  'Plans stages of a message queue',
  'Closes gaps between design and code',
])('“%s” is nobody’s age, sex or origin', (text) => {
  expect(ruleOf(text)).toBeNull()
})

test('what only the law of a place forbids is refused there', () => {
  expect(ruleOf('Salary history')).toBeNull()
  expect(ruleOf('Salary history', { jurisdiction: 'US-NY', isInEuropeanUnion: false })).toBe('salary-history')
  expect(ruleOf('Letztes Gehalt', { jurisdiction: 'DE', isInEuropeanUnion: true })).toBe('salary-history')
  expect(ruleOf('Credit history', { jurisdiction: 'US-NYC', isInEuropeanUnion: false })).toBe('credit-history')
})

test('the example of the guidelines: 60 % of 120 against 50 % of 80 passes, 30 % does not', () => {
  const standings = (group: string, applicants: number, selected: number) =>
    Array.from({ length: applicants }, (_, index) => ({ group, isSelected: index < selected }))
  const passes = countGroups([...standings('a', 120, 72), ...standings('b', 80, 40)])
  expect(impactRatios(passes)).toEqual({
    a: { rate: 0.6, impactRatio: 1, isBelow: false },
    b: { rate: 0.5, impactRatio: 0.83, isBelow: false },
  })
  expect(impactRatios(countGroups([...standings('a', 80, 48), ...standings('b', 40, 12)])).b).toEqual({
    rate: 0.3,
    impactRatio: 0.5,
    isBelow: true,
  })
  expect(impactRatios({ a: [10, 0], b: [10, 0] }).a).toEqual({ rate: 0, impactRatio: null, isBelow: false })
})

test('groups below ten are left out, and one alone is no comparison', () => {
  expect(largeGroups({ a: [10, 1], b: [9, 9], c: [11, 0] })).toEqual({ a: [10, 1], c: [11, 0] })
  expect(largeGroups({ a: [10, 1], b: [9, 9] })).toEqual({})
})

test('a difference is safe when it is none, five of several groups, or ten', () => {
  expect(isSafeDifference([])).toBe(true)
  expect(isSafeDifference(['a', 'b', 'a', 'b'])).toBe(false)
  expect(isSafeDifference(['a', 'a', 'a', 'a', 'a'])).toBe(false)
  expect(isSafeDifference(['a', null, null, null, null])).toBe(false)
  expect(isSafeDifference(['a', 'b', 'a', 'b', null])).toBe(true)
  expect(isSafeDifference(Array.from({ length: 10 }, () => 'a'))).toBe(true)
})
