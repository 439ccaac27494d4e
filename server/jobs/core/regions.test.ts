import { expect, test } from 'vitest'
import { regionsOf } from './regions'

test.each([
  ['PL', ['PL', 'EU', 'EUROPE', 'EMEA', 'WORLDWIDE']],
  ['CH', ['CH', 'EUROPE', 'EMEA', 'DACH', 'WORLDWIDE']],
  ['US', ['US', 'NORTH_AMERICA', 'AMERICAS', 'WORLDWIDE']],
  ['KE', ['KE', 'EMEA', 'AFRICA', 'WORLDWIDE']],
  ['ZZ', ['ZZ', 'WORLDWIDE']],
])('somebody in %s may take the remote jobs of %j', (country, regions) => {
  expect(regionsOf(country)).toEqual(regions)
})
