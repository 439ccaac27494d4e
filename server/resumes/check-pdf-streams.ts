import { Inflate } from 'fflate'
import { ownerOnlyKeys, type StreamKey } from './pdf-encryption'
import { unreadable } from './unreadable'

const STREAM_BYTES_MAX = 48 * 1024 * 1024
const ALL_BYTES_MAX = 128 * 1024 * 1024
const STREAMS_MAX = 20_000
const CHUNK_BYTES = 16_384

/** What LZW and run lengths can unpack one byte to, at most. */
const LZW_RATIO_MAX = 1_400
const RUN_RATIO_MAX = 64

/**
 * Unpacks every compressed stream piece by piece and counts, before a reader takes one into memory as a whole: 10 MB can unpack to 10 GB.
 * What a stream says of itself is only a claim: each is unpacked whatever its packing is said to be, and to the end of the file where its
 * length is not plainly said. Streams that are packed twice are refused, since nobody packs a résumé twice.
 *
 * @throws invalid  `resume.too-much-inside`; `resume.encrypted` when a password is asked for; `resume.damaged`
 */
export function checkPdfStreams(bytes: Uint8Array): void {
  const raw = asLatin1(bytes)
  const keys = keysOf(plainNames(raw))
  let all = 0
  let streams = 0
  let readOn = 0
  for (const match of raw.matchAll(/stream(?:\r\n|\n|\r)/g)) {
    const at = match.index
    if (raw.startsWith('end', at - 3)) continue
    streams += 1
    if (streams > STREAMS_MAX) throw unreadable('resume.too-much-inside')
    const dictionary = plainNames(raw.slice(Math.max(0, raw.lastIndexOf('obj', at), at - DICTIONARY_CHARS_MAX), at))
    // Filters that stand behind what looks like the beginning of an object count too.
    const around = withoutComments(plainNames(raw.slice(Math.max(0, raw.lastIndexOf('endstream', at), at - DICTIONARY_CHARS_MAX), at)))
    refuseFilters(around)
    const start = at + match[0].length
    const { end, isSaid } = endOf(raw, dictionary, start, keys.length > 0)
    const sealed = bytes.subarray(start, end)
    const object = /(\d+)\s+(\d+)\s+$/.exec(
      raw.slice(Math.max(0, raw.lastIndexOf('obj', at) - 30), Math.max(0, raw.lastIndexOf('obj', at))),
    )
    const place = { number: Number(object?.[1] ?? 0), generation: Number(object?.[2] ?? 0) }
    for (const packed of [sealed, ...keys.map((key) => key(sealed, place))]) {
      const { count, read } = countStream(packed, around, isSaid)
      all += count
      if (!isSaid) readOn += read
    }
    if (readOn > READ_ON_BYTES_MAX) throw unreadable('resume.too-much-inside')
    if (all > ALL_BYTES_MAX) throw unreadable('resume.too-much-inside')
  }
}

const DICTIONARY_CHARS_MAX = 20_000
/** Bytes that are looked through again because a stream does not say plainly where it ends. */
const READ_ON_BYTES_MAX = 96 * 1024 * 1024

/** An empty password opens what only an owner's password protects; pdf programs ask for nothing then. */
function keysOf(raw: string): StreamKey[] {
  if (!/\/Encrypt\s*(?:\d+\s+\d+\s+R|<<)/.test(raw)) return []
  const keys = ownerOnlyKeys(raw)
  if (keys === null) throw unreadable('resume.encrypted')
  return keys
}

function refuseFilters(dictionary: string): void {
  // A filter that is named elsewhere hides from this check, and no program writes one.
  if (/\/Filter\s*(?:\[[^\]]*?\b\d+\s+\d+\s+R\b|\d+\s+\d+\s+R\b)/.test(dictionary)) throw unreadable('resume.damaged')
  for (const [, names = ''] of dictionary.matchAll(/\/Filter\s*\[([^\]]*)/g))
    if ((names.match(PACKINGS) ?? []).length > 1) throw unreadable('resume.too-much-inside')
}

const PACKINGS = /\/(?:FlateDecode|Fl|LZWDecode|LZW|RunLengthDecode|RL)\b/g

/** How much it unpacks to, and how many bytes were read for that. */
interface Counted {
  count: number
  read: number
}

function countStream(packed: Uint8Array, dictionary: string, isEndSaid: boolean): Counted {
  const read = packed.length
  if (/\/LZW(?:Decode)?\b/.test(dictionary)) return { count: claimed((isEndSaid ? read : endMark(packed)) * LZW_RATIO_MAX), read }
  if (/\/(?:RunLengthDecode|RL)\b/.test(dictionary)) return { count: claimed((isEndSaid ? read : endMark(packed)) * RUN_RATIO_MAX), read }
  const isHex = /\/(?:ASCIIHexDecode|AHx)\b/.test(dictionary)
  if (isHex || /\/(?:ASCII85Decode|A85)\b/.test(dictionary))
    return { count: countUnpacked(isHex ? fromHex(packed) : fromBase85(packed)).count, read }
  return countUnpacked(packed)
}

