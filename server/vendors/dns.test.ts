import { expect, test } from 'vitest'
import { recordsOf } from './dns'

test.each([
  [
    'one record',
    { Status: 0, Answer: [{ name: '_numerojobs.example.com', type: 16, TTL: 300, data: '"numerojobs-verify=abc"' }] },
    ['numerojobs-verify=abc'],
  ],
  [
    'one in two strings',
    { Status: 0, Answer: [{ name: 'a', type: 16, TTL: 300, data: '"numerojobs-" "verify=abc"' }] },
    ['numerojobs-verify=abc'],
  ],
  ['another kind beside it', { Status: 0, Answer: [{ name: 'a', type: 5, TTL: 300, data: 'b.example.com.' }] }, []],
  ['no such name', { Status: 3 }, []],
])('%s is read as the resolver answers it', (_, body, records) => {
  expect(recordsOf(body)).toEqual(records)
})

test('a resolver that is in trouble is no answer', () => {
  expect(() => recordsOf({ Status: 2 })).toThrow(/status 2/)
})
