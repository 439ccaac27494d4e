import { readFile } from 'node:fs/promises'

/** `ctx.asset` for what runs outside the Worker: the same files, from the folder that the build copies. */
export async function assetFromDisk(path: string): Promise<ArrayBuffer> {
  const bytes = await readFile(new URL(`../public/${path}`, import.meta.url))
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
}
