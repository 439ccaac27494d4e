import { AppError, invalid } from './errors'

const BODY_BYTES_MAX = 1_048_576

/**
 * The body of a webhook as its bytes came, since a signature is over exactly those.
 * @throws invalid `webhook.too-large`, status 413, as soon as it turns out to be over 1 MB
 */
export function readRaw(request: Request): Promise<Uint8Array<ArrayBuffer>> {
  return readBody(request, BODY_BYTES_MAX, tooLarge)
}

/** The body as its bytes came. What `tooLarge` makes is thrown as soon as more came than may, whatever the length was said to be. */
export async function readBody(request: Request, bytesMax: number, tooLarge: () => AppError): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(request.headers.get('content-length') ?? 0) > bytesMax) throw tooLarge()
  const chunks: Uint8Array[] = []
  let bytes = 0
  const reader = request.body?.getReader()
  while (reader) {
    const { done, value } = await reader.read()
    if (done) break
    bytes += value.byteLength
    if (bytes > bytesMax) {
      await reader.cancel()
      throw tooLarge()
    }
    chunks.push(value)
  }
  const raw = new Uint8Array(bytes)
  let at = 0
  for (const chunk of chunks) {
    raw.set(chunk, at)
    at += chunk.byteLength
  }
  return raw
}

/** @throws invalid `webhook.malformed` when the bytes are not JSON in UTF-8 */
export function parseJson(raw: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(raw))
  } catch {
    throw malformed()
  }
}

export const wrongSignature = () =>
  new AppError('unauthenticated', 'webhook.wrong-signature', { message: 'This is not signed with the secret we share.' })
export const malformed = () => invalid('webhook.malformed', 'This body is not one that this door reads.')
const tooLarge = () =>
  new AppError('invalid', 'webhook.too-large', { message: 'This body is over 1 MB. Send fewer posts at once.', httpStatus: 413 })
