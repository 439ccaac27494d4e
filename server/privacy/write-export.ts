import { Zip, ZipDeflate, ZipPassThrough } from 'fflate'
import type { Ctx } from '../core/ctx'
import type { ExportPart } from '../core/person-data'
import { type ExportedFile, noteRow, writeIndex, writeReadme } from './export-pages'
import { PERSON_STORES } from './person-stores'
import { pieceKey } from './piece-key'

/** Pieces are encrypted and kept one by one, so that a download of any size takes this much memory. */
const PIECE_BYTES = 4 * 1024 * 1024
const DEFLATE_LEVEL = 6

/**
 * Writes one ZIP of everything that the stores hold of a person: JSON by area, their files as they were uploaded, and two pages that say what is what.
 * @param onArea is told how many areas are written
 * @returns how many bytes in how many pieces, which lie under `prefix`
 */
export async function writeExport(
  ctx: Ctx,
  { personId, prefix, onArea }: { personId: string; prefix: string; onArea(done: number): Promise<void> },
): Promise<{ byteSize: number; pieces: number }> {
  const zip = zipInPieces(ctx, prefix)
  const files: ExportedFile[] = []
  for (const [index, store] of PERSON_STORES.entries()) {
    await addStore(ctx, zip, files, store.exportPerson(ctx, personId))
    await onArea(index + 1)
  }
  const about = { origin: ctx.origin, at: ctx.now().toISOString(), files }
  await zip.add('README.md', async (write) => write(writeReadme(about)))
  await zip.add('index.html', async (write) => write(writeIndex(about)))
  return zip.end()
}

type Write = (chunk: string | Uint8Array) => Promise<void>
type PiecedZip = ReturnType<typeof zipInPieces>

/** Parts of one file follow each other, so one list is open at a time. */
async function addStore(ctx: Ctx, zip: PiecedZip, files: ExportedFile[], parts: AsyncIterable<ExportPart>): Promise<void> {
  const iterator = parts[Symbol.asyncIterator]()
  let next = await iterator.next()
  while (!next.done) {
    const first: ExportPart = next.value
    const name = cleanPath(first.file)
    if ('objectKey' in first) {
      const bytes = await ctx.files.get(first.objectKey)
      // A file whose row outlived it: the list beside it names it, and there is nothing more to give.
      if (bytes) {
        await zip.add(name, async (write) => write(bytes), { isPacked: true })
        files.push({ name, about: first.about, mediaType: first.mediaType, byteSize: bytes.byteLength, count: null, ...nothingShown() })
      }
      next = await iterator.next()
      continue
    }
    const file: ExportedFile = { name, about: first.about, mediaType: 'application/json', byteSize: null, count: 0, ...nothingShown() }
    await zip.add(name, async (write) => {
      await write('[')
      while (!next.done && !('objectKey' in next.value) && next.value.file === first.file) {
        for (const row of next.value.rows) {
          await write(`${file.count ? ',' : ''}\n  ${JSON.stringify(row)}`)
          noteRow(file, row)
        }
        next = await iterator.next()
      }
      await write('\n]\n')
    })
    files.push(file)
  }
}

const nothingShown = (): Pick<ExportedFile, 'fields' | 'rows'> => ({ fields: new Map(), rows: [] })

/** A path that stays inside the folder that the ZIP is unpacked into, on every system. */
function cleanPath(path: string): string {
  return path
    .split('/')
    .map((part) => part.replace(/[\\<>:"|?*\p{Cc}\p{Cf}]/gu, '').replace(/^\.+/, '') || 'file')
    .join('/')
    .slice(0, 200)
}

function zipInPieces(ctx: Ctx, prefix: string) {
  const encoder = new TextEncoder()
  let waiting: Uint8Array[] = []
  let waitingBytes = 0
  let byteSize = 0
  let pieces = 0
  let failed: Error | null = null
  const zip = new Zip((error, chunk) => {
    if (error) failed = error
    waiting.push(chunk)
    waitingBytes += chunk.byteLength
  })

  async function keep(leastBytes: number): Promise<void> {
    if (failed) throw failed
    if (waitingBytes < leastBytes || waitingBytes === 0) return
    const piece = new Uint8Array(waitingBytes)
    let at = 0
    for (const chunk of waiting) {
      piece.set(chunk, at)
      at += chunk.byteLength
    }
    waiting = []
    waitingBytes = 0
    await ctx.files.put(pieceKey(prefix, pieces), piece)
    pieces += 1
    byteSize += piece.byteLength
  }

  return {
    /** One file; `isPacked` for kinds that deflating makes no smaller. */
    async add(name: string, content: (write: Write) => Promise<void>, { isPacked = false } = {}): Promise<void> {
      const entry = isPacked ? new ZipPassThrough(name) : new ZipDeflate(name, { level: DEFLATE_LEVEL })
      entry.mtime = ctx.now()
      zip.add(entry)
      await content(async (chunk) => {
        entry.push(typeof chunk === 'string' ? encoder.encode(chunk) : chunk)
        await keep(PIECE_BYTES)
      })
      entry.push(new Uint8Array(), true)
      await keep(PIECE_BYTES)
    },
    async end(): Promise<{ byteSize: number; pieces: number }> {
      zip.end()
      await keep(0)
      return { byteSize, pieces }
    },
  }
}
