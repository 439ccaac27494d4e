import { expect, test } from 'vitest'
import { isAddress, isPublicAddress } from './public-address'

test.each(['1.1.1.1', '93.184.216.34', '172.32.0.1', '192.169.0.1', '2606:4700:4700::1111', '2a00:1450:4001:81b::200e'])(
  '%s is public',
  (address) => {
    expect(isPublicAddress(address)).toBe(true)
  },
)

test.each([
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '127.0.0.1',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '198.18.0.1',
  '203.0.113.7',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:10.0.0.1',
  '::ffff:7f00:1',
  '64:ff9b::a00:1',
  'fc00::1',
  'fd00:ec2::254',
  'fe80::1',
  'ff02::1',
  '2001:db8::1',
  '2001::1',
  '2002:7f00:1::',
  '256.1.1.1',
  'localhost',
  '',
  '1::2::3',
])('%s is not public', (address) => {
  expect(isPublicAddress(address)).toBe(false)
})

test('a URL’s host is an address in every spelling that a browser takes for one', () => {
  for (const spelling of ['https://127.1/', 'https://0x7f000001/', 'https://2130706433/', 'https://[::1]/', 'https://0177.0.0.1/'])
    expect.soft(isAddress(new URL(spelling).hostname), spelling).toBe(true)
  expect(isAddress(new URL('https://careers.example/').hostname)).toBe(false)
})
