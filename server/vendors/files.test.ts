import { expect, test } from 'vitest'
import { memoryBucket } from '../../test/fakes/bucket'
import { newKeyRing } from '../../test/world'
import { encryptedFiles } from './files'

const text = new TextEncoder().encode('A résumé that nobody else may read.')
const asText = (bytes: Uint8Array | null) => bytes && new TextDecoder().decode(bytes)

test('a file comes back as it was put, and nothing of it lies open where it is kept', async () => {
  const { bucket, objects } = memoryBucket()
  const files = encryptedFiles(bucket, newKeyRing('k1'))
  await files.put('resumes/a/1', text)
  expect(await files.get('resumes/a/1')).toEqual(text)
  expect(await files.get('resumes/a/2')).toBeNull()
  expect(Buffer.from(objects.get('resumes/a/1')?.body ?? []).includes('résumé')).toBe(false)
  expect(Object.keys(objects.get('resumes/a/1')?.customMetadata ?? {}).sort()).toEqual(['datakey', 'keyid'])
})

test('the same file put twice lies there in two different forms', async () => {
  const { bucket, objects } = memoryBucket()
  const files = encryptedFiles(bucket, newKeyRing('k1'))
  await files.put('a', text)
  await files.put('b', text)
  expect(objects.get('a')?.body).not.toEqual(objects.get('b')?.body)
})

test('a file that was moved to another key, changed by one bit, or lost its key does not open', async () => {
  const { bucket, objects } = memoryBucket()
  const ring = newKeyRing('k1')
  const files = encryptedFiles(bucket, ring)
  await files.put('mine', text)
  const mine = objects.get('mine')
  if (!mine) throw new Error('It was not put.')
  objects.set('yours', mine)
  await expect(files.get('yours')).rejects.toThrow()
  mine.body[20] = (mine.body[20] ?? 0) ^ 1
  await expect(files.get('mine')).rejects.toThrow()
  await expect(encryptedFiles(bucket, newKeyRing('k2')).get('mine')).rejects.toThrow('DATA_KEYS has no key k1')
})

test('a file wrapped anew opens without the old key, and keeps its bytes', async () => {
  const { bucket, objects } = memoryBucket()
  const old = newKeyRing('k1')
  await encryptedFiles(bucket, old).put('a', text)
  const before = objects.get('a')?.body
  const both = newKeyRing('k2', old)
  expect(await encryptedFiles(bucket, both).rewrap('a')).toBe(true)
  expect(await encryptedFiles(bucket, both).rewrap('a')).toBe(false)
  const { k2 = new Uint8Array() } = both.keys
  expect(asText(await encryptedFiles(bucket, { current: 'k2', keys: { k2 } }).get('a'))).toBe(asText(text))
  expect(objects.get('a')?.body).toEqual(before)
})

test('files of one prefix are listed page by page, and deleting what is gone is no failure', async () => {
  const { bucket } = memoryBucket()
  const files = encryptedFiles(bucket, newKeyRing('k1'))
  for (const key of ['a/1', 'a/2', 'a/3', 'b/1']) await files.put(key, text)
  const first = await files.listByPrefix('a/', { limit: 2 })
  const second = await files.listByPrefix('a/', { limit: 2, cursor: first.next ?? '' })
  expect([...first.files, ...second.files].map(({ key, keyId }) => `${key} ${keyId}`)).toEqual(['a/1 k1', 'a/2 k1', 'a/3 k1'])
  expect(second.next).toBeNull()
  await files.delete(['a/1', 'a/2', 'a/3', 'nobody'])
  expect((await files.listByPrefix('a/')).files).toEqual([])
  expect(await files.get('b/1')).toEqual(text)
})

test('without a bucket, or when it does not answer, the caller is told which service failed', async () => {
  await expect(encryptedFiles(undefined, newKeyRing('k1')).get('a')).rejects.toMatchObject({ reason: 'files.failed' })
  const { bucket } = memoryBucket()
  const down = { ...bucket, put: () => Promise.reject(new Error('R2 is down.')) }
  await expect(encryptedFiles(down, newKeyRing('k1')).put('a', text)).rejects.toMatchObject({ reason: 'files.failed', retryable: true })
})
