const LINE_BYTES_MAX = 75

/** A content line of a calendar or a vCard folded at 75 octets (RFC 5545 §3.1, RFC 6350 §3.2): between characters, never within one. */
export function foldLine(line: string): string {
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
