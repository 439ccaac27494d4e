const HEAD_BYTES = 4_096

/** What a file is by its first bytes: one of the kinds that may be attached, or `null`. HTML, SVG and programs are none of them. */
export function sniffMediaType(bytes: Uint8Array): string | null {
  for (const [mediaType, offset, magic] of MAGICS) if (magic.every((byte, index) => bytes[offset + index] === byte)) return mediaType
  if (starts(bytes, [0x52, 0x49, 0x46, 0x46]) && ascii(bytes.subarray(8, 12)) === 'WEBP') return 'image/webp'
  if (starts(bytes, [0x50, 0x4b, 0x03, 0x04])) return sniffZip(bytes)
  return isPlainText(bytes) ? 'text/plain' : null
}

const MAGICS: [string, number, number[]][] = [
  ['application/pdf', 0, [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['image/png', 0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image/jpeg', 0, [0xff, 0xd8, 0xff]],
  ['image/gif', 0, [0x47, 0x49, 0x46, 0x38]],
  ['application/rtf', 0, [0x7b, 0x5c, 0x72, 0x74, 0x66]],
]

const OOXML = 'application/vnd.openxmlformats-officedocument.'
const PARTS: [string, string][] = [
  ['word/', `${OOXML}wordprocessingml.document`],
  ['xl/', `${OOXML}spreadsheetml.sheet`],
  ['ppt/', `${OOXML}presentationml.presentation`],
]

/** An office file by the names of its parts; any other archive is `null`. Nothing is unpacked. */
function sniffZip(bytes: Uint8Array): string | null {
  const head = ascii(bytes.subarray(0, HEAD_BYTES))
  const openDocument = /mimetype(application\/vnd\.oasis\.opendocument\.(?:text|spreadsheet|presentation))/.exec(head)
  if (openDocument?.[1]) return openDocument[1]
  const whole = ascii(bytes)
  // Macros run; without them the same file is taken.
  if (!whole.includes('[Content_Types].xml') || whole.includes('vbaProject.bin')) return null
  return PARTS.find(([part]) => whole.includes(part))?.[1] ?? null
}

/** UTF-8 without control characters, and nothing that a browser could take for a page. */
function isPlainText(bytes: Uint8Array): boolean {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return false
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  return !/[\u0000-\u0008\u000e-\u001f]/.test(text) && !/<\s*(?:!doctype|html|head|body|script|svg|iframe|\?xml)/i.test(text)
}

const starts = (bytes: Uint8Array, magic: number[]) => magic.every((byte, index) => bytes[index] === byte)
const ascii = (bytes: Uint8Array) => new TextDecoder('latin1').decode(bytes)
