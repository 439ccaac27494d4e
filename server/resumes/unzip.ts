import { Unzip, UnzipInflate } from 'fflate'
import { unreadable } from './unreadable'

const ENTRIES_MAX = 2_000
const ENTRY_BYTES_MAX = 24 * 1024 * 1024
const ALL_BYTES_MAX = 48 * 1024 * 1024
/** XML packs well; only a bomb packs a thousandfold. Small parts may: a page of spaces is no danger. */
const RATIO_MAX = 400
const RATIO_FROM_BYTES = 4 * 1024 * 1024
const CHUNK_BYTES = 16_384

/**
 * The parts of a ZIP whose names are wanted, unpacked piece by piece, so that what unpacks to too much is refused before it is there.
 * Only what comes out is counted: what the ZIP says of itself is a claim.
 *
 * @throws invalid  `resume.too-much-inside`, `resume.encrypted`, `resume.damaged`
 */
export function unzipParts(bytes: Uint8Array, isWanted: (name: string) => boolean): { names: string[]; parts: Map<string, Uint8Array> } {
  const names: string[] = []
  const parts = new Map<string, Uint8Array>()
  let all = 0
  if (isEncrypted(bytes)) throw unreadable('resume.encrypted')
  const unzip = new Unzip((entry) => {
    names.push(entry.name)
    if (names.length > ENTRIES_MAX) throw unreadable('resume.too-much-inside')
    if (!isWanted(entry.name)) return
    // The same name twice: readers differ on which one counts, and that is a way to show one text and hide another.
    if (parts.has(entry.name)) throw unreadable('resume.damaged')
    const chunks: Uint8Array[] = []
    let size = 0
    entry.ondata = (error, chunk, isLast) => {
      // A refusal from below comes back here as an error of the ZIP.
      if (error) throw 'reason' in error ? error : unreadable('resume.damaged', error)
      size += chunk.length
      all += chunk.length
      const isBomb = size > RATIO_FROM_BYTES && entry.size !== undefined && entry.size > 0 && size / entry.size > RATIO_MAX
      if (size > ENTRY_BYTES_MAX || all > ALL_BYTES_MAX || isBomb) throw unreadable('resume.too-much-inside')
      chunks.push(chunk)
      if (isLast) parts.set(entry.name, join(chunks, size))
    }
    entry.start()
  })
  unzip.register(UnzipInflate)
  try {
    for (let at = 0; at < bytes.length; at += CHUNK_BYTES)
      unzip.push(bytes.subarray(at, at + CHUNK_BYTES), at + CHUNK_BYTES >= bytes.length)
  } catch (error) {
    if (error instanceof Error && 'reason' in error) throw error
    throw unreadable('resume.damaged', error)
  }
  return { names, parts }
}

/** The first entry says by its flags that a password is needed. */
function isEncrypted(bytes: Uint8Array): boolean {
  return ((bytes[6] ?? 0) & 1) === 1
}

function join(chunks: Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}
