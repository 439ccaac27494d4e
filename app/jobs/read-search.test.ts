import { expect, test } from 'vitest'
import { readSearch } from './read-search.server'

test('an address becomes a search, empty fields of a form left out', () => {
  const { search, ignored } = readSearch(
    new URLSearchParams('q=nurse&place=Berlin&place=Paris&place=Berlin&type=&payMin=50000&sort=newest'),
  )
  expect(search).toMatchObject({ q: 'nurse', place: ['Berlin', 'Paris'], type: [], payMin: 50_000, currency: 'EUR', sort: 'newest' })
  expect(ignored).toEqual([])
})

test('what an address cannot mean is left out and named, and the rest still holds', () => {
  const { search, ignored } = readSearch(new URLSearchParams('q=nurse&type=sometimes&payMin=much&livesIn=Germany&maxAgeDays=7'))
  expect(search).toMatchObject({ q: 'nurse', type: [], maxAgeDays: 7 })
  expect(search.payMin).toBeUndefined()
  expect(ignored.sort()).toEqual(['livesIn', 'payMin', 'type'])
})
