import { expect, test } from 'vitest'
import { contentWords } from './fold-words'
import { titleLikeness } from './title-likeness'

test.each([
  ['Senior Backend Engineer', 'Backend Developer', 1_000],
  ['Staff Nurse', 'Registered Nurse (m/f/d)', 700],
  ['Head Pastry Chef', 'Pastry Cook', 650],
  ['Truck Driver', 'Delivery Driver', 550],
  ['Full-Stack Engineer', 'Full stack developer, Payments', 850],
])('%s is much like %s', (a, b, least) => {
  expect(titleLikeness(a, b)).toBeGreaterThanOrEqual(least)
  expect(titleLikeness(b, a)).toBe(titleLikeness(a, b))
})

test.each([
  ['Sales Manager', 'Sales Engineer', 600],
  ['Java Developer', 'Real Estate Developer', 600],
  ['Nurse', 'Welder', 0],
  ['Product Manager', 'Property Manager', 600],
])('%s is not %s', (a, b, most) => {
  expect(titleLikeness(a, b)).toBeLessThanOrEqual(most)
})

test('words are cut to what their forms share, and words that every advert has are left out', () => {
  const stems = (text: string) => contentWords(text).map(({ stem }) => stem)
  expect(stems('You will be managing payments')).toEqual(stems('Managed payment'))
  expect(stems('Experience with baking breads')).toEqual(stems('bakes bread'))
  expect(stems('Café-Crème für Gäste')).toEqual(['caf', 'crem', 'gast'])
})
