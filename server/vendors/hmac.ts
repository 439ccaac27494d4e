import { toHex } from '../core/hex'

/** Whether `signature` is the HMAC-SHA-256 of `data`. Compares in constant time, as WebCrypto's `verify` does. */
export async function hmacMatches(secret: string, data: Uint8Array<ArrayBuffer>, signature: Uint8Array<ArrayBuffer>): Promise<boolean> {
  return crypto.subtle.verify('HMAC', await hmacKey(secret), signature, data)
}

/** HMAC-SHA-256 as 64 hexadecimal digits. */
export async function hmacHex(secret: string, text: string): Promise<string> {
  const digest = await crypto.subtle.sign('HMAC', await hmacKey(secret), new TextEncoder().encode(text))
  return toHex(new Uint8Array(digest))
}

/** Keys of this Worker's own few secrets, kept once they are there: importing one costs more than using it. */
const keys = new Map<string, CryptoKey>()

async function hmacKey(secret: string): Promise<CryptoKey> {
  const known = keys.get(secret)
  if (known) return known
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
    'verify',
  ])
  keys.set(secret, key)
  return key
}
