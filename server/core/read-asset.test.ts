import { expect, test, vi } from 'vitest'
import { readAssetOnce } from './read-asset'

const bytesOf = (file: ArrayBuffer) => ({ length: file.byteLength })

test('a file is read and unpacked once, also when several ask at the same moment', async () => {
  const asset = vi.fn(async () => new ArrayBuffer(8))
  const ask = () => readAssetOnce({ asset }, 'test/once', bytesOf)
  const [one, other] = await Promise.all([ask(), ask()])
  expect(other).toBe(one)
  expect(await ask()).toBe(one)
  expect(asset).toHaveBeenCalledTimes(1)
})

test('what failed is tried again by the next who asks', async () => {
  const broken = { asset: () => Promise.reject(new Error('away')) }
  await expect(readAssetOnce(broken, 'test/again', bytesOf)).rejects.toThrow('away')
  expect(await readAssetOnce({ asset: async () => new ArrayBuffer(3) }, 'test/again', bytesOf)).toEqual({ length: 3 })
})

test('a reading that never ends, because its request was broken off, holds nobody else up', async () => {
  vi.useFakeTimers()
  try {
    void readAssetOnce({ asset: () => new Promise<ArrayBuffer>(() => {}) }, 'test/stuck', bytesOf)
    const next = readAssetOnce({ asset: async () => new ArrayBuffer(5) }, 'test/stuck', bytesOf)
    await vi.advanceTimersByTimeAsync(2_000)
    expect(await next).toEqual({ length: 5 })
  } finally {
    vi.useRealTimers()
  }
})
