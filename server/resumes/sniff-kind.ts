import type { ResumeFileKind } from '../../contract/resumes'
import { unreadable } from './unreadable'

/**
 * What a file is, by its bytes alone: a name or a declared type is only a claim.
 * Whether it can be read is another matter; see `extractText`.
 *
 * @throws invalid  `resume.empty`, `resume.old-word`, `resume.encrypted`, `resume.not-supported`
 */
export function sniffKind(bytes: Uint8Array): ResumeFileKind {
  if (bytes.length === 0) throw unreadable('resume.empty')
  // A .docx with a password is wrapped in the container of old Word.
  if (startsWith(bytes, OLE))
    throw unreadable(new TextDecoder('latin1').decode(bytes).includes(ENCRYPTED) ? 'resume.encrypted' : 'resume.old-word')
  // Readers of PDF look for its header in the first kilobyte; a ZIP's first entry stands at the very start.
  if (new TextDecoder('latin1').decode(bytes.subarray(0, 1_024)).includes('%PDF-')) return 'pdf'
  if (startsWith(bytes, ZIP)) {
    const names = new TextDecoder('latin1').decode(bytes)
    return !names.includes('word/document.xml') && /(?:Profile|Positions)\.csv/.test(names) ? 'linkedin' : 'docx'
  }
  throw unreadable('resume.not-supported')
}

const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
/** The name of its only part, two bytes a letter. */
const ENCRYPTED = [...'EncryptedPackage'].join('\0')
const ZIP = [0x50, 0x4b, 0x03, 0x04]

function startsWith(bytes: Uint8Array, head: number[]): boolean {
  return head.every((byte, at) => bytes[at] === byte)
}
