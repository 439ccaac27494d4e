import { toHex } from '../core/hex'
import { canonicalJson } from './core/canonical'

/** SHA-256 of a value in its canonical form, as hexadecimal digits: equal facts have equal hashes, in whatever order they were written. */
export async function hashOf(value: unknown): Promise<string> {
  const bytes = new TextEncoder().encode(canonicalJson(value))
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))
}
