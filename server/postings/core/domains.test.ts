import { expect, test } from 'vitest'
import { isFreeMail, readDomain } from './domains'

test.each([
  ['Kestrel.example', 'kestrel.example'],
  ['https://www.kestrel-bakery.com/about?x=1', 'kestrel-bakery.com'],
  ['kestrel.co.uk.', 'kestrel.co.uk'],
  ['xn--bcker-gra.de', 'xn--bcker-gra.de'],
  ['co.uk', null],
  ['kestrel.github.io', null],
  ['localhost', null],
  ['192.168.0.1', null],
  ['-kestrel.com', null],
  ['anna@kestrel.com', null],
  ['', null],
])('“%s” is read as %s', (typed, domain) => {
  expect(readDomain(typed)).toBe(domain)
})

test('mail that anybody can have is known', () => {
  expect(['gmail.com', 'web.de', 'kestrel.com'].map(isFreeMail)).toEqual([true, true, false])
})
