/** What of a contact an address book takes. */
export interface VcardContact {
  id: string
  name: string
  role: string | null
  organisation: string | null
  email: string | null
  phone: string | null
  url: string | null
  revisedAt: string
}

const LINE_BYTES_MAX = 75

/** One contact as vCard 4.0 (RFC 6350): text escaped, lines folded at 75 octets, each ended by CRLF. */
export function writeVcard(contact: VcardContact): string {
  const words = contact.name.split(/\s+/)
  const family = words.length > 1 ? (words.at(-1) ?? '') : ''
  const given = words.length > 1 ? words.slice(0, -1).join(' ') : contact.name
  const lines = [
    'BEGIN:VCARD',
    'VERSION:4.0',
    `UID:urn:numerojobs:${contact.id}`,
    `FN:${escaped(contact.name)}`,
    `N:${escaped(family)};${escaped(given)};;;`,
    contact.organisation === null ? null : `ORG:${escaped(contact.organisation)}`,
    contact.role === null ? null : `TITLE:${escaped(contact.role)}`,
    contact.email === null ? null : `EMAIL;TYPE=work:${escaped(contact.email)}`,
    contact.phone === null ? null : `TEL;TYPE=work;VALUE=text:${escaped(contact.phone)}`,
    // A URI is no text: it has no escapes, and an address that was parsed holds no line break.
    contact.url === null ? null : `URL:${contact.url}`,
    `REV:${contact.revisedAt.replace(/[-:]|\.\d+/g, '')}`,
    'END:VCARD',
  ]
  return lines
    .filter((line) => line !== null)
    .map((line) => `${fold(line)}\r\n`)
    .join('')
}

const escaped = (text: string) => text.replace(/[\\,;]/g, (sign) => `\\${sign}`).replace(/\r\n?|\n/g, '\\n')

/** Folds between characters, never within one. */
function fold(line: string): string {
  const encoder = new TextEncoder()
  let folded = ''
  let bytes = 0
  for (const sign of line) {
    const length = encoder.encode(sign).length
    if (bytes + length > LINE_BYTES_MAX) {
      folded += '\r\n '
      bytes = 1
    }
    folded += sign
    bytes += length
  }
  return folded
}
