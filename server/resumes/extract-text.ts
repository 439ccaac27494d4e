import { RESUME_FILE_BYTES_MAX, RESUME_TEXT_CHARS_MAX, type ResumeFileKind, type ResumeWarning } from '../../contract/resumes'
import { sniffKind } from './sniff-kind'
import { unreadable } from './unreadable'

export interface ExtractedText {
  kind: Exclude<ResumeFileKind, 'linkedin'>
  /** In reading order, at most 200,000 characters; a blank line between paragraphs, a tab at a wide gap. */
  text: string
  /** `null` for Word, which has no pages before it is printed. */
  pages: number | null
  warnings: ResumeWarning[]
}

/**
 * The text of a PDF or DOCX that people can see. Its readers are loaded when they are first needed.
 *
 * @param onProgress told how far it is, 0 to 1
 * @throws invalid  with one of `RESUME_FAILURES` as its reason, and a sentence that says what to do
 */
export async function extractText(
  bytes: Uint8Array<ArrayBuffer>,
  onProgress: (ratio: number) => Promise<void> = async () => {},
): Promise<ExtractedText> {
  if (bytes.length > RESUME_FILE_BYTES_MAX) throw unreadable('resume.too-large')
  const kind = sniffKind(bytes)
  if (kind === 'linkedin') throw unreadable('resume.not-supported')
  const { text, pages, warnings } =
    kind === 'pdf' ? await (await import('./read-pdf')).readPdf(bytes, onProgress) : (await import('./read-docx')).readDocx(bytes)
  const clean = text.toWellFormed().replaceAll('\u0000', '').trim()
  if (clean === '') throw unreadable('resume.empty')
  const isLong = clean.length > RESUME_TEXT_CHARS_MAX
  return {
    kind,
    text: isLong ? clean.slice(0, RESUME_TEXT_CHARS_MAX).toWellFormed() : clean,
    pages,
    warnings: isLong ? [...warnings, 'truncated'] : warnings,
  }
}
