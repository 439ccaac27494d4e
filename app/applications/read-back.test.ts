import { expect, test } from 'vitest'
import { readBack } from './read-back.server'

test('a form leads back into this site and nowhere else', () => {
  expect(readBack('/applications?view=table#x', '/jobs')).toBe('/applications?view=table#x')
  for (const elsewhere of [
    null,
    '',
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    'applications',
    'javascript:alert(1)',
  ])
    expect(readBack(elsewhere, '/jobs')).toBe('/jobs')
})
