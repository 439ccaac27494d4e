import { foldLine } from './fold-line'

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
    .map((line) => `${foldLine(line)}\r\n`)
    .join('')
}

const escaped = (text: string) => text.replace(/[\\,;]/g, (sign) => `\\${sign}`).replace(/\r\n?|\n/g, '\\n')
