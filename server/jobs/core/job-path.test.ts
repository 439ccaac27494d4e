import { expect, test } from 'vitest'
import { findJobId, jobPath } from './job-path'

const id = `job_${'0123456789abcdef'.repeat(2)}`

test.each([
  ['Senior C++ Engineer (m/w/d)', 'Größe & Söhne', `/jobs/senior-c-engineer-m-w-d-grosse-sohne-${id}`],
  ['看護師', null, `/jobs/${id}`],
  ['x'.repeat(200), null, `/jobs/${'x'.repeat(70)}-${id}`],
])('%s at %s has an address that leads back to its id', (title, companyName, path) => {
  expect(jobPath({ id, title, companyName })).toBe(path)
  expect(findJobId(path.slice('/jobs/'.length))).toBe(id)
})
