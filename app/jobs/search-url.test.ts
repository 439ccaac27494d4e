import { expect, test } from 'vitest'
import { atCursor, inCurrency, searchUrl, withoutFilter, withReadings } from './search-url'

const params = new URLSearchParams('q=nurse&place=Berlin&place=Paris&payMin=50000&currency=EUR&sort=newest&cursor=abc')

test('taking out one of a list keeps the others and returns to the first page', () => {
  expect(withoutFilter(params, 'place', 'Berlin')).toBe('/jobs?q=nurse&place=Paris&payMin=50000&currency=EUR&sort=newest')
})

test('taking out the pay takes out its currency', () => {
  expect(withoutFilter(params, 'payMin')).toBe('/jobs?q=nurse&place=Berlin&place=Paris&sort=newest')
})

test('the next page keeps the search', () => {
  expect(atCursor(params, 'x y')).toBe('/jobs?q=nurse&place=Berlin&place=Paris&payMin=50000&currency=EUR&sort=newest&cursor=x%20y')
  expect(atCursor(new URLSearchParams(), 'n')).toBe('/jobs?cursor=n')
  expect(atCursor(params, null)).not.toContain('cursor')
})

test('a currency stays while pay is the order, and a new one takes the lowest pay away', () => {
  expect(searchUrl(new URLSearchParams('sort=pay&currency=USD'))).toBe('/jobs?sort=pay&currency=USD')
  expect(inCurrency(new URLSearchParams('q=nurse&payMin=50000&currency=EUR&sort=pay&cursor=x'), 'USD')).toBe(
    '/jobs?q=nurse&currency=USD&sort=pay',
  )
})

test('what says nothing is not in the address', () => {
  expect(searchUrl(new URLSearchParams('q=&sort=relevance&currency=EUR&payMin='))).toBe('/jobs')
  expect(searchUrl(new URLSearchParams('q=nurse'), '/jobs.atom')).toBe('/jobs.atom?q=nurse')
})

test('what was read from words as a filter can be taken back like any other', () => {
  const params = new URLSearchParams('q=remote+typescript&place=Berlin')
  const read = withReadings(params, 'typescript', [{ filter: 'remote', value: 'remote' }])
  expect(searchUrl(read)).toBe('/jobs?q=typescript&place=Berlin&remote=remote')
  expect(withoutFilter(read, 'remote', 'remote')).toBe('/jobs?q=typescript&place=Berlin')
  expect(withReadings(params, 'remote typescript', [])).toBe(params)
})
