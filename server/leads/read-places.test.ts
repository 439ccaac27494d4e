import { expect, test } from 'vitest'
import { readWords } from '../skills/read-words'
import { readPlaceFacts } from './read-facts'
import { findPlaces } from './read-places'

const places = (text: string) => {
  const words = readWords(text)
  return findPlaces(words, 0, words.length).map((place) => place.name)
}

test.each(['CAD 90,000', 'YES WE CAN', 'An Indie studio', 'Baker, night shift', 'Van Driver wanted', 'Playwright and some Cypress.'])(
  '%s names no place',
  (text) => {
    expect(places(text)).toEqual([])
  },
)

test.each([
  ['Bengaluru, IN', 'Bengaluru, India'],
  ['Munich, DE', 'Munich, Germany'],
  ['Toronto, CA', 'Toronto, ON'],
  ['Salem, IN', 'Salem, IN'],
  ['Dover, DE', 'Dover, DE'],
  ['Sacramento, CA', 'Sacramento, CA'],
])('two letters behind a city are its country where no namesake lies in such a state: %s', (text, expected) => {
  expect(places(text)).toEqual([expected])
  expect(readPlaceFacts(text).places).toEqual([expected])
})

test('who may apply is no town', () => {
  expect(readPlaceFacts('Remote (Eligible, US)')).toMatchObject({ places: [], remoteRegions: ['US'] })
  expect(readPlaceFacts('US Eligible')).toMatchObject({ places: ['United States'] })
})
