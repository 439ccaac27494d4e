import { expect, test } from 'vitest'
import { countryOf } from './country-of'

test.each([
  ['Berlin, Germany', 'DE'],
  ['London, United Kingdom', 'GB'],
  ['Austin, TX', 'US'],
  ['Texas', 'US'],
  ['Omaha, NE, United States', 'US'],
  ['Toronto, ON', 'CA'],
  ['Tbilisi, Georgia', 'GE'],
  ['Atlanta, GA', 'US'],
  ["Shanghai, People's Republic of China", 'CN'],
  ['Prague, Czechia', 'CZ'],
  ['Yangon, Myanmar (Burma)', 'MM'],
  ['Georgia', null],
  ['Europe', null],
  ['European Union', null],
  ['somewhere nice', null],
  ['', null],
])('%s lies in %s', (place, country) => {
  expect(countryOf(place)).toBe(country)
})
