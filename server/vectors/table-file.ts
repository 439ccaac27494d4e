/**
 * A table of figures as one file in `public/models`: four letters `NJT1`, the length of the header in 4 bytes, the header as
 * JSON, then its parts one after another, each beginning at a multiple of 8 bytes from the first. All numbers are little-endian, as in every place we run.
 */
export interface TableFile<Meta> {
  meta: Meta
  part(name: string): Uint8Array<ArrayBuffer>
  bytes(name: string): Int8Array<ArrayBuffer>
  floats(name: string): Float32Array<ArrayBuffer>
  shorts(name: string): Uint16Array<ArrayBuffer>
  numbers(name: string): Uint32Array<ArrayBuffer>
  text(name: string): string
}

const MAGIC = 'NJT1'

/** Reads a file of our own making without copying its numbers. `readMeta` says what its header holds. */
export function readTableFile<Meta>(file: ArrayBuffer, readMeta: (meta: unknown) => Meta): TableFile<Meta> {
  if (new TextDecoder().decode(new Uint8Array(file, 0, 4)) !== MAGIC) throw new Error('This is no table of ours.')
  const headerBytes = new DataView(file).getUint32(4, true)
  // Written by packTableFile below, so its form is known.
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(file, 8, headerBytes))) as Header
  const from = padded(8 + headerBytes)
  const part = (name: string): Uint8Array<ArrayBuffer> => {
    const place = header.parts[name]
    if (!place) throw new Error(`The table has no part ${name}.`)
    return new Uint8Array(file, from + place[0], place[1])
  }
  return {
    meta: readMeta(header.meta),
    part,
    bytes: (name) => new Int8Array(file, part(name).byteOffset, part(name).byteLength),
    floats: (name) => new Float32Array(file, part(name).byteOffset, part(name).byteLength / 4),
    shorts: (name) => new Uint16Array(file, part(name).byteOffset, part(name).byteLength / 2),
    numbers: (name) => new Uint32Array(file, part(name).byteOffset, part(name).byteLength / 4),
    text: (name) => new TextDecoder().decode(part(name)),
  }
}

/** The file of a table. Same parts, same bytes. */
export function packTableFile(
  meta: object,
  parts: Record<string, Int8Array | Uint8Array | Float32Array | Uint16Array | Uint32Array | string>,
): Uint8Array<ArrayBuffer> {
  const places: Header['parts'] = {}
  let length = 0
  const contents = Object.entries(parts).map(([name, content]) => {
    const bytes =
      typeof content === 'string'
        ? new TextEncoder().encode(content)
        : new Uint8Array(content.buffer, content.byteOffset, content.byteLength)
    const at = length
    places[name] = [at, bytes.byteLength]
    length = padded(at + bytes.byteLength)
    return { at, bytes }
  })
  const header = new TextEncoder().encode(JSON.stringify({ meta, parts: places } satisfies Header))
  const from = padded(8 + header.byteLength)
  const file = new Uint8Array(from + length)
  file.set(new TextEncoder().encode(MAGIC))
  new DataView(file.buffer).setUint32(4, header.byteLength, true)
  file.set(header, 8)
  for (const { at, bytes } of contents) file.set(bytes, from + at)
  return file
}

interface Header {
  meta: unknown
  /** Where each part begins and how many bytes it has. */
  parts: Record<string, [number, number]>
}

const padded = (length: number) => Math.ceil(length / 8) * 8
