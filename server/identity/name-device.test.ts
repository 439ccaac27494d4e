import { expect, test } from 'vitest'
import { nameDevice } from './name-device'

test('a device is named by browser and system', () => {
  expect(nameDevice('Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0')).toBe('Firefox on Linux')
  expect(
    nameDevice('Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Mobile/15E148 Safari/604.1'),
  ).toBe('Safari on iOS')
  expect(nameDevice('curl/8.5.0')).toBe('A program')
  expect(nameDevice(null)).toBe('A device that gave no name')
})
