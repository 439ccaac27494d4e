import { Inflate } from 'fflate'
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
 * Streams that are packed twice are refused, since nobody packs a résumé twice. What is encrypted cannot be counted, with an empty password as with another.
 *
 * @throws invalid  `resume.too-much-inside`, `resume.encrypted`, `resume.damaged`
 */
export function checkPdfStreams(bytes: Uint8Array): void {
  const raw = asLatin1(bytes)
  if (/\/Encrypt\s*(?:\d+\s+\d+\s+R|<<)/.test(plainNames(raw))) throw unreadable('resume.encrypted')
  let all = 0
  let streams = 0
  for (const match of raw.matchAll(/stream(?:\r\n|\n|\r)/g)) {
    const at = match.index
    if (raw.startsWith('end', at - 3)) continue
    streams += 1
    if (streams > STREAMS_MAX) throw unreadable('resume.too-much-inside')
    const dictionary = plainNames(raw.slice(Math.max(0, raw.lastIndexOf('obj', at), at - DICTIONARY_CHARS_MAX), at))
    // A filter that is named elsewhere hides from this check, and no program writes one.
    if (/\/F(?:ilter)?\s*\[?[^\]>]{0,200}?\b\d+\s+\d+\s+R\b[^\]>/]*\]|\/Filter\s+\d+\s+\d+\s+R/.test(dictionary))
      throw unreadable('resume.damaged')
    const packings = dictionary.match(/\/(?:FlateDecode|Fl|LZWDecode|LZW|RunLengthDecode|RL)\b/g) ?? []
    if (packings.length > 1 && /\/F(?:ilter)?\s*\[/.test(dictionary)) throw unreadable('resume.too-much-inside')
    const start = at + match[0].length
    const end = endOf(raw, dictionary, start)
    const packed = bytes.subarray(start, end)
    if (/\/LZW(?:Decode)?\b/.test(dictionary)) all += claimed(packed.length * LZW_RATIO_MAX)
    else if (/\/(?:RunLengthDecode|RL)\b/.test(dictionary)) all += claimed(packed.length * RUN_RATIO_MAX)
    else if (packings.length > 0 && /\/(?:ASCII85Decode|A85|ASCIIHexDecode|AHx)\b/.test(dictionary)) {
      const isHex = /\/(?:ASCIIHexDecode|AHx)\b/.test(dictionary)
      all += countUnpacked(isHex ? fromHex(packed) : fromBase85(packed))
    } else if (packings.length > 0) all += countUnpacked(packed)
    if (all > ALL_BYTES_MAX) throw unreadable('resume.too-much-inside')
  }
}

const DICTIONARY_CHARS_MAX = 20_000

/** Where a stream ends by its length or by its mark, whichever is later: readers differ in which they believe. */
function endOf(raw: string, dictionary: string, start: number): number {
  const [, direct, object] = /\/Length\s+(\d+)(?:\s+\d+\s+(R))?/.exec(dictionary) ?? []
  const length =
    direct === undefined
      ? 0
      : object === undefined
        ? Number(direct)
        : Number(new RegExp(`(?<!\\d)${direct}\\s+\\d+\\s+obj\\s*(\\d+)`).exec(raw)?.[1] ?? 0)
  const mark = raw.indexOf('endstream', start)
  return Math.min(raw.length, Math.max(mark < 0 ? raw.length : mark, start + length))
}

function claimed(count: number): number {
  if (count > STREAM_BYTES_MAX) throw unreadable('resume.too-much-inside')
  return count
}

/** A name may be written with its letters as numbers: `/#46lateDecode` is `/FlateDecode`. */
const plainNames = (part: string) => part.replace(/#([2-7][\da-f])/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

/** Whether any picture lies in the file. Its dictionary is never packed, since a stream cannot lie inside of one. */
export function hasPictures(bytes: Uint8Array): boolean {
  return /\/Subtype\s*\/Image\b|\bBI\s[\s\S]{0,400}?\bID\s/.test(asLatin1(bytes))
}

const asLatin1 = (bytes: Uint8Array) => new TextDecoder('latin1').decode(bytes)

function countUnpacked(packed: Uint8Array): number {
  let count = 0
  const inflate = new Inflate((chunk) => {
    count += chunk.length
    if (count > STREAM_BYTES_MAX) throw unreadable('resume.too-much-inside')
  })
  // The two bytes of the zlib header come before what is deflated.
  const body = (packed[0] ?? 0) % 16 === 8 ? packed.subarray(2) : packed
  try {
    for (let at = 0; at < body.length; at += CHUNK_BYTES) inflate.push(body.subarray(at, at + CHUNK_BYTES), false)
  } catch (error) {
    if (count > STREAM_BYTES_MAX) throw error
    // Not deflated, or cut short: the reader of the file answers that.
  }
  return count
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
