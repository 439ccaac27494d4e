/** How far the clock of a publisher may be from ours. Older requests are refused, so that a recorded one cannot be sent later. */
const publishAgeMsMax = 60_000

/**
 * Signature of one publish request, for its header `x-sig`: lower-case hexadecimal HMAC-SHA256, keyed with the UTF-8 bytes of
 * PARTY_PUBLISH_SECRET, over `${ts}.${path}.${body}` in UTF-8.
 *
 * @param path path of the address, as it is sent: `/parties/feed/jobs`
 * @param ts milliseconds since 1970 as a decimal number, the same string as in the header `x-ts`
 * @param body the exact bytes of the body
 */
export async function signPublish(secret: string, path: string, ts: string, body: string): Promise<string> {
  const signature = await crypto.subtle.sign('HMAC', await hmacKey(secret, 'sign'), signedBytes(path, ts, body))
  return Array.from(new Uint8Array(signature), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Whether a publish request was signed with this secret within the last minute. Compares in constant time. */
export async function isSignedPublish(
  secret: string,
  request: { path: string; ts: string; signature: string; body: string },
  nowMs: number,
): Promise<boolean> {
  if (!/^\d{1,15}$/.test(request.ts) || Math.abs(nowMs - Number(request.ts)) > publishAgeMsMax) return false
  if (!/^[0-9a-f]{64}$/.test(request.signature)) return false
  const signature = Uint8Array.from(request.signature.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
  return crypto.subtle.verify('HMAC', await hmacKey(secret, 'verify'), signature, signedBytes(request.path, request.ts, request.body))
}

const signedBytes = (path: string, ts: string, body: string) => new TextEncoder().encode(`${ts}.${path}.${body}`)

const hmacKey = (secret: string, use: 'sign' | 'verify') =>
  crypto.subtle.importKey('raw', new TextEncoder().encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, [use])
