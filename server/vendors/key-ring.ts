import { z } from 'zod'

/** The keys under which personal data is kept, as the setting `DATA_KEYS` names them: 32 random bytes each, in base64. */
export interface KeyRing {
  /** Id of the key that everything new is kept under. The others only open what is older. */
  current: string
  keys: Record<string, Uint8Array<ArrayBuffer>>
}

const KEY_BYTES = 32
const KeyId = z.string().regex(/^[a-z0-9]{1,20}$/, 'A key is named by small letters and digits.')
const DataKeys = z
  .object({ current: KeyId, keys: z.record(KeyId, z.string().transform(bytesOfKey)) })
  .refine(({ current, keys }) => current in keys, 'The current key is not among the keys.')

/**
 * Reads the setting `DATA_KEYS`: `{"current":"k2","keys":{"k1":"base64…","k2":"base64…"}}`.
 * `null` when it is not of that form; it is never quoted, since it is the secret.
 */
export function parseKeyRing(text: string): KeyRing | null {
  try {
    return DataKeys.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

/**
 * A key for one purpose, so that no two kinds of sealed things share one. A ring keeps what it derived.
 * @throws Error  the ring has no such key: what was kept under it cannot be opened any more
 */
export function deriveKey(ring: KeyRing, keyId: string, purpose: 'files' | 'rows'): Promise<Uint8Array<ArrayBuffer>> {
  const key = ring.keys[keyId]
  if (!key) throw new Error(`DATA_KEYS has no key ${keyId.slice(0, 20)}, which older data is kept under.`)
  const known = derived.get(key) ?? new Map<string, Promise<Uint8Array<ArrayBuffer>>>()
  derived.set(key, known)
  const derivation = known.get(purpose) ?? derive(key, purpose)
  known.set(purpose, derivation)
  return derivation
}

/** The ring belongs to the Worker, not to a person, so what is derived from it may live as long as the isolate. */
const derived = new WeakMap<Uint8Array<ArrayBuffer>, Map<string, Promise<Uint8Array<ArrayBuffer>>>>()

async function derive(key: Uint8Array<ArrayBuffer>, purpose: string): Promise<Uint8Array<ArrayBuffer>> {
  const secret = await crypto.subtle.importKey('raw', key, 'HKDF', false, ['deriveBits'])
  const info = new TextEncoder().encode(`numerojobs ${purpose}`)
  return new Uint8Array(await crypto.subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info }, secret, 256))
}

function bytesOfKey(base64: string, issue: z.RefinementCtx): Uint8Array<ArrayBuffer> {
  try {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
    if (bytes.length === KEY_BYTES) return bytes
  } catch {
    // Not base64: the answer is the same as for a wrong length.
  }
  issue.addIssue('A key is 32 bytes in base64.')
  return z.NEVER
}
