import { upstreamFailed } from '../core/errors'
import type { Files } from '../core/files'
import { deriveKey, type KeyRing } from './key-ring'

/** The part of R2 that is used; `test/fakes/bucket.ts` is the other one there is. */
export interface Bucket {
  get(key: string): Promise<BucketObject | null>
  put(
    key: string,
    bytes: Uint8Array<ArrayBuffer>,
    options: { customMetadata: Record<string, string>; onlyIf?: { etagMatches: string } },
  ): Promise<unknown>
  delete(keys: string[]): Promise<void>
  list(options: {
    prefix: string
    limit: number
    cursor?: string
    include: ['customMetadata']
  }): Promise<{ objects: { key: string; size: number; customMetadata?: Record<string, string> }[]; truncated: boolean; cursor?: string }>
}
interface BucketObject {
  etag: string
  customMetadata?: Record<string, string>
  arrayBuffer(): Promise<ArrayBuffer>
}

const IV_BYTES = 12
const DELETE_MAX = 1_000
const LIST_MAX = 1_000

/**
 * Every object has a data key of its own (AES-256-GCM), which lies in its metadata, wrapped under the ring's current key.
 * Both bind the object's key, so that an object or its wrapping that is moved elsewhere does not open.
 */
export function encryptedFiles(bucket: Bucket | undefined, ring: KeyRing): Files {
  const stored = async <T>(ask: (bucket: Bucket) => Promise<T>): Promise<T> => {
    if (!bucket) throw upstreamFailed('files', { retryable: false })
    try {
      return await ask(bucket)
    } catch (cause) {
      throw upstreamFailed('files', { cause, retryable: true })
    }
  }
  return {
    async put(key, bytes) {
      const dataKey = crypto.getRandomValues(new Uint8Array(32))
      const body = await encrypt(dataKey, bytes, `file ${key}`)
      const customMetadata = { keyid: ring.current, datakey: await wrap(ring, dataKey, key) }
      await stored((bucket) => bucket.put(key, body, { customMetadata }))
    },
    async get(key) {
      const found = await stored(async (bucket) => {
        const object = await bucket.get(key)
        return object && { metadata: object.customMetadata, body: new Uint8Array(await object.arrayBuffer()) }
      })
      if (!found) return null
      return decrypt(await unwrap(ring, found.metadata, key), found.body, `file ${key}`)
    },
    async delete(keys) {
      for (let at = 0; at < keys.length; at += DELETE_MAX) await stored((bucket) => bucket.delete(keys.slice(at, at + DELETE_MAX)))
    },
    async listByPrefix(prefix, { cursor, limit = LIST_MAX } = {}) {
      const page = await stored((bucket) =>
        bucket.list({ prefix, limit, include: ['customMetadata'], ...(cursor === undefined ? {} : { cursor }) }),
      )
      const files = page.objects.map(({ key, size, customMetadata }) => ({ key, byteSize: size, keyId: customMetadata?.keyid ?? '' }))
      return { files, next: (page.truncated && page.cursor) || null }
    },
    async rewrap(key) {
      const found = await stored(async (bucket) => {
        const object = await bucket.get(key)
        if (!object || object.customMetadata?.keyid === ring.current) return null
        return { etag: object.etag, metadata: object.customMetadata, body: new Uint8Array(await object.arrayBuffer()) }
      })
      if (!found) return false
      const customMetadata = { keyid: ring.current, datakey: await wrap(ring, await unwrap(ring, found.metadata, key), key) }
      // R2 changes metadata only together with the bytes. Whoever replaced the file meanwhile used the current key already.
      await stored((bucket) => bucket.put(key, found.body, { customMetadata, onlyIf: { etagMatches: found.etag } }))
      return true
    },
  }
}

async function wrap(ring: KeyRing, dataKey: Uint8Array<ArrayBuffer>, key: string): Promise<string> {
  const wrapped = await encrypt(await deriveKey(ring, ring.current, 'files'), dataKey, `data key ${ring.current} ${key}`)
  return btoa(String.fromCharCode(...wrapped))
}

async function unwrap(ring: KeyRing, metadata: Record<string, string> | undefined, key: string): Promise<Uint8Array<ArrayBuffer>> {
  const { keyid, datakey } = metadata ?? {}
  if (!keyid || !datakey) throw new Error('A file lacks the metadata that says how it opens.')
  const wrapped = Uint8Array.from(atob(datakey), (letter) => letter.charCodeAt(0))
  return decrypt(await deriveKey(ring, keyid, 'files'), wrapped, `data key ${keyid} ${key}`)
}

async function encrypt(key: Uint8Array<ArrayBuffer>, bytes: Uint8Array<ArrayBuffer>, bound: string): Promise<Uint8Array<ArrayBuffer>> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES))
  const secret = await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt'])
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(bound) }, secret, bytes)
  const body = new Uint8Array(IV_BYTES + sealed.byteLength)
  body.set(iv)
  body.set(new Uint8Array(sealed), IV_BYTES)
  return body
}

async function decrypt(key: Uint8Array<ArrayBuffer>, body: Uint8Array<ArrayBuffer>, bound: string): Promise<Uint8Array<ArrayBuffer>> {
  const secret = await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['decrypt'])
  const additionalData = new TextEncoder().encode(bound)
  return new Uint8Array(
    await crypto.subtle.decrypt({ name: 'AES-GCM', iv: body.slice(0, IV_BYTES), additionalData }, secret, body.slice(IV_BYTES)),
  )
}
