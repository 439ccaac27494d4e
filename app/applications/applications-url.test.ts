import { expect, test } from 'vitest'
import { isFiltered, readView, viewUrl, withParams } from './applications-url'
import { readFilters } from './read-filters.server'

test('another view keeps the filters and leaves what belongs to the old one', () => {
  const params = new URLSearchParams('view=calendar&at=2026-11-01&span=week&q=baker&tag=far')
  expect(viewUrl(params, 'table')).toBe('/applications?q=baker&tag=far&view=table')
  expect(viewUrl(params, 'board')).toBe('/applications?q=baker&tag=far')
  expect(readView(params)).toBe('calendar')
  expect(readView(new URLSearchParams('view=moon'))).toBe('board')
})

test('an address says only what it means, and a changed one starts at the first page', () => {
  const params = new URLSearchParams('view=table&q=&cursor=abc&sort=company')
  expect(withParams(params, { sort: 'applied' })).toBe('/applications?view=table&sort=applied')
  expect(withParams(params, { sort: null, view: null })).toBe('/applications')
  expect(isFiltered(params)).toBe(false)
  expect(isFiltered(new URLSearchParams('priority=1'))).toBe(true)
})

test('filters that mean nothing are left out, the others stay', () => {
  const filters = readFilters(new URLSearchParams('q= baker &group=applied&group=moon&priority=2&tag=far&tag=far'))
  expect(filters).toMatchObject({ q: 'baker', group: [], priority: [2], tag: ['far'] })
})
