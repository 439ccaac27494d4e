import { IMPORT_BYTES_MAX } from '../../contract/applications'

/** The text of an uploaded file, its lines ended alike; `null` when it is too large or no text. */
export async function readCsvFile(file: Blob): Promise<string | null> {
  if (file.size > IMPORT_BYTES_MAX * 2) return null
  const text = decodeCsv(new Uint8Array(await file.arrayBuffer()))
  return text.length > IMPORT_BYTES_MAX ? null : text
}

/** Spreadsheets save CSV as UTF-8, as UTF-16 with a mark, or in the encoding of western Windows. */
export function decodeCsv(bytes: Uint8Array): string {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  const encodings = isUtf16 ? [bytes[0] === 0xff ? 'utf-16le' : 'utf-16be'] : ['utf-8', 'windows-1252']
  for (const encoding of encodings) {
    try {
      return withLineFeeds(new TextDecoder(encoding, { fatal: true }).decode(bytes))
    } catch {
      // It is in the next encoding.
    }
  }
  return withLineFeeds(new TextDecoder('windows-1252').decode(bytes))
}

/** A form sends its line ends as CRLF. An import is known by its text, so that text has one form however it came. */
export const withLineFeeds = (text: string) => text.replace(/\r\n?/g, '\n')
