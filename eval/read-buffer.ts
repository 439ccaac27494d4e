import { readFileSync } from 'node:fs'

/** The bytes of a file in a buffer of their own, as `fetch` would give them. */
export function readBuffer(path: string | URL): ArrayBuffer {
  const bytes = readFileSync(path)
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
}
