import { expect, test } from 'vitest'
import { newKeyRing } from '../../test/world'
import { parseKeyRing } from './key-ring'
import { seal, unseal } from './seal'

test('a sealed text opens for its own row only, and under every key of the ring', async () => {
  const old = newKeyRing('k1')
  const sealed = await seal(old, 'born on a Tuesday', 'people.note:1')
  expect(sealed).toMatch(/^k1~/)
  expect(sealed).not.toContain('Tuesday')
  const both = newKeyRing('k2', old)
  expect(await unseal(both, sealed, 'people.note:1')).toBe('born on a Tuesday')
  expect(await seal(both, 'x', 'people.note:1')).toMatch(/^k2~/)
  await expect(unseal(both, sealed, 'people.note:2')).rejects.toThrow('not sealed for people.note:2')
})

test('a text that was changed, whose key is gone, or that was never sealed does not open', async () => {
  const ring = newKeyRing('k1')
  const sealed = await seal(ring, 'secret', 'a:1')
  await expect(unseal(ring, `${sealed.slice(0, -3)}AAA`, 'a:1')).rejects.toThrow()
  await expect(unseal(newKeyRing('k1'), sealed, 'a:1')).rejects.toThrow()
  await expect(unseal(newKeyRing('k2'), sealed, 'a:1')).rejects.toThrow('no key k1')
  await expect(unseal(ring, 'open text', 'a:1')).rejects.toThrow('no sealed text')
})

test('a ring of keys is taken only when it is whole: 32 bytes each, and the current one among them', () => {
  const key = Buffer.alloc(32, 7).toString('base64')
  expect(parseKeyRing(JSON.stringify({ current: 'k1', keys: { k1: key } }))?.current).toBe('k1')
  const wrong = [{ current: 'k2', keys: { k1: key } }, { current: 'k1', keys: { k1: 'short' } }, { current: 'K~', keys: { 'K~': key } }, {}]
  for (const ring of wrong) expect(parseKeyRing(JSON.stringify(ring))).toBeNull()
  expect(parseKeyRing('no JSON')).toBeNull()
})
