/** A capability for a link: 160 random bits as 40 hexadecimal digits. Only its hash is kept. */
export function newLinkToken(): string {
  return [...crypto.getRandomValues(new Uint8Array(20))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
