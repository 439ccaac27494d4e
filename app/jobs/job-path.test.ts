import { expect, test } from 'vitest'
import { findJobId, jobPath } from '../../server/jobs/core/job-path'

const id = `job_${'0123456789abcdef'.repeat(2)}`

test.each([
  ['Senior C++ Engineer (m/w/d)', 'Größe & Söhne', `/jobs/senior-c-engineer-m-w-d-grosse-sohne-${id}`],
  ['看護師', null, `/jobs/${id}`],
  ['x'.repeat(200), null, `/jobs/${'x'.repeat(70)}-${id}`],
])('%s at %s lives at %s', (title, companyName, path) => expect(jobPath({ id, title, companyName })).toBe(path))

test('the id is found behind any words, or alone', () => {
  expect(findJobId(`anything-at-all-${id}`)).toBe(id)
  expect(findJobId(id)).toBe(id)
})

test('an address without an id has none', () => {
  expect(findJobId('anything-at-all')).toBeNull()
  expect(findJobId(`${id}-more`)).toBeNull()
  expect(findJobId(`x${id}`)).toBeNull()
})
