import { expect, test } from 'vitest'
import { drawQr } from './draw-qr.server'

test('a drawing is square, keeps a margin, and has the three corners that a camera looks for', () => {
  const { size, path } = drawQr('otpauth://totp/Numerojobs:anna%40example.com?secret=JBSWY3DPEHPK3PXP&issuer=Numerojobs')
  const dark = new Set([...path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)].map(([, x, y]) => `${x},${y}`))
  const corner = (left: number, top: number) => [0, 1, 2, 3, 4, 5, 6].every((step) => dark.has(`${left + step},${top}`))
  expect([corner(2, 2), corner(size - 9, 2), corner(2, size - 9)]).toEqual([true, true, true])
  expect([...dark].some((at) => at.startsWith('0,') || at.startsWith('1,'))).toBe(false)
})