/** Where a stream ends by its mark: for packings whose size is only reckoned. */
function endMark(packed: Uint8Array): number {
  const mark = asLatin1(packed).indexOf('endstream')
  return mark < 0 ? packed.length : mark
}

/**
 * Where a stream ends by its length or by its mark, whichever is later: readers differ in which they believe. A length that stands in another
 * object may stand there twice, or packed: such a stream is read on to where its packing ends, as is one that says it oddly.
 *
 * @throws invalid  `resume.encrypted` for an encrypted stream whose length cannot be known for sure: opening the file to its end for each is too much
 */
function endOf(raw: string, dictionary: string, start: number, isEncrypted: boolean): { end: number; isSaid: boolean } {
  const mark = raw.indexOf('endstream', start)
  const to = (length: number) => ({ end: Math.min(raw.length, Math.max(mark < 0 ? raw.length : mark, start + length)), isSaid: true })
  const said = [...dictionary.matchAll(/\/Length\b(?:\s+(\d+)(?:\s+(\d+)\s+(R))?(?=\s*(?:\/|>>|$)))?/g)]
  const [, direct, generation, isElsewhere] = said[0] ?? []
  if (said.length === 1 && direct !== undefined && !isElsewhere) return to(Number(direct))
  if (!isEncrypted) return { end: raw.length, isSaid: false }
  const found = [...raw.matchAll(new RegExp(`(?<!\\d)${direct}\\s+${generation}\\s+obj\\s*(\\d+)`, 'g'))].map(([, length]) =>
    Number(length),
  )
  if (said.length !== 1 || !isElsewhere || found.length === 0 || /\/ObjStm\b/.test(raw)) throw unreadable('resume.encrypted')
  return to(Math.max(...found))
}

function claimed(count: number): number {
  if (count > STREAM_BYTES_MAX) throw unreadable('resume.too-much-inside')
  return count
}

/** A name may be written with its letters as numbers: `/#46lateDecode` is `/FlateDecode`. */
const plainNames = (part: string) => part.replace(/#([2-7][\da-f])/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

const withoutComments = (part: string) => part.replace(/%[^\r\n]*/g, ' ')

/** Whether any picture lies in the file. Its dictionary is never packed, since a stream cannot lie inside of one. */
export function hasPictures(bytes: Uint8Array): boolean {
  return /\/Subtype\s*\/Image\b|\bBI\s[\s\S]{0,400}?\bID\s/.test(asLatin1(bytes))
}

const asLatin1 = (bytes: Uint8Array) => new TextDecoder('latin1').decode(bytes)

function countUnpacked(packed: Uint8Array): Counted {
  let count = 0
  const inflate = new Inflate((chunk) => {
    count += chunk.length
    if (count > STREAM_BYTES_MAX) throw unreadable('resume.too-much-inside')
  })
  // The two bytes of the zlib header come before what is deflated.
  const body = (packed[0] ?? 0) % 16 === 8 ? packed.subarray(2) : packed
  let read = 0
  try {
    while (read < body.length && !isAtEnd(inflate)) {
      inflate.push(body.subarray(read, read + CHUNK_BYTES), false)
      read += CHUNK_BYTES
    }
  } catch (error) {
    if (count > STREAM_BYTES_MAX) throw error
    // Not deflated, or cut short: the reader of the file answers that.
  }
  return { count, read }
}

/** fflate does not tell that the last block is over; its state does: `f` for the last block, `l` while one is open. What follows is never read. */
function isAtEnd(inflate: Inflate): boolean {
  const state: unknown = Reflect.get(inflate, 's')
  return typeof state === 'object' && state !== null && Boolean(Reflect.get(state, 'f')) && !Reflect.get(state, 'l')
}

function fromHex(text: Uint8Array): Uint8Array {
  const digits = asLatin1(text).replace(/>.*$/s, '').replace(/\s+/g, '')
  return Uint8Array.from({ length: digits.length >> 1 }, (_, at) => Number.parseInt(digits.slice(at * 2, at * 2 + 2), 16))
}

function fromBase85(text: Uint8Array): Uint8Array {
  const bytes: number[] = []
  let digits: number[] = []
  const flush = () => {
    const count = digits.length
    if (count < 2) return
    while (digits.length < 5) digits.push(84)
    const value = digits.reduce((sum, digit) => sum * 85 + digit, 0)
    for (let at = 0; at < count - 1; at++) bytes.push(Math.floor(value / 256 ** (3 - at)) % 256)
    digits = []
  }
  for (const byte of text) {
    if (byte === 0x7e) break
    if (byte === 0x7a && digits.length === 0) bytes.push(0, 0, 0, 0)
    else if (byte >= 0x21 && byte <= 0x75) {
      digits.push(byte - 0x21)
      if (digits.length === 5) flush()
    }
  }
  flush()
  return Uint8Array.from(bytes)
}
