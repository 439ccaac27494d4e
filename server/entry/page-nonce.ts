/** Eighteen random bytes as 24 letters: what the scripts of one answer carry. */
export function newNonce(): string {
  return btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(18))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
}

/** A page's bytes, and where in them its nonce stands. */
export function findNonces(text: string, nonce: string): { body: Uint8Array<ArrayBuffer>; nonceAt: number[] } {
  const encoder = new TextEncoder()
  const [first = '', ...rest] = text.split(nonce)
  let at = encoder.encode(first).byteLength
  const nonceAt = rest.map((part) => {
    const own = at
    at += nonce.length + encoder.encode(part).byteLength
    return own
  })
  return { body: encoder.encode(text), nonceAt }
}

/** A copy of a page with another nonce of the same length. */
export function withNonce(page: Uint8Array<ArrayBuffer>, nonceAt: number[], nonce: string): Uint8Array<ArrayBuffer> {
  const copy = page.slice()
  const bytes = new TextEncoder().encode(nonce)
  for (const at of nonceAt) copy.set(bytes, at)
  return copy
}
