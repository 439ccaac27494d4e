import { expect, test } from 'vitest'
import { DEFAULT_METHOD } from '../../server/numerology/core/numbers'
import { methodQuery, readMethod } from './read-method'

test('a method goes into an address and comes back; what nobody knows is ours', () => {
  const method = { lifePath: 'digits', masters: 'none', name: 'whole-name', y: 'vowel' } as const
  expect(methodQuery(method)).toBe('?path=digits&masters=none&name=whole-name&y=vowel')
  expect(readMethod(new URLSearchParams(methodQuery(method)))).toEqual(method)
  expect(methodQuery(DEFAULT_METHOD)).toBe('')
  expect(readMethod(new URLSearchParams('path=stars&y='))).toEqual(DEFAULT_METHOD)
})
