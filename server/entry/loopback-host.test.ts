import { expect, test } from 'vitest'
import { isLoopbackHost } from './loopback-host'

test.each([
  ['localhost:8787', true],
  ['127.0.0.1', true],
  ['[::1]:8787', true],
  ['evil.example', false],
  ['127.0.0.1.evil.example:8787', false],
  ['localhost.evil.example', false],
  ['localhost:8787@evil.example', false],
  ['', false],
])('only this machine’s own names open the doors of development: %s', (host, isOwn) => {
  expect(isLoopbackHost(host)).toBe(isOwn)
})
