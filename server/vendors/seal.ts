import { CompactEncrypt, compactDecrypt } from 'jose'
import { deriveKey, type KeyRing } from './key-ring'

/**
 * Encrypts a small text for one row: JWE `dir` with A256GCM. The row is bound in the protected header, so that a sealed text
 * that is moved to another row does not open there. What comes out begins with the key's id and `~`, by which old ones are found.
 *
 * @param row names where it is kept: `resume_files.reading:rsf_…`
 */
export async function seal(ring: KeyRing, text: string, row: string): Promise<string> {
  const jwe = await new CompactEncrypt(new TextEncoder().encode(text))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: ring.current, row })
    .encrypt(await deriveKey(ring, ring.current, 'rows'))
  return `${ring.current}~${jwe}`
}

/**
 * The text that was sealed for this row.
 * @throws Error  it was sealed for another row, was changed, or its key is gone: never an ordinary answer
 */
export async function unseal(ring: KeyRing, sealed: string, row: string): Promise<string> {
  const keyId = keyIdOf(sealed)
  const jwe = sealed.slice(keyId.length + 1)
  const key = await deriveKey(ring, keyId, 'rows')
  const { plaintext, protectedHeader } = await compactDecrypt(jwe, key, {
    keyManagementAlgorithms: ['dir'],
    contentEncryptionAlgorithms: ['A256GCM'],
  })
  if (protectedHeader.row !== row || protectedHeader.kid !== keyId) throw new Error(`This was not sealed for ${row}.`)
  return new TextDecoder().decode(plaintext)
}

/** Which key a sealed text needs. */
function keyIdOf(sealed: string): string {
  const end = sealed.indexOf('~')
  if (end < 1) throw new Error('This is no sealed text.')
  return sealed.slice(0, end)
}
